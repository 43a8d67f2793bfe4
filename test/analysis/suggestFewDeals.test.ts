import {describe, expect, it} from "vitest";
import {contestOf, type SuggestInput, suggest} from "../../src/analysis/card/suggest.ts";
import type {Cube} from "../../src/analysis/rules/cube.ts";
import type {Rule} from "../../src/analysis/rules/rules.ts";
import {generate} from "./cubes.ts";

const {cube: whole} = generate({rows: 4000, rules: 12, seed: 8, strength: 1.5});
const rules: Rule[] = whole.rules.map((id) => ({id, when: {activity: id, at_least: 1}}));

/** The first so many conversions, and twenty observations without one for each. */
function thinned(converted: number): Cube {
  let [won, lost] = [converted, 20 * converted];
  const n = whole.conversions.map((c) => (c ? (won-- > 0 ? 1 : 0) : lost-- > 0 ? 1 : 0));
  return {...whole, n, conversions: whole.conversions.map((c, r) => c * n[r])};
}

const input = (cube: Cube): SuggestInput => ({
  cube,
  rules,
  excluded: rules.map(() => null),
  current: rules.map((_, j) => (j === 0 ? 3 : null)),
  leftOut: [],
  oneRowPerLead: true,
  testFrom: null,
  embargoed: [],
  limits: {atMost: 10, min: -10, max: 10, step: 1, total: {}, ladders: "free", limits: []},
  minSupport: 20,
});

const of = (converted: number) => suggest(input(thinned(converted)), {outOfTime: null, grouped: null});

describe("suggest(input) with few deals", () => {
  it("refuses 15 conversions, and says how many more are needed", () => {
    expect(of(15)).toMatchObject({card: null, strength: null, refusal: expect.stringMatching(/^15 .*wait for 5 more/)});
    expect(contestOf(input(thinned(15)))).toBeNull();
  });

  it("tells directions only with 30, on at most three rules, and says why", () => {
    const found = of(30);
    expect(found.strength).toBe("direction only");
    expect(found.strengthText).toMatch(
      /^Direction only: 30 conversions cannot tell 3 points from 5\..* 20 more are needed/,
    );
    expect(found.card?.rules.length).toBeLessThanOrEqual(3);
    expect(new Set(found.card?.rules.map(({points}) => Math.abs(points)))).toEqual(new Set([1]));
    expect(found.verdicts[0].changeTo).toBeNull();
    expect(found.notes.join()).toMatch(/30 conversions carry at most 3 rules.*Firth/);
    expect(contestOf(input(thinned(30)))?.limits).toMatchObject({atMost: 3, min: -1, max: 1});
    expect(JSON.stringify(found)).not.toMatch(/Infinity|NaN/);
  });

  it("gives points to at most six rules with 60", () => {
    const found = of(60);
    expect(found).toMatchObject({strength: "points", strengthText: null});
    expect(found.card?.rules.length).toBeLessThanOrEqual(6);
    expect(found.card?.rules.some(({points}) => Math.abs(points) > 1)).toBe(true);
    expect(found.notes.join()).toMatch(/60 conversions carry at most 6 rules.*Firth/);
  });

  it("gives the whole card with 200", () => {
    const found = of(200);
    expect(found).toMatchObject({strength: "points", strengthText: null});
    expect(found.notes.join()).not.toMatch(/carry at most/);
    expect(found.resamples).toBeGreaterThanOrEqual(20);
    for (const {kept, keptPoints, interval} of found.card?.rules ?? []) {
      expect(kept).toBeGreaterThan(0);
      expect(kept).toBeLessThanOrEqual(1);
      expect(keptPoints?.low).toBeLessThanOrEqual(keptPoints?.high ?? Number.NaN);
      expect(interval?.low).toBeLessThan(interval?.high ?? Number.NaN);
    }
  });

  it("counts deals, not observations: leads that gave several do not make more of them", () => {
    const found = suggest({...input(thinned(60)), oneRowPerLead: false, deals: {converted: 24, rest: 400}});
    expect(found.strengthText).toMatch(/24 leads that converted cannot tell 3 points from 5/);
    expect(suggest({...input(thinned(60)), oneRowPerLead: false, deals: {converted: 12, rest: 400}}).refusal).toMatch(
      /^12 leads that converted carry no points: wait for 8 more/,
    );
  });
});
