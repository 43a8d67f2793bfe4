import {literal} from "../engine/duckdb.ts";
import type {Workplace} from "../sources/files/staged.ts";
import type {ContractTable} from "./contract.ts";
import type {Prepared} from "./prepare.ts";
import {rejectFaultyAndOrphans, rejectRepeated} from "./rejects.ts";
import {createTyped} from "./typed.ts";

/**
 * Fills `main.activities`; `seq` keeps the order of the files among equal times. Stored lead by lead: every later step joins
 * activities to their lead, which is several times faster so than in the order of a log.
 */
export async function loadActivities(place: Workplace, sources: readonly Prepared[]): Promise<void> {
  await createTyped(place, "activities", sources);
  await rejectFaultyAndOrphans(place, "activities");
  await rejectRepeated(place, "activities", sources);
  await fill(
    place,
    "activities",
    `lead_no, lead_id, occurred_at, cast(source_no as bigint) * ${2 ** 50} + row_key as seq, activity, channel, topic, campaign, actor`,
    {order: "order by lead_no, seq"},
  );
}

/** SQL condition: the row `t` of a typed table was not rejected. */
export const isKeptSql = (table: ContractTable): string =>
  `not exists (
     select 1 from staging.rejected r where r.table_name = ${literal(table)} and r.source_no = t.source_no and r.row_key = t.row_key)`;

/** Fills a table of `main` from its typed rows `t` that were not rejected, joined to their leads (`l`). */
export async function fill(
  place: Workplace,
  table: ContractTable,
  columns: string,
  {joins = "", order = ""} = {},
): Promise<void> {
  await place.engine.run(
    `fill ${table}`,
    `create or replace table main.${table} as select ${columns}
     from staging.typed_${table} t join (select lead_no, lead_id, created_at from main.leads) l using (lead_id) ${joins}
     where ${isKeptSql(table)} ${order}`,
  );
}
