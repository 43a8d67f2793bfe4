import type {Interval, Rate} from "../findings.ts";
import {eventualShare} from "../funnel/segments.ts";
import {benjaminiHochberg} from "../statistics/falseDiscovery.ts";
import {groupBy} from "../statistics/groupBy.ts";
import {wilson, z95} from "../statistics/intervals.ts";
import {type Concentration, concentration, type PaidCount} from "./concentration.ts";
import {type Likelihood, likelihood, staysOf, type Tally, tallyOf} from "./profileContrast.ts";
import {type Cuts, type Group, type ProfileCount, profileGroups} from "./profileGroups.ts";
import {type Resemblance, resemblance} from "./resemblance.ts";

/** Who the customers are: what won leads are beside open and lost ones, what they paid, and how far they are like those in hand. */
export interface ProfileReport {
  leads: Ends;
  /** Of those decided, the share won. */
  wonRate: Rate;
  /** What leads are, surest difference first; what is known only afterwards is in `afterwards`. */
  attributes: AttributeProfile[];
  /** Attributes that describe what came of leads, with the reason. */
  afterwards: (AttributeProfile & {why: string})[];
  /** Values compared with all other leads. */
  lookedAt: number;
  persona: Persona;
  /** The same within each value of one attribute; null where none parts the leads. */
  segments: {field: string; personas: (Persona & {value: string})[]; lookedAt: number} | null;
  revenue: Revenue | null;
  resemblance: Resemblance[];
}

export interface Ends {
  n: number;
  won: number;
  open: number;
  lost: number;
}

export interface AttributeProfile {
  field: string;
  groups: GroupProfile[];
}

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

export interface GroupRevenue {
  /** Won leads whose amount is known. */
  n: number;
  amount: number;
  /** Of the whole revenue; the interval by linearising the ratio of sums over leads (Cochran 1977, 6.4). */
  share: Interval;
  /** Null for values that were summed. */
  median: number | null;
}

/** What tells won leads from others, each beyond chance. */
export interface Persona extends Ends {
  more: Trait[];
  fewer: Trait[];
  /** Median amount and of how many; null where too few are known. */
  median: {amount: number; n: number} | null;
}

export interface Trait {
  field: string;
  label: string;
  shareOfWon: number;
  shareOfLeads: number;
  likelihood: Likelihood;
}

export interface Revenue {
  amount: number;
  /** Won leads whose amount is known, and of which it is not. */
  n: number;
  unknown: number;
  median: number;
  concentration: Concentration | null;
}

export interface ProfileInput {
  counts: readonly ProfileCount[];
  cuts: readonly Cuts[];
  medians: readonly {field: string | null; value: string | null; cut: number | null; median: number}[];
  amounts: readonly PaidCount[];
  leads: Ends;
  /** Attributes known only afterwards, with the reason. */
  afterwards: ReadonlyMap<string, string>;
  minSupport: number;
  minCell: number;
}

/** Traits that a sentence holds. */
const mostTraits = 3;

/** All but the personas by segment: see `segmentPersonas`. */
export function profileReport(input: ProfileInput): ProfileReport {
  const {counts, cuts, afterwards, leads, minSupport, minCell} = input;
  const revenue = revenueOf(input);
  const rows = groupBy(counts, ({field}) => field);
  const all = cuts.map((one): AttributeProfile => {
    const some = rows.get(one.field) ?? [];
    return {
      field: one.field,
      groups: describe(profileGroups(some, one, minCell), {...input, revenue, field: one.field}),
    };
  });
  const attributes = all.filter(({field, groups}) => !afterwards.has(field) && groups.length > 1);
  const lookedAt = adjust(attributes.flatMap(({groups}) => groups));
  return {
    leads,
    wonRate: wilson(leads.won, leads.won + leads.lost),
    attributes: attributes.sort((a, b) => surest(a) - surest(b)),
    afterwards: all.flatMap((one) => {
      const why = afterwards.get(one.field);
      return why === undefined
        ? []
        : [{...one, groups: one.groups.map((group) => ({...group, likelihood: null})), why}];
    }),
    lookedAt,
    persona: personaOf(attributes, leads, revenue && {amount: revenue.median, n: revenue.n}),
    segments: null,
    revenue,
    resemblance: resemblance(attributes, Math.max(minSupport, minCell)),
  };
}

/** Sets q over everything that was compared, and says how much that was. */
function adjust(groups: readonly {likelihood: Likelihood | null}[]): number {
  const compared = groups.flatMap(({likelihood: one}) => one ?? []);
  benjaminiHochberg(compared.map(({p}) => p)).forEach((q, i) => {
    compared[i].q = q;
  });
  return compared.length;
}

