import type {MomentumCounts} from "../../src/analysis/drivers/momentum.ts";
import type {Engine} from "../engine/duckdb.ts";
import {knownSharesSql, momentumSql} from "../steps/drivers/momentum.ts";

/**
 * The window whose activity is set against the same time before: the one nearest to a month in which at least half of the
 * observed leads were known for both, or the shortest. Needs `steps.labelled`.
 */
export async function momentumWindow(engine: Engine, windows: readonly number[]): Promise<number> {
  const shares = await engine.rows<{window_days: number; share: number | null}>(
    "momentum_window",
    knownSharesSql(windows),
  );
  const long = shares.filter(({share}) => share === null || share >= 0.5).map(({window_days}) => window_days);
  const fromMonth = (days: number) => Math.abs(Math.log(days / 30));
  return long.length > 0 ? long.reduce((a, b) => (fromMonth(b) < fromMonth(a) ? b : a)) : Math.min(...windows);
}

/**
 * Counts activities of the last window and of the one before by direction, without those of fewer than `minCell` leads. Needs
 * `steps.action_counts` of both.
 */
export async function momentumCounts(engine: Engine, window: number, minCell = 1): Promise<MomentumCounts> {
  await engine.run("momentum_counts", momentumSql(window, minCell));
  const read = <T>(table: string) => engine.rows<T>(table, `select * from ${table} order by all`);
  return {
    windowDays: window,
    base: await read("steps.momentum_base"),
    counts: await read("steps.momentum_counts"),
  };
}
