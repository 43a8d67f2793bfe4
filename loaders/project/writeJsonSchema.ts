import {writeFileSync} from "node:fs";
import {projectJsonSchema} from "./jsonSchema.ts";

/** Writes `data/project.schema.json`; run from the root: `node --import tsx loaders/project/writeJsonSchema.ts`. */
writeFileSync("data/project.schema.json", projectJsonSchema());
