import {identifier, literal} from "../../engine/duckdb.ts";
import {LoadError} from "../loadError.ts";
import {malformedLine} from "./jsonLine.ts";
import type {Part, StagedFile, Workplace} from "./staged.ts";
import type {Utf8Text} from "./transcode.ts";

/**
 * Reads a JSON array or NDJSON file into a staging table, every value as text: numbers and dates are read by the same
 * rules as in CSV; nested values stay JSON text.
 */
export async function stageJson(
  {engine}: Workplace,
  file: StagedFile,
  table: string,
  {path, isGzip, encoding, notes}: Utf8Text,
): Promise<Part> {
  const how = `${literal(path)}, compression = ${isGzip ? "'gzip'" : "'uncompressed'"}`;
  try {
    const keys = await engine.rows<{column_name: string}>(
      "read JSON keys",
      `describe select * from read_json(${how}, sample_size = -1, maximum_depth = 1)`,
    );
    const names = keys.map(({column_name}) => column_name);
    const columns = names.map((name) => `${literal(name)}: 'VARCHAR'`).join(", ");
    await engine.run(
      "stage JSON",
      `create table ${table} as select ${names.map(identifier).join(", ")}
       from read_json(${how}, columns = {${columns}}, maximum_object_size = 67108864)`,
    );
    const rows = await engine.count("count rows", `select count(*) from ${table}`);
    return {
      file: {...file, rows, table, encodingUsed: encoding, notes: [...file.notes, ...notes], lines: async () => null},
      columns: names.map((name) => ({name, type: "VARCHAR"})),
      from: table,
      row: "rowid",
    };
  } catch (error) {
    throw new LoadError(await jsonFault(file, path, isGzip, (error as Error).message));
  }
}

async function jsonFault(file: StagedFile, read: string, isGzip: boolean, message: string): Promise<string> {
  const line = await malformedLine(read, isGzip);
  const reason = /, at byte \d+ in (?:line|record\/value) \d+: ([^\n]*)/.exec(message)?.[1] ?? message.split("\n")[0];
  const place = line === null ? file.path : `${file.path}:${line}`;
  return `malformed JSON file: ${place}: ${reason.trim().replace(/\.$/, "")}; mend that record or export it again`;
}
