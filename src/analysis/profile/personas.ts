import {groupBy} from "../statistics/groupBy.ts";
import {type AttributeProfile, type Ends, groupProfiles} from "./groupProfiles.ts";
import type {ProfileInput, ProfileReport} from "./profile.ts";
import {adjust, type Likelihood} from "./profileContrast.ts";
import {type ProfileCount, profileGroups} from "./profileGroups.ts";

/** What tells won leads from others, each beyond chance. */
export interface Persona extends Ends {
  more: Trait[];
  fewer: Trait[];
  /** Median amount and of how many; null where too few are known. */
  median: {amount: number; n: number} | null;
}

/** A value that winners have more or less often than other leads. */
export interface Trait {
  field: string;
  label: string;
  shareOfWon: number;
  shareOfLeads: number;
  likelihood: Likelihood;
}

/** Traits that a sentence holds. */
const mostTraits = 3;

/** What tells the won leads of these apart: of each attribute its surest value, at most three either way. */
export function personaOf(
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
      return {field, groups: groupProfiles(groups, {...inside, field})};
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
