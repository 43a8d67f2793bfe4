import type {Note} from "../../src/analysis/notes/note.ts";
import {identifier, literal} from "../engine/duckdb.ts";
import {isFraction, type Workplace, wholeText} from "../sources/files/staged.ts";
import {LoadError} from "../sources/loadError.ts";
import {addNotes} from "./notes.ts";
import type {Prepared} from "./prepare.ts";

const powers = "^[-+]?\\d+([.,]\\d+)?[eE]\\+\\d+$";
const decimals = "^\\d+\\.0$";

interface Counts {
  n: number;
  powers: number;
  distinct: number;
  decimals: number;
}

/**
 * A source whose leads' ids are ids: those that another program made numbers of (1.0, or a column of fractions in
 * Parquet) are read as whole numbers, and told; those that a spreadsheet made powers of ten (4.6876E+17) are told.
 * @throws LoadError where leads have such powers and several rows the same one: ids of several leads became one.
 */
export async function readableIds(place: Workplace, prepared: Prepared): Promise<Prepared> {
  const id = prepared.mapping.get("lead_id");
  if (!id || id.name === "source_row") return prepared;
  if (isFraction(id.type)) return replaced(place, prepared, id.name, wholeText(identifier(id.name)));
  if (id.type !== "VARCHAR") return prepared;
  const text = `trim(${identifier(id.name)})`;
  const counts = await countIds(place, prepared.relation, text);
  const {table, files} = prepared;
  const about = {files: files.map(({name}) => name).join(", "), table, column: id.name};
  if (counts.powers > 0) {
    const {powers: n, distinct} = counts;
    if (table === "leads" && distinct < n)
      throw new LoadError(
        `ids cut by a spreadsheet: ${about.files}: ${id.name}: ${n} rows have ids such as 4.6876E+17, and only ${distinct} of them are distinct; format the column as text in the spreadsheet and export again`,
      );
    const note: Note = {kind: "power_ids", level: "warning", ...about, n, distinct};
    await addNotes(place.engine, [note]);
  }
  if (counts.decimals === 0 || counts.decimals < counts.n) return prepared;
  await addNotes(place.engine, [{kind: "decimal_ids", level: "told", ...about}]);
  return replaced(place, prepared, id.name, `regexp_replace(${text}, '\\.0$', '')`);
}

/** Looks at the first rows, and at all where these have ids of either kind. */
async function countIds({engine}: Workplace, relation: string, text: string): Promise<Counts> {
  const count = (from: string) =>
    engine.rows<Counts>(
      "ids as numbers",
      `select count(id) as n, count(*) filter (regexp_matches(id, ${literal(powers)})) as powers,
         count(distinct id) filter (regexp_matches(id, ${literal(powers)})) as "distinct",
         count(*) filter (regexp_matches(id, ${literal(decimals)})) as decimals
       from (select nullif(${text}, '') as id from ${from})`,
    );
  const [few] = await count(`(from ${relation} limit 20000)`);
  return few.powers + few.decimals === 0 ? few : (await count(relation))[0];
}

async function replaced(place: Workplace, prepared: Prepared, column: string, sql: string): Promise<Prepared> {
  const relation = `staging.${identifier(`${prepared.table}_${prepared.number}_ids`)}`;
  const as = identifier(column);
  await place.engine.run(
    "ids",
    `create or replace view ${relation} as select * replace (${sql} as ${as}) from ${prepared.relation}`,
  );
  const text = (c: Prepared["columns"][number]) => (c.name === column ? {...c, type: "VARCHAR"} : c);
  return {
    ...prepared,
    relation,
    columns: prepared.columns.map(text),
    mapping: new Map([...prepared.mapping].map(([name, c]) => [name, text(c)])),
  };
}
