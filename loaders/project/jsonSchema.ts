import {z} from "zod";
import {projectSchema} from "./schema.ts";

/** The JSON Schema of `project.yaml`, for editors: the content of `data/project.schema.json`, made from the one definition. */
export function projectJsonSchema(): string {
  const schema = z.toJSONSchema(projectSchema, {io: "input", target: "draft-7"});
  return `${JSON.stringify({...schema, title: "Hakari project file"}, null, 2)}\n`;
}
