import {identifier, literal} from "../engine/duckdb.ts";
import type {Workplace} from "../sources/files/staged.ts";
import {LoadError} from "../sources/loadError.ts";
import type {ContractTable} from "./contract.ts";
import {lineSql} from "./lines.ts";
import type {Prepared} from "./prepare.ts";

/** Creates the empty tables of rejects: keys while the load runs, and `main.rejects` for people. */
export async function createRejects({engine}: Workplace): Promise<void> {
  await engine.run(
    "create rejects",
    `create or replace table staging.rejected (table_name varchar, source_no integer, row_key bigint, reason varchar, detail varchar);
     create or replace table main.rejects (table_name varchar, source varchar, "row" bigint, line bigint, reason varchar, detail varchar, raw varchar)`,
  );
}

/** Notes rows that cannot be used; `select` yields source_no, row_key, reason, detail. A row keeps its first reason. */
export async function reject({engine}: Workplace, table: ContractTable, select: string): Promise<void> {
  await engine.run(
    `rejects of ${table}`,
    `insert into staging.rejected
     select ${literal(table)}, s.* from (${select}) s where not exists (
       select 1 from staging.rejected r where r.table_name = ${literal(table)} and r.source_no = s.source_no and r.row_key = s.row_key)`,
  );
}

/** Notes the rows whose own values make them unusable. */
export const rejectFaulty = (place: Workplace, table: ContractTable): Promise<void> =>
  reject(
    place,
    table,
    `select source_no, row_key, reason, detail from staging.typed_${table} where reason is not null`,
  );

/** Notes the rows whose own values make them unusable, and those whose lead is not in `main.leads`. */
export const rejectFaultyAndOrphans = (place: Workplace, table: ContractTable): Promise<void> =>
  reject(
    place,
    table,
    `select source_no, row_key, coalesce(reason, 'orphan'), coalesce(detail, 'lead_id: ' || t.lead_id)
     from staging.typed_${table} t left join (select lead_id, lead_no from main.leads) l using (lead_id)
     where reason is not null or lead_no is null`,
  );

/**
 * Notes rows that equal an earlier row of their source in every column: the hash finds suspects among
 * any number of rows, their text decides.
 */
export async function rejectRepeated(
  place: Workplace,
  table: ContractTable,
  sources: readonly Prepared[],
): Promise<void> {
  const {engine} = place;
  await engine.run(
    `suspects of ${table}`,
    `create or replace table staging.suspects as
     with repeated as (select source_no, row_hash from staging.typed_${table} group by source_no, row_hash having count(*) > 1)
     select source_no, row_key from staging.typed_${table} where (source_no, row_hash) in (select (source_no, row_hash) from repeated)`,
  );
  if ((await engine.count("suspects", "select count(*) from staging.suspects")) === 0) return;
  const texts = sources.map(
    (s) => `select ${s.number} as source_no, row_key, ${rowJson(s)} as raw from ${s.relation} r
            where row_key in (select row_key from staging.suspects where source_no = ${s.number})`,
  );
  await reject(
    place,
    table,
    `with texts as (${texts.join("\nunion all\n")}),
     counted as (select *, row_number() over (partition by source_no, raw order by row_key) as nth from texts)
     select source_no, row_key, 'duplicate', 'equals an earlier row' from counted where nth > 1`,
  );
}

/** Writes `main.rejects`: each rejected row with where it stood and its text, and the lines that were malformed. */
export async function writeRejects(
  place: Workplace,
  table: ContractTable,
  sources: readonly Prepared[],
): Promise<void> {
  for (const source of sources) {
    const keys = `staging.rejected where table_name = ${literal(table)} and source_no = ${source.number}`;
    if ((await place.engine.count("rejects", `select count(*) from ${keys}`)) > 0) {
      const line = await lineSql(place, source);
      await place.engine.run(
        `texts of rejects of ${table}`,
        `insert into main.rejects
         with keys as (select row_key, reason, detail from ${keys})
         select ${literal(table)}, coalesce(r.source_file, ${literal(filesTogether(source))}), r.source_row, ${line.sql}, k.reason, k.detail, ${rowJson(source)}
         from keys k join ${source.relation} r using (row_key) ${line.join} order by r.row_key`,
      );
    }
    for (const {malformed} of source.files) {
      if (!malformed) continue;
      await place.engine.run(
        "malformed lines",
        `insert into main.rejects select ${literal(table)}, source_file, null, line, 'malformed line', detail, raw from ${malformed.table} order by line`,
      );
    }
  }
}

/** What rows are booked to of which only the source is known. */
export const filesTogether = ({files}: Prepared): string => files.map(({name}) => name).join(" + ");

const rowJson = ({columns}: Prepared) =>
  `cast(to_json(struct_pack(${columns.map(({name}) => `${identifier(name)} := r.${identifier(name)}`).join(", ")})) as varchar)`;

/**
 * Stops the load where more of a table's rows were rejected than the project allows.
 * @throws LoadError with counts and an example by reason.
 */
export async function limitRejects(place: Workplace, table: ContractTable, rows: number): Promise<void> {
  const limit = place.project.load.max_rejected;
  const reasons = await place.engine.rows<{reason: string; n: number; example: string}>(
    "rejects by reason",
    `select reason, count(*) as n, ${exampleSql} as example from main.rejects where table_name = ${literal(table)}
     group by reason order by n desc, reason`,
  );
  const rejected = reasons.reduce((sum, {n}) => sum + n, 0);
  if (rejected <= limit * rows) return;
  const told = reasons.map(({reason, n, example}) => `\n  ${reason}: ${n} rows, first ${example}`).join("");
  throw new LoadError(
    `too many rejects: ${table}: ${rejected} of ${rows} rows, over the limit of ${limit}:${told}\n` +
      "mend the file or the source's settings, or raise load.max_rejected in project.yaml",
  );
}

const place = `concat(source, case when line is not null then ':' || line when "row" is not null then ' row ' || "row" else '' end)`;
const first = (text: string): string => `arg_min(${text}, coalesce(line, "row", 0))`;

/** SQL aggregate: where the first reject of a group stands, as `events.csv:12`: what results may hold, which tell of no lead. */
export const examplePlaceSql = first(place);

/** SQL aggregate: the first reject of a group in words, as `events.csv:12: decided_at: 31.02.2024`. */
const exampleSql = first(`concat(${place}, ': ', detail)`);
