import {readFileSync} from "node:fs";
import {basename, join, relative} from "node:path";
import {ask, serve} from "./warehouse.ts";

/**
 * What Framework runs for `src/own/<name>.json.sql`: the query, against the project's warehouse, read-only; its rows become
 * `FileAttachment("<name>.json")`. All tables of the data contract can be asked; what leaves the house is checked by the build.
 * Where the query is wrong, one line says so, which a build passes on: file, line, DuckDB's reason.
 */
const path = process.argv[2];
try {
  serve(await ask((engine) => engine.rows(basename(path), readFileSync(path, "utf8"))));
} catch (error) {
  console.error(`\nhakari: ${fault((error as Error).message)}`);
  process.exitCode = 1;
}

function fault(message: string): string {
  const reason = message.replace(`step failed: ${basename(path)}: `, "");
  const line = /^LINE (\d+):/m.exec(reason)?.[1];
  const root = process.env.HAKARI_SITE_ROOT;
  const file = root ? join("src", relative(root, path)) : path;
  return `${file}${line ? `:${line}` : ""}: ${reason.split("\n\n")[0].replaceAll("\n", " ")}`;
}
