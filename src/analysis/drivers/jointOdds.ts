import {say} from "../../text/language.ts";
import type {Interval, Rate} from "../findings.ts";
import {gSquared} from "../rules/candidates.ts";
import {type Cube, selectRules} from "../rules/cube.ts";
import {sumTallies, type Tally} from "../rules/patterns.ts";
import {isBehaviour, isSilence, type Rule, ruleText} from "../rules/rules.ts";
import {errorRatio, type FoldTally, widened} from "../statistics/byLead.ts";
import {contrast} from "../statistics/contrast.ts";
import {groupBy} from "../statistics/groupBy.ts";
import {weightEvidence} from "../statistics/jackknife.ts";
import {type FitOptions, fitLogistic} from "../statistics/logistic.ts";

/** How much of what a rule seems worth alone is its own, all others held equal. */
export type Own = "its own" | "partly" | "not its own" | "turns round" | "only then" | "neither";

/** A rule alone, at equal stage, and beside all others. */
export interface JointRule {
  id: string;
  text: string;
  with: Rate;
  /** Odds ratio as it is. */
  crude: Interval;
  /** At equal stage, as in the main report; null where it could not be had. */
  atEqualStage: Interval | null;
  /** All other rules held equal. */
  joint: Interval;
  own: Own;
}

/** Patterns with all others held equal, and what could not be held. */
export interface JointReport {
  /** In the order of the crude odds ratio's cautious end, the surest first. */
  rules: JointRule[];
  /** Rules that the fit cannot tell apart or give a weight, in words. */
  untold: string[];
  /** Rules of the cube that say the same of an action or attribute as one that is shown: other counts, windows or values. */
  sameSubject: number;
  /** Rules with too few observations with or without, and those with a reason not to believe them. */
  tooFew: number;
  flagged: number;
  n: number;
  conversions: number;
}

export interface JointInput {
  cube: Cube;
  /** The cube's rules, in its order. */
  rules: readonly Rule[];
  /** Why a rule is not to be believed; null where it is. */
  excluded: readonly (string | null)[];
  minSupport: number;
  oneRowPerLead: boolean;
  /** Odds ratios at equal stage by rule id. */
  atEqualStage: ReadonlyMap<string, Interval | null>;
}

const likelihood: FitOptions = {penalty: "none"};

/**
 * Odds ratios adjusted for each other: one logistic regression by maximum likelihood on the cube, with intervals by
 * delete-a-group jackknife over folds of leads. Each action (with its topic), silence and attribute takes part with the one
 * rule that tells most of it (likelihood ratio): held equal against its own other counts, windows or categories, a rule
 * would be compared with itself. Rules that the data cannot tell apart, or whose weight is not finite, with all leads or
 * without one fold of them, are left out and named. Null where fewer than two rules are left.
 */
export function jointOdds(input: JointInput): JointReport | null {
  const {cube, rules, excluded, minSupport} = input;
  const folded = foldsOf(cube);
  const looks = rules.map((rule, j) => ({rule, j, folds: folded(j)})).map((l) => ({...l, tally: sumTallies(l.folds)}));
  const believed = looks.filter(({j}) => excluded[j] === null);
  const enough = believed.filter(({tally: {n, all}}) => n >= minSupport && all.n - n >= minSupport);
  const subjects = [...groupBy(enough, ({rule}) => subject(rule)).values()];
  const chosen = subjects
    .map((some) => some.reduce((most, look) => (gSquared(look.tally) > gSquared(most.tally) ? look : most)))
    .sort((a, b) => a.j - b.j);
  const {kept, named} = apart(cube, chosen);
  if (kept.length < 2) return null;
  const evidence = weightEvidence(
    selectRules(
      cube,
      kept.map(({j}) => j),
    ),
    likelihood,
  );
  const {all} = looks[0].tally;
  const told = kept.map(({rule, tally, folds}, i) => {
    const {weight, interval} = evidence[i];
    const {with: inside, oddsRatio} = crudeOf(tally, folds, input.oneRowPerLead);
    const joint = {value: Math.exp(weight), low: Math.exp(interval.low), high: Math.exp(interval.high)};
    const own = ownOf(oddsRatio, joint);
    const atEqualStage = input.atEqualStage.get(rule.id) ?? null;
    return {id: rule.id, text: ruleText(rule), with: inside, crude: oddsRatio, atEqualStage, joint, own};
  });
  const isKnown = ({joint}: JointRule) => joint.low > 0 && Number.isFinite(joint.high);
  const unknown = told.filter((rule) => !isKnown(rule));
  return {
    rules: told.filter(isKnown).sort((a, b) => cautious(b.crude) - cautious(a.crude)),
    untold: [...named, ...unknown.map(weightless)],
    sameSubject: enough.length - chosen.length,
    tooFew: believed.length - enough.length,
    flagged: rules.length - believed.length,
    ...all,
  };
}