const surest = ({groups}: AttributeProfile): number => Math.min(1, ...groups.map(({likelihood: one}) => one?.p ?? 1));

interface Describing extends ProfileInput {
  revenue: Revenue | null;
  field: string;
}

function describe(groups: readonly Group[], input: Describing): GroupProfile[] {
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

function revenueOf({amounts, medians, leads, minCell}: ProfileInput): Revenue | null {
  const n = amounts.reduce((sum, row) => sum + row.n, 0);
  const median = medians.find(({field}) => field === null)?.median;
  if (n < minCell || median === undefined) return null;
  return {
    amount: amounts.reduce((sum, {amount}) => sum + amount, 0),
    n,
    unknown: leads.won - n,
    median,
    concentration: concentration(amounts, {least: 5 * minCell}),
  };
}

function personaOf(
  attributes: readonly AttributeProfile[],
  {n, won, open, lost}: Ends,
  median: Persona["median"],
): Persona {
  const traits = attributes.flatMap(({field, groups}) =>
    groups.flatMap((group): Trait[] => {
      const {likelihood: one, label} = group;
      if (!one || one.q >= 0.05) return [];
      return [{field, label, shareOfWon: group.won / won, shareOfLeads: group.n / n, likelihood: one}];
    }),
  );
  const strongest = (some: Trait[]) => {
    const firsts = [
      ...groupBy(
        some.sort((a, b) => a.likelihood.p - b.likelihood.p),
        ({field}) => field,
      ).values(),
    ];
    return firsts.map(([first]) => first).slice(0, mostTraits);
  };
  return {
    ...{n, won, open, lost},
    more: strongest(traits.filter(({likelihood: one}) => one.ratio.value > 1)),
    fewer: strongest(traits.filter(({likelihood: one}) => one.ratio.value < 1)),
    median,
  };
}

/**
 * A persona for each value of one attribute, all compared as one list.
 *
 * @param counts of leads by value of that attribute (`segment`), days in steps
 */
export function segmentPersonas(
  input: ProfileInput,
  {field: segment, counts, whole}: {field: string; counts: readonly ProfileCount[]; whole: readonly AttributeProfile[]},
): ProfileReport["segments"] {
  const {cuts, minCell, minSupport} = input;
  const told = whole.find(({field}) => field === segment)?.groups.filter(({kind}) => kind === "value");
  if (!told) return null;
  const of = groupBy(counts, ({segment: value}) => value);
  const fields = cuts.filter(({field}) => field !== segment && !input.afterwards.has(field));
  const parts = told.map((group) => {
    const rows = groupBy(of.get(group.label) ?? [], ({field}) => field);
    const {n, won, open, lost} = group;
    const inside = {...input, leads: {n, won, open, lost}, revenue: null};
    const attributes = fields.map(({field}, i): AttributeProfile => {
      const groups = profileGroups(rows.get(field) ?? [], fields[i], Math.max(minCell, minSupport));
      return {field, groups: describe(groups, {...inside, field})};
    });
    return {group, attributes, leads: inside.leads};
  });
  const lookedAt = adjust(parts.flatMap(({attributes}) => attributes.flatMap(({groups}) => groups)));
  return {
    field: segment,
    lookedAt,
    personas: parts.map(({group: {label, revenue}, attributes, leads}) => {
      const median = revenue?.median == null ? null : {amount: revenue.median, n: revenue.n};
      return {value: label, ...personaOf(attributes, leads, median)};
    }),
  };
}

/**
 * The attribute that parts leads into segments: the one whose values differ most in the median amount (the ratio of the largest
 * to the smallest, of values with enough won leads), or without amounts, in the share won in the end or among decided leads.
 */
export function segmentField(
  attributes: readonly AttributeProfile[],
  candidates: readonly string[],
  least: number,
): string | null {
  const ratioOf = ({groups}: AttributeProfile, hasAmounts: boolean): number => {
    const values = groups
      .filter(({kind, won}) => kind === "value" && won >= least)
      .map(({revenue, inTheEnd, decided}) => (hasAmounts ? (revenue?.median ?? 0) : (inTheEnd ?? decided).value))
      .filter((value) => value > 0);
    return values.length > 1 ? Math.max(...values) / Math.min(...values) : 0;
  };
  const fit = attributes.filter(({field}) => candidates.includes(field));
  const hasAmounts = fit.some((one) => ratioOf(one, true) > 0);
  const [best] = fit
    .map((one) => ({field: one.field, ratio: ratioOf(one, hasAmounts)}))
    .filter(({ratio}) => ratio > 0)
    .sort((a, b) => b.ratio - a.ratio || (a.field < b.field ? -1 : 1));
  return best?.field ?? null;
}
