import {identifier} from "../engine/duckdb.ts";
import type {StagedFile, Workplace} from "../sources/files/staged.ts";
import type {Prepared} from "./prepare.ts";

/** SQL of a rejected row's line in its file, over `r` (the source's relation), and the join it needs. */
interface LineSql {
  sql: string;
  join: string;
}

/**
 * The line of a row is its place in the file, plus the header, plus the malformed lines and the line ends inside quoted
 * values before it. It is NULL, and only the row is told, where that does not add up to the file's line count (blank
 * lines), where both malformed lines and quoted line ends occur, and where a file has no lines (Parquet, JSON arrays).
 */
export async function lineSql(place: Workplace, source: Prepared): Promise<LineSql> {
  if (source.source.query && !(await keepsPlace(place, source))) return {sql: "null", join: ""};
  const cases: string[] = [];
  const joins: string[] = [];
  for (const [i, file] of source.files.entries()) {
    const line = await lineInFile(place, source, file, i);
    if (!line) continue;
    cases.push(`when r.source_file = '${file.name.replaceAll("'", "''")}' then ${line.sql}`);
    if (line.join) joins.push(line.join);
  }
  return cases.length ? {sql: `case ${cases.join(" ")} end`, join: joins.join(" ")} : {sql: "null", join: ""};
}

const keepsPlace = async ({engine}: Workplace, {relation}: Prepared) =>
  (await engine.count("places", `select count(source_row) from ${relation}`)) > 0;

async function lineInFile(place: Workplace, source: Prepared, file: StagedFile, i: number): Promise<LineSql | null> {
  if (file.format === "parquet") return null;
  const header = file.format === "csv" ? 1 : 0;
  const extra = file.lines - file.rows - header;
  if (file.format === "json") return extra === 0 ? {sql: "r.source_row", join: ""} : null;
  const malformed = file.malformed
    ? ` + (select count(*) from ${file.malformed.table} where rows_before < r.source_row)`
    : "";
  if (extra === 0) return {sql: `r.source_row + 1${malformed}`, join: ""};
  if (malformed) return null;
  const breaks = `staging.${identifier(`breaks_${source.table}_${source.number}_${i}`)}`;
  const values = file.columns.map(({name}) => `coalesce(${identifier(name)}, '')`).join(", ");
  await place.engine.run(
    "line ends in values",
    `create or replace table ${breaks} as
     with counted as (
       select rowid + 1 as source_row, length(concat(${values})) - length(replace(concat(${values}), chr(10), '')) as n from ${file.table})
     select source_row, sum(n) over (order by source_row) as before from counted where n > 0`,
  );
  if ((await place.engine.count("line ends", `select coalesce(max(before), 0) from ${breaks}`)) !== extra) return null;
  const alias = `b${i}`;
  return {
    sql: `r.source_row + 1 + coalesce(${alias}.before, 0)`,
    join: `asof left join ${breaks} ${alias} on ${alias}.source_row < r.source_row`,
  };
}
