import type {ProfileInput} from "../../src/analysis/profile/profile.ts";
import type {ProfileCount} from "../../src/analysis/profile/profileGroups.ts";
import {random} from "../../src/analysis/statistics/random.ts";

export interface ProfiledLead {
  outcome: ProfileCount["outcome"];
  days: number | null;
  amount: number | null;
  values: Record<string, string | null>;
}

/** What the engine would count of these leads, none of whose attributes has rare values. */
export function profileInput(leads: readonly ProfiledLead[], more: Partial<ProfileInput> = {}): ProfileInput {
  const fields = [...new Set(leads.flatMap(({values}) => Object.keys(values)))];
  const paid = leads.flatMap(({amount}) => amount ?? []).sort((a, b) => a - b);
  const ends = (outcome: string) => leads.filter((lead) => lead.outcome === outcome).length;
  return {
    counts: fields.flatMap((field) => countsOf(leads, field)),
    cuts: fields.map((field) => ({
      field,
      type: "category",
      values: new Set(leads.flatMap(({values}) => values[field] ?? [])).size,
      cuts: [],
    })),
    medians: paid.length ? [{field: null, value: null, cut: null, median: paid[Math.floor(paid.length / 2)]}] : [],
    amounts: paid.map((amount) => ({n: 1, amount})),
    leads: {n: leads.length, won: ends("won"), open: ends("open"), lost: ends("lost")},
    afterwards: new Map(),
    minSupport: 30,
    minCell: 5,
    ...more,
  };
}

export const countsOf = (leads: readonly ProfiledLead[], field: string, segment?: string): ProfileCount[] =>
  leads.map(({outcome, days, amount, values}) => ({
    field,
    value: values[field] ?? null,
    cut: null,
    is_missing: values[field] == null,
    segment: segment === undefined ? null : (values[segment] ?? null),
    outcome,
    days,
    n: 1,
    n_paid: amount === null ? 0 : 1,
    paid: amount,
    paid_squares: amount === null ? null : amount ** 2,
  }));

/** Leads of two sizes and three colours: red ones win twice as often; large ones pay ten times as much and take longer. */
export function someLeads(count: number, seed = 1): ProfiledLead[] {
  const u = random(seed);
  return Array.from({length: count}, () => {
    const colour = ["red", "green", "blue"][Math.floor(3 * u())];
    const size = u() < 0.3 ? "large" : "small";
    const isWon = u() < (colour === "red" ? 0.4 : 0.2);
    const takes = Math.floor((size === "large" ? 200 : 60) * -Math.log(1 - u()));
    const followed = Math.floor(300 * u());
    const isOpen = takes > followed;
    const outcome = isOpen ? "open" : isWon ? "won" : "lost";
    const amount = outcome === "won" ? Math.ceil((size === "large" ? 1000 : 100) * (0.5 + u())) : null;
    return {outcome, days: Math.min(takes, followed), amount, values: {colour, size}};
  });
}
