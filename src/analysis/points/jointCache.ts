import {mostCoded, withoutRule} from "./marginal.ts";
import {type Joint, jointPatterns} from "./patterns.ts";
import type {Problem} from "./problem.ts";

/** Sorted, comma-separated: equal for equal sets. */
export const supportKey = (rules: readonly number[]): string => [...rules].sort((a, b) => a - b).join();

/** Most numbers kept by the cache: 64 MB. */
const cacheSize = 2 ** 23;

/** Joint patterns of sets of rules, the latest kept. */
export class JointCache {
  private readonly kept = new Map<string, Joint>();
  private size = 0;

  constructor(private readonly problem: Problem) {}

  /** Patterns of the rules, in ascending order of rule. */
  of(rules: readonly number[]): Joint {
    const sorted = [...rules].sort((a, b) => a - b);
    return this.keep(supportKey(rules), () => jointPatterns(this.problem.cells, sorted));
  }

  /** Patterns of all of the rules but one, for which the cells are looked at once for any number of ones. */
  without(rules: readonly number[], rule: number): Joint {
    const rest = rules.filter((j) => j !== rule);
    if (rules.length > mostCoded) return this.of(rest);
    return this.keep(supportKey(rest), () => {
      const all = this.of(rules);
      return withoutRule(all, all.rules.indexOf(rule));
    });
  }

  private keep(key: string, count: () => Joint): Joint {
    const known = this.kept.get(key);
    if (known) return known;
    const joint = count();
    this.kept.set(key, joint);
    this.size += joint.joint.length;
    for (const [oldest, {joint: numbers}] of this.kept) {
      if (this.size <= cacheSize || oldest === key) break;
      this.kept.delete(oldest);
      this.size -= numbers.length;
    }
    return joint;
  }
}
