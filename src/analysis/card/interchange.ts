import {say} from "../../text/language.ts";
import {percent, percentOf} from "../figures.ts";
import {evaluate} from "../points/evaluate.ts";
import {logOddsAt} from "../points/line.ts";
import {type Cube, scores} from "../rules/cube.ts";
import {type Rule, ruleText} from "../rules/rules.ts";
import {tQuantile} from "../statistics/distributions.ts";
import {groupBy} from "../statistics/groupBy.ts";
import {total} from "../validation/quality.ts";

/** A rule that could take the place of one on the card. */
export interface Interchange {
  /** On the card. */
  rule: string;
  text: string;
  other: string;
  otherText: string;
  /** Its best points in that place, the rest of the card nearly as it is. */
  points: number;
  /** What the swap adds to the log-loss, as a share of it; under 0 where the other is better. */
  cost: number;
  /** Share of the observations with either rule on which both hold. */
  overlap: number;
  /** Correlation of the two (φ), −1 to 1. */
  phi: number;
  /** They hold together on at least 99.8 % of observations with either, or never and one always: one thing under two names. */
  isSame: boolean;
  /** Both in a sentence, for the reader. */
  sentence: string;
}

/** A card by the cube's rules, with its mean log-loss. */
interface Rated {
  points: Float64Array;
  logLoss: number;
}

/** Share of log-loss that nobody should mind. */
const nextToNothing = 0.001;
/** Correlation from which rules have something to do with each other, and from which they say much the same. */
const related = 0.3;
const alike = 0.5;
const same = 0.998;
const eachAtMost = 3;

/**
 * For each rule of a card the rules that could take its place: cards of the pool that differ in this one rule, at under 0.1 % of
 * log-loss or, between rules that go together (|φ| ≥ 0.5), at a cost that folds of leads do not agree on, and with points that go the same way. Three a rule at
 * most, the same thing under another name first, then by cost. Of rules that have nothing to do with it (|φ| < 0.3) only the
 * cheapest is named, where there is no other: it tells that the rule hardly matters.
 *
 * @param pool near-equal cards within the same limits
 */
export function interchangeable(
  cube: Cube,
  rules: readonly Rule[],
  card: Rated,
  pool: readonly Rated[],
): Interchange[] {
  const swaps = pool.flatMap((near) => {
    const swap = swapOf(card.points, near.points);
    return swap ? [{...swap, near}] : [];
  });
  const found = swaps.flatMap(({out, into, near}) => {
    const pair = together(cube, out, into);
    const cost = near.logLoss / card.logLoss - 1;
    if (!goesTheSameWay(card.points[out], near.points[into], pair.phi)) return [];
    const isNear = cost < nextToNothing || pair.isSame;
    const isNoise = !isNear && Math.abs(pair.phi) >= alike && isWithinNoise(cube, card.points, near.points);
    if (!isNear && !isNoise) return [];
    const about = {
      rule: rules[out].id,
      text: ruleText(rules[out]),
      other: rules[into].id,
      otherText: ruleText(rules[into]),
    };
    const swap = {...about, points: near.points[into], cost, ...pair};
    return [{...swap, sentence: sentenceOf(swap, isNoise), out}];
  });
  const place = [...card.points.keys()]
    .filter((j) => card.points[j] !== 0)
    .sort((a, b) => card.points[b] - card.points[a]);
  const byRule = groupBy(found, ({out}) => out);
  return place.flatMap((j) => {
    const all = (byRule.get(j) ?? []).sort((a, b) => Number(b.isSame) - Number(a.isSame) || a.cost - b.cost);
    const kin = all.filter(({phi}) => Math.abs(phi) >= related);
    return (kin.length ? kin.slice(0, eachAtMost) : all.slice(0, 1)).map(({out: _, ...swap}) => swap);
  });
}

/** A plus stands for a plus and a minus for a minus; of rules that mostly hold in turn, one for the other. */
const goesTheSameWay = (points: number, others: number, phi: number): boolean =>
  points * others * (phi <= -related ? -1 : 1) > 0;

/** The one rule that another card lacks and the one it has instead; null where the cards differ otherwise. */
function swapOf(card: Float64Array, other: Float64Array): {out: number; into: number} | null {
  const gone = [...card.keys()].filter((j) => card[j] !== 0 && other[j] === 0);
  const come = [...card.keys()].filter((j) => card[j] === 0 && other[j] !== 0);
  return gone.length === 1 && come.length === 1 ? {out: gone[0], into: come[0]} : null;
}

