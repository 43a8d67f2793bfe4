import * as fc from "fast-check";
import {describe, expect, it} from "vitest";
import {nearestAllowed, type VerdictInput, verdicts} from "../../../src/analysis/card/verdicts.ts";
import type {Cube} from "../../../src/analysis/rules/cube.ts";
import type {PointLimits} from "../../../src/analysis/rules/limits.ts";
import type {Rule} from "../../../src/analysis/rules/rules.ts";
import {random} from "../../../src/analysis/statistics/random.ts";
import {cubeOf} from "../cubes.ts";

const weights = [1, 0.5, 0, -0.8];
const shares = [0.3, 0.4, 0.3, 0.3];
const rules: Rule[] = ["call", "visit", "mail", "silent"].map((activity) => ({
  id: activity,
  when: {activity, at_least: 1},
}));
const limits: PointLimits = {atMost: 10, min: -10, max: 10, step: 1, total: {}, ladders: "free", limits: []};

function made(rows: number, seed = 4): Cube {
  const u = random(seed);
  const mask: number[] = [];
  const conversions: number[] = [];
  for (let r = 0; r < rows; ++r) {
    const holds = shares.map((share) => u() < share);
    const eta = holds.reduce((sum, held, j) => sum + (held ? weights[j] : 0), -2);
    mask.push(holds.reduce((sum, held, j) => sum + (held ? 2 ** j : 0), 0));
    conversions.push(u() < 1 / (1 + Math.exp(-eta)) ? 1 : 0);
  }
  const fold = Array.from(mask, () => Math.floor(u() * 20));
  return cubeOf(
    rules.map(({id}) => id),
    mask,
    new Array(rows).fill(1),
    conversions,
    fold,
  );
}

function judge(cube: Cube, current: (number | null)[], parts: Partial<VerdictInput> = {}) {
  const converted = cube.conversions.reduce((sum, c) => sum + c);
  const input: VerdictInput = {
    cube,
    rules,
    current,
    limits,
    minSupport: 30,
    converted,
    strength: "points",
    isFew: false,
    ...parts,
  };
  return verdicts(input, Float64Array.of(5, 2, 0, -4));
}

const many = made(20_000);

describe("verdicts(input, suggested)", () => {
  it("keeps points that the interval holds, and names the number to change to otherwise", () => {
    const [call, visit, mail, silent] = judge(many, [5, 3, 4, 4]);
    expect([call.verdict, visit.verdict, mail.verdict, silent.verdict]).toEqual([
      "change",
      "change",
      "change",
      "change",
    ]);
    for (const {suggested, changeTo, points} of [call, visit, silent]) {
      expect(changeTo).toBe(nearestAllowed(suggested?.value ?? Number.NaN, {min: -10, max: 10, step: 1}));
      expect(points < (suggested?.low ?? 0) || points > (suggested?.high ?? 0)).toBe(true);
    }
    const again = judge(many, [10, 5, 0, -8]);
    expect(again.map(({verdict}) => verdict)).toEqual(["keep", "keep", "keep", "keep"]);
    expect(again.every(({changeTo}) => changeTo === null)).toBe(true);
  });

  it("changes to no points where plus or minus cannot be told", () => {
    const mail = judge(many, [10, 5, 6, -8])[2];
    expect(mail).toMatchObject({verdict: "change", changeTo: 0});
    expect(mail.suggested?.low).toBeLessThan(0);
    expect(mail.suggested?.high).toBeGreaterThan(0);
  });

  it("changes within the project's bounds and steps, and says where they cut", () => {
    const [call, , , silent] = judge(many, [2, 5, 0, 3], {limits: {...limits, min: -5, max: 10, step: 5}});
    expect(call.changeTo).toBe(10);
    expect(silent.changeTo).toBe(-5);
    expect(silent.why).toMatch(/−5 is as far as the bounds go/);
    const own = {...limits, limits: [{for: {rule: "silent"}, min: -3}]};
    expect(judge(many, [10, 5, 0, 3], {limits: own})[3].changeTo).toBe(-3);
  });

  it("says too few where the interval holds both signs and passes the bounds, with roughly how many more are needed", () => {
    const few = made(260, 9);
    const mail = judge(few, [10, 5, 6, -8], {limits: {...limits, min: -4, max: 4}})[2];
    expect(mail).toMatchObject({verdict: "too few", changeTo: null});
    expect(mail.why).toMatch(
      /anything between −?[\d.]+ and [\d.]+ is possible; (roughly [\d,]+ more|more than twenty times)/,
    );
    const converted = few.conversions.reduce((sum, c) => sum + c);
    const {value, low, high} = mail.suggested ?? {value: 0, low: 0, high: 0};
    const half = (high - low) / 2;
    const enough = Math.max(Math.abs(value), 4 - Math.abs(value));
    const wanted = converted * ((half / enough) ** 2 - 1);
    const told = Number(/roughly ([\d,]+) more/.exec(mail.why)?.[1].replace(",", ""));
    expect(told).toBeGreaterThanOrEqual(wanted);
    expect(told).toBeLessThan(1.1 * wanted + 10);
  });

  it("says too few of a rule that holds too seldom, or whose leads all ended alike, and never prints an infinity", () => {
    const rare = {...many, holds: [...many.holds.slice(0, 3), many.holds[3].slice(0, 10)]};
    expect(judge(rare, [10, 5, 0, -8])[3]).toMatchObject({
      verdict: "too few",
      suggested: null,
      why: "it holds on 10 of 20000 observations; 30 with and without it are needed",
    });
    const oneFold = {...many, fold: new Uint8Array(many.n.length)};
    for (const verdict of judge(oneFold, [10, 5, 0, -8])) {
      expect(verdict).toMatchObject({verdict: "too few", suggested: null, changeTo: null});
      expect(verdict.why).not.toMatch(/∞|Infinity|NaN/);
    }
  });

  it("compares directions alone where the deals carry no more", () => {
    const judged = judge(many, [1, -1, 1, -1], {strength: "direction only"});
    expect(judged.map(({verdict}) => verdict)).toEqual(["keep", "change", "too few", "keep"]);
    expect(judged.every(({changeTo}) => changeTo === null)).toBe(true);
    expect(judged[1].why).toMatch(/the data say plus; how many points cannot be told/);
    expect(judged[2].why).toMatch(/plus or minus cannot be told; /);
  });

  it("reads a card that tells nothing on the suggested card's scale, and says so", () => {
    const judged = judge(many, [-10, -5, 0, 8]);
    expect(judged[0].why).toMatch(/in points of the suggested card/);
    expect(judged[0]).toMatchObject({verdict: "change", changeTo: 5});
  });
});

describe("nearestAllowed(value, bounds)", () => {
  it("is the multiple of the step within the bounds that is nearest", () => {
    fc.assert(
      fc.property(
        fc.double({min: -50, max: 50, noNaN: true}),
        fc.integer({min: -20, max: 20}),
        fc.integer({min: 0, max: 30}),
        fc.integer({min: 1, max: 7}),
        (value, min, width, step) => {
          const max = min + width;
          const all = Array.from({length: width + 1}, (_, i) => min + i).filter((p) => p % step === 0);
          const found = nearestAllowed(value, {min, max, step});
          const least = Math.min(...all.map((p) => Math.abs(p - value)));
          expect(found === null ? [] : [found]).toEqual(all.length === 0 ? [] : [expect.any(Number)]);
          if (found === null) return;
          expect(all).toContain(found);
          expect(Math.abs(found - value)).toBeCloseTo(least, 9);
        },
      ),
    );
  });
});
