import type {FillCount, LeakEvidence} from "../../../src/analysis/leaks/leaks.ts";
import type {Column} from "../../../src/analysis/leaks/strength.ts";
import {random} from "../../../src/analysis/statistics/random.ts";

type Value = string | number | null;
/** A lead's value of an attribute, given whether it was won. */
export type Draw = (won: boolean, next: () => number) => Value;

/** Evidence of leads drawn from a model: each attribute's value given the outcome. */
export function evidence(
  n: number,
  seed: number,
  draws: Record<string, Draw>,
  more: Partial<LeakEvidence> = {},
): LeakEvidence {
  const next = random(seed);
  const won = Array.from({length: n}, () => Number(next() < 0.3));
  const columns = Object.entries(draws).map(
    ([name, draw]): Column => ({name, values: won.map((w) => draw(w === 1, next))}),
  );
  const fills = columns.flatMap(({name, values}) =>
    (["won", "lost"] as const).map((outcome): FillCount => {
      const of = values.filter((_, i) => (won[i] === 1) === (outcome === "won"));
      return {field: name, outcome, n: of.length, filled: of.filter((v) => v !== null).length};
    }),
  );
  return {
    attributes: Object.keys(draws),
    fills,
    progress: [],
    actions: [],
    exposure: [],
    sample: {won, fold: won.map((_, i) => i % 20), columns},
    open: {fold: [], columns: []},
    said: {attributes: {}, actions: {}},
    minSupport: 30,
    ...more,
  };
}

/** Draws one value with probability `p`, the other otherwise. */
export const chance = (p: number, yes: Value, no: Value) => (next: () => number) => (next() < p ? yes : no);
export const fair: Draw = (won, next) => chance(won ? 0.6 : 0.35, "a", "b")(next);
export const strong: Draw = (won, next) => chance(won ? 0.8 : 0.3, "a", "b")(next);
export const noise: Draw = (_, next) => Math.floor(next() * 1000);
