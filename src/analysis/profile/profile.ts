import type {Rate} from "../findings.ts";
import {groupBy} from "../statistics/groupBy.ts";
import {wilson} from "../statistics/intervals.ts";
import {type Concentration, concentration, type PaidCount} from "./concentration.ts";
import {type AttributeProfile, type Ends, groupProfiles} from "./groupProfiles.ts";
import {type Persona, personaOf} from "./personas.ts";
import {adjust} from "./profileContrast.ts";
import {type Cuts, type ProfileCount, profileGroups} from "./profileGroups.ts";
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

/** What won leads paid, and how far few bring most. */
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

/** All but the personas by segment: see `segmentPersonas`. */
export function profileReport(input: ProfileInput): ProfileReport {
  const {counts, cuts, afterwards, leads, minSupport, minCell} = input;
  const revenue = revenueOf(input);
  const rows = groupBy(counts, ({field}) => field);
  const all = cuts.map((one): AttributeProfile => {
    const some = rows.get(one.field) ?? [];
    return {
      field: one.field,
      groups: groupProfiles(profileGroups(some, one, minCell), {...input, revenue, field: one.field}),
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

const surest = ({groups}: AttributeProfile): number => Math.min(1, ...groups.map(({likelihood: one}) => one?.p ?? 1));

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
