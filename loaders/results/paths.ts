import {followUpWindows, type MonthCount, stageCohorts} from "../../src/analysis/funnel/cohorts.ts";
import type {FunnelReport} from "../../src/analysis/funnel/funnel.ts";
import {type GroupCount, groupRates} from "../../src/analysis/funnel/groupRates.ts";
import {type PathCounts, type PathReport, pathWays} from "../../src/analysis/funnel/paths.ts";
import type {LeakFlag} from "../../src/analysis/leaks/flag.ts";
import type {Engine} from "../engine/duckdb.ts";
import {runStep} from "../engine/steps.ts";
import type {Project} from "../project/schema.ts";
import {pathsGroupsSql} from "../steps/funnel/pathsGroups.ts";
import {type FollowUpWindow, pathsMonthsSql} from "../steps/funnel/pathsMonths.ts";
import {segmentAttributes} from "./segmentAttributes.ts";

/**
 * Groups by stage, months of entry, paths, skips and moves back. Needs what `funnelReport` leaves; leaves `steps.paths_turns` and
 * `results.paths_*`. Fields that leak are no groups.
 */
export async function pathReport(
  engine: Engine,
  project: Project,
  {stages}: Pick<FunnelReport, "stages">,
  leaks: readonly LeakFlag[] = [],
): Promise<PathReport> {
  const {candidates, publish, timezone} = project;
  const names = await segmentAttributes(engine, project, leaks);
  await engine.run("paths_groups", pathsGroupsSql(names));
  await engine.run("paths_months", pathsMonthsSql(followUps(stages), timezone));
  for (const step of ["paths_turns", "paths_variants", "paths_ends", "paths_back"]) await runStep(engine, step);
  const rows = <T>(table: string, order: string) =>
    engine.rows<T>(table, `select * from results.${table} order by ${order}`);
  const counts: PathCounts = {
    variants: await rows("paths_variants", "path, outcome, days"),
    reach: await rows("funnel_reach", "furthest_no, outcome"),
    ends: await rows("paths_ends", "stage_no, outcome"),
    back: await rows("paths_back", "from_no, to_no, outcome"),
  };
  return {
    minSupport: candidates.min_support,
    groups: groupRates(
      project.stages,
      await rows<GroupCount>("paths_groups", "field, value, stage_no"),
      candidates.min_support,
    ),
    cohorts: stageCohorts(
      stages,
      await rows<MonthCount>("paths_months", "stage_no, month, seconds"),
      candidates.min_support,
    ),
    ...pathWays(stages, counts, publish.min_cell),
  };
}

/** Times are told at least to a four-hundredth of the window that months are compared by, and no window ends between two of them. */
function followUps(stages: FunnelReport["stages"]): FollowUpWindow[] {
  return stages.flatMap((stage, stageNo) => {
    const windows = followUpWindows(stage);
    if (!windows) return [];
    const seconds = windows.windowsDays.map((days) => Math.round(days * 86400));
    const common = seconds.reduce(greatestCommonDivisor);
    let parts = Math.min(common, Math.ceil((400 * common) / (windows.mainDays * 86400)));
    while (common % parts > 0) ++parts;
    return [{stageNo, longest: Math.max(...seconds), grain: common / parts}];
  });
}

const greatestCommonDivisor = (a: number, b: number): number => (b === 0 ? a : greatestCommonDivisor(b, a % b));
