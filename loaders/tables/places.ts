import type {Workplace} from "../sources/files/staged.ts";
import {lineSql} from "./lines.ts";
import type {Prepared} from "./prepare.ts";

/** Where a row of a source stands, as `leads.csv:79`; `leads.csv row 78` where lines are not known, the files' names where rows are not. */
export async function placeOf(place: Workplace, source: Prepared, rowKey: number): Promise<string> {
  const line = await lineSql(place, source);
  const [row] = await place.engine.rows<{file: string | null; row: number | null; line: number | null}>(
    "place of a row",
    `select r.source_file as file, r.source_row as "row", ${line.sql} as line from ${source.relation} r ${line.join} where r.row_key = ${rowKey}`,
  );
  const file = row?.file ?? filesOf(source);
  if (row?.line != null) return `${file}:${row.line}`;
  return row?.row != null ? `${file} row ${row.row}` : file;
}

/** The files of a source, by name, for people. */
export const filesOf = ({files}: Prepared): string => files.map(({name}) => name).join(", ");

/** Where the first of some rows stands, as `placeOf` tells it; `keys` yields their source_no and row_key. Empty without rows. */
export async function firstPlace(place: Workplace, sources: readonly Prepared[], keys: string): Promise<string> {
  const [first] = await place.engine.rows<{source_no: number; row_key: number}>(
    "first place",
    `select source_no, row_key from (${keys}) order by source_no, row_key limit 1`,
  );
  const source = sources.find(({number}) => number === first?.source_no);
  return source ? placeOf(place, source, first.row_key) : "";
}
