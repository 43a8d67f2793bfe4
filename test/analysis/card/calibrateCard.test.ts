import {describe, expect, it} from "vitest";
import {
  lineAt,
  onePointEach,
  ratesByScore,
  realValued,
  scoreOfTop,
  spreadOfScores,
} from "../../../src/analysis/card/calibrateCard.ts";
import {chanceOf} from "../../../src/analysis/card/chance.ts";
import {LiveCard} from "../../../src/analysis/card/liveCard.ts";
import {scores} from "../../../src/analysis/rules/cube.ts";
import {generate} from "../cubes.ts";

const {cube} = generate({rows: 2000, rules: 5, seed: 7});
const points = Int32Array.from([3, -2, 0, 1, 4]);
const live = new LiveCard(cube, points);
const card = live.figures();
const rate = (least: number, most: number) => live.rate(least, most);
const sum = (values: readonly number[]) => values.reduce((u, v) => u + v, 0);

describe("ratesByScore(bins, line, least, rate)", () => {
  it("takes neighbours together until each group is large enough, and loses nobody", () => {
    const groups = ratesByScore(card.bins, card, 150, rate);
    expect(Math.min(...groups.map(({n}) => n))).toBeGreaterThanOrEqual(150);
    expect(sum(groups.map(({n}) => n))).toBe(2000);
    expect(sum(groups.map(({conversions}) => conversions))).toBe(card.conversions);
    expect(groups.map(({score}) => score)).toEqual([...groups.map(({score}) => score)].sort((a, b) => a - b));
  });

  it("keeps one group where all are fewer than asked for", () => {
    expect(ratesByScore(card.bins, card, 1e9, rate)).toHaveLength(1);
  });
});

describe("spreadOfScores(bins, most)", () => {
  it("has at most so many ranges and loses nobody", () => {
    const ranges = spreadOfScores(card.bins, 4);
    expect(ranges.length).toBeLessThanOrEqual(4);
    expect(sum(ranges.map(({n}) => n))).toBe(2000);
  });
});

describe("lineAt(bins, score, rate)", () => {
  it("counts those from the score on, as a count row by row does", () => {
    const s = scores(cube, points);
    const above = [...s.keys()].filter((r) => s[r] >= 4);
    const line = lineAt(card.bins, 4, rate);
    expect(line.rate.n).toBe(above.length);
    expect(line.rate.conversions).toBe(sum(above.map((r) => cube.conversions[r])));
    expect(line.share).toBeCloseTo(above.length / 2000, 12);
    expect(line.caught).toBeCloseTo(line.rate.conversions / card.conversions, 12);
  });
});

describe("scoreOfTop(bins, share)", () => {
  it("lets at most this share through, and the next lower score more", () => {
    const score = scoreOfTop(card.bins, 0.2);
    expect(lineAt(card.bins, score, rate).share).toBeLessThanOrEqual(0.2);
    expect(lineAt(card.bins, score - 1, rate).share).toBeGreaterThan(0.2);
  });

  it("is the highest score where even that has more, and the only one there is", () => {
    const all = new LiveCard(cube).figures();
    expect(scoreOfTop(all.bins, 0.2)).toBe(0);
    expect(scoreOfTop(card.bins, 0)).toBe(card.bins.score[card.bins.count - 1]);
  });
});

describe("chanceOf(score, curve)", () => {
  it("is one half where the log-odds are 0", () => {
    expect(chanceOf(4, {intercept: -2, slope: 0.5})).toBe(0.5);
  });
});

describe("realValued(cube, positions)", () => {
  it("is never worse than whole points on the same rules", () => {
    expect(realValued(cube, [0, 1, 3, 4]).logLoss).toBeLessThanOrEqual(card.logLoss);
  });

  it("is the base rate without rules", () => {
    const p = card.conversions / card.n;
    expect(realValued(cube, []).logLoss).toBeCloseTo(-(p * Math.log(p) + (1 - p) * Math.log(1 - p)), 8);
  });
});

describe("onePointEach(points)", () => {
  it("keeps the signs", () => {
    expect([...onePointEach(points)]).toEqual([1, -1, 0, 1, 1]);
  });
});