const weightless = ({text}: JointRule): string =>
  say({
    en: `${text}: without some of the leads it has no finite weight`,
    ja: `${text}は、一部のリードを除くと重みが定まりません`,
  });

/** What a rule is about: one action with its topic, silence of it, one attribute, the stage. */
function subject({when}: Rule): string {
  if ("attribute" in when) return `attribute/${when.attribute}`;
  if (isSilence(when) || isBehaviour(when))
    return `${isSilence(when) ? "silence" : "action"}/${when.activity}/${when.topic ?? ""}`;
  return "stage";
}

interface Look {
  rule: Rule;
  j: number;
  tally: Tally;
  folds: FoldTally[];
}

/** The rules that one fit can tell apart, and in words those that it cannot: the later of each pair that says the same. */
function apart(cube: Cube, chosen: readonly Look[]): {kept: Look[]; named: string[]} {
  const positions = chosen.map(({j}) => j);
  const texts = {...selectRules(cube, positions), rules: chosen.map(({rule}) => ruleText(rule))};
  const {aliased, separated, leftOut} = fitLogistic(texts, likelihood);
  const dropped = new Set([...leftOut, ...aliased.map(({rules}) => rules.at(-1) as string)]);
  return {
    kept: chosen.filter(({rule}) => !dropped.has(ruleText(rule))),
    named: [...separated, ...aliased].map(({text}) => text),
  };
}

/** Counts of one rule by fold of leads; the counts of all are added up once. */
function foldsOf({holds, n, conversions, fold}: Cube): (j: number) => FoldTally[] {
  const all = countFolds(fold, n, conversions);
  return (j) => {
    const held = countFolds(fold, n, conversions, holds[j]);
    return [...all].map(([f, total]) => ({fold: f, ...(held.get(f) ?? {n: 0, conversions: 0}), all: total}));
  };
}

function countFolds(fold: Uint8Array, n: Float64Array, conversions: Float64Array, rows?: Uint32Array) {
  const sums = [new Float64Array(256), new Float64Array(256)];
  const length = rows?.length ?? n.length;
  for (let i = 0; i < length; ++i) {
    const r = rows ? rows[i] : i;
    sums[0][fold[r]] += n[r];
    sums[1][fold[r]] += conversions[r];
  }
  const filled = Array.from(sums[0], (count, f) => ({f, n: count, conversions: sums[1][f]})).filter((row) => row.n > 0);
  return new Map(filled.map(({f, ...row}) => [f, row]));
}

function crudeOf({n, conversions, all}: Look["tally"], folds: readonly FoldTally[], oneRowPerLead: boolean) {
  const plain = contrast({a: conversions, n1: n, c: all.conversions - conversions, n0: all.n - n});
  return oneRowPerLead ? plain : widened(plain, errorRatio(folds));
}

/** At least half of the log odds ratio left counts as its own. */
function ownOf(crude: Interval, joint: Interval): Own {
  const [alone, together] = [side(crude), side(joint)];
  if (alone === 0) return together === 0 ? "neither" : "only then";
  if (together === 0) return "not its own";
  if (together !== alone) return "turns round";
  return Math.log(joint.value) / Math.log(crude.value) >= 0.5 ? "its own" : "partly";
}

/** 1 or −1 where the interval lies on one side of 1, else 0. */
const side = ({low, high}: Interval): number => (low > 1 ? 1 : high < 1 ? -1 : 0);

const cautious = ({low, high}: Interval): number => (low > 1 ? Math.log(low) : high < 1 ? -Math.log(high) : 0);
