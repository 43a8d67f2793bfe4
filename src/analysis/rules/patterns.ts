import type {FoldCount, FoldTally} from "../statistics/byLead.ts";
import {groupBy} from "../statistics/groupBy.ts";
import type {FieldCuts} from "./cuts.ts";
import {anyActivity, type BehaviourCondition, type Condition, isBehaviour, type Rule, ruleId} from "./rules.ts";

/** Observations and conversions of one stage at as-of and one fold of leads, to learn from or kept for the test. */
export interface CountRow extends FoldCount {
  stage_no: number | null;
  is_test: boolean;
}

/** Observations by how often an action was done in a window. */
export interface BehaviourCount extends CountRow {
  activity: string;
  topic: string | null;
  window_days: number | null;
  /** Exactly so often; the largest stands for "so often or more". */
  times: number;
}

/** Observations by how long ago an action was last done. */
export interface RecencyCount extends CountRow {
  activity: string;
  topic: string | null;
  /** Days since the last time: under this, and not under the next smaller cut; null: longer ago than the largest. */
  under_days: number | null;
}

/** Observations by value of an attribute. */
export interface AttributeCount extends CountRow {
  field: string;
  value: string | null;
  /** Lower end of the group a number falls in; null below the first cut. */
  cut: number | null;
  is_missing: boolean;
}

/** What the engine counted, all of it small: see `loaders/steps`. */
export interface PatternCounts {
  base: CountRow[];
  behaviours: BehaviourCount[];
  recencies: RecencyCount[];
  attributes: AttributeCount[];
  numbers: ReadonlySet<string>;
  /** How the cuts of numbers came about. Default: none was asked for by conversions. */
  cuts?: readonly FieldCuts[];
}

/** Counts of one stratum: where the pattern holds, and in all. */
export interface Stratum extends FoldTally {
  stage: number | null;
  isTest: boolean;
}

/** A candidate rule with its counts by stratum. */
export interface Pattern {
  rule: Rule;
  /** The attribute or action it is about. */
  field: string;
  /** Cuts of a number that conversions asked for: found again, or not, where other leads are learned from. */
  fitted?: readonly number[];
  /** Of those that `patterns` gives: made anew whenever they are asked for. */
  readonly strata: readonly Stratum[];
}

/** Counts of one pattern over some strata: with it, and in all. */
export interface Tally {
  n: number;
  conversions: number;
  all: {n: number; conversions: number};
}

/** A pattern's counts over the strata kept. */
export function tally({strata}: Pick<Pattern, "strata">, keep: (stratum: Stratum) => boolean = () => true): Tally {
  return sumTallies(strata.filter(keep));
}

/** Counts added up. */
export function sumTallies(tallies: readonly Tally[]): Tally {
  const sum: Tally = {n: 0, conversions: 0, all: {n: 0, conversions: 0}};
  for (const {n, conversions, all} of tallies) {
    sum.n += n;
    sum.conversions += conversions;
    sum.all.n += all.n;
    sum.all.conversions += all.conversions;
  }
  return sum;
}

/**
 * Every pattern the counts can speak of: each action at least c times in each window and ever, silences, categories of
 * attributes, numbers at or above each cut and in the bands that the cuts name, values missing. Of windows in which an action was
 * done so often on the very same observations the shortest stays (`everyWindow`: all do): they say one thing.
 *
 * @param conversionsOf what counts as conversions in a row; default its `conversions`
 */
export function patterns(
  counts: PatternCounts,
  options: PatternOptions,
  conversionsOf: (row: CountRow) => number = ({conversions}) => conversions,
): Pattern[] {
  const strataOf = strataMaker(counts.base, conversionsOf);
  return [
    ...windowed(counts, options, strataOf),
    ...silencePatterns(counts, options.silencesDays, strataOf),
    ...attributePatterns(counts, strataOf),
  ];
}

interface PatternOptions {
  times: readonly number[];
  silencesDays: readonly number[];
  /** Keep windows that hold on the same observations as a shorter one. Default: false. */
  everyWindow?: boolean;
}

/** Patterns of a longer window that hold on the very same observations as a shorter one, and are not looked at for that. */
export function coincidingWindows(counts: PatternCounts, options: Omit<PatternOptions, "everyWindow">): number {
  const strataOf = strataMaker(counts.base, ({conversions}) => conversions);
  const all = windowed(counts, {...options, everyWindow: true}, strataOf);
  return (
    all.filter(({strata}) => tally({strata}).n > 0).length -
    apartOf(all).filter(({strata}) => tally({strata}).n > 0).length
  );
}

function windowed(
  counts: PatternCounts,
  {times, silencesDays, everyWindow}: PatternOptions,
  strataOf: StrataMaker,
): Pattern[] {
  const all = behaviourPatterns(counts, times, strataOf);
  const kept = everyWindow ? all : apartOf(all);
  return kept.filter(({rule}) => !saidBySilence(rule.when, silencesDays));
}

/** A longer window holds wherever a shorter one does: with as many observations they are the same. */
function apartOf(all: readonly Pattern[]): Pattern[] {
  const shorter = new Set<Pattern>();
  for (const some of groupBy(all, ({rule}) => timesKey(rule.when as BehaviourCondition)).values()) {
    const byLength = [...some].sort((a, b) => daysOf(a) - daysOf(b));
    const seen = new Set<number>();
    for (const one of byLength) {
      const {n} = tally(one);
      if (n === 0 || !seen.has(n)) shorter.add(one);
      seen.add(n);
    }
  }
  return all.filter((one) => shorter.has(one));
}

