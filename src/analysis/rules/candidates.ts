import {groupBy} from "../statistics/groupBy.ts";
import {type Pattern, type Stratum, type Tally, tally} from "./patterns.ts";
import {isBehaviour, isSilence, type Rule} from "./rules.ts";

interface CandidateOptions {
  /** Observations on which a rule must hold, and on which it must not. */
  minSupport: number;
  atMost: number;
  /** Fields that must not be used, with the reason. */
  excluded: ReadonlyMap<string, string>;
  /** The observations that decide. Default: those that are not kept for the test. */
  among?: (stratum: Stratum) => boolean;
}

interface Candidates {
  rules: Rule[];
  leftOut: {text: string; reason: string}[];
}

/** Rules of one action (or attribute) that may enter the choice, the strongest first: the search picks among them. */
const perBehaviour = 3;
const perAttribute = 4;

/**
 * Chooses the rules worth weighing, by what they tell on the observations that decide: the likelihood
 * ratio (G²) of the 2×2 table, the best few of each action or attribute, then the best of all. Windows and counts of one
 * action tell much the same; a rule that covers nearly the same observations as a stronger one of its action is passed over.
 */
export function chooseCandidates(
  all: readonly Pattern[],
  {minSupport, atMost, excluded, among = ({isTest}) => !isTest}: CandidateOptions,
): Candidates {
  const scored = all
    .map((pattern) => ({pattern, counts: tally(pattern, among)}))
    .map((c) => ({...c, g2: gSquared(c.counts)}));
  const usable = scored.filter(
    ({pattern, counts}) =>
      !excluded.has(pattern.field) &&
      counts.n >= minSupport &&
      counts.all.n - counts.n >= minSupport &&
      counts.conversions > 0,
  );
  const chosen = [...groupBy(usable, ({pattern}) => actionKey(pattern)).values()].flatMap((group) => {
    const kept: typeof group = [];
    const limit = isAction(group[0].pattern) ? perBehaviour : perAttribute;
    for (const candidate of group.sort((a, b) => b.g2 - a.g2)) {
      if (kept.length === limit) break;
      if (!isAction(candidate.pattern) || kept.every((k) => apart(k.counts, candidate.counts))) kept.push(candidate);
    }
    return kept;
  });
  const rules = chosen
    .sort((a, b) => b.g2 - a.g2)
    .slice(0, atMost)
    .map(({pattern}) => pattern.rule);
  const fields = [...new Set(all.map(({field}) => field))].filter((field) => excluded.has(field));
  return {rules, leftOut: fields.map((field) => ({text: field, reason: excluded.get(field) as string}))};
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
