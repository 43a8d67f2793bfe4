import {
  type FlowCount,
  type FunnelCounts,
  type FunnelReport,
  funnel,
  type ReachCount,
} from "../../src/analysis/funnel/funnel.ts";
import {misleadingSegments, type SpellCount} from "../../src/analysis/funnel/segments.ts";
import type {LeakFlag} from "../../src/analysis/leaks/flag.ts";
import type {Engine} from "../engine/duckdb.ts";
import {runStep} from "../engine/steps.ts";
import type {Project} from "../project/schema.ts";
import {funnelSegmentsSql} from "../steps/funnel/funnelSegments.ts";
import {segmentAttributes} from "./segmentAttributes.ts";
import {countStays} from "./stageTimes.ts";

/**
 * Where leads stand, wait and drop, by stage. Needs `steps.ends`; leaves `steps.funnel_stays` and `results.funnel_*`. Fields that
 * leak are no segments.
 */
export async function funnelReport(
  engine: Engine,
  project: Project,
  leaks: readonly LeakFlag[] = [],
): Promise<FunnelReport> {
  for (const step of ["funnel_stays", "funnel_flows", "funnel_reach", "spells", "funnel_within"])
    await runStep(engine, step);
  await countStays(engine, project);
  const {stages, candidates} = project;
  const counts: FunnelCounts = {
    flows: await engine.rows<FlowCount>("funnel_flows", "select * from results.funnel_flows"),
    reach: await engine.rows<ReachCount>("funnel_reach", "select * from results.funnel_reach"),
    dwell: await engine.rows<FunnelCounts["dwell"][number]>("funnel_dwell", "select * from results.funnel_dwell"),
    within: await engine.rows<FunnelCounts["within"][number]>("funnel_within", "select * from results.funnel_within"),
  };
  const spells = await countSegments(engine, project, leaks);
  return {
    ...funnel(stages, counts),
    segments: misleadingSegments(spells, candidates.min_support),
  };
}

/** Follow-up by value of each attribute that parts leads into segments. */
async function countSegments(engine: Engine, project: Project, leaks: readonly LeakFlag[]): Promise<SpellCount[]> {
  await engine.run("funnel_segments", funnelSegmentsSql(await segmentAttributes(engine, project, leaks)));
  return engine.rows<SpellCount>(
    "funnel_segments",
    "select * from results.funnel_segments order by field, value, days",
  );
}
