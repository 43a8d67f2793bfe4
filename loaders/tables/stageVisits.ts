import type {OutcomeNote} from "../../src/analysis/notes/outcomes.ts";
import {literal} from "../engine/duckdb.ts";
import type {Workplace} from "../sources/files/staged.ts";
import {fill, isKeptSql} from "./dated.ts";
import {checkEmptyDates} from "./emptyDates.ts";
import {addNotes} from "./notes.ts";
import {firstPlace} from "./places.ts";
import type {Prepared} from "./prepare.ts";
import {readStageWords} from "./readWords.ts";
import {reject, rejectFaultyAndOrphans, rejectRepeated} from "./rejects.ts";
import {createTyped} from "./typed.ts";

/** SQL of the row `t`: how much later than written an instant may lie, because only its day is known. */
const graceSql = "case when has_dates_only then interval 1 day - interval 1 microsecond else interval 0 day end";

/** SQL condition: the row `t` says that the lead left before it came. */
const isBackwardSql = `coalesce(left_at + ${graceSql} < entered_at, false)`;

/**
 * Fills `main.stage_visits`. A word is taken for the stage that `values` says, or whose id or name is the same word; rows of other
 * stages are rejected. A `left_at` before `entered_at` is not used.
 * @throws ProjectFaults where most words are no stages, or dates are empty in most rows that a constant calls one.
 */
export async function loadStageVisits(place: Workplace, sources: readonly Prepared[]): Promise<void> {
  const {engine} = place;
  await createTyped(place, "stage_visits", sources);
  await readStageWords(place, sources);
  await checkEmptyDates(place, sources, "stage", "entered_at");
  await rejectFaultyAndOrphans(place, "stage_visits");
  const stages = place.project.stages.map(({id}, i) => `(${literal(id)}, ${i})`).join(", ");
  await engine.run(
    "list stages",
    `create or replace table staging.stages as
     select w.source_no, w.word, s.stage_id, s.stage_no
     from staging.stage_words w join (values ${stages || "(cast(null as varchar), null)"}) s(stage_id, stage_no) on s.stage_id = w.meaning`,
  );
  await reject(
    place,
    "stage_visits",
    `select source_no, row_key, 'unknown stage', 'stage: ' || stage from staging.typed_stage_visits t
     where not exists (select 1 from staging.stages s where s.source_no = t.source_no and s.word = t.stage)`,
  );
  await rejectRepeated(place, "stage_visits", sources);
  await addNotes(engine, [...(await backwardNote(place, sources)), ...(await undatedNote(place))]);
  await fill(
    place,
    "stage_visits",
    `lead_no, lead_id, stage_id as stage, cast(stage_no as integer) as stage_no, entered_at,
     case when left_at is not null and not ${isBackwardSql} then greatest(left_at, entered_at) end as left_at`,
    {joins: "join staging.stages s on s.source_no = t.source_no and s.word = t.stage"},
  );
}

async function backwardNote(place: Workplace, sources: readonly Prepared[]): Promise<OutcomeNote[]> {
  const rows = `from staging.typed_stage_visits t where ${isKeptSql("stage_visits")}`;
  const [{visits, of}] = await place.engine.rows<{visits: number; of: number}>(
    "left before entering",
    `select count(*) filter (${isBackwardSql}) as visits, count(left_at) as of ${rows}`,
  );
  if (visits === 0) return [];
  const first = await firstPlace(place, sources, `select source_no, row_key ${rows} and ${isBackwardSql}`);
  return [{kind: "left before entering", level: "warning", visits, of, first}];
}

/** Visits at an unknown time beside dated ones, unless the source has no times at all: then that is how it is. */
async function undatedNote({engine}: Workplace): Promise<OutcomeNote[]> {
  const [{visits, of}] = await engine.rows<{visits: number; of: number}>(
    "visits undated",
    `with sources as (
       select count(*) - count(entered_at) as undated, count(*) as n from staging.typed_stage_visits t
       where ${isKeptSql("stage_visits")} group by source_no having count(entered_at) > 0)
     select coalesce(sum(undated), 0) as visits, coalesce(sum(n), 0) as of from sources`,
  );
  return visits > 0 ? [{kind: "visits undated", level: "told", visits, of}] : [];
}
