import {type BottleneckReport, bottlenecks} from "../../src/analysis/funnel/bottleneck.ts";
import {type StayRow, stayBins} from "../../src/analysis/funnel/bottleneckCells.ts";
import type {FunnelReport} from "../../src/analysis/funnel/funnel.ts";
import type {LeakFlag} from "../../src/analysis/leaks/flag.ts";
import type {Engine} from "../engine/duckdb.ts";
import type {Project} from "../project/schema.ts";
import {bottleneckSql} from "../steps/funnel/bottleneckStays.ts";
import {segmentAttributes} from "./segmentAttributes.ts";

/** The longest that a period is, days: a quarter of a year. */
const longestPeriod = 91;

/** Which stage is worth mending first. Needs `steps.funnel_stays`; leaves `steps.bottleneck_stays`, `results.bottleneck_cells`. */
export async function bottleneckReport(
  engine: Engine,
  project: Project,
  {stages: flows}: FunnelReport,
  leaks: readonly LeakFlag[],
): Promise<BottleneckReport> {
  const dwell = await engine.rows<{stage_no: number; days: number; ended: number}>(
    "bottleneck_bins",
    "select stage_no, days, advanced + lost as ended from results.funnel_dwell",
  );
  const [{entered, dated, span}] = await engine.rows<Record<"entered" | "dated" | "span", number>>(
    "bottleneck_period",
    `select
      count(*) as entered,
      count(case when date_diff('second', first_at, until_at) >= 0 then 1 end) as dated,
      coalesce(max(date_diff('day', first_at, as_of)), 0) as span
    from steps.funnel_stays cross join steps.settings`,
  );
  const edges = flows.map((_, s) => stayBins(dwell.filter(({stage_no}) => stage_no === s)));
  const days = Math.min(longestPeriod, Math.floor(span / 2));
  const periods = days > 0 ? {days} : null;
  await engine.run("bottleneck", bottleneckSql(edges, periods, await segmentAttributes(engine, project, leaks)));
  const rows = await engine.rows<StayRow>("bottleneck_cells", "select * from results.bottleneck_cells");
  const untimed = flows.reduce((sum, stage, s) => sum + (edges[s].length > 0 ? 0 : stage.entered), 0);
  return bottlenecks({
    flows,
    rows,
    edges,
    periodDays: periods?.days ?? null,
    recordDays: span > 0 ? span : null,
    minSupport: Math.max(project.candidates.min_support, project.publish.min_cell),
    undated: entered - dated - untimed,
  });
}
