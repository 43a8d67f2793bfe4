import {say} from "../../text/language.ts";
import type {Cube} from "../rules/cube.ts";
import {byGroup, type Counts, gram, type RuleBits, ruleBits, ruleSums} from "../rules/ruleBits.ts";
import {type Aliased, aliasedRules, dependentRules, type Separated, separatedRules} from "../rules/ruleFaults.ts";
import {cholesky, inverse, submatrix} from "./cholesky.ts";
import {maximise, type PeakOptions} from "./newton.ts";

export const penalties = ["ridge", "none", "firth"] as const;
export type Penalty = (typeof penalties)[number];

export interface FitOptions extends Pick<PeakOptions, "start" | "maxIterations"> {
  /**
   * `ridge` (default): −log-likelihood + λ/2 · Σ weight², the intercept free; λ is the inverse variance of a normal prior
   * on each weight, in log-odds (scikit-learn's 1/C). `none`: maximum likelihood. `firth`: likelihood times the square
   * root of the information's determinant, intercept included (Firth 1993; Heinze & Schemper 2002), as R `logistf`.
   */
  penalty?: Penalty;
  /** Default 1. Used by `ridge` alone; 0 is the same as `none`. */
  lambda?: number;
}

export interface LogisticFit {
  /** Natural-log odds where no rule holds. */
  intercept: number;
  /** Log odds ratio of each rule, in the cube's order; 0 for rules in `leftOut`. */
  weights: Float64Array;
  /**
   * Of the intercept, then of each weight: square roots of the inverse information's diagonal, with λ added to it for
   * `ridge`. Rows count as independent. Infinity for rules in `leftOut`.
   */
  standardErrors: Float64Array;
  /** Mean negative log-likelihood per observation, natural log, without the penalty. */
  logLoss: number;
  converged: boolean;
  iterations: number;
  /** Rules that say the same as others, or the same on every row. `none` and `firth` leave exact ones out. */
  aliased: Aliased[];
  /** Rules whose maximum-likelihood weight is infinite. `none` leaves them out; `ridge` and `firth` keep them, finite. */
  separated: Separated[];
  /** Names of rules that got no weight of their own. */
  leftOut: string[];
}

/** Log odds ratio past which a weight of an unpenalised fit is on its way to infinity. */
const runaway = 15;

/**
 * Logistic regression of conversion on the rules of a cube, by Newton's method with step halving (McCullagh & Nelder 1989,
 * 2.5). Never NaN: without observations everything is 0, and without both outcomes (except for `firth`) the weights are
 * 0, the intercept is log((conversions + ½) / (rest + ½)), and `converged` is false.
 */
export function fitLogistic(cube: Cube, options: FitOptions = {}): LogisticFit {
  const bits = ruleBits(cube);
  const counts = {n: byGroup(bits, cube.n), conversions: byGroup(bits, cube.conversions)};
  return fitGroups(cube.rules, bits, counts, options);
}

/** The same on rows that are grouped already, so that many fits share the grouping. */
export function fitGroups(rules: readonly string[], bits: RuleBits, counts: Counts, options: FitOptions): LogisticFit {
  const penalty = options.penalty === "ridge" && options.lambda === 0 ? "none" : (options.penalty ?? "ridge");
  const G = gram(bits, counts.n);
  const Y = ruleSums(bits, counts.conversions);
  const varies = Y[0] > 0 && Y[0] < G[0];
  if (!(G[0] > 0) || (!varies && penalty !== "firth")) return fitConstant(rules, G[0], Y[0]);
  const separated = varies ? separatedRules({rules}, G, Y) : new Map<number, Separated>([[-1, constantOutcome(Y[0])]]);
  const skip = new Set(penalty === "none" ? separated.keys() : []);
  const dependent = dependentRules({rules}, G, skip);
  if (penalty !== "ridge") for (const j of dependent.keys()) skip.add(j);
  const lambda = penalty === "ridge" ? (options.lambda ?? 1) : 0;
  for (;;) {
    const active = rules.flatMap((_, j) => (skip.has(j) ? [] : [j]));
    const limit = penalty === "none" ? runaway : Number.POSITIVE_INFINITY;
    const peak = maximise(bits, counts, active, {...options, lambda, isFirth: penalty === "firth", limit});
    if (peak.ranAway !== null) {
      const rule = rules[peak.ranAway];
      separated.set(peak.ranAway, {
        rule,
        text: `${rule} and other rules together single out leads that all ended alike`,
      });
      skip.add(peak.ranAway);
      continue;
    }
    return {
      intercept: peak.intercept,
      weights: peak.weights,
      standardErrors: standardErrors(peak.information, rules.length + 1, active),
      logLoss: peak.loss / G[0],
      converged: peak.converged,
      iterations: peak.iterations,
      aliased: aliasedRules({rules}, G, dependent),
      separated: [...separated.values()],
      leftOut: rules.filter((_, j) => skip.has(j)),
    };
  }
}

function standardErrors(information: Float64Array, side: number, active: readonly number[]): Float64Array {
  const at = [0, ...active.map((j) => j + 1)];
  const V = inverse(cholesky(submatrix(information, side, at), at.length), at.length);
  const errors = new Float64Array(side).fill(Number.POSITIVE_INFINITY);
  at.forEach((j, i) => {
    const variance = V[i * at.length + i];
    if (variance > 0) errors[j] = Math.sqrt(variance);
  });
  return errors;
}

const constantOutcome = (conversions: number): Separated => ({
  rule: null,
  text:
    conversions > 0
      ? say({en: "every lead converted", ja: "全リードが転換"})
      : say({en: "no lead ever converted", ja: "転換したリードなし"}),
});

function fitConstant(rules: readonly string[], n: number, conversions: number): LogisticFit {
  const rate = (conversions + 0.5) / (n + 1);
  return {
    intercept: Math.log(rate / (1 - rate)),
    weights: new Float64Array(rules.length),
    standardErrors: new Float64Array(rules.length + 1).fill(Number.POSITIVE_INFINITY),
    logLoss: n > 0 ? -Math.log(conversions > 0 ? rate : 1 - rate) : 0,
    converged: false,
    iterations: 0,
    aliased: [],
    separated: n > 0 ? [constantOutcome(conversions)] : [],
    leftOut: [...rules],
  };
}
