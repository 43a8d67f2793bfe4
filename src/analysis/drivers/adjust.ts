import type {Interval} from "../findings.ts";
import type {Table} from "../statistics/contrast.ts";
import {normalCdf} from "../statistics/distributions.ts";
import {benjaminiHochberg} from "../statistics/falseDiscovery.ts";
import {z95} from "../statistics/intervals.ts";
import {atEqual, type Driver, type LeadErrors} from "./driver.ts";

/** The odds ratio of a pattern among leads that are alike in one thing. */
export interface Adjustment {
  /** What is held equal: `byStage`, an attribute, `byPeriod`. */
  by: string;
  /** Mantel–Haenszel, its interval by lead. */
  oddsRatio: Interval;
  /**
   * `turns`: goes the other way among like leads, and both that and the first sight are beyond chance (see `adjust`).
   * `vanishes`, a weaker statement: sure at first sight; among like leads no longer sure to go that way, and not as strong
   * either. What lies on the other side without being sure enough to be said to turn is among these.
   */
  verdict: "stays" | "vanishes" | "turns";
}

/** A pattern's tables by what may be held equal. */
export interface Stratified {
  driver: Driver;
  errors: LeadErrors | null;
  strata: {by: string; tables: Table[]}[];
}

/** The strata of stages and of periods. No attribute is called so: names of columns have no blank before them. */
export const byStage = " stage";
export const byPeriod = " period";

/**
 * Crude beside adjusted, for every pattern and each thing that may be held equal, in the given order. A pattern turns round
 * where crude and adjusted lie on opposite sides of 1 and both are beyond chance: p of the pair is the larger of the two
 * (intersection–union; 1 where they agree), and Benjamini–Hochberg over all pairs of pattern and stratum in the list must
 * leave it under 5 %. Where nothing turns round, the chance that anything is said to is therefore at most 5 % for the list as a
 * whole. Patterns with a flag are adjusted, and never said to turn or vanish.
 */
export function adjust(all: readonly Stratified[]): Adjustment[][] {
  const pairs = all.flatMap(({driver, errors, strata}, i) =>
    strata.flatMap(({by, tables}) => {
      const oddsRatio = atEqual(tables, errors);
      return oddsRatio ? [{i, by, oddsRatio, p: turningP(driver, oddsRatio)}] : [];
    }),
  );
  const looked = pairs.filter(({i}) => all[i].driver.flags.length === 0);
  const sure = benjaminiHochberg(looked.map(({p}) => p));
  const turning = new Set(looked.filter((_, k) => sure[k] < 0.05));
  const given: Adjustment[][] = all.map(() => []);
  for (const pair of pairs) {
    const {i, by, oddsRatio} = pair;
    const {driver} = all[i];
    const gone = driver.flags.length === 0 && vanishes(driver, oddsRatio);
    given[i].push({by, oddsRatio, verdict: turning.has(pair) ? "turns" : gone ? "vanishes" : "stays"});
  }
  return given;
}

function turningP({oddsRatio, p}: Driver, adjusted: Interval): number {
  if (!(Math.log(oddsRatio.value) * Math.log(adjusted.value) < 0)) return 1;
  const z = (z95 * Math.abs(Math.log(adjusted.value))) / Math.log(adjusted.high / adjusted.value);
  return Math.max(p, 2 * normalCdf(-z));
}

const vanishes = ({oddsRatio: {value, low, high}}: Driver, adjusted: Interval): boolean =>
  value > 1
    ? low > 1 && adjusted.low <= 1 && adjusted.high < value
    : high < 1 && adjusted.high >= 1 && adjusted.low > value;

/** The driver with what holding things equal makes of it; what it has at equal stage already stays. */
export const adjusted = (driver: Driver, adjustments: Adjustment[]): Driver => ({
  ...driver,
  adjusted: driver.adjusted ?? adjustments.find(({by}) => by === byStage)?.oddsRatio ?? null,
  adjustments,
  reversed: adjustments.some(({verdict}) => verdict === "turns"),
});

/** Whether the first sight misleads in some respect: it turns round or vanishes among like leads. */
export const misleads = ({adjustments}: Pick<Driver, "adjustments">): boolean =>
  adjustments.some(({verdict}) => verdict !== "stays");
