import {say} from "../../text/language.ts";
import type {Interval} from "../findings.ts";
import {actionText, type BehaviourCondition, type Rule, ruleId} from "../rules/rules.ts";
import {fitColumns, rates, spreadOf} from "../statistics/columnFit.ts";
import {tQuantile} from "../statistics/distributions.ts";
import {benjaminiHochberg} from "../statistics/falseDiscovery.ts";
import {groupBy} from "../statistics/groupBy.ts";
import {type DecayFit, fitDecay} from "./decayFit.ts";
import {type AgeCount, ageClasses, ageGroups, type BandCount} from "./decayGroups.ts";
import {type DecayPoints, decayPoints} from "./decayPoints.ts";
import {decayText} from "./decayText.ts";

const decayStates = ["fades", "no decay seen", "no effect", "too few to say"] as const;

/** How the worth of one action falls with the time since it was last done, all else that is known being about equal. */
export interface Decay {
  activity: string;
  topic: string | null;
  /** "trial", "page_view (pricing)". */
  action: string;
  state: (typeof decayStates)[number];
  /** In words, with the figures. */
  text: string;
  /** Days in which the worth halves, with its 95 % interval. A bound, or the value, is null where none can be told: it need not fade. */
  halfLifeDays: {value: number | null; low: number; high: number | null} | null;
  /** Natural-log odds when just done, against leads that never did it; where no decay is seen, at any age. */
  worth: Interval | null;
  /** Observations that did it, and those of them that converted. */
  n: number;
  conversions: number;
  /** Benjamini–Hochberg, over all actions fitted: chance that it is worth nothing at any age. */
  q: number | null;
  /** What a card can give for it; null unless it fades, is worth a point, and there is a card. */
  points: DecayPoints | null;
  curve: AgePoint[];
}

/** One class of age, beside leads that never did it. */
export interface AgePoint {
  label: string;
  days: number;
  n: number;
  conversions: number;
  /** Natural-log odds against leads that never did it. */
  observed: Interval;
  fitted: number;
}

/** How the worth of actions fades, those first that surely fade. */
export interface DecayReport {
  decays: Decay[];
  /** Actions that were fitted, and of those how many go with converting at q < 0.05. */
  lookedAt: number;
  found: number;
}

export interface DecayInput {
  ages: readonly AgeCount[];
  /** All observations by band, the action's own rules left out of what the bands are made of. */
  bandsOf: (activity: string) => readonly BandCount[];
  /** Natural-log odds of one point of the suggested card; null without a card. */
  slope: number | null;
  minSupport: number;
  /** Fewest observations that a figure may tell of. */
  minCell: number;
}

/** Fewer conversions among those who did it, or fewer without, say nothing of two parameters. */
const fewestConversions = 20;
/** Classes of age in the picture hold at least so many observations: fewer say little. */
const shownAtLeast = 30;

/** Every action's decay: those that fade first, the surest effects before the others. */
export function decayReport({ages, bandsOf, slope, minSupport, minCell}: DecayInput): DecayReport {
  const actions = [...groupBy(ages, ({activity, topic}) => JSON.stringify([activity, topic])).values()].map((rows) => {
    const bands = bandsOf(rows[0].activity);
    const {n, conversions} = counted(rows);
    return {rows, bands, n, conversions, never: counted(bands).n - n};
  });
  const isEnough = ({n, conversions, never, bands}: (typeof actions)[number]) =>
    Math.min(n, never) >= minSupport &&
    Math.min(conversions, n - conversions) >= fewestConversions &&
    new Set(bands.map(({fold}) => fold)).size > 1;
  const fits = actions.map((action) => (isEnough(action) ? fitDecay(ageGroups(action.rows, action.bands)) : null));
  const fitted = fits.filter((fit) => fit !== null);
  const qs = benjaminiHochberg(fitted.map(({p}) => p));
  const decays = actions.map(({rows, bands, ...counts}, i): Decay => {
    const fit = fits[i];
    const q = fit && qs[fitted.indexOf(fit)];
    return describe(rows, bands, {...counts, fit, q, slope, shown: Math.max(minCell, shownAtLeast)});
  });
  const rank = ({state}: Decay) => decayStates.indexOf(state);
  return {
    decays: decays.sort((a, b) => rank(a) - rank(b) || (a.q ?? 1) - (b.q ?? 1) || (a.action < b.action ? -1 : 1)),
    lookedAt: fitted.length,
    found: qs.filter((q) => q < 0.05).length,
  };
}

interface Fitted {
  n: number;
  conversions: number;
  /** Observations that never did it. */
  never: number;
  fit: DecayFit | null;
  q: number | null;
  slope: number | null;
  /** Fewest observations in a class of the picture. */
  shown: number;
}

