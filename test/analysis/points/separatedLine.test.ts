import {describe, expect, it} from "vitest";
import {chanceOf} from "../../../src/analysis/card/chance.ts";
import type {ScoreBins} from "../../../src/analysis/points/line.ts";
import {separatedLine} from "../../../src/analysis/points/separatedLine.ts";
import {random} from "../../../src/analysis/statistics/random.ts";

const binsOf = (score: number[], n: number[], conversions: number[]): ScoreBins => ({
  score: Float64Array.from(score),
  n: Float64Array.from(n),
  conversions: Float64Array.from(conversions),
  count: score.length,
});
const chances = (bins: ScoreBins) => {
  const curve = separatedLine(bins);
  return Array.from(bins.score, (score) => chanceOf(score, curve));
};
const sum = (values: ArrayLike<number>, weights: ArrayLike<number>) =>
  Array.from(values).reduce((total, value, i) => total + value * weights[i], 0);

/** A counter that few have: 400 leads by the scores of a card, all of one group lost, all of another won. */
const rare = binsOf([0, 6, 10, 16], [80, 160, 120, 40], [0, 0, 20, 40]);

describe("separatedLine(bins)", () => {
  it("tells about half in so many at the lowest score, and no 0.15 % borrowed from misses elsewhere", () => {
    const [none] = chances(rare);
    expect(none).toBeGreaterThan(0.004);
    expect(none).toBeLessThan(0.008);
    const [other] = chances(binsOf([0, 2, 4, 5, 7, 9], [60, 160, 80, 40, 40, 20], [0, 0, 20, 20, 40, 20]));
    expect(other).toBeCloseTo(0.5 / 61, 10);
  });

  it("has chances that rise with the score and add up to the conversions", () => {
    for (const bins of [rare, binsOf([0, 1], [100, 300], [0, 60]), binsOf([-3, 1, 2], [70, 40, 90], [0, 0, 90])]) {
      const told = chances(bins);
      expect(sum(told, bins.n)).toBeCloseTo(sum(bins.conversions, [1, 1, 1, 1]), 6);
      expect([...told].sort((a, b) => a - b)).toEqual(told);
      for (const p of told) expect(p > 0 && p < 1).toBe(true);
    }
  });

  it("does not raise all scores where only few observations stand at the end", () => {
    const [few, many] = chances(binsOf([0, 1, 5, 6], [3, 2000, 60, 60], [0, 0, 30, 60]));
    expect(many).toBeLessThan(0.005);
    expect(few).toBeLessThanOrEqual(many);
  });

  it("is right on average where the truth is known: at the lowest score, and over all", () => {
    const truth = [0.004, 0.006, 0.17, 0.97];
    const sizes = [80, 160, 120, 40];
    const next = random(7);
    const told = [0, 0, 0, 0];
    let [worlds, parted, total, expected] = [0, 0, 0, 0];
    while (parted < 300 && worlds++ < 5000) {
      const conversions = sizes.map((n, i) => Array.from({length: n}, next).filter((u) => u < truth[i]).length);
      if (conversions[0] > 0 || conversions[1] > 0 || conversions[3] < sizes[3]) continue;
      ++parted;
      const p = chances(binsOf([0, 6, 10, 16], sizes, conversions));
      p.forEach((one, i) => {
        told[i] += one;
      });
      total += sum(p, sizes);
      expected += conversions.reduce((a, b) => a + b);
    }
    expect(parted).toBe(300);
    expect(total / expected).toBeCloseTo(1, 6);
    const mean = told.map((one) => one / parted);
    // Worlds in which none of 240 converts are the luckier ones of this truth: within a factor of two of it is as near as 80 leads tell.
    expect(mean[0]).toBeGreaterThan(truth[0] / 2);
    expect(mean[0]).toBeLessThan(truth[0] * 2);
    expect(mean[2]).toBeGreaterThan(0.14);
    expect(mean[2]).toBeLessThan(0.2);
    expect(mean[3]).toBeGreaterThan(0.95);
  });
});
