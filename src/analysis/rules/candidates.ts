import {groupBy} from "../statistics/groupBy.ts";
import {type Pattern, type Stratum, type Tally, tally} from "./patterns.ts";
import {isAttribute, isBehaviour, isSilence, type Rule} from "./rules.ts";

interface CandidateOptions {
  /** Observations on which a rule must hold, and on which it must not. */
  minSupport: number;
  atMost: number;
  /** Fields that must not be used, with the reason. */
  excluded: ReadonlyMap<string, string>;
  /** The observations that decide. Default: those that are not kept for the test. */
  among?: (stratum: Stratum) => boolean;
  /** Whether these observations alone would have had the pattern. Default: all patterns. */
  isFound?: (pattern: Pattern) => boolean;
  /** Ids of rules that people put on a card, or ask for. Default: none. */
  named?: ReadonlySet<string>;
  /** Ids of rules that people keep off the card. Default: none. */
  never?: ReadonlySet<string>;
}

interface Candidates {
  rules: Rule[];
  leftOut: {text: string; reason: string}[];
}

/** A pattern with its counts among the observations that decide. */
interface Scored {
  pattern: Pattern;
  counts: Tally;
  g2: number;
}

/** Rules of one action (or attribute) that may enter the choice, the strongest first: the search picks among them. */
const perBehaviour = 3;
const perAttribute = 4;

/**
 * Chooses the rules worth weighing, by what they tell on the observations that decide: the likelihood
 * ratio (G²) of the 2×2 table, the best few of each action or attribute, then the best of all. A rule that holds on no
 * conversion, or on conversions only, is one like any other.
 *
 * - Windows and counts of one action tell much the same; a rule that covers nearly the same observations as a stronger one of its
 *   action is passed over, and so are cuts of a number that conversions did not ask for.
 * - What holds of a number follows from other rules of the number is passed over.
 * - Where the values of a category part all observations, the commonest is left out (of values about as common the least telling),
 *   so that each of the others has a weight of its own: what it counts beside that value. Not one that people name; where they keep a value off the card, that is it.
 */
export function chooseCandidates(all: readonly Pattern[], options: CandidateOptions): Candidates {
  const {minSupport, atMost, excluded, among = ({isTest}) => !isTest, isFound = () => true} = options;
  const usable = all
    .filter((pattern) => !excluded.has(pattern.field) && isFound(pattern))
    .map((pattern) => ({pattern, counts: tally(pattern, among)}))
    .filter(({counts}) => counts.n >= minSupport && counts.all.n - counts.n >= minSupport)
    .map((one): Scored => ({...one, g2: gSquared(one.counts)}));
  const chosen = [...groupBy(usable, ({pattern}) => actionKey(pattern)).values()].flatMap((group) => {
    const ranked = group.sort((a, b) => b.g2 - a.g2);
    if (isAction(ranked[0].pattern)) return apartFrom(ranked, perBehaviour);
    const isNumber = ranked.some(({pattern}) => endsOf(pattern).length > 0);
    return isNumber ? ofNumber(ranked) : ofCategory(ranked.slice(0, perAttribute), options);
  });
  const rules = chosen
    .sort((a, b) => b.g2 - a.g2)
    .slice(0, atMost)
    .map(({pattern}) => pattern.rule);
  const fields = [...new Set(all.map(({field}) => field))].filter((field) => excluded.has(field));
  return {rules, leftOut: fields.map((field) => ({text: field, reason: excluded.get(field) as string}))};
}

/** The first of the ranked that differ enough from each other, so many at most. */
function apartFrom(ranked: readonly Scored[], atMost: number): Scored[] {
  const kept: Scored[] = [];
  for (const one of ranked) {
    if (kept.length === atMost) break;
    if (kept.every(({counts}) => apart(counts, one.counts))) kept.push(one);
  }
  return kept;
}

/** Rules of a number: those that conversions asked for first; none that follows from the others; missing beside them. */
function ofNumber(ranked: readonly Scored[]): Scored[] {
  const isFitted = ({pattern}: Scored) => pattern.fitted !== undefined;
  const kept: Scored[] = [];
  const joined = new Map<number, number>();
  const root = (end: number): number => {
    const to = joined.get(end);
    return to === undefined ? end : root(to);
  };
  for (const one of [...ranked.filter(isFitted), ...ranked.filter((some) => !isFitted(some))]) {
    const ends = endsOf(one.pattern);
    if (ends.length === 0 || kept.length === perAttribute) continue;
    if (!isFitted(one) && !kept.every(({counts}) => apart(counts, one.counts))) continue;
    const [from, to] = ends.map(root);
    if (from === to) continue;
    joined.set(from, to);
    kept.push(one);
  }
  return [...kept, ...ranked.filter(({pattern}) => endsOf(pattern).length === 0)];
}

/** The two ends of what a rule says of a number; none for other rules. Rules whose ends close a circle follow from each other. */
function endsOf({rule: {when}}: Pattern): number[] {
  if (!isAttribute(when)) return [];
  const {at_least, below} = when;
  return at_least === undefined && below === undefined
    ? []
    : [at_least ?? Number.NEGATIVE_INFINITY, below ?? Number.POSITIVE_INFINITY];
}

/** Values with so many observations to those of the commonest are as common as it. */
const nearlyAsCommon = 0.8;

/** Values of a category (and missing), but for one where they part all observations: of the commonest the least telling. */
function ofCategory(
  kept: readonly Scored[],
  {minSupport, named = new Set(), never = new Set()}: CandidateOptions,
): readonly Scored[] {
  const covered = kept.reduce((sum, {counts}) => sum + counts.n, 0);
  if (kept.length === 0 || kept[0].counts.all.n - covered >= minSupport) return kept;
  const keptOff = kept.filter(({pattern}) => never.has(pattern.rule.id));
  if (keptOff.length > 0) return kept.filter((one) => !keptOff.includes(one));
  const open = kept.filter(({pattern}) => !named.has(pattern.rule.id));
  const most = Math.max(0, ...open.map(({counts}) => counts.n));
  const common = open.filter(({counts}) => counts.n >= nearlyAsCommon * most);
  const [reference] = common.sort((a, b) => a.g2 - b.g2);
  return kept.filter((one) => one !== reference);
}

const isAction = ({rule: {when}}: Pattern): boolean => isBehaviour(when) || isSilence(when);

function actionKey({rule: {when}, field}: Pattern): string {
  if (isSilence(when)) return `silence/${field}`;
  return isBehaviour(when) ? `${field}/${when.topic ?? ""}` : `attribute/${field}`;
}

/** Nested rules of one action differ enough when one covers at least a quarter more observations than the other. */
const apart = (a: Tally, b: Tally): boolean => Math.max(a.n, b.n) >= 1.25 * Math.min(a.n, b.n);

/** Likelihood-ratio statistic of independence of rule and conversion, 1 degree of freedom. */
export function gSquared({n, conversions, all}: Tally): number {
  const cells = [
    [conversions, n, all.conversions],
    [n - conversions, n, all.n - all.conversions],
    [all.conversions - conversions, all.n - n, all.conversions],
    [all.n - n - (all.conversions - conversions), all.n - n, all.n - all.conversions],
  ];
  return cells.reduce((sum, [o, row, column]) => sum + (o > 0 ? 2 * o * Math.log((o * all.n) / (row * column)) : 0), 0);
}
