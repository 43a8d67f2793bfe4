import type {StepView} from "../../src/analysis/drivers/stepView.ts";
import type {ActiveCount} from "../../src/analysis/funnel/equallyActive.ts";
import type {FunnelReport} from "../../src/analysis/funnel/funnel.ts";
import {type JourneyReport, journey} from "../../src/analysis/funnel/journey.ts";
import {mostInSteps} from "../../src/analysis/lookedAt.ts";
import type {RunRecord} from "../../src/analysis/run.ts";
import type {Engine} from "../engine/duckdb.ts";
import type {Project} from "../project/schema.ts";
import {actionsInSteps} from "../steps/features/actions.ts";
import {journeyCountsSql} from "../steps/funnel/journeyCounts.ts";
import {firstOf} from "../steps/lookedAt.ts";

/** The path stage by stage, from the project file and the views of each step. Needs what `viewsOf` leaves. */
export async function journeyReport(
  engine: Engine,
  {stages, candidates: {windows_days, counts: times}}: Project,
  {stages: flows}: FunnelReport,
  steps: readonly StepView[],
): Promise<JourneyReport> {
  const actions = await engine.rows<{activity: string}>(
    "journey_actions",
    "select distinct activity from steps.actions where by_seller = 0 and n_leads > 0 and activity <> 'any' order by activity",
  );
  await engine.run(
    "journey_counts",
    journeyCountsSql(windows_days, Math.max(5, ...times), {
      actions: await actionsInSteps(engine),
      stages: (await firstOf(engine, "stage", mostInSteps.stages))?.map(Number),
    }),
  );
  const active = await engine.rows<Omit<ActiveCount, "stage"> & {stage_no: number}>(
    "journey_counts",
    `select design, stage_no, active, activity, topic, window_days, times, n, moved
    from steps.journey_counts left join steps.actions on actions.action_no = journey_counts.action_no
    where design in ('snapshot', 'entry') order by all`,
  );
  const stated: RunRecord["stages"] = stages.map(({id, name, wants, play}) => ({
    id,
    name,
    wants: wants ?? null,
    play: play ?? null,
  }));
  return journey({
    stages: stated,
    flows,
    steps,
    active: active.map(({stage_no, ...counted}) => ({...counted, stage: stages[stage_no].id})),
    leadActions: actions.map(({activity}) => activity),
  });
}
