import type {Histogram} from "./histogram.ts";
import type {FoundCard} from "./ledger.ts";
import {fitLine, type Line} from "./line.ts";
import type {Joint} from "./patterns.ts";
import {evaluateCard, type Search, startLine} from "./polish.ts";

/** How far the score test may understate what a rule brings before a swap that would have helped is passed over. */
const understated = 2;

/**
 * Tries every value of every rule in place of each rule of a card (the rule itself included), and of every further rule
 * where there is room. The score test on the histogram without the rule passes over those that cannot help; the rest are
 * walked on the true loss from the value it names, which suffices because the loss is quasi-convex in one rule's points:
 * it is the projection, by a linear-fractional map, of a convex function. Every card looked at is noted.
 *
 * @param joint patterns of the card's rules, in the card's order
 * @param room whether the card may grow
 * @param slack do not pass over cards within this of the best
 * @returns the best card seen, the given one if none is better
 */
export function trySwaps(search: Search, joint: Joint, card: FoundCard, room: boolean, slack = 0): FoundCard {
  const start = startLine(search.problem);
  let best = evaluateCard(search, joint, card.points, start);
  for (let t = room ? -1 : 0; t < card.rules.length && search.mayGoOn(); ++t)
    best = tryInPlace(search, joint, card, t, best, start, slack);
  return best;
}

/** Tries every value of every further rule beside those of a card, as `trySwaps` does. */
export function tryMore(search: Search, joint: Joint, card: FoundCard): FoundCard {
  const start = startLine(search.problem);
  return tryInPlace(search, joint, card, -1, evaluateCard(search, joint, card.points, start), start, 0);
}

/** Tries rules in place of the card's rule at `t`, or beside them all where `t` is −1. Returns the best of them and `best`. */
function tryInPlace(
  search: Search,
  joint: Joint,
  card: FoundCard,
  t: number,
  best: FoundCard,
  start: Line,
  slack: number,
): FoundCard {
  const {problem, ledger, work} = search;
  const {low, high, step, together} = problem;
  const rest = card.points.map((p, u) => (u === t ? 0 : p));
  const others = together && Int32Array.from(low, (_, c) => rest[card.rules.indexOf(c)] ?? 0);
  const mayLeave = t < 0 || (low[card.rules[t]] <= 0 && high[card.rules[t]] >= 0);
  const line = {...start};
  fitLine(work.binsOf(joint, rest), line);
  const scores = lessLowest(work.scores, joint.count, work.all.lowest);
  const test = new ScoreTest(work.all, line);
  let top = best;
  for (let c = 0; c < low.length; ++c) {
    const isSame = t >= 0 && card.rules[t] === c;
    if (!isSame && (!mayLeave || card.rules.includes(c))) continue;
    if (others && !together.leaves(others, c)) continue;
    const from = others ? together.low : low[c];
    const to = others ? together.high : high[c];
    if (isSame) holdOwn(work.held, work.all, joint, scores, t);
    else holdOther(work.held, work.all, joint, scores, c);
    const promise = test.of(work.held);
    if (promise === null || line.loss - understated * promise.gain > top.loss + slack) continue;
    const rules = isSame ? card.rules : [...card.rules, c];
    walk(promise.points, from, to, step, (v) => {
      ++search.evaluated;
      const loss = fitLine(work.occupied(v), {...start});
      const then = ledger.note(rules, isSame ? rest.map((p, u) => (u === t ? v : p)) : [...rest, v], loss);
      if (ledger.isBetter(then, top)) top = then;
      return loss;
    });
  }
  return top;
}

/** Evaluates steps other than 0 from the one nearest to `from`, uphill in neither direction. */
function walk(from: number, low: number, high: number, step: number, lossOf: (value: number) => number): void {
  const least = from < 0 ? -step : step;
  const nearest = step * Math.round(from / step) || least;
  const start = Math.min(high, Math.max(low, nearest)) || Math.min(high, Math.max(low, least));
  if (start === 0) return;
  const first = lossOf(start);
  for (const by of [step, -step]) {
    let before = first;
    for (let v = start + by; v >= low && v <= high && v !== 0; v += by) {
      const loss = lossOf(v);
      if (loss >= before) break;
      before = loss;
    }
  }
}

/** Score test of one more rule on a fitted score histogram. */
class ScoreTest {
  private readonly mean: Float64Array;
  private readonly weight: Float64Array;
  private h00 = 0;
  private h01 = 0;
  private h11 = 0;

  constructor(
    all: Histogram,
    private readonly line: Line,
  ) {
    this.mean = new Float64Array(all.span);
    this.weight = new Float64Array(all.span);
    for (let i = 0; i < all.span; ++i) {
      if (all.n[i] === 0) continue;
      const s = i + all.lowest;
      const mean = 1 / (1 + Math.exp(-(line.intercept + line.slope * s)));
      const w = mean * (1 - mean);
      this.mean[i] = mean;
      this.weight[i] = w;
      this.h00 += all.n[i] * w;
      this.h01 += all.n[i] * w * s;
      this.h11 += all.n[i] * w * s * s;
    }
  }

  /** What the rule would bring at its best real-valued points, and these; null where it brings nothing by itself. */
  of({n, conversions, span, lowest}: Histogram): {gain: number; points: number} | null {
    const {mean, weight, h00, h01, h11, line} = this;
    let g = 0;
    let h0 = 0;
    let h1 = 0;
    for (let i = 0; i < span; ++i) {
      if (n[i] === 0) continue;
      const w = n[i] * weight[i];
      g += conversions[i] - n[i] * mean[i];
      h0 += w;
      h1 += w * (i + lowest);
    }
    const det = h00 * h11 - h01 * h01;
    const isFlat = line.slope === 0 || !(det > 1e-12 * h00 * h11);
    const toA = isFlat ? h0 / h00 : (h11 * h0 - h01 * h1) / det;
    const toB = isFlat ? 0 : (h00 * h1 - h01 * h0) / det;
    const free = h0 - toA * h0 - toB * h1;
    if (!(free > 1e-9 * h0)) return null;
    const weightOfRule = g / free;
    const slope = line.slope - toB * weightOfRule;
    const points = isFlat ? Math.sign(g) : slope > 0 ? weightOfRule / slope : Math.sign(g) * Number.MAX_SAFE_INTEGER;
    return {gain: isFlat && line.slope === 0 ? Number.POSITIVE_INFINITY : (g * g) / (2 * free), points};
  }
}

function lessLowest(scores: Int32Array, count: number, lowest: number): Int32Array {
  for (let p = 0; p < count; ++p) scores[p] -= lowest;
  return scores;
}

/** Fills `held` with the scores where the card's rule at `t` holds. */
function holdOwn(held: Histogram, all: Histogram, joint: Joint, scores: Int32Array, t: number): void {
  held.cover(all.lowest, all.lowest + all.span - 1);
  const {count, n, conversions, start, at} = joint;
  for (let p = 0; p < count; ++p) {
    for (let i = start[p]; i < start[p + 1]; ++i) {
      if (at[i] !== t) continue;
      held.n[scores[p]] += n[p];
      held.conversions[scores[p]] += conversions[p];
    }
  }
}

/** Fills `held` with the scores where another rule holds. */
function holdOther(held: Histogram, all: Histogram, {count, joint}: Joint, scores: Int32Array, c: number): void {
  held.cover(all.lowest, all.lowest + all.span - 1);
  for (let p = 0, j = 2 * c * count; p < count; ++p, j += 2) {
    held.n[scores[p]] += joint[j];
    held.conversions[scores[p]] += joint[j + 1];
  }
}
