import type {Cube} from "../rules/cube.ts";
import {byGroup, type Counts, logOdds, type RuleBits, ruleBits} from "../rules/ruleBits.ts";
import {evenSample} from "./evenSample.ts";
import {maximise, type Peak} from "./newton.ts";

/** Inverse prior variances tried by default: weights of about ±10 down to ±0.03 log-odds. */
const lambdas: readonly number[] = [0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30, 100, 300, 1000];

export interface LambdaChoice {
  /** The λ with the least held-out loss; the larger one of equals. */
  lambda: number;
  /** Mean held-out negative log-likelihood per observation, natural log, over all folds together, of the λ tried. */
  losses: {lambda: number; loss: number}[];
}

/** Steps in the weights that end a fit whose loss alone is looked at: its error is then of the order of 1e-10. */
const smallest = 1e-4;
/** Candidates in turn that do worse than the best before them, from the largest down, after which smaller ones are not tried. */
const worseInTurn = 2;

/** Cubes of more rows than this choose λ on about so many of their observations. */
const manyRows = 2 ** 17;
const sampled = 2 ** 15;

/**
 * Ridge λ, out of positive candidates, by cross-validation whose folds are whole leads: the cube's lead folds modulo
 * `folds`. Folds without observations, and training sets without both outcomes, are passed over; with none left every loss
 * is 0 and the largest λ is chosen.
 *
 * From a cube of more than 131,072 rows some 32,768 observations are drawn, as many converted as not (`evenSample`), and the
 * losses are over these: λ is the precision of a prior on the weights, which the number of observations does not change, and
 * the more there are the less it matters. On 340,000 observations and 44 rules the λ of the sample and that of the whole give
 * the whole a log-loss that differs in the sixth decimal.
 */
export function chooseLambda(whole: Cube, candidates: readonly number[] = lambdas, folds = 5): LambdaChoice {
  const cube = whole.n.length > manyRows ? evenSample(whole, sampled) : whole;
  const bits = ruleBits(cube);
  const all = {n: byGroup(bits, cube.n), conversions: byGroup(bits, cube.conversions)};
  const positions = cube.rules.map((_, j) => j);
  const descending = [...candidates].sort((u, v) => v - u);
  const folded = Array.from({length: folds}, (_, fold) => {
    const test = countsWhere(bits, cube, (f) => f % folds === fold);
    return {test, train: minus(all, test), start: undefined as Peak | undefined};
  }).filter(({test, train}) => total(test.n) > 0 && varies(train));
  const tested = folded.reduce((sum, {test}) => sum + total(test.n), 0);
  const losses: LambdaChoice["losses"] = [];
  let best = 0;
  for (const [i, lambda] of descending.entries()) {
    let sum = 0;
    for (const fold of folded) {
      const {train, test, start} = fold;
      const options = {lambda, isFirth: false, limit: Number.POSITIVE_INFINITY, start, smallest};
      fold.start = maximise(bits, train, positions, options);
      sum += loss(test, logOdds(bits, fold.start.intercept, fold.start.weights));
    }
    losses.push({lambda, loss: tested > 0 ? sum / tested : 0});
    if (losses[i].loss < losses[best].loss) best = i;
    if (tested > 0 && i - best >= worseInTurn) break;
  }
  return {lambda: descending[best], losses: losses.reverse()};
}

/** Counts by group over the cube rows whose lead fold passes. */
export function countsWhere(bits: RuleBits, cube: Cube, keep: (fold: number) => boolean): Counts {
  const kept = Array.from({length: 256}, (_, fold) => keep(fold));
  const n = new Float64Array(bits.groups);
  const conversions = new Float64Array(bits.groups);
  for (let r = 0; r < cube.n.length; ++r) {
    if (!kept[cube.fold[r]]) continue;
    n[bits.groupOf[r]] += cube.n[r];
    conversions[bits.groupOf[r]] += cube.conversions[r];
  }
  return {n, conversions};
}

/** Counts of `all` without those of `part`. */
export function minus(all: Counts, part: Counts): Counts {
  return {n: all.n.map((x, r) => x - part.n[r]), conversions: all.conversions.map((x, r) => x - part.conversions[r])};
}

function varies({n, conversions}: Counts): boolean {
  const converted = total(conversions);
  return converted > 0 && converted < total(n);
}

function loss({n, conversions}: Counts, eta: Float64Array): number {
  let sum = 0;
  for (let r = 0; r < n.length; ++r) {
    sum += n[r] * (Math.max(eta[r], 0) + Math.log1p(Math.exp(-Math.abs(eta[r])))) - conversions[r] * eta[r];
  }
  return sum;
}

function total(values: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; ++i) sum += values[i];
  return sum;
}
