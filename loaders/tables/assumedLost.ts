import type {OutcomeNote} from "../../src/analysis/notes/outcomes.ts";
import {dataEnd} from "../dataEnd.ts";
import {literal} from "../engine/duckdb.ts";
import type {Workplace} from "../sources/files/staged.ts";

/**
 * Adds to `main.outcomes` the undecided leads that `lost_after_days` takes as lost: those that gave no sign (creation, activity, stage
 * visit) for so many days before the data's end, lost so many days after the last one. A lead without any date stays open.
 */
export async function assumeLost({engine, project}: Workplace): Promise<OutcomeNote[]> {
  const days = project.sources.outcomes.find(({lost_after_days}) => lost_after_days !== undefined)?.lost_after_days;
  if (days === undefined) return [];
  const end = (await dataEnd(engine, project)).replace("Z", "");
  const decided = await engine.count("decided", "select count(*) from main.outcomes");
  await engine.run(
    "assumed lost",
    `insert into main.outcomes (lead_no, lead_id, outcome, decided_at)
     with signs as (
       select lead_no, created_at as sign_at from main.leads
       union all select lead_no, occurred_at from main.activities
       union all select lead_no, entered_at from main.stage_visits
       union all select lead_no, left_at from main.stage_visits),
     last_signs as (
       select lead_no, max(sign_at) + interval ${days} day as lost_at from signs
       where lead_no not in (select lead_no from main.outcomes) group by lead_no)
     select lead_no, lead_id, 'lost', lost_at from last_signs join main.leads using (lead_no)
     where lost_at < cast(${literal(end)} as timestamp)`,
  );
  const leads = (await engine.count("decided", "select count(*) from main.outcomes")) - decided;
  return [{kind: "assumed lost", level: "warning", days, leads}];
}
