import type {Interval, Rate} from "../findings.ts";
import {eventualShare} from "../funnel/segments.ts";
import {wilson, z95} from "../statistics/intervals.ts";
import type {ProfileInput, Revenue} from "./profile.ts";
import {type Likelihood, likelihood, staysOf, type Tally, tallyOf} from "./profileContrast.ts";
import type {Group} from "./profileGroups.ts";

/** Leads by what became of them. */
export interface Ends {
  n: number;
  won: number;
  open: number;
  lost: number;
}

/** What each value, or range of values, of an attribute is like. */
export interface AttributeProfile {
  field: string;
  groups: GroupProfile[];
}

/** Leads of one value of an attribute. */
export interface GroupProfile extends Ends {
  label: string;
  kind: Group["kind"];
  /** Of all leads, and of those with each end. */
  share: Rate;
  shareOfWon: Rate;
  shareOfOpen: Rate;
  shareOfLost: Rate;
  /** Won, of those decided. */
  decided: Rate;
  /** Won by the end of the follow-up, open leads counted as not yet decided; null without times. */
  inTheEnd: Interval | null;
  /** Beside all other leads; null where too few, or where the other value of a yes-or-no says the same. */
  likelihood: Likelihood | null;
  /** Null where too few amounts are known. */
  revenue: GroupRevenue | null;
}

interface GroupRevenue {
  /** Won leads whose amount is known. */
  n: number;
  amount: number;
  /** Of the whole revenue; the interval by linearising the ratio of sums over leads (Cochran 1977, 6.4). */
  share: Interval;
  /** Null for values that were summed. */
  median: number | null;
}

interface Describing extends ProfileInput {
  revenue: Revenue | null;
  field: string;
}

/** The groups of one attribute with their figures. */
export function groupProfiles(groups: readonly Group[], input: Describing): GroupProfile[] {
  const {leads, minSupport} = input;
  const tallies = groups.map(({rows}) => tallyOf(rows));
  const paid = amountsShown(tallies, input.minCell);
  const told = groups.map((group, i): GroupProfile => {
    const {n, won, open, lost, timed} = tallies[i];
    const others = groups.flatMap((other) => (other === group ? [] : other.rows));
    const stays = timed > 0 ? staysOf(group.rows) : [];
    return {
      label: group.label,
      kind: group.kind,
      ...{n, won, open, lost},
      share: wilson(n, leads.n),
      shareOfWon: wilson(won, leads.won),
      shareOfOpen: wilson(open, leads.open),
      shareOfLost: wilson(lost, leads.lost),
      decided: wilson(won, won + lost),
      inTheEnd: stays.length > 0 ? eventualShare(stays, timed) : null,
      likelihood: group.kind === "value" ? likelihood(group.rows, others, minSupport) : null,
      revenue:
        input.revenue && paid[i]
          ? groupRevenue(group, tallies[i], tallyOf(groups.flatMap(({rows}) => rows)), input)
          : null,
    };
  });
  const [first, second] = told;
  if (told.length === 2 && first.likelihood && second.likelihood) {
    const [weaker] = first.likelihood.ratio.value < 1 ? [first] : [second];
    weaker.likelihood = null;
  }
  return told;
}

/** Groups whose amounts may be told: enough known, and what is left untold is no small rest either. */
function amountsShown(tallies: readonly Tally[], minCell: number): boolean[] {
  const shown = tallies.map(({nPaid}) => nPaid >= minCell);
  const untold = () => tallies.reduce((sum, {nPaid}, i) => sum + (shown[i] ? 0 : nPaid), 0);
  while (untold() > 0 && untold() < minCell && shown.includes(true)) {
    const smallest = tallies.reduce(
      (at, {nPaid}, i) => (shown[i] && (at < 0 || nPaid < tallies[at].nPaid) ? i : at),
      -1,
    );
    shown[smallest] = false;
  }
  return shown;
}

function groupRevenue(group: Group, tally: Tally, all: Tally, {medians, field}: Describing): GroupRevenue {
  const [{value, cut}] = group.rows;
  const own = medians.find((one) => one.field === field && one.value === value && one.cut === cut);
  return {
    n: tally.nPaid,
    amount: tally.paid,
    share: revenueShare(tally, all),
    median: group.kind === "value" ? (own?.median ?? null) : null,
  };
}

function revenueShare({paid, paidSquares}: Tally, all: Tally): Interval {
  const value = all.paid > 0 ? paid / all.paid : 0;
  const squares = (1 - value) ** 2 * paidSquares + value ** 2 * (all.paidSquares - paidSquares);
  const half = all.paid > 0 ? (z95 * Math.sqrt(Math.max(0, squares))) / all.paid : 0;
  return {value, low: Math.max(0, value - half), high: Math.min(1, value + half)};
}
