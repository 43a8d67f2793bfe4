import type {Engine} from "../../engine/duckdb.ts";
import {LoadError} from "../loadError.ts";

/**
 * Refuses a JSON file that holds no records, or lists where they are expected: values of other kinds, or a lone record of lists, such
 * as `{"leads": [{…}, …]}`, or a list for each column, which would be read as one row.
 * @param how the file and how it is packed, as arguments of the engine's readers
 * @param names the keys that the engine found; `json` where it found no records
 * @throws LoadError that says what the file holds
 */
export async function mustBeRecords(
  engine: Engine,
  how: string,
  path: string,
  names: readonly string[],
): Promise<void> {
  const found =
    (names.length === 1 && names[0] === "json" ? await others(engine, how) : null) ?? (await lone(engine, how));
  if (found !== null)
    throw new LoadError(
      `no records: ${path}: ${found}; expected a list of records, [{"lead_id": "L1"}, …], or a record a line; export it again so`,
    );
}

const read = (how: string): string => `read_json_objects(${how}, maximum_object_size = 67108864)`;

/** Values that are no records; null where all are. */
async function others(engine: Engine, how: string): Promise<string | null> {
  const [{records, rest}] = await engine.rows<{records: number; rest: number}>(
    "JSON records",
    `select count(*) filter (where json_type(json) = 'OBJECT') as records, count(*) - records as rest from ${read(how)}`,
  );
  if (records === 0) return rest === 0 ? "an empty list" : "values that are none";
  return rest === 0 ? null : `${rest} of ${records + rest} values are none`;
}

/** A record that stands alone and says nothing of a lead; null where there are more, or it does. */
async function lone(engine: Engine, how: string): Promise<string | null> {
  const first = await engine.rows<{keys: string[]; kinds: string[]}>(
    "JSON lists",
    `select json_keys(json) as keys,
       list_transform(json_keys(json), k -> json_type(json, '/' || replace(replace(k, '~', '~0'), '/', '~1'))) as kinds
     from ${read(how)} limit 2`,
  );
  if (first.length !== 1 || !first[0].kinds.every((kind) => kind === "ARRAY" || kind === "OBJECT")) return null;
  const {keys} = first[0];
  return keys.length === 0 ? "one record without a key" : `one record, of lists alone (${keys.slice(0, 5).join(", ")})`;
}