const timesKey = ({activity, topic, at_least}: BehaviourCondition): string =>
  JSON.stringify([activity, topic, at_least]);

const daysOf = ({rule: {when}}: Pattern): number =>
  isBehaviour(when) ? (when.within_days ?? Number.POSITIVE_INFINITY) : 0;

/** Counts of a pattern, packed: objects for each stratum of thousands of patterns would fill gigabytes. */
type Packed = () => Stratum[];

type StrataMaker = (rows: readonly CountRow[], complement?: boolean) => Packed;

/** Adds rows up to the strata of the base; a row that is asked for again is not looked up again. */
function strataMaker(base: readonly CountRow[], conversionsOf: (row: CountRow) => number): StrataMaker {
  const key = (row: CountRow) => `${row.stage_no}/${row.is_test}/${row.fold}`;
  const places = new Map(base.map((row, i) => [key(row), i]));
  const strata = base.map((row) => ({
    stage: row.stage_no,
    isTest: row.is_test,
    fold: row.fold,
    all: {n: row.n, conversions: conversionsOf(row)},
  }));
  const placeOf = new Map<CountRow, number>();
  return (rows, complement = false) => {
    const n = new Uint32Array(base.length);
    const conversions = new Uint32Array(base.length);
    for (const row of rows) {
      let place = placeOf.get(row);
      if (place === undefined) {
        place = places.get(key(row)) ?? -1;
        placeOf.set(row, place);
      }
      if (place < 0) continue;
      n[place] += row.n;
      conversions[place] += conversionsOf(row);
    }
    return () =>
      strata.map(({stage, isTest, fold, all}, i) => ({
        stage,
        isTest,
        fold,
        all,
        n: complement ? all.n - n[i] : n[i],
        conversions: complement ? all.conversions - conversions[i] : conversions[i],
      }));
  };
}

function pattern(when: Condition, field: string, packed: Packed, fitted?: readonly number[]): Pattern {
  return {
    rule: {id: ruleId({when}), when},
    field,
    ...(fitted && {fitted}),
    get strata() {
      return packed();
    },
  };
}

/** "Any activity in the last m days" is left to the silence that says the same the other way round. */
const saidBySilence = (when: Condition, silencesDays: readonly number[]): boolean =>
  isBehaviour(when) &&
  when.activity === anyActivity &&
  when.at_least === 1 &&
  silencesDays.includes(when.within_days ?? 0);

function behaviourPatterns({behaviours}: PatternCounts, times: readonly number[], strataOf: StrataMaker): Pattern[] {
  return [...groupBy(behaviours, (b) => JSON.stringify([b.activity, b.topic, b.window_days])).values()].flatMap(
    (rows) => {
      const {activity, topic, window_days} = rows[0];
      return times.map((at_least) => {
        const when: BehaviourCondition = {activity, at_least};
        if (topic !== null) when.topic = topic;
        if (window_days !== null) when.within_days = window_days;
        return pattern(when, activity, strataOf(rows.filter((row) => row.times >= at_least)));
      });
    },
  );
}

function silencePatterns(
  {recencies}: PatternCounts,
  silencesDays: readonly number[],
  strataOf: StrataMaker,
): Pattern[] {
  const anything = recencies.filter(({activity}) => activity === "any");
  if (anything.length === 0) return [];
  return silencesDays.map((days) => {
    const active = anything.filter(({under_days}) => under_days !== null && under_days <= days);
    return pattern({activity: "any", none_for_days: days}, "any", strataOf(active, true));
  });
}

function attributePatterns({attributes, numbers, cuts = []}: PatternCounts, strataOf: StrataMaker): Pattern[] {
  return [...groupBy(attributes, ({field}) => field)].flatMap(([field, rows]) => {
    const missing = rows.filter(({is_missing}) => is_missing);
    const present = rows.filter(({is_missing}) => !is_missing);
    const known = numbers.has(field)
      ? numberPatterns(
          field,
          present,
          strataOf,
          cuts.find((one) => one.field === field),
        )
      : categoryPatterns(field, present, strataOf);
    return missing.length && present.length
      ? [...known, pattern({attribute: field, missing: true}, field, strataOf(missing))]
      : known;
  });
}

function categoryPatterns(field: string, rows: readonly AttributeCount[], strataOf: StrataMaker): Pattern[] {
  return [...groupBy(rows, ({value}) => value as string)].map(([value, some]) =>
    pattern({attribute: field, is: [value]}, field, strataOf(some)),
  );
}

/** At or above each cut, and in each band. */
function numberPatterns(
  field: string,
  rows: readonly AttributeCount[],
  strataOf: StrataMaker,
  {fitted, bands}: Pick<FieldCuts, "fitted" | "bands"> = {fitted: [], bands: []},
): Pattern[] {
  const cuts = [...new Set(rows.flatMap(({cut}) => cut ?? []))].sort((a, b) => a - b);
  const within = (from: number, to: number) =>
    strataOf(rows.filter(({cut}) => cut !== null && cut >= from && cut < to));
  return [
    ...cuts.map((cut) => {
      const asked = fitted.includes(cut) ? [cut] : undefined;
      return pattern({attribute: field, at_least: cut}, field, within(cut, Number.POSITIVE_INFINITY), asked);
    }),
    ...bands.map(({from, to}) =>
      pattern({attribute: field, at_least: from, below: to}, field, within(from, to), [from, to]),
    ),
  ];
}
