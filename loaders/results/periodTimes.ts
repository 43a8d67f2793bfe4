import type {PeriodTimes} from "../../src/analysis/validation/replay.ts";
import type {Engine} from "../engine/duckdb.ts";

/** When each period's observations were made and the last of their labels was known, by position; none without times. */
export async function periodTimes(engine: Engine): Promise<PeriodTimes[]> {
  const rows = await engine.rows<{firstAt: number | null; knownAt: number}>(
    "period_times",
    `select
      epoch_ms(periods.as_of) as "firstAt",
      epoch_ms(periods.last_as_of + coalesce(settings.horizon_days, 0) * interval '1' day) as "knownAt"
    from results.periods cross join steps.settings
    order by periods.position`,
  );
  return rows.flatMap(({firstAt, knownAt}) => (firstAt === null ? [] : [{firstAt, knownAt}]));
}

/** Periods before the test whose outcome window reaches into it: when the test began, not all their labels were known. */
export const embargoedBefore = (times: readonly PeriodTimes[], testFrom: number): number[] =>
  [...times.keys()].filter((p) => p < testFrom && times[p].knownAt > times[testFrom].firstAt);
