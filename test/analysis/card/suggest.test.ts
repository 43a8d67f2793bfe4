import {describe, expect, it} from "vitest";
import {type SuggestInput, suggest} from "../../../src/analysis/card/suggest.ts";
import type {Cube} from "../../../src/analysis/rules/cube.ts";
import type {PointLimits} from "../../../src/analysis/rules/limits.ts";
import type {Rule} from "../../../src/analysis/rules/rules.ts";
import {random} from "../../../src/analysis/statistics/random.ts";

const rules: Rule[] = ["call", "visit", "mail", "leak"].map((activity) => ({
  id: activity,
  when: {activity, at_least: 1},
}));
const weights = [1.5, 0.8, 0, 3];

/** Leads of 6 periods and 20 folds with known weights, one observation a row. */
function cubeOf(size: number, seed: number, base = -2): Cube {
  const next = random(seed);
  const holds: number[][] = rules.map(() => []);
  const conversions = new Float64Array(size);
  for (let r = 0; r < size; ++r) {
    let logOdds = base;
    rules.forEach((_, j) => {
      if (next() < 0.3) {
        holds[j].push(r);
        logOdds += weights[j];
      }
    });
    conversions[r] = next() < 1 / (1 + Math.exp(-logOdds)) ? 1 : 0;
  }
  return {
    rules: rules.map(({id}) => id),
    holds: holds.map((rows) => Uint32Array.from(rows)),
    n: new Float64Array(size).fill(1),
    conversions,
    fold: Uint8Array.from({length: size}, (_, r) => r % 20),
    period: Uint16Array.from({length: size}, (_, r) => r % 6),
    periods: ["2025-01", "2025-02", "2025-03", "2025-04", "2025-05", "2025-06"],
  };
}

const input = (cube: Cube, parts: Partial<SuggestInput> = {}): SuggestInput => ({
  cube,
  rules,
  excluded: [null, null, null, "known only after the outcome"],
  current: [1, null, 5, null],
  leftOut: [],
  oneRowPerLead: true,
  testFrom: 4,
  embargoed: [3],
  limits: {atMost: 3, min: -10, max: 10, step: 1, total: {}, ladders: "free", limits: []},
  minSupport: 30,
  ...parts,
});

describe("suggest(input)", () => {
  const suggestion = suggest(input(cubeOf(4000, 3)));

  it("gives points to what works and none to what it must not use", () => {
    const points = Object.fromEntries((suggestion.card?.rules ?? []).map(({rule, points}) => [rule.id, points]));
    expect(points.call).toBeGreaterThan(points.visit);
    expect(points.visit).toBeGreaterThan(0);
    expect(points.leak).toBeUndefined();
  });

  it("says what limits of the card bind, and what each costs", () => {
    const limits = {...input(cubeOf(4000, 3)).limits, limits: [{for: {rule: "call"}, max: 1}]} satisfies PointLimits;
    const bound = suggest(input(cubeOf(4000, 3), {limits}));
    const call = bound.limits.find(({label}) => label.endsWith("at most +1"));
    expect(call?.binds).toBe(true);
    expect(call?.share).toBeGreaterThan(0);
    expect(bound.card?.logLoss).toBeGreaterThan(suggestion.card?.logLoss ?? Number.NaN);
    expect(suggestion.limits.some(({label}) => label.endsWith("at most +1"))).toBe(false);
  });

  it("names a limit that speaks of no rule", () => {
    const limits = {...input(cubeOf(4000, 3)).limits, limits: [{for: {activity: "fax"}, cap: 1}]} satisfies PointLimits;
    expect(suggest(input(cubeOf(4000, 3), {limits})).notes.join()).toContain("fax: together at most +1");
  });

  it("learns neither from the test nor from periods whose window reaches into it", () => {
    expect(suggestion.outOfTime?.how).toBe("trained on 2025-01 to 2025-03, tested on 2025-05 to 2025-06");
    const bent = cubeOf(4000, 3);
    bent.conversions.forEach((_, r) => {
      if (bent.period[r] === 3) bent.conversions[r] = 1 - bent.conversions[r];
    });
    expect(suggest(input(bent)).outOfTime?.quality).toEqual(suggestion.outOfTime?.quality);
  });

  it("sets the card beside today's rules, one point each, real-valued weights and the base rate", () => {
    const auc = Object.fromEntries(
      (suggestion.outOfTime?.quality ?? []).map(({who, quality}) => [who, quality.auc.value]),
    );
    expect(Object.keys(auc)).toEqual(["suggested", "current", "one point each", "real-valued", "base rate"]);
    expect(auc.suggested).toBeGreaterThan(auc.current);
    expect(auc["base rate"]).toBe(0.5);
  });

  it("says keep or change of today's points, with their interval, and too few of rare rules", () => {
    expect(suggestion.verdicts.find(({rule}) => rule === "mail")).toMatchObject({points: 5, verdict: "change"});
    const rare = cubeOf(4000, 3);
    const verdicts = suggest(
      input({...rare, holds: [rare.holds[0], rare.holds[1], rare.holds[2].slice(0, 10), rare.holds[3]]}),
    ).verdicts;
    expect(verdicts.find(({rule}) => rule === "mail")).toMatchObject({verdict: "too few", suggested: null});
  });

  it("allows one rule for every ten conversions, and says so", () => {
    const cube = cubeOf(80, 5, -2.5);
    expect(cube.conversions.reduce((sum, won) => sum + won)).toBe(27);
    const few = suggest(input(cube));
    expect(few.card?.rules.length).toBeLessThanOrEqual(2);
    expect(few.notes.join()).toMatch(/ten conversions a rule/);
  });

  it("refuses, with what is missing, where there are too few conversions, none without, or no usable rule", () => {
    const without = cubeOf(1000, 3);
    without.conversions.fill(0);
    expect(suggest(input(without))).toMatchObject({card: null, refusal: expect.stringMatching(/wait for 20 more/)});
    const all = cubeOf(1000, 3);
    all.conversions.fill(1);
    expect(suggest(input(all)).refusal).toMatch(/lost leads missing/);
    expect(suggest(input(cubeOf(1000, 3), {excluded: ["a", "b", "c", "d"]})).refusal).toMatch(/no rule/);
  });

  it("does without today's card, and without a test where no earlier period can be learned from", () => {
    const bare = suggest(input(cubeOf(1000, 3), {current: [null, null, null, null], testFrom: 1, embargoed: [0]}));
    expect(bare).toMatchObject({current: null, verdicts: [], outOfTime: null});
    expect(bare.grouped?.quality.map(({who}) => who)).not.toContain("current");
  });

  it("warns of a card that does no better than chance on what it has not seen", () => {
    const noise = cubeOf(2000, 9);
    const next = random(4);
    noise.conversions.forEach((_, r) => {
      noise.conversions[r] = next() < 0.3 ? 1 : 0;
    });
    expect(suggest(input(noise)).notes.join()).toMatch(/not shown to do better than chance/);
  });
});
