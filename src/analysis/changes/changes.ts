import type {Interval} from "../findings.ts";
import type {Rule} from "../rules/rules.ts";
import {holm} from "../statistics/holm.ts";
import {
  type DataChanges,
  dataChanges,
  type PatternPair,
  patternPairs,
  type SettingChange,
  settingChanges,
} from "./dataChanges.ts";
import {type Difference, differenceOf, logDifferenceOf} from "./difference.ts";
import type {RunSummary} from "./runSummary.ts";

/** An estimate in two runs. */
export interface Compared<T extends Interval = Interval> {
  before: T;
  after: T;
  /** After less before, of ratios on the log scale; null where it cannot be told. */
  difference: Difference | null;
  /** Further apart than noise, although everything was looked at. */
  isBeyond: boolean;
}

interface PatternChange extends Compared {
  rule: Rule;
  n: {before: number; after: number};
}

/** A rule of the suggested card: points in each run, null where it is not on that card. */
export interface CardChange {
  rule: Rule;
  before: number | null;
  after: number | null;
  /** The evidence for its points as a log odds ratio beside the rest of its card; null where only one card has it. */
  weight: Compared | null;
}

interface RunName {
  id: string;
  asOf: string | null;
  timezone: string;
}

/** What a later run says otherwise than the one before it. */
export interface Changes {
  before: RunName;
  after: RunName;
  /** One run, loaded once or more: equal inputs, project file and versions give equal ids. */
  isSame: boolean;
  data: DataChanges;
  settings: SettingChange[];
  base: Compared<RunSummary["observations"]["base"]>;
  patterns: {
    /** Looked at in both runs, and not of a field that may know the outcome in either. */
    compared: number;
    /** In one run alone. */
    onlyBefore: number;
    onlyAfter: number;
    /** Their odds ratios differ beyond noise; the furthest first. */
    beyond: PatternChange[];
    /** Stand out from chance in one run and not in the other, whether or not their odds ratios differ beyond noise. */
    newly: PatternChange[];
    noLonger: PatternChange[];
  };
  leaks: {new: string[]; gone: string[]};
  /** Rules of either card that are new, gone or have other points; null where one of the runs has no card. */
  card: CardChange[] | null;
  stages: ({stage: string; entered: {before: number; after: number}} & Compared)[];
  /** Stage ids; null: none stood out. Beyond noise where both runs have one for sure and it is another. */
  bottleneck: Record<"standsOut" | "longest", {before: string | null; after: string | null; isBeyond: boolean}>;
  auc: Compared<NonNullable<RunSummary["auc"]>> | null;
  /** The rate of the leads above the line; null where a run has no card. */
  line: Compared<NonNullable<RunSummary["line"]>> | null;
}

/** Three families of looks, together held to 5 %. */
const level = 0.05 / 3;

/**
 * What changed from one run to the other. Facts (files, rows, settings, counts by period) are told as they are. Estimates differ
 * beyond noise where Holm's adjusted p of `differenceOf` is under 5 % / 3 within its family: base rate, pass-through rates, AUC
 * and the rate above the line; odds ratios of the patterns; weights of the card's rules. Two runs of samples from one unchanged
 * world are thus told apart in anything in at most one comparison of twenty; runs that share leads more rarely still (see
 * `differenceOf`).
 *
 * That a stage stands out in 97.5 % of either run's resamples is held to no family: two runs of one world name different ones in
 * fewer than one comparison of twenty.
 */
export function changesBetween(a: RunSummary, b: RunSummary): Changes {
  const isSame = a.run.id === b.run.id;
  const figures = figureChanges(a, b);
  const patterns = patternPairs(a, b).filter(({before, after}) => !before.isFlagged && !after.isFlagged);
  const compared = compare(
    patterns.map(({before, after}) => [before.oddsRatio, after.oddsRatio]),
    logDifferenceOf,
  );
  const looked = patterns.map((pair, i) => ({...patternOf(pair), ...compared[i]}));
  const found = (is: (pair: PatternPair) => boolean) => looked.filter((_, i) => is(patterns[i]));
  const missing = (of: readonly string[], from: readonly string[]) => of.filter((field) => !from.includes(field));
  return {
    before: nameOf(a),
    after: nameOf(b),
    isSame,
    data: dataChanges(a, b),
    settings: settingChanges(a.run, b.run),
    ...figures,
    patterns: {
      compared: patterns.length,
      onlyBefore: onlyIn(a, b),
      onlyAfter: onlyIn(b, a),
      beyond: looked.filter(({isBeyond}) => isBeyond).sort((x, y) => sizeOf(y) - sizeOf(x)),
      newly: found(({before, after}) => after.isFound && !before.isFound),
      noLonger: found(({before, after}) => before.isFound && !after.isFound),
    },
    leaks: {new: missing(b.leaks, a.leaks), gone: missing(a.leaks, b.leaks)},
    card: cardChanges(a, b),
    bottleneck: {standsOut: bottleneckOf(a, b, "standsOut"), longest: bottleneckOf(a, b, "longest")},
  };
}

