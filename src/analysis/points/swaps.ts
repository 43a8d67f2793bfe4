import type {FoundCard} from "./ledger.ts";
import {fitLine} from "./line.ts";
import type {Joint} from "./patterns.ts";
import {evaluateCard, type Search, startLine} from "./polish.ts";

/**
 * Tries, on the true loss, every value of every rule in place of each rule of a card (the rule itself included), and of
 * every further rule where there is room. Cards within `slack` of the best are noted.
 *
 * @param joint patterns of the card's rules, in the card's order
 * @param room whether the card may grow
 * @returns the best card seen, the given one if none is better
 */
export function trySwaps(search: Search, joint: Joint, card: FoundCard, room: boolean, slack = 0): FoundCard {
  const {problem, ledger} = search;
  const line = startLine(problem);
  let best = evaluateCard(search, joint, card.points, line);
  const outs = card.points.flatMap((_, t) =>
    problem.low[card.rules[t]] <= 0 && problem.high[card.rules[t]] >= 0 ? [t] : [],
  );
  const reset = card.rules.map((_, t) => t).filter((t) => !outs.includes(t));
  for (const t of room ? [-1, ...outs, ...reset] : [...outs, ...reset]) {
    const rest = card.points.map((p, u) => (u === t ? 0 : p));
    const base = baseHistogram(search, joint, rest);
    for (let c = 0; c < problem.cells.holds.length; ++c) {
      const isSame = t >= 0 && card.rules[t] === c;
      if (!isSame && (card.rules.includes(c) || reset.includes(t))) continue;
      if (!holdHistogram(search, joint, base, isSame ? t : -1, c)) continue;
      for (let v = problem.low[c]; v <= problem.high[c]; ++v) {
        if (v === 0 || (isSame && v === card.points[t])) continue;
        ++search.evaluated;
        const trial = {...line};
        const loss = fitLine(search.work.occupied(v), trial, best.loss + slack);
        if (!(loss <= best.loss + slack + 1e-9)) continue;
        const then = ledger.note(
          isSame ? card.rules : [...card.rules, c],
          isSame ? rest.map((p, u) => (u === t ? v : p)) : [...rest, v],
          loss,
        );
        if (ledger.isBetter(then, best)) best = then;
      }
    }
  }
  return best;
}

/** Fills `work.all` with the patterns' scores under the points, and returns the scores less the lowest. */
function baseHistogram({work}: Search, joint: Joint, points: readonly number[]): Int32Array {
  work.binsOf(joint, points);
  const {lowest} = work.all;
  const base = work.scores;
  for (let p = 0; p < joint.count; ++p) base[p] -= lowest;
  return base;
}

/** Fills `work.held` with the same scores where rule c holds; false where it holds nowhere or everywhere. */
function holdHistogram({work}: Search, joint: Joint, base: Int32Array, t: number, c: number): boolean {
  const {all, held} = work;
  held.cover(all.lowest, all.lowest + all.span - 1);
  const {count, n, conversions, start, at} = joint;
  let sum = 0;
  let total = 0;
  for (let p = 0, j = 2 * c * count; p < count; ++p, j += 2) {
    total += n[p];
    let cases = joint.joint[j];
    let converted = joint.joint[j + 1];
    if (t >= 0) {
      let isHeld = false;
      for (let i = start[p]; i < start[p + 1]; ++i) if (at[i] === t) isHeld = true;
      cases = isHeld ? n[p] : 0;
      converted = isHeld ? conversions[p] : 0;
    }
    if (cases === 0) continue;
    sum += cases;
    held.n[base[p]] += cases;
    held.conversions[base[p]] += converted;
  }
  return sum > 0 && sum < total;
}
