import fc from "fast-check";
import {describe, expect, it} from "vitest";
import type {Rule} from "../../../src/analysis/rules/rules.ts";
import {matrix, subScores} from "../../../src/analysis/threshold/subScores.ts";
import {cubeOf, generate} from "../cubes.ts";
import {converted, leadsOf, scoredCube} from "../scoreCubes.ts";

const rules: Rule[] = [
  {id: "a", when: {attribute: "industry", is: ["bank"]}},
  {id: "b", when: {activity: "visit", at_least: 1}},
  {id: "c", when: {activity: "any", none_for_days: 30}},
  {id: "d", when: {stage: ["meeting"]}},
];

describe("subScores(rules, points)", () => {
  it("counts who the lead is as fit, and what it did, its silence and its stage as engagement", () => {
    const {fit, engagement} = subScores(rules, [3, 2, -4, 5]);
    expect([...fit]).toEqual([3, 0, 0, 0]);
    expect([...engagement]).toEqual([0, 2, -4, 5]);
  });
});

describe("matrix(cube, rules, points)", () => {
  const mixed: Rule[] = [rules[0], {...rules[0], id: "size"}, rules[1], rules[3]];

  it("holds every lead once, in the cell that its two sub-scores say", () => {
    fc.assert(
      fc.property(scoredCube, ({cube, points, leads}) => {
        const found = matrix(cube, mixed, points, {least: 5});
        fc.pre(found !== null);
        const fit = leadsOf(cube, [points[0], points[1], 0, 0]);
        const engagement = leadsOf(cube, [0, 0, points[2], points[3]]);
        for (const {fit: f, engagement: e, rate, isTooFew} of found!.cells) {
          const [row, column] = [
            found!.fit.find(({name}) => name === f)!,
            found!.engagement.find(({name}) => name === e)!,
          ];
          const inside = leads.filter(
            (_, i) =>
              fit[i].score >= row.from &&
              fit[i].score <= row.to &&
              engagement[i].score >= column.from &&
              engagement[i].score <= column.to,
          );
          expect([rate?.n, rate?.conversions]).toEqual([inside.length, converted(inside)]);
          expect(isTooFew).toBe(inside.length < 5);
        }
        expect(found!.cells.reduce((sum, {rate}) => sum + (rate?.n ?? 0), 0)).toBe(leads.length);
      }),
    );
  });

  it("says which sub-score tells more, with an interval over leads", () => {
    const {cube} = generate({rows: 4000, rules: 4, seed: 11, strength: 0});
    // rule 3 decides, rule 1 says nothing
    const holds = new Set(cube.holds[2]);
    const decided = {...cube, conversions: cube.n.map((_, r) => (holds.has(r) ? (r % 2 ? 1 : 0) : r % 13 ? 0 : 1))};
    const {gain, difference} = matrix(decided, mixed, [2, 0, 3, 0])!;
    expect(gain.engagement).toBeGreaterThan(20 * gain.fit);
    expect(difference.value).toBeCloseTo(gain.engagement - gain.fit, 12);
    expect(difference.low).toBeGreaterThan(0);
    expect(gain.score).toBeGreaterThan(0.5 * gain.engagement);
  });

  it("is the score's gain where the card has only that part that varies", () => {
    const {cube} = generate({rows: 3000, rules: 4, seed: 2});
    const never = {...cube, holds: [Uint32Array.from([0]), ...cube.holds.slice(1)]};
    const {gain, fit} = matrix(never, mixed, [1, 0, 2, -3])!;
    expect(fit).toHaveLength(1);
    expect(gain.score).toBeCloseTo(gain.engagement, 3);
  });

  it("is null where a sub-score is the same for all, and without observations", () => {
    const {cube} = generate({rows: 500, rules: 4, seed: 3});
    expect(matrix(cube, mixed, [0, 0, 2, 1])).toBeNull();
    expect(matrix(cube, mixed, [2, 1, 0, 0])).toBeNull();
    expect(matrix(cubeOf(["a", "b", "c", "d"], [], [], []), mixed, [1, 1, 1, 1])).toBeNull();
  });
});
