import {describe, expect, it} from "vitest";
import {suggestPoints} from "../../../src/analysis/points/search.ts";
import {randomRows, uniform} from "./cubes.ts";
import {everyCard, grouped, obeys, randomLimits} from "./oracle.ts";

/** Equal to the last digit printed; a card that (nearly) separates the data has its slope cut, and no least loss. */
const isSame = ({logLoss, isSeparated}: {logLoss: number; isSeparated: boolean}, least: number) =>
  isSeparated || Math.abs(logLoss - least) <= 1e-12 * least;

describe("suggestPoints(cube, options), against every card there is", () => {
  it("finds the least loss of 200 instances, for every number of rules", () => {
    const misses: string[] = [];
    let separated = 0;
    for (let seed = 1; seed <= 200; ++seed) {
      const d = 2 + (seed % 5);
      const rows = randomRows(seed, d, 60 + 7 * (seed % 60));
      const least = everyCard(rows, [-3, 3]);
      for (let k = 1; k <= d; ++k) {
        const found = suggestPoints(grouped(rows), {atMost: k, min: -3, max: 3});
        separated += found.isSeparated ? 1 : 0;
        if (!isSame(found, least[k])) misses.push(`seed ${seed}, ${k} rules: ${found.logLoss} against ${least[k]}`);
      }
    }
    expect(misses).toEqual([]);
    // Of some 800 cards, all on few rows: chances beyond what these carry are not told.
    expect(separated).toBeLessThan(15);
  });

  it("finds it under bounds, steps, fixed points, groups, ladders and exclusive values, and refuses what no card meets", () => {
    const faults: string[] = [];
    let [met, refused, separated] = [0, 0, 0];
    for (let seed = 1; seed <= 220; ++seed) {
      const d = 3 + (seed % 3);
      const rows = randomRows(3000 + seed, d, 80 + 7 * (seed % 60));
      const limits = randomLimits(seed, d);
      const least = everyCard(rows, [-3, 3], (card) => obeys(card, limits))[d];
      try {
        const found = suggestPoints(grouped(rows), limits);
        met += 1;
        separated += found.isSeparated ? 1 : 0;
        if (!isSame(found, least)) faults.push(`seed ${seed}: ${found.logLoss} against ${least}`);
        for (const {points} of [found, ...found.path, ...found.pool])
          if (!obeys(points, limits)) faults.push(`seed ${seed}: ${points} breaks ${JSON.stringify(limits)}`);
      } catch (error) {
        refused += 1;
        if (least < Number.POSITIVE_INFINITY) faults.push(`seed ${seed}: refused though a card exists: ${error}`);
      }
    }
    expect(faults).toEqual([]);
    expect(met).toBeGreaterThan(180);
    expect(refused).toBeGreaterThan(5);
    expect(separated).toBeLessThan(5);
  });

  it("finds it under narrow, one-sided and forcing bounds", () => {
    const misses: string[] = [];
    for (let seed = 1; seed <= 60; ++seed) {
      const d = 4 + (seed % 2);
      const next = uniform(seed);
      const min = Array.from({length: d}, () => Math.floor(next() * 5) - 3);
      const max = min.map((low) => low + Math.floor(next() * 4));
      const forced = min.filter((low, j) => low > 0 || max[j] < 0).length;
      const limits = {atMost: Math.max(forced, 1 + (seed % d)), min, max};
      const rows = randomRows(1000 + seed, d, 80 + 5 * seed);
      const found = suggestPoints(grouped(rows), limits);
      const least = everyCard(rows, [-3, 4], (card) => obeys(card, limits))[d];
      if (!isSame(found, least)) misses.push(`seed ${seed}: ${found.logLoss} against ${least}`);
    }
    expect(misses).toEqual([]);
  });
});
