import {
  type Exposure,
  type ExposureCounts,
  exposure,
  type TileCount,
  type TimesCount,
} from "../../src/analysis/drivers/exposure.ts";
import {mostLookedAt} from "../../src/analysis/lookedAt.ts";
import {type Engine, literal} from "../engine/duckdb.ts";
import {runStep} from "../engine/steps.ts";
import type {Project} from "../project/schema.ts";
import {firstOf} from "../steps/lookedAt.ts";

/**
 * Win rate by how often each action was done, and whether time open explains it. Empty without times of decisions and
 * activities. Needs `steps.ends`; leaves `steps.exposure_leads` and `results.exposure_*`.
 */
export async function exposures(engine: Engine, project: Project): Promise<Exposure[]> {
  for (const step of ["exposure_leads", "exposure_tiles", "exposure_counts"]) await runStep(engine, step);
  const actions = await firstOf(engine, "action", mostLookedAt.actions);
  const isLookedAt = actions === null ? "" : `where activity in (${actions.map(literal).join(", ")})`;
  const counts: ExposureCounts = {
    tiles: await engine.rows<TileCount>("exposure_tiles", "select * from results.exposure_tiles order by tile"),
    times: await engine.rows<TimesCount>(
      "exposure_counts",
      `select * from results.exposure_counts ${isLookedAt} order by activity, times, tile`,
    ),
  };
  return exposure(counts, project.candidates.min_support);
}