const nameOf = ({run: {id, asOf, timezone}}: RunSummary): RunName => ({id, asOf, timezone});

/** Pairs of estimates held against as many looks as there are pairs. */
function compare<T extends Interval>(
  pairs: readonly (readonly [T, T])[],
  difference: (before: Interval, after: Interval) => Difference | null,
): Compared<T>[] {
  const differences = pairs.map(([before, after]) => difference(before, after));
  const adjusted = holm(differences.map((one) => one?.p ?? 1));
  return pairs.map(([before, after], i) => ({
    before,
    after,
    difference: differences[i],
    isBeyond: adjusted[i] < level,
  }));
}

function figureChanges(a: RunSummary, b: RunSummary): Pick<Changes, "base" | "stages" | "auc" | "line"> {
  const stages = b.stages.flatMap((after) => {
    const before = a.stages.find(({stage}) => stage === after.stage);
    return before ? [{before, after}] : [];
  });
  const [aucs, lines] = [both(a.auc, b.auc), both(a.line, b.line)];
  const rates: readonly [Interval, Interval][] = [
    [a.observations.base, b.observations.base],
    ...stages.map(({before, after}): [Interval, Interval] => [before.passThrough, after.passThrough]),
  ];
  const all = compare<Interval>([...rates, ...aucs, ...lines], differenceOf);
  const [auc] = aucs.map(([before, after]) => ({...all[rates.length], before, after}));
  const [line] = lines.map(([before, after]) => ({...all[rates.length + aucs.length], before, after}));
  return {
    base: {...all[0], before: a.observations.base, after: b.observations.base},
    stages: stages.map(({before, after}, i) => ({
      stage: after.stage,
      entered: {before: before.entered, after: after.entered},
      ...all[i + 1],
    })),
    auc: auc ?? null,
    line: line ?? null,
  };
}

const both = <T>(before: T | null, after: T | null): [T, T][] => (before && after ? [[before, after]] : []);

const patternOf = ({rule, before, after}: PatternPair) => ({rule, n: {before: before.n, after: after.n}});

const sizeOf = ({difference}: Compared): number => Math.abs(difference?.value ?? 0);

function onlyIn(a: RunSummary, b: RunSummary): number {
  const known = new Set(b.patterns.map(({rule}) => rule.id));
  return a.patterns.filter(({rule}) => !known.has(rule.id)).length;
}

function cardChanges({card: a}: RunSummary, {card: b}: RunSummary): CardChange[] | null {
  if (a === null || b === null) return null;
  type CardRule = (typeof a.rules)[number];
  const [old, now] = [a, b].map(({rules}) => new Map(rules.map((entry) => [entry.rule.id, entry])));
  const ids = [...new Set([...now.keys(), ...old.keys()])];
  const both = ids.flatMap((id) => {
    const [was, is] = [old.get(id), now.get(id)];
    return was?.interval && is?.interval
      ? [{id, pair: [scaled(was.interval, a.slope), scaled(is.interval, b.slope)] as const}]
      : [];
  });
  const compared = compare(
    both.map(({pair}) => pair),
    differenceOf,
  );
  const weights = new Map(both.map(({id}, i) => [id, compared[i]]));
  const change = (id: string): CardChange => {
    const [was, is]: (CardRule | undefined)[] = [old.get(id), now.get(id)];
    return {
      rule: (is ?? was)!.rule,
      before: was?.points ?? null,
      after: is?.points ?? null,
      weight: weights.get(id) ?? null,
    };
  };
  return ids.map(change).filter(({before, after, weight}) => before !== after || weight?.isBeyond);
}

const scaled = ({value, low, high}: Interval, by: number): Interval => ({
  value: value * by,
  low: low * by,
  high: high * by,
});

function bottleneckOf(a: RunSummary, b: RunSummary, which: "standsOut" | "longest") {
  const [before, after] = [a.bottleneck[which], b.bottleneck[which]];
  return {before, after, isBeyond: before !== null && after !== null && before !== after};
}
