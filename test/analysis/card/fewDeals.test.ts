import * as fc from "fast-check";
import {describe, expect, it} from "vitest";
import {carried, directionText, fewRulesText, tooFewDeals} from "../../../src/analysis/card/fewDeals.ts";
import type {PointLimits} from "../../../src/analysis/rules/limits.ts";

const asked: PointLimits = {atMost: 10, min: -10, max: 10, step: 5, total: {}, ladders: "free", limits: []};

describe("tooFewDeals(deals)", () => {
  it("refuses under twenty that converted, or that did not, and says how many more are needed", () => {
    expect(tooFewDeals({converted: 15, rest: 900}, false)).toBe(
      "15 leads that converted carry no points: wait for 5 more, or lower the target to an earlier stage",
    );
    expect(tooFewDeals({converted: 15, rest: 900}, true)).toMatch(/^15 conversions carry no points: wait for 5 more/);
    expect(tooFewDeals({converted: 900, rest: 19}, false)).toMatch(
      /^19 leads without a conversion .* 1 more are needed/,
    );
    expect(tooFewDeals({converted: 20, rest: 20}, false)).toBeNull();
  });

  it("does not ask to wait where something else hides the deals", () => {
    const instead = "write observe: {design: entry}";
    expect(tooFewDeals({converted: 3, rest: 900, instead}, false)).toBe(
      "3 leads that converted carry no points: write observe: {design: entry}",
    );
    expect(tooFewDeals({converted: 20, rest: 900, instead}, false)).toBeNull();
    expect(directionText({converted: 34, rest: 700, instead}, 2, 3, true)).toMatch(
      /16 more are needed for points: write observe: {design: entry}\.$/,
    );
  });
});

describe("carried(deals, limits)", () => {
  it("carries directions under fifty deals, and points from there on", () => {
    expect(carried({converted: 49, rest: 900}, asked)).toMatchObject({
      strength: "direction only",
      limits: {atMost: 4, min: -1, max: 1, step: 1},
    });
    expect(carried({converted: 900, rest: 49}, asked).strength).toBe("direction only");
    expect(carried({converted: 50, rest: 900}, asked)).toMatchObject({
      strength: "points",
      limits: {atMost: 5, min: -10, max: 10, step: 5},
      isFew: true,
    });
    expect(carried({converted: 100, rest: 900}, asked)).toEqual({strength: "points", limits: asked, isFew: false});
  });

  it("keeps signs, forced rules and fixed points where it cuts the size of points", () => {
    const limits = [
      {for: {rule: "in"}, min: 2, max: 8},
      {for: {rule: "minus"}, max: 0},
      {for: {rule: "fixed"}, fixed: 5},
    ];
    expect(carried({converted: 30, rest: 900}, {...asked, limits}).limits.limits).toEqual([
      {for: {rule: "in"}, min: 1, max: 1},
      {for: {rule: "minus"}, max: 0},
      {for: {rule: "fixed"}, fixed: 5},
    ]);
  });

  it("never allows more than was asked for, nor more than a rule for ten deals", () => {
    fc.assert(
      fc.property(
        fc.integer({min: 20, max: 400}),
        fc.integer({min: 20, max: 400}),
        fc.integer({min: 1, max: 15}),
        fc.integer({min: -20, max: 0}),
        fc.integer({min: 0, max: 20}),
        (converted, rest, atMost, min, max) => {
          const {limits} = carried({converted, rest}, {...asked, atMost, min, max});
          expect(limits.atMost).toBeLessThanOrEqual(Math.min(atMost, Math.floor(Math.min(converted, rest) / 10)));
          expect(limits.min).toBeGreaterThanOrEqual(min);
          expect(limits.max).toBeLessThanOrEqual(max);
        },
      ),
    );
  });
});

describe("directionText(deals, sure, rules)", () => {
  it("says what cannot be told, what may be luck, and how many deals are missing", () => {
    expect(directionText({converted: 34, rest: 700}, 2, 3, true)).toBe(
      "Direction only: 34 conversions cannot tell 3 points from 5. Rules are a plus or a minus; picked as the best of many, 2 of 3 are sure and the others may be luck. 16 more are needed for points.",
    );
    expect(directionText({converted: 34, rest: 700}, 1, 3, true)).toMatch(/1 of 3 is sure/);
    expect(directionText({converted: 34, rest: 700}, 0, 3, false)).toMatch(
      /34 leads that converted .* all of them may be luck/,
    );
    expect(directionText({converted: 34, rest: 700}, 0, 0, true)).toMatch(/no rule is worth even a plus or a minus/);
    expect(directionText({converted: 700, rest: 30}, 3, 3, false)).toMatch(
      /30 leads without a conversion .* still sure/,
    );
  });
});

describe("fewRulesText(deals, atMost)", () => {
  it("says why there are fewer rules, and how they are fitted", () => {
    expect(fewRulesText({converted: 62, rest: 700}, 6, true)).toMatch(
      /^62 conversions carry at most 6 rules \(ten conversions a rule\).*Firth/,
    );
    expect(fewRulesText({converted: 24, rest: 700}, 2, false)).toMatch(
      /^24 leads that converted carry at most 2 rules/,
    );
  });
});