/** How two rules go together over the observations. */
export function together(
  {holds, n}: Pick<Cube, "holds" | "n">,
  a: number,
  b: number,
): Pick<Interchange, "overlap" | "phi" | "isSame"> {
  const weight = new Float64Array(n.length);
  for (const r of holds[a]) weight[r] = n[r];
  const [nA, nB, both] = [sumAt(n, holds[a]), sumAt(n, holds[b]), sumAt(weight, holds[b])];
  const all = total(n);
  const share = (part: number, whole: number) => (whole > 0 ? part / whole : 0);
  const overlap = share(both, nA + nB - both);
  const opposite = share(nA - both, all - nB + both);
  const spread = Math.sqrt(nA * (all - nA) * nB * (all - nB));
  return {overlap, phi: share(all * both - nA * nB, spread), isSame: overlap >= same || opposite >= same};
}

function sumAt(values: Float64Array, rows: Uint32Array): number {
  let sum = 0;
  for (let i = 0; i < rows.length; ++i) sum += values[rows[i]];
  return sum;
}

/** Whether the difference of two cards' log-loss has both signs within its 95 % interval over lead folds. */
function isWithinNoise(cube: Cube, a: Float64Array, b: Float64Array): boolean {
  const [lossA, lossB] = [rowLoss(cube, a), rowLoss(cube, b)];
  const folds = new Map([...new Set(cube.fold)].map((fold) => [fold, {n: 0, difference: 0}]));
  if (folds.size < 2) return false;
  for (let r = 0; r < lossA.length; ++r) {
    const sums = folds.get(cube.fold[r]) as {n: number; difference: number};
    sums.n += cube.n[r];
    sums.difference += lossB[r] - lossA[r];
  }
  const sums = [...folds.values()];
  const n = sums.reduce((sum, fold) => sum + fold.n, 0);
  const mean = sums.reduce((sum, fold) => sum + fold.difference, 0) / n;
  const squares = sums.reduce((sum, fold) => sum + (fold.difference - mean * fold.n) ** 2, 0);
  const error = Math.sqrt((squares * folds.size) / (folds.size - 1)) / n;
  return Math.abs(mean) < tQuantile(0.975, folds.size - 1) * error;
}

/** Sum of the log-loss of each row's observations under a card, its intercept and slope fitted. */
function rowLoss(cube: Cube, points: Float64Array): Float64Array {
  const curve = evaluate(cube, points);
  return scores(cube, points).map((s, r) => {
    const eta = logOddsAt(curve, s);
    return cube.n[r] * (Math.max(eta, 0) + Math.log1p(Math.exp(-Math.abs(eta)))) - cube.conversions[r] * eta;
  });
}

function sentenceOf(
  {text, otherText, points, cost, overlap, phi, isSame}: Omit<Interchange, "sentence">,
  isNoise: boolean,
): string {
  const isOpposite = phi < 0;
  if (isSame)
    return say({
      en: `“${otherText}” is ${isOpposite ? "the opposite of" : "the same thing as"} “${text}” on these observations: take the one that is easier to explain.`,
      ja: `この観測では、「${otherText}」は「${text}」${isOpposite ? "の裏返し" : "と同じもの"}です。説明しやすいほうを使ってください。`,
    });
  const change = `${cost < 0 ? "−" : "+"}${percentOf(Math.abs(cost), 2)}`;
  const sign = `${points > 0 ? "+" : "−"}${Math.abs(points)}`;
  if (Math.abs(phi) < related)
    return say({
      en: `“${text}” hardly matters on this card: “${otherText}” (${sign}), which has little to do with it, does as well (${change} of log-loss).`,
      ja: `「${text}」はこの配点表ではあまり効いていません。関係の薄い「${otherText}」（${sign}）に替えても同程度です（対数損失${change}）。`,
    });
  return say({
    en: `“${otherText}” (${sign}) could stand for “${text}”: ${change} of log-loss${isNoise ? ", which is within the noise" : ""}; ${isOpposite ? "mostly one holds where the other does not" : `of the observations with either ${percent(overlap)} have both`}.`,
    ja: `「${text}」の代わりに「${otherText}」（${sign}）も使えます（対数損失${change}${isNoise ? "、誤差の範囲内" : ""}）。${isOpposite ? "一方が当てはまるとき、もう一方はほとんど当てはまりません" : `どちらかが当てはまる観測の${percent(overlap)}で両方が当てはまります`}。`,
  });
}
