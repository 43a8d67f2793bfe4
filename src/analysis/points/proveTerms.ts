import type {Cube} from "../rules/cube.ts";
import {entropy} from "./bound.ts";
import type {Cells} from "./cells.ts";
import {Workspace} from "./histogram.ts";
import {fitLine, type ScoreBins} from "./line.ts";
import type {Patterns} from "./patterns.ts";
import {startLine} from "./polish.ts";
import type {Problem} from "./problem.ts";
import type {Survivor} from "./proveSupports.ts";

/** Forced rules first, then those that tell most by themselves. */
export function inOrder({cells, positions, forced}: Problem): number[] {
  const gain = positions.map((_, j) => {
    let n = 0;
    let y = 0;
    for (const cell of cells.holds[j]) {
      n += cells.n[cell];
      y += cells.conversions[cell];
    }
    return (
      -n * entropy(y / n || 0) - (cells.total - n) * entropy((cells.totalConversions - y) / (cells.total - n) || 0)
    );
  });
  const isForced = (j: number) => Number(forced.includes(j));
  return [...positions.keys()].sort((a, b) => isForced(b) - isForced(a) || gain[b] - gain[a] || a - b);
}

/** The points a rule may have, 0 among them unless it is forced in. */
export function valuesOf({low, high, step}: Problem, j: number): number[] {
  const values: number[] = [];
  for (let p = low[j]; p <= high[j]; p += step) values.push(p);
  return values;
}

/** Whether a card on some rules, the other rules at 0, obeys the limits that rules share. */
export function allowsOn(
  {together, low}: Problem,
  order: readonly number[],
): (on: Survivor, points: Int32Array) => boolean {
  if (!together) return () => true;
  return ({rules}, points) => {
    const card = new Int32Array(low.length);
    rules.forEach((t, i) => {
      card[order[t]] = points[i];
    });
    return together.allows(card);
  };
}

/** The loss of cards, by the very fit that the search uses. */
export function lossOn(problem: Problem): (survivor: Survivor, points: Int32Array) => number {
  const work = new Workspace();
  return ({rules, n, conversions}, points) => {
    return bestLine(problem, work.binsOf(listed(rules, n, conversions), points));
  };
}

/** Loss (sum over observations) of a card with its best line; where it separates, what the loss tends to as the slope grows. */
export function bestLine(problem: Problem, bins: ScoreBins): number {
  const line = startLine(problem);
  fitLine(bins, line);
  return fitLine(bins, line);
}

function listed(rules: readonly number[], n: Float64Array, conversions: Float64Array): Patterns {
  const start = [0];
  const at: number[] = [];
  for (let i = 0; i < n.length; ++i) {
    for (let t = 0; t < rules.length; ++t) if ((i >>> t) & 1) at.push(t);
    start.push(at.length);
  }
  return {rules, count: n.length, n, conversions, start: Int32Array.from(start), at: Uint16Array.from(at)};
}

/** Whether all counts are whole, so that sums and differences of them are exact. */
export const isWhole = ({n, conversions}: Cells): boolean =>
  n.every(Number.isInteger) && conversions.every(Number.isInteger);

/** The cells, seen through some rules, as a cube of one fold and period. */
export function asCube({holds, n, conversions}: Cells, rules: readonly number[]): Cube {
  return {
    rules: rules.map((j) => String(j)),
    holds: rules.map((j) => holds[j]),
    n,
    conversions,
    fold: new Uint8Array(n.length),
    period: new Uint16Array(n.length),
    periods: [""],
  };
}
