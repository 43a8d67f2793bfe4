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
    const key = supportKey(rules);
    let joint = this.kept.get(key);
    if (!joint) {
      joint = jointPatterns(
        this.problem.cells,
        [...rules].sort((a, b) => a - b),
      );
      this.kept.set(key, joint);
      this.size += joint.joint.length;
      for (const [oldest, {joint: numbers}] of this.kept) {
        if (this.size <= cacheSize || oldest === key) break;
        this.kept.delete(oldest);
        this.size -= numbers.length;
      }
    }
    return joint;
  }
}