function describe(
  rows: readonly AgeCount[],
  bands: readonly BandCount[],
  {n, conversions, never, fit, q, slope, shown}: Fitted,
): Decay {
  const [{activity, topic}] = rows;
  const state = stateOf(fit, q);
  const isConstant = state === "no decay seen";
  const worth = fit && (isConstant ? fit.constant : fit.worth);
  const {low, high, value} = fit?.halfLife ?? {low: 0, high: 0, value: 0};
  const halfLifeDays =
    state === "fades" || isConstant
      ? {value: isConstant ? null : value, low, high: Number.isFinite(high) ? high : null}
      : null;
  const points =
    fit && state === "fades" && slope !== null && slope > 0
      ? decayPoints(ageClasses(rows), {worth: fit.worth.value, halfLife: fit.halfLife.value, slope})
      : null;
  const decay = {
    activity,
    topic,
    action: actionText({activity, topic: topic ?? undefined}),
    state,
    halfLifeDays,
    worth,
    n,
    conversions,
    q,
    points,
    curve: fit ? curveOf(mergeSmall(rows, shown), bands, fit, isConstant) : [],
  };
  return {...decay, text: decayText(decay, never)};
}

function stateOf(fit: DecayFit | null, q: number | null): Decay["state"] {
  if (!fit || q === null) return "too few to say";
  if (q >= 0.05) return "no effect";
  const {halfLife, worth, constant} = fit;
  if (halfLife.high === Number.POSITIVE_INFINITY) return isSure(constant) ? "no decay seen" : "too few to say";
  return halfLife.low > 0 && isSure(worth) ? "fades" : "too few to say";
}

const isSure = ({low, high}: Interval): boolean => low > 0 || high < 0;

/** Observed log odds of each class of age in one fit with the bands, beside the fitted curve. */
function curveOf(
  rows: readonly AgeCount[],
  bands: readonly BandCount[],
  fit: DecayFit,
  isConstant: boolean,
): AgePoint[] {
  const groups = ageGroups(rows, bands);
  const classes = ageClasses(rows);
  const strata = Math.max(...groups.stratum) + 1;
  const columns = [
    ...Array.from({length: strata}, (_, s) => groups.stratum.map((at) => (at === s ? 1 : 0))),
    ...classes.map(({days}) => groups.days.map((at) => (at === days ? 1 : 0))),
  ];
  const {weights} = fitColumns(columns, groups);
  const {byFold} = spreadOf(columns, groups, rates(columns, weights), groups.folds);
  const t = tQuantile(0.975, groups.folds.length - 1);
  return classes.map(({underDays, days, n, conversions}, i) => {
    const value = weights[strata + i];
    const error = t * Math.sqrt(byFold[strata + i]);
    const from = classes[i - 1]?.underDays ?? 0;
    return {
      label: ageText(i === 0 ? null : from, underDays),
      days,
      n,
      conversions,
      observed: {value, low: value - error, high: value + error},
      fitted: isConstant ? fit.constant.value : fit.worth.value * 2 ** (-days / fit.halfLife.value),
    };
  });
}

/** "up to 7 days", "7–30 days", "over 90 days". */
const ageText = (from: number | null, under: number | null): string =>
  under === null
    ? say({en: `over ${from ?? 0} days`, ja: `${from ?? 0}日超`})
    : from === null
      ? say({en: `up to ${under} days`, ja: `${under}日以内`})
      : say({en: `${from}–${under} days`, ja: `${from}–${under}日`});

/** The classes with small neighbours joined, until each holds enough observations and a conversion. */
function mergeSmall(rows: readonly AgeCount[], fewest: number): AgeCount[] {
  const renamed = new Map<number | null, number | null>();
  let open: {under: (number | null)[]; n: number; conversions: number} = {under: [], n: 0, conversions: 0};
  let last: number | null = null;
  for (const {underDays, n, conversions} of ageClasses(rows)) {
    open = {under: [...open.under, underDays], n: open.n + n, conversions: open.conversions + conversions};
    if (open.n < fewest || open.conversions === 0 || open.conversions === open.n) continue;
    for (const under of open.under) renamed.set(under, underDays);
    last = underDays;
    open = {under: [], n: 0, conversions: 0};
  }
  const end = open.under.length ? open.under[open.under.length - 1] : last;
  for (const [under, name] of renamed) if (name === last) renamed.set(under, end);
  for (const under of open.under) renamed.set(under, end);
  return rows.map((row) => ({...row, under_days: renamed.get(row.under_days) as number | null}));
}

const counted = (rows: readonly {n: number; conversions: number}[]) => ({
  n: rows.reduce((sum, {n}) => sum + n, 0),
  conversions: rows.reduce((sum, {conversions}) => sum + conversions, 0),
});

/** The windows as rules that add up: each window's rule gives what the lead has more than in the next wider one. */
export function windowRules({activity, topic, points}: Pick<Decay, "activity" | "topic" | "points">): Rule[] {
  return (points?.windows ?? []).map(({withinDays, points: all}, i, windows) => {
    const when: BehaviourCondition = {
      activity,
      ...(topic === null ? {} : {topic}),
      at_least: 1,
      within_days: withinDays,
    };
    return {id: ruleId({when}), when, points: all - (windows[i + 1]?.points ?? 0)};
  });
}
