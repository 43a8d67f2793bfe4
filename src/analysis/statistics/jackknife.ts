import type {Interval} from "../findings.ts";
import type {Cube} from "../rules/cube.ts";
import {byGroup, ruleBits} from "../rules/ruleBits.ts";
import {tQuantile} from "./distributions.ts";
import {type FitOptions, fitGroups} from "./logistic.ts";
import {countsWhere, minus} from "./ridge.ts";

/** What the data say of a rule's weight. */
export interface WeightEvidence {
  /** Log odds ratio, jointly with the other rules. */
  weight: number;
  /** Of the weight: by delete-a-group jackknife over lead folds, and by the fit, which takes rows as independent. Infinity: unknown. */
  jackknifeError: number;
  rowError: number;
  /** In `unit`s, with its 95 % jackknife interval. */
  interval: Interval;
}

/**
 * Weight of each rule with errors that hold when one lead gives several rows: delete-a-group jackknife over the cube's lead
 * folds (see `groupJackknife`), each refit starting from the full one.
 *
 * The interval is (−∞, ∞) for a rule that has no weight in the fit or without one of the folds (it held in that fold's
 * leads alone, or separates without them), and for all with fewer than two folds.
 *
 * @param unit log-odds that count as 1, from the same rows as the weights: all, or all but one fold. Default 1. Weight and
 *   unit are left without each fold together, because they err together: their quotient is surer than the weight alone.
 *   All intervals are (−∞, ∞), and the values 0, where a unit is not positive.
 */
export function weightEvidence(
  cube: Cube,
  options: FitOptions = {},
  unit: (rows: Pick<Cube, "n" | "conversions">) => number = () => 1,
): WeightEvidence[] {
  const bits = ruleBits(cube);
  const all = {n: byGroup(bits, cube.n), conversions: byGroup(bits, cube.conversions)};
  const fit = fitGroups(cube.rules, bits, all, options);
  const groups = groupsOf(cube.fold, cube.n);
  const units = [unit(cube), ...groups.map((group) => unit(withoutFold(cube, group)))];
  const refits = groups.map((group) => {
    const rest = minus(
      all,
      countsWhere(bits, cube, (fold) => fold === group),
    );
    return fitGroups(cube.rules, bits, rest, {...options, start: fit});
  });
  const known = [fit, ...refits].map(({leftOut}) => new Set(leftOut));
  const isMeasured = units.every((u) => u > 0);
  return cube.rules.map((rule, j) => {
    const isKnown = !known.some((leftOut) => leftOut.has(rule));
    const without = refits.map(({weights}) => weights[j]);
    const inUnits = without.map((weight, g) => weight / units[g + 1]);
    const value = isMeasured ? fit.weights[j] / units[0] : 0;
    return {
      weight: fit.weights[j],
      jackknifeError: isKnown ? jackknifeError(fit.weights[j], without) : Number.POSITIVE_INFINITY,
      rowError: fit.standardErrors[j + 1],
      interval: isKnown && isMeasured ? jackknifeInterval(value, inUnits) : unknown(value),
    };
  });
}

/** The intervals of `weightEvidence` alone. */
export const weightIntervals = (...asked: Parameters<typeof weightEvidence>): Interval[] =>
  weightEvidence(...asked).map(({interval}) => interval);

const unknown = (value: number): Interval => ({
  value,
  low: Number.NEGATIVE_INFINITY,
  high: Number.POSITIVE_INFINITY,
});

function withoutFold({n, conversions, fold}: Cube, group: number): Pick<Cube, "n" | "conversions"> {
  const rest = (values: Float64Array) => values.map((value, r) => (fold[r] === group ? 0 : value));
  return {n: rest(n), conversions: rest(conversions)};
}

/**
 * An estimate from all rows with its 95 % delete-a-group jackknife interval. `estimate` is called with the group to
 * leave out: first null for none, then each in turn. Rows of a group must hold whole leads. What `estimate` needs of the rows
 * is best added up by group beforehand (`sumsWithout`, `aucWithout`): with millions of rows a look at each of them for every
 * group takes minutes.
 */
export function groupJackknife(group: ArrayLike<number>, estimate: (left: number | null) => number): Interval {
  return jackknifeInterval(estimate(null), groupsOf(group).map(estimate));
}

/** θ ± t(0.975, G − 1) · its jackknife error; (−∞, ∞) with fewer than two groups. */
export function jackknifeInterval(value: number, without: readonly number[]): Interval {
  if (without.length < 2) return unknown(value);
  const half = tQuantile(0.975, without.length - 1) * jackknifeError(value, without);
  return {value, low: value - half, high: value + half};
}

/**
 * √((G − 1)/G · Σ (θ₍g₎ − θ)²) from the G estimates without one group each (Wolter 2007, 4.2; Kott 2001); Infinity with
 * fewer than two groups.
 */
export function jackknifeError(value: number, without: readonly number[]): number {
  const G = without.length;
  if (G < 2) return Number.POSITIVE_INFINITY;
  return Math.sqrt(((G - 1) / G) * without.reduce((sum, estimate) => sum + (estimate - value) ** 2, 0));
}

function groupsOf(group: ArrayLike<number>, n?: Float64Array): number[] {
  const seen = new Set<number>();
  for (let r = 0; r < group.length; ++r) if (!n || n[r] > 0) seen.add(group[r]);
  return [...seen].sort((u, v) => u - v);
}
