import type {Cube} from "../rules/cube.ts";
import {byGroup, logOdds, ruleBits, ruleSums} from "../rules/ruleBits.ts";
import {fitLogistic} from "../statistics/logistic.ts";
import {entropy, reachOf} from "./bound.ts";
import type {Limits} from "./problem.ts";

/** So little that the fit is the maximum-likelihood one, and so much that separated and dependent rules do not stop it. */
const lambda = 1e-10;

/**
 * A lower bound on the mean log-loss (nats) of every card on the rules of a cube that keeps to the limits: their
 * real-valued logistic fit. Where rules (nearly) separate the conversions it is somewhat lower than the fit's own loss, as
 * it is the dual bound of `LossBound`.
 */
export function boundReal(cube: Cube, limits: Pick<Limits, "atMost" | "min" | "max" | "fixed">): number {
  const reach = reachOf(limits);
  const {intercept, weights} = fitLogistic(cube, {penalty: "ridge", lambda});
  const bits = ruleBits(cube);
  const n = byGroup(bits, cube.n);
  const conversions = byGroup(bits, cube.conversions);
  const eta = logOdds(bits, intercept, weights);
  let total = 0;
  let bound = 0;
  const residual = new Float64Array(bits.groups);
  for (let i = 0; i < bits.groups; ++i) {
    const share = 1 / (1 + Math.exp(-eta[i]));
    total += n[i];
    bound += n[i] * entropy(share);
    residual[i] = n[i] * share - conversions[i];
  }
  const left = ruleSums(bits, residual).reduce((sum, r) => sum + Math.abs(r), 0);
  return total > 0 ? Math.max(0, bound - left * reach) / total : 0;
}
