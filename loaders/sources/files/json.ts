import {type Engine, identifier, literal} from "../../engine/duckdb.ts";
import {LoadError} from "../loadError.ts";
import {stagedName} from "./header.ts";
import {malformedLine} from "./jsonLine.ts";
import {mustBeRecords} from "./jsonRecords.ts";
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
    await mustBeRecords(engine, how, file.path, names);
    await refuseTwins(engine, how, file, names);
    const columns = names.map((name) => `${literal(name)}: 'VARCHAR'`).join(", ");
    await engine.run(
      "stage JSON",
      `create table ${table} as select ${names.map((name) => `${identifier(name)} as ${identifier(stagedName(name))}`).join(", ")}
       from read_json(${how}, columns = {${columns}}, maximum_object_size = 67108864)`,
    );
    const rows = await engine.count("count rows", `select count(*) from ${table}`);
    return {
      file: {...file, rows, table, encodingUsed: encoding, notes: [...file.notes, ...notes], lines: async () => null},
      columns: names.map((name) => ({name: stagedName(name), type: "VARCHAR"})),
      from: table,
      row: "rowid",
    };
  } catch (error) {
    if (error instanceof LoadError) throw error;
    throw new LoadError(await jsonFault(file, path, isGzip, (error as Error).message));
  }
}

/**
 * Refuses keys that differ in upper and lower case alone: the engine reads the second one as `size_1`, without its values.
 * @throws LoadError that names both.
 */
async function refuseTwins(engine: Engine, how: string, file: StagedFile, names: readonly string[]): Promise<void> {
  const known = new Set(names.map((name) => name.toLowerCase()));
  if (!names.some((name) => /_\d+$/.test(name) && known.has(name.replace(/_\d+$/, "").toLowerCase()))) return;
  const [twin] = await engine.rows<{first: string; second: string}>(
    "JSON keys",
    `with keys as (select distinct unnest(json_keys(json)) as key from read_json_objects(${how}, maximum_object_size = 67108864))
     select min(key) as first, max(key) as second from keys group by lower(key) having count(*) > 1 order by 1`,
  );
  if (twin)
    throw new LoadError(
      `keys that differ in upper and lower case alone: ${file.path}: ${twin.first}, ${twin.second}; rename one of them`,
    );
}

async function jsonFault(file: StagedFile, read: string, isGzip: boolean, message: string): Promise<string> {
  const line = await malformedLine(read, isGzip);
  const reason = /, at byte \d+ in (?:line|record\/value) \d+: ([^\n]*)/.exec(message)?.[1] ?? message.split("\n")[0];
  const place = line === null ? file.path : `${file.path}:${line}`;
  return `malformed JSON file: ${place}: ${reason.trim().replace(/\.$/, "")}; mend that record or export it again`;
}
