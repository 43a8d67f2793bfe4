import type {StepView} from "../../src/analysis/drivers/stepView.ts";
import type {FunnelReport} from "../../src/analysis/funnel/funnel.ts";
import {type JourneyReport, journey} from "../../src/analysis/funnel/journey.ts";
import type {RunRecord} from "../../src/analysis/run.ts";
import type {Engine} from "../engine/duckdb.ts";
import type {Project} from "../project/schema.ts";

/** The path stage by stage, from the project file and the views of each step. Needs `steps.actions`. */
export async function journeyReport(
  engine: Engine,
  {stages}: Project,
  {stages: flows}: FunnelReport,
  steps: readonly StepView[],
): Promise<JourneyReport> {
  const actions = await engine.rows<{activity: string}>(
    "journey_actions",
    "select distinct activity from steps.actions where by_seller = 0 and activity <> 'any' order by activity",
  );
  const stated: RunRecord["stages"] = stages.map(({id, name, wants, play}) => ({
    id,
    name,
    wants: wants ?? null,
    play: play ?? null,
  }));
  return journey({stages: stated, flows, steps, leadActions: actions.map(({activity}) => activity)});
}
