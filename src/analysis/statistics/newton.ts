import {type Counts, gram, logOdds, quadraticForms, type RuleBits, ruleSums} from "../rules/ruleBits.ts";
import {cholesky, inverse, logDeterminant, solve, submatrix} from "./cholesky.ts";

export interface PeakOptions {
  /** Where to start, e.g. an earlier fit on nearly the same data. */
  start?: {intercept: number; weights: ArrayLike<number>};
  /** Default 100. */
  maxIterations?: number;
  /** Steps smaller than this in every weight end the search. Default 1e-7, and 1e-11 for Firth. */
  smallest?: number;
  /** Added to the information's diagonal for each rule; 0 for none. */
  lambda: number;
  isFirth: boolean;
  /** Size of a weight at which to give up and name it. */
  limit: number;
}

export interface Peak {
  intercept: number;
  weights: Float64Array;
  /** Negative log-likelihood without the penalty, summed over observations. */
  loss: number;
  /** Over [1, rules], (d + 1)², with λ on the diagonal of the rules. */
  information: Float64Array;
  converged: boolean;
  iterations: number;
  /** Position of the largest weight, once it passed the limit; null otherwise. */
  ranAway: number | null;
}

/** Newton's next error is of the order of the last step's square. */
const smallStep = 1e-7;
/** Firth steps leave out the penalty's curvature and shrink by a constant factor, so they go on for longer. */
const smallFirthStep = 1e-11;

/** Maximum of the penalised likelihood over the intercept and the rules at `active`; the other weights stay 0. */
export function maximise(bits: RuleBits, counts: Counts, active: readonly number[], options: PeakOptions): Peak {
  const {isFirth, limit, start, maxIterations = 100} = options;
  const enough = options.smallest ?? (isFirth ? smallFirthStep : smallStep);
  const side = bits.ruleCount + 1;
  const at = [0, ...active.map((j) => j + 1)];
  const beta = new Float64Array(side);
  beta[0] = start?.intercept ?? baseLogOdds(counts);
  for (const j of active) beta[j + 1] = start?.weights[j] ?? 0;
  let here = evaluate(bits, counts, at, beta, options);
  let converged = false;
  let iterations = 0;
  let ranAway: number | null = null;
  while (!converged && ranAway === null && iterations < maxIterations) {
    ++iterations;
    const step = solve(here.factor, here.score);
    converged = step.every((s) => Math.abs(s) < enough);
    const next = climb(beta, at, step, here.objective, (b) => evaluate(bits, counts, at, b, options));
    if (next === null) {
      converged = step.every((s) => Math.abs(s) < 1e-5);
      break;
    }
    here = next;
    const largest = active.reduce((m, j) => (Math.abs(beta[j + 1]) > Math.abs(beta[m + 1]) ? j : m), active[0]);
    if (active.length && Math.abs(beta[largest + 1]) > limit) ranAway = largest;
  }
  return {
    intercept: beta[0],
    weights: beta.slice(1),
    loss: here.loss,
    information: here.information,
    converged,
    iterations,
    ranAway,
  };
}

interface Evaluation {
  /** What is minimised: loss plus penalty. */
  objective: number;
  loss: number;
  /** Minus the objective's gradient over the active positions. */
  score: Float64Array;
  information: Float64Array;
  factor: Float64Array;
}

/** Moves `beta` along `step`, halved until the objective does not rise; null, `beta` as it was, where it always does. */
function climb(
  beta: Float64Array,
  at: readonly number[],
  step: Float64Array,
  objective: number,
  look: (beta: Float64Array) => Evaluation,
): Evaluation | null {
  const from = beta.slice();
  for (let share = 1; share > 1e-6; share /= 2) {
    at.forEach((j, i) => {
      beta[j] = from[j] + share * step[i];
    });
    const next = look(beta);
    if (next.objective <= objective + 1e-11 * Math.abs(objective)) return next;
  }
  beta.set(from);
  return null;
}

function evaluate(
  bits: RuleBits,
  {n, conversions}: Counts,
  at: readonly number[],
  beta: Float64Array,
  {lambda, isFirth}: PeakOptions,
): Evaluation {
  const side = bits.ruleCount + 1;
  const weights = beta.subarray(1);
  const eta = logOdds(bits, beta[0], weights);
  const spread = new Float64Array(bits.groups);
  const residual = new Float64Array(bits.groups);
  let loss = 0;
  for (let r = 0; r < bits.groups; ++r) {
    const e = Math.exp(-Math.abs(eta[r]));
    const p = eta[r] > 0 ? 1 / (1 + e) : e / (1 + e);
    spread[r] = (n[r] * e) / ((1 + e) * (1 + e));
    residual[r] = conversions[r] - n[r] * p;
    loss += n[r] * (Math.max(eta[r], 0) + Math.log1p(e)) - conversions[r] * eta[r];
  }
  const information = gram(bits, spread);
  for (let j = 1; j < side; ++j) information[j * side + j] += lambda;
  const factor = cholesky(submatrix(information, side, at), at.length);
  if (isFirth) addFirth(bits, eta, spread, residual, spreadOut(inverse(factor, at.length), side, at));
  const sums = ruleSums(bits, residual);
  const score = Float64Array.from(at, (j) => sums[j] - (j > 0 ? lambda * beta[j] : 0));
  const penalty = isFirth
    ? -logDeterminant(factor, at.length) / 2
    : (lambda / 2) * weights.reduce((sum, w) => sum + w * w, 0);
  return {objective: loss + penalty, loss, score, information, factor};
}

/** Adds h·(½ − p) to each residual, h being the group's share of the hat matrix's trace (Heinze & Schemper 2002, eq. 2). */
function addFirth(bits: RuleBits, eta: Float64Array, spread: Float64Array, residual: Float64Array, V: Float64Array) {
  const q = quadraticForms(bits, V);
  for (let r = 0; r < bits.groups; ++r) residual[r] += spread[r] * q[r] * (0.5 - 1 / (1 + Math.exp(-eta[r])));
}

/** A k × k matrix set into a side × side one at the given positions, 0 elsewhere. */
function spreadOut(V: Float64Array, side: number, at: readonly number[]): Float64Array {
  const out = new Float64Array(side * side);
  at.forEach((j, i) => {
    at.forEach((k, h) => {
      out[j * side + k] = V[i * at.length + h];
    });
  });
  return out;
}

function baseLogOdds({n, conversions}: Counts): number {
  const total = n.reduce((u, v) => u + v, 0);
  const converted = conversions.reduce((u, v) => u + v, 0);
  return Math.log((converted + 0.5) / (total - converted + 0.5));
}
