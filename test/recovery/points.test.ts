import {describe, expect, it} from "vitest";
import {describe as describeCard, evidenceInPoints} from "../../src/analysis/card/evidence.ts";
import type {Rule} from "../../src/analysis/rules/rules.ts";
import {snapshots} from "../analysis/cubes.ts";

/** The card that is true: whole points, 0.2 log-odds each; the third rule is worth nothing and not on it. */
const truth = Float64Array.of(4, -3, 0, 6, 2, -5);
const logOddsPerPoint = 0.2;
const rules = Array.from(truth, (_, j): Rule => ({id: `r${j + 1}`, when: {activity: `action ${j + 1}`, at_least: 1}}));

describe("evidenceInPoints(cube, positions, points)", () => {
  it("gives each point an interval that covers the truth 95 times in 100, though leads give several rows", () => {
    const runs = 400;
    const covered = new Map<string, number>();
    for (let seed = 0; seed < runs; ++seed) {
      const cube = snapshots({weights: Array.from(truth, (p) => p * logOddsPerPoint), leads: 1000, seed});
      const on = [...truth.keys()].filter((j) => truth[j] !== 0);
      for (const [i, {interval}] of evidenceInPoints(cube, on, truth).entries()) {
        const isCovered = interval.low <= truth[on[i]] && truth[on[i]] <= interval.high;
        covered.set(rules[on[i]].id, (covered.get(rules[on[i]].id) ?? 0) + (isCovered ? 1 : 0));
      }
    }
    expect([...covered.keys()].sort()).toEqual(["r1", "r2", "r4", "r5", "r6"]);
    const rates = [...covered.values()].map((count) => count / runs);
    const pooled = rates.reduce((sum, rate) => sum + rate) / rates.length;
    expect(pooled).toBeGreaterThan(0.93);
    expect(pooled).toBeLessThan(0.97);
    expect(Math.min(...rates)).toBeGreaterThan(0.91);
    expect(Math.max(...rates)).toBeLessThan(0.985);
  });
});

describe("describe(cube, rules, points)", () => {
  it("leaves the intervals open for a card that tells nothing", () => {
    const cube = snapshots({weights: Array.from(truth, (p) => p * logOddsPerPoint), leads: 300, seed: 1});
    const {slope, rules: upsideDown} = describeCard(
      cube,
      rules,
      truth.map((p) => -p),
    );
    expect(slope).toBe(0);
    expect(upsideDown.map(({interval}) => interval)).toEqual(upsideDown.map(() => null));
  });
});
