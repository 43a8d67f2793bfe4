import {type JointCache, supportKey} from "./jointCache.ts";
import {type Joint, type Patterns, withRule} from "./patterns.ts";
import type {Search} from "./polish.ts";
import type {Problem} from "./problem.ts";
import {fitReal, type RealFit, screenRules} from "./realFit.ts";

/** Rules with their real-valued fit. */
export interface FittedSupport {
  readonly patterns: Patterns;
  readonly fit: RealFit;
}

/** A set of rules with its fit and its patterns of observations. */
export interface FittedJoint extends FittedSupport {
  readonly patterns: Joint;
}

/**
 * The most promising sets of one more rule: all children screened by the score test, the best `refits` of them fitted,
 * warm-started at their parent. Best first.
 */
export function widen(problem: Problem, parents: readonly FittedJoint[], refits: number): FittedSupport[] {
  const children = new Map<string, {parent: FittedJoint; c: number; left: number}>();
  for (const parent of parents) {
    const screened = screenRules(parent.patterns, parent.fit, problem);
    screened.forEach((left, c) => {
      if (left === Number.POSITIVE_INFINITY) return;
      const key = supportKey([...parent.patterns.rules, c]);
      const known = children.get(key);
      if (!known || left < known.left) children.set(key, {parent, c, left});
    });
  }
  return [...children.values()]
    .sort((a, b) => a.left - b.left)
    .slice(0, refits)
    .flatMap(({parent, c}) => {
      const patterns = withRule(parent.patterns, c);
      const fit = fitReal(patterns, problem, parent.fit.theta);
      return fit ? [{patterns, fit}] : [];
    })
    .sort((a, b) => a.fit.loss - b.fit.loss);
}

/** The sets as parents of a further level: with joint counts, weights in ascending order of rule. */
export function asParents(cache: JointCache, supports: readonly FittedSupport[]): FittedJoint[] {
  return supports.map(({patterns, fit}) => {
    const joint = cache.of(patterns.rules);
    return {patterns: joint, fit: reordered(patterns.rules, joint.rules, fit)};
  });
}

function reordered(from: readonly number[], to: readonly number[], fit: RealFit): RealFit {
  const order = [0, ...to.map((j) => from.indexOf(j) + 1)];
  const dim = order.length;
  const information = new Float64Array(dim * dim);
  for (let i = 0; i < dim; ++i)
    for (let j = 0; j < dim; ++j) information[i * dim + j] = fit.information[order[i] * dim + order[j]];
  return {
    theta: Float64Array.from(order, (i) => fit.theta[i]),
    gradient: Float64Array.from(order, (i) => fit.gradient[i]),
    loss: fit.loss,
    information,
  };
}

/** The set a search starts from: the rules that are forced in, none otherwise. */
export function rootSupport({problem, cache}: Search): FittedJoint | null {
  const patterns = cache.of(problem.forced);
  const fit = fitReal(patterns, problem);
  return fit && {patterns, fit};
}
