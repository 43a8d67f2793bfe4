import {literal} from "../engine/duckdb.ts";
import type {Workplace} from "../sources/files/staged.ts";
import type {ContractTable} from "./contract.ts";
import type {Prepared} from "./prepare.ts";
import {reject, rejectFaultyAndOrphans, rejectRepeated} from "./rejects.ts";
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

/** Fills `main.stage_visits`; stages that the project does not list are rejected. */
export async function loadStageVisits(place: Workplace, sources: readonly Prepared[]): Promise<void> {
  const ids = place.project.stages.map(({id}) => id);
  await createTyped(place, "stage_visits", sources);
  await rejectFaultyAndOrphans(place, "stage_visits");
  const stages = ids.map((id, i) => `(${literal(id)}, ${i})`).join(", ") || "(cast(null as varchar), null)";
  await place.engine.run(
    "list stages",
    `create or replace table staging.stages as select * from (values ${stages}) s(stage, stage_no)`,
  );
  await reject(
    place,
    "stage_visits",
    `select source_no, row_key, 'unknown stage', 'stage: ' || stage from staging.typed_stage_visits
     where stage not in (select stage from staging.stages where stage is not null)`,
  );
  await rejectRepeated(place, "stage_visits", sources);
  await fill(
    place,
    "stage_visits",
    "lead_no, lead_id, stage, cast(stage_no as integer) as stage_no, entered_at, left_at",
    {joins: "join staging.stages using (stage)"},
  );
}

/** Fills `main.outcomes`, at most one a lead, won or lost; rows that say open, or nothing, leave the lead open. */
export async function loadOutcomes(place: Workplace, sources: readonly Prepared[]): Promise<void> {
  await createTyped(place, "outcomes", sources);
  await rejectFaultyAndOrphans(place, "outcomes");
  const decided = "outcome is not null and lower(outcome) <> 'open'";
  await reject(
    place,
    "outcomes",
    `select source_no, row_key, 'unknown outcome', 'outcome: ' || outcome || '; expected won, lost or open'
     from staging.typed_outcomes where ${decided} and lower(outcome) not in ('won', 'lost')`,
  );
  await reject(
    place,
    "outcomes",
    `select source_no, row_key, 'decided before created', concat('created ', l.created_at, ', decided ', decided_at)
     from staging.typed_outcomes o join (select lead_id, created_at from main.leads) l using (lead_id)
     where ${decided} and decided_at + case when has_dates_only then interval 1 day - interval 1 microsecond else interval 0 day end < l.created_at`,
  );
  await reject(
    place,
    "outcomes",
    `with usable as (
       select source_no, row_key, row_number() over (partition by lead_id order by source_no, row_key) as nth
       from staging.typed_outcomes where ${decided}
       and (source_no, row_key) not in (select (source_no, row_key) from staging.rejected where table_name = 'outcomes'))
     select source_no, row_key, 'duplicate', 'the lead has an outcome already' from usable where nth > 1`,
  );
  await fill(
    place,
    "outcomes",
    `lead_no, lead_id, lower(outcome) as outcome,
     case when has_dates_only then greatest(decided_at, l.created_at) else decided_at end as decided_at, amount`,
    {condition: decided},
  );
}

async function fill(
  place: Workplace,
  table: ContractTable,
  columns: string,
  {joins = "", condition = "true", order = ""} = {},
): Promise<void> {
  await place.engine.run(
    `fill ${table}`,
    `create or replace table main.${table} as select ${columns}
     from staging.typed_${table} t join (select lead_no, lead_id, created_at from main.leads) l using (lead_id) ${joins}
     where ${condition} and not exists (
       select 1 from staging.rejected r where r.table_name = ${literal(table)} and r.source_no = t.source_no and r.row_key = t.row_key)
     ${order}`,
  );
}
