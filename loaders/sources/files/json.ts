import {type Engine, identifier, literal} from "../../engine/duckdb.ts";
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
    await refuseTwins(engine, path, file, names);
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
    if (error instanceof LoadError) throw error;
    throw new LoadError(await jsonFault(file, path, (error as Error).message));
  }
}

/**
 * Refuses keys that differ in upper and lower case alone: the engine reads the second one as `size_1`, without its values.
 * @throws LoadError that names both.
 */
async function refuseTwins(engine: Engine, path: string, file: StagedFile, names: readonly string[]): Promise<void> {
  const known = new Set(names.map((name) => name.toLowerCase()));
  if (!names.some((name) => /_\d+$/.test(name) && known.has(name.replace(/_\d+$/, "").toLowerCase()))) return;
  const [twin] = await engine.rows<{first: string; second: string}>(
    "JSON keys",
    `with keys as (select distinct unnest(json_keys(json)) as key from read_json_objects(${literal(path)}, maximum_object_size = 67108864))
     select min(key) as first, max(key) as second from keys group by lower(key) having count(*) > 1 order by 1`,
  );
  if (twin)
    throw new LoadError(
      `keys that differ in upper and lower case alone: ${file.path}: ${twin.first}, ${twin.second}; rename one of them`,
    );
}

async function jsonFault(file: StagedFile, read: string, message: string): Promise<string> {
  const line = await malformedLine(read, file.isGzip && read === file.path);
  const reason = /, at byte \d+ in (?:line|record\/value) \d+: ([^\n]*)/.exec(message)?.[1] ?? message.split("\n")[0];
  const place = line === null ? file.path : `${file.path}:${line}`;
  return `malformed JSON file: ${place}: ${reason.trim().replace(/\.$/, "")}; mend that record or export it again`;
}
