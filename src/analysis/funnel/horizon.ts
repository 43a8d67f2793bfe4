import {cumulativeIncidence} from "../statistics/survival.ts";

/** Outcome windows people can say, in days. */
export const naturalDays = [7, 14, 21, 30, 45, 60, 90, 120, 150, 180, 270, 365, 540, 730] as const;

/** Leads followed equally long, with the same end. */
export interface Spell {
  /** Days under observation: the first whole number that they are less than. */
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

/** Where an outcome window comes from. */
export type HorizonSource = "project file" | "Kaplan–Meier" | "follow-up";

/** An outcome window, and by what it was chosen. */
export interface HorizonChoice {
  days: number;
  from: HorizonSource;
  /** The window by the percentile alone, where follow-up made it shorter; else equal to `days`. */
  wantedDays: number;
  /** Leads of a time of which all are decided count, though not followed for the whole window. */
  isSettled?: boolean;
}

/** Leads whose outcome window would end before the data do, if each were looked at on its entry. */
export interface FollowUp {
  days: number;
  /** Leads followed for the whole window. */
  leads: number;
  /** Winners who reach it within the window, and are followed for all of it. */
  seen: number;
}

/** Share of the leads whose window must have ended, and of the winners that the best window sees. */
const enough = {leads: 0.5, winners: 0.95};

/**
 * `wanted` (by `chooseHorizon`), unless follow-up is too short for it: the longest natural window that leaves half of the leads
 * followed to its end and sees as many winners as any, to 5 in a hundred; without one, the window that sees most. Follow-ups are
 * of 0 days (all that entered) and of every window tried.
 */
export function windowFollowed(wanted: number | null, followUps: readonly FollowUp[]): HorizonChoice | null {
  if (wanted === null) return null;
  const all = followUps.find(({days}) => days === 0)?.leads ?? 0;
  const tried = followUps.filter(({days}) => days > 0 && days <= wanted).sort((a, b) => b.days - a.days);
  const most = Math.max(0, ...tried.map(({seen}) => seen));
  const isEnough = ({leads, seen}: FollowUp) => leads >= enough.leads * all && seen >= enough.winners * most;
  const days = (tried.find(isEnough) ?? tried.find(({seen}) => seen === most))?.days ?? wanted;
  return {days, from: days < wanted ? "follow-up" : "Kaplan–Meier", wantedDays: wanted};
}
