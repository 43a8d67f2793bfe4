import type {AgeCount, BandCount} from "../../src/analysis/decay/decayGroups.ts";
import {random} from "../../src/analysis/statistics/random.ts";

export interface DecayTruth {
  /** Natural-log odds when just done. */
  worth: number;
  /** Days; Infinity: stays. */
  halfLife: number;
  leads?: number;
}

const cuts = [1, 2, 3, 5, 7, 10, 14, 21, 28, 42, 60, 90, 120, 180, 365];
const folds = 20;

/**
 * Counts of generated leads, each seen four times. log odds = −2 + ½ · band + worth · 2^(−days / halfLife), exactly. Rows
 * of a lead depend on each other: half of them take the luck of the row before, so that a lead often converts in all.
 */
export function simulate(
  {worth, halfLife, leads = 2500}: DecayTruth,
  seed: number,
): {ages: AgeCount[]; bands: BandCount[]} {
  const next = random(seed);
  const ages = new Map<string, AgeCount>();
  const bands = new Map<string, BandCount>();
  for (let lead = 0; lead < leads; ++lead) {
    const fold = lead % folds;
    const band = Math.floor(next() * 4);
    let days = next() < 0.4 ? Number.POSITIVE_INFINITY : -40 * Math.log(1 - next());
    let luck = next();
    for (let row = 0; row < 4; ++row) {
      const left = days === Number.POSITIVE_INFINITY ? 0 : 2 ** (-days / halfLife);
      const conversions = luck < 1 / (1 + Math.exp(2 - 0.5 * band - worth * left)) ? 1 : 0;
      add(bands, `${fold}/${band}`, {fold, band, n: 1, conversions});
      if (Number.isFinite(days)) {
        const under_days = cuts.find((cut) => days <= cut) ?? null;
        const age = {activity: "trial", topic: null, under_days, fold, band, n: 1, conversions, days};
        add(ages, `${fold}/${band}/${under_days}`, age);
      }
      const isDoneAgain = next() < 0.3;
      days = isDoneAgain ? 30 * next() : days + 30;
      if (next() < 0.5) luck = next();
    }
  }
  return {ages: [...ages.values()], bands: [...bands.values()]};
}

function add<T extends BandCount & {days?: number}>(to: Map<string, T>, key: string, row: T): void {
  const sum = to.get(key);
  if (!sum) to.set(key, {...row});
  else {
    sum.n += row.n;
    sum.conversions += row.conversions;
    if (sum.days !== undefined) sum.days += row.days ?? 0;
  }
}
