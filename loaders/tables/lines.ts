import {literal} from "../engine/duckdb.ts";
import {lineOfRow} from "../sources/files/lineMap.ts";
import type {Workplace} from "../sources/files/staged.ts";
import type {Prepared} from "./prepare.ts";

/** SQL of a rejected row's line in its file, over `r` (the source's relation), and the joins it needs. */
interface LineSql {
  sql: string;
  join: string;
}

/**
 * The line of a row, as an editor shows it: lines above the header, malformed and blank lines, line ends inside quoted values
 * are counted. NULL, and only the row is told, where a file has no lines (Parquet, JSON arrays), where they do not add up, and
 * where a query does not pass `source_row` and `source_file` on.
 */
export async function lineSql(place: Workplace, source: Prepared): Promise<LineSql> {
  if (source.source.query && !(await keepsPlace(place, source))) return {sql: "null", join: ""};
  const cases: string[] = [];
  const joins: string[] = [];
  for (const [i, file] of source.files.entries()) {
    const map = await file.lines();
    const isLineByLine =
      file.format === "json" && file.ends.lf + file.ends.crlf + (file.ends.isCut ? 1 : 0) === file.rows;
    if (!map && !isLineByLine) continue;
    const line = map ? lineOfRow(map, "r.source_row", `f${i}`) : {sql: "r.source_row", join: ""};
    cases.push(`when r.source_file = ${literal(file.name)} then ${line.sql}`);
    joins.push(line.join);
  }
  return cases.length ? {sql: `case ${cases.join(" ")} end`, join: joins.join(" ")} : {sql: "null", join: ""};
}

const keepsPlace = async ({engine}: Workplace, {relation}: Prepared) =>
  (await engine.count("places", `select count(source_row) from ${relation}`)) > 0;
