import {readFileSync} from "node:fs";
import {basename} from "node:path";
import {ask, serve} from "./warehouse.ts";

/**
 * What Framework runs for `src/own/<name>.json.sql`: the query, against the project's warehouse, read-only; its rows become
 * `FileAttachment("<name>.json")`. All tables of the data contract can be asked; what leaves the house is checked by the build.
 */
const path = process.argv[2];
serve(await ask((engine) => engine.rows(basename(path), readFileSync(path, "utf8"))));
