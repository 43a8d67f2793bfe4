import type {Interval} from "../findings.ts";
import {follow, type StayCount} from "../funnel/dwell.ts";
import {contrast} from "../statistics/contrast.ts";
import {normalCdf} from "../statistics/distributions.ts";
import {benjaminiHochberg} from "../statistics/falseDiscovery.ts";
import {z95} from "../statistics/intervals.ts";
import type {ProfileCount} from "./profileGroups.ts";

/** How many times as likely some leads are to be won as all others. */
export interface Likelihood {
  ratio: Interval;
  /** Two-sided. */
  p: number;
  /** Benjamini–Hochberg over everything that was compared; 1 until it is set. */
  q: number;
  /** Of shares won in the end with open leads not yet decided, or of shares among decided leads. */
  by: "in the end" | "decided";
}

/** Won leads on each side from which the ratio of shares won in the end is near enough normal on the log scale. */
const fewestWon = 5;

/** Leads that must still be followed on each side on the last day that is looked at: later, single leads would decide. */
const fewestFollowed = 20;

/** Share of leads whose times must be known. */
const mostlyTimed = 0.9;

/**
 * Compares leads inside a group with all others by the share won among decided leads (`contrast`), and where times are known and
 * some leads are open, by the share won in the end too (Aalen–Johansen incidence, lost leads competing), up to the last day on
 * which both sides still have enough leads. Of the two the weaker is told: a group that came late or takes longer has won less
 * by any day, one whose losses come first has won less of those decided, and neither need be less likely to win. Where they
 * point in opposite directions nothing is told apart (p is 1). Null where a side has fewer than `minSupport` leads, or nothing
 * was won.
 */
export function likelihood(
  inside: readonly ProfileCount[],
  outside: readonly ProfileCount[],
  minSupport: number,
): Likelihood | null {
  const [a, b] = [tallyOf(inside), tallyOf(outside)];
  if (a.n < minSupport || b.n < minSupport || a.won + b.won === 0) return null;
  const isTimed = [a, b].every(({n, timed}) => timed >= mostlyTimed * n) && a.open + b.open > 0;
  const end = isTimed && Math.min(a.won, b.won) >= fewestWon ? inTheEnd(inside, outside) : null;
  const decided = amongDecided(a, b);
  if (!end || !decided) return end ?? decided;
  const weaker = decided.p > end.p ? decided : end;
  return Math.log(end.ratio.value) * Math.log(decided.ratio.value) < 0 ? {...weaker, p: 1} : weaker;
}

function inTheEnd(inside: readonly ProfileCount[], outside: readonly ProfileCount[]): Likelihood | null {
  const [a, b] = [staysOf(inside), staysOf(outside)];
  const end = Math.min(lastDay(a), lastDay(b));
  const [x, y] = [shareBy(a, end), shareBy(b, end)];
  if (!(x.share > 0 && y.share > 0)) return null;
  const error = Math.hypot(x.error / x.share, y.error / y.share);
  const log = Math.log(x.share / y.share);
  if (!(error > 0)) return null;
  const ratio = {value: Math.exp(log), low: Math.exp(log - z95 * error), high: Math.exp(log + z95 * error)};
  return {ratio, p: 2 * normalCdf(-Math.abs(log) / error), q: 1, by: "in the end"};
}

/** The last day on which enough leads are followed; 0 where there never are. */
function lastDay(rows: readonly StayCount[]): number {
  let followed = 0;
  for (const {days, advanced, lost, waiting} of [...rows].sort((x, y) => y.days - x.days)) {
    followed += advanced + lost + waiting;
    if (followed >= fewestFollowed) return days;
  }
  return 0;
}

/** Share won by a day, with its standard error: the variance of `eventualShare`. */
function shareBy(rows: readonly StayCount[], end: number): {share: number; error: number} {
  const n = rows.reduce((sum, {advanced, lost, waiting}) => sum + advanced + lost + waiting, 0);
  const {incidence, squares} = follow(rows.map((row) => (row.days <= end ? row : stillOpenAt(row, end))));
  return {share: incidence, error: Math.sqrt(Math.max(0, squares - incidence ** 2 / n))};
}

const stillOpenAt = ({advanced, lost, waiting}: StayCount, days: number): StayCount => ({
  days,
  advanced: 0,
  lost: 0,
  waiting: advanced + lost + waiting,
});

/** Rows whose times are known, as stays until the decision. */
export const staysOf = (rows: readonly ProfileCount[]): StayCount[] =>
  rows.flatMap(({days, outcome, n}) =>
    days === null
      ? []
      : [
          {
            days,
            advanced: outcome === "won" ? n : 0,
            lost: outcome === "lost" ? n : 0,
            waiting: outcome === "open" ? n : 0,
          },
        ],
  );

function amongDecided(a: Tally, b: Tally): Likelihood | null {
  const [n1, n0] = [a.won + a.lost, b.won + b.lost];
  if (n1 === 0 || n0 === 0) return null;
  const {riskRatio, p} = contrast({a: a.won, n1, c: b.won, n0});
  return {ratio: riskRatio, p, q: 1, by: "decided"};
}

/** Leads by how they ended, those whose times are known, and what the won ones paid. */
export interface Tally {
  n: number;
  won: number;
  lost: number;
  open: number;
  timed: number;
  nPaid: number;
  paid: number;
  paidSquares: number;
}

/** The counts of some rows together. */
export function tallyOf(rows: readonly ProfileCount[]): Tally {
  const sum: Tally = {n: 0, won: 0, lost: 0, open: 0, timed: 0, nPaid: 0, paid: 0, paidSquares: 0};
  for (const {outcome, n, days, n_paid, paid, paid_squares} of rows) {
    sum.n += n;
    sum[outcome] += n;
    sum.timed += days === null ? 0 : n;
    sum.nPaid += n_paid;
    sum.paid += paid ?? 0;
    sum.paidSquares += paid_squares ?? 0;
  }
  return sum;
}

/** Sets q over everything that was compared, and says how much that was. */
export function adjust(groups: readonly {likelihood: Likelihood | null}[]): number {
  const compared = groups.flatMap(({likelihood: one}) => one ?? []);
  benjaminiHochberg(compared.map(({p}) => p)).forEach((q, i) => {
    compared[i].q = q;
  });
  return compared.length;
}
