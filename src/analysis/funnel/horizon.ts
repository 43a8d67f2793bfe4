import {cumulativeIncidence} from "../statistics/survival.ts";

/** Outcome windows people can say, in days. */
const naturalDays = [7, 14, 21, 30, 45, 60, 90, 120, 150, 180, 270, 365, 540, 730] as const;

/** Leads followed equally long, with the same end. */
export interface Spell {
  /** Days under observation, rounded up. */
  days: number;
  /** 1 reached the target, 2 lost, 0 still open at the data's end. */
  event: 0 | 1 | 2;
  n: number;
}

/**
 * Share of leads that have reached the target by each day since they came under observation: the Aalen–Johansen cumulative
 * incidence, which counts open leads as not yet decided and lost ones as never reaching it. Shares 0–1, non-decreasing.
 */
export function timeToTarget(spells: readonly Spell[]): {days: number; share: number}[] {
  const steps = cumulativeIncidence(
    {time: spells.map((s) => s.days), event: spells.map((s) => s.event), count: spells.map((s) => s.n)},
    [1, 2],
  );
  const shares = [{time: 0, incidence: [0]}, ...steps].map(({time, incidence: [share]}) => ({days: time, share}));
  return shares.filter(({share}, i) => i === 0 || share > shares[i - 1].share);
}

/**
 * The outcome window: the day by which 80 % of those who ever reach the target have reached it, rounded up to a number of
 * days people use. Null where nobody did.
 */
export function chooseHorizon(curve: readonly {days: number; share: number}[]): number | null {
  const final = curve.at(-1)?.share ?? 0;
  if (final === 0) return null;
  const day = (curve.find(({share}) => share >= 0.8 * final - 1e-12) as {days: number}).days;
  return naturalDays.find((natural) => natural >= day) ?? day;
}
