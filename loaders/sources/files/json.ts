import {identifier, literal} from "../../engine/duckdb.ts";
import type {Source} from "../../project/schema.ts";
import {LoadError} from "../loadError.ts";
import {stagedName} from "./header.ts";
import {malformedLine} from "./jsonLine.ts";
import type {Part, StagedFile, Workplace} from "./staged.ts";
import {asUtf8} from "./utf8.ts";

/**
 * Reads a JSON array or NDJSON file into a staging table, every value as text: numbers and dates are read by the same
 * rules as in CSV; nested values stay JSON text.
 */
export async function stageJson(place: Workplace, source: Source, file: StagedFile, table: string): Promise<Part> {
  const {path, encoding} = await asUtf8(place, source, file);
  const {engine} = place;
  try {
    const keys = await engine.rows<{column_name: string}>(
      "read JSON keys",
      `describe select * from read_json(${literal(path)}, sample_size = -1, maximum_depth = 1)`,
    );
    const names = keys.map(({column_name}) => column_name);
    const columns = names.map((name) => `${literal(name)}: 'VARCHAR'`).join(", ");
    await engine.run(
      "stage JSON",
      `create table ${table} as select ${names.map((name) => `${identifier(name)} as ${identifier(stagedName(name))}`).join(", ")}
       from read_json(${literal(path)}, columns = {${columns}}, maximum_object_size = 67108864)`,
    );
    const rows = await engine.count("count rows", `select count(*) from ${table}`);
    return {
      file: {...file, rows, table, encodingUsed: encoding},
      columns: names.map((name) => ({name: stagedName(name), type: "VARCHAR"})),
      from: table,
      row: "rowid",
    };
  } catch (error) {
    throw new LoadError(await jsonFault(file, path, (error as Error).message));
  }
}

async function jsonFault(file: StagedFile, read: string, message: string): Promise<string> {
  const line = await malformedLine(read, file.isGzip && read === file.path);
  const reason = /, at byte \d+ in (?:line|record\/value) \d+: ([^\n]*)/.exec(message)?.[1] ?? message.split("\n")[0];
  const place = line === null ? file.path : `${file.path}:${line}`;
  return `malformed JSON file: ${place}: ${reason.trim().replace(/\.$/, "")}; mend that record or export it again`;
}
