import {literal} from "../engine/duckdb.ts";
import type {Workplace} from "../sources/files/staged.ts";
import {lineSql} from "./lines.ts";
import type {Prepared} from "./prepare.ts";

/** Where the first of some rows stands, as `visits.csv:12`, or `visits.csv row 11`; `keys` yields their source_no and row_key. */
export async function firstPlace(place: Workplace, sources: readonly Prepared[], keys: string): Promise<string> {
  const [first] = await place.engine.rows<{source_no: number; row_key: number}>(
    "first place",
    `select source_no, row_key from (${keys}) order by source_no, row_key limit 1`,
  );
  const source = sources.find(({number}) => number === first?.source_no);
  if (!source) return "";
  const line = await lineSql(place, source);
  const [told] = await place.engine.rows<{place: string}>(
    "place of a row",
    `with placed as (
       select coalesce(r.source_file, ${literal(source.files[0].name)}) as file, r.source_row as nth, ${line.sql} as line
       from ${source.relation} r ${line.join} where r.row_key = ${first.row_key})
     select concat(file, case when line is not null then ':' || line when nth is not null then ' row ' || nth else '' end) as place from placed`,
  );
  return told.place;
}
