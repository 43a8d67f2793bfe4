import {type Cube, scores} from "../rules/cube.ts";

/** Observations at each score that occurs, ascending, lead folds and periods apart: all that a line or a band needs. */
export interface ScoreCells {
  score: readonly number[];
  /** Lead folds; `n` and `conversions` hold one row of them a score. */
  folds: number;
  n: Float64Array;
  conversions: Float64Array;
  /** Positions of the cube's periods that occur, ascending; `periodN` holds one row of them a score. */
  periods: readonly number[];
  periodN: Float64Array;
}

/** The score histogram of a card, `points` in the order of the cube's rules. Rows without observations are dropped. */
export const scoreCells = (cube: Cube, points: ArrayLike<number>): ScoreCells => cellsOf(cube, scores(cube, points));

/** The histogram of any score of the cube's rows. */
export function cellsOf(cube: Cube, s: Float64Array): ScoreCells {
  const [score, scoreAt] = places(s, cube.n);
  const [periods, periodAt] = places(cube.period, cube.n);
  let folds = 0;
  for (let r = 0; r < s.length; ++r) if (cube.n[r] > 0) folds = Math.max(folds, cube.fold[r] + 1);
  const n = new Float64Array(score.length * folds);
  const conversions = new Float64Array(score.length * folds);
  const periodN = new Float64Array(score.length * periods.length);
  for (let r = 0; r < s.length; ++r) {
    if (!(cube.n[r] > 0)) continue;
    const i = scoreAt.get(s[r]) as number;
    n[i * folds + cube.fold[r]] += cube.n[r];
    conversions[i * folds + cube.fold[r]] += cube.conversions[r];
    periodN[i * periods.length + (periodAt.get(cube.period[r]) as number)] += cube.n[r];
  }
  return {score, folds, n, conversions, periods, periodN};
}

/** Distinct values among the rows with observations, ascending, and the place of each. */
function places(values: ArrayLike<number>, n: Float64Array): [number[], Map<number, number>] {
  const seen = new Set<number>();
  for (let r = 0; r < n.length; ++r) if (n[r] > 0) seen.add(values[r]);
  const distinct = [...seen].sort((a, b) => a - b);
  return [distinct, new Map(distinct.map((value, i) => [value, i]))];
}

/**
 * The scores of one card with the observations that another puts in the same places: the best share of the leads by
 * `other` stands for the best share by `own`. Where a score's share ends inside a tie of `other`, the tie is split by share,
 * as in gains curves. Periods stay those of `own`. Both must be of the same observations; equal cards give the same cells back.
 */
export function atSamePlaces(own: ScoreCells, other: ScoreCells): ScoreCells {
  const n = new Float64Array(own.n.length);
  const conversions = new Float64Array(own.n.length);
  let from = other.score.length - 1;
  let rest = from < 0 ? 0 : sizeAt(other, from);
  for (let i = own.score.length - 1; i >= 0; --i) {
    for (let open = sizeAt(own, i); open > 1e-9 && from >= 0; ) {
      const taken = Math.min(open, rest);
      const share = taken / sizeAt(other, from);
      add(n, i, other.n, from, other.folds, share);
      add(conversions, i, other.conversions, from, other.folds, share);
      open -= taken;
      rest -= taken;
      if (rest <= 1e-9 && --from >= 0) rest = sizeAt(other, from);
    }
  }
  return {...own, n, conversions};
}

/** Observations at the score in place `i`. */
export function sizeAt({n, folds}: ScoreCells, i: number): number {
  let sum = 0;
  for (let f = i * folds; f < (i + 1) * folds; ++f) sum += n[f];
  return sum;
}

function add(to: Float64Array, i: number, from: Float64Array, k: number, width: number, share: number): void {
  for (let f = 0; f < width; ++f) to[i * width + f] += share * from[k * width + f];
}
