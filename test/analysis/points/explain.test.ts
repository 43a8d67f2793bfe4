import {describe, expect, it} from "vitest";
import {explainLimits} from "../../../src/analysis/points/explain.ts";
import type {Limits} from "../../../src/analysis/points/problem.ts";
import {suggestPoints} from "../../../src/analysis/points/search.ts";
import {randomRows, uniform} from "./cubes.ts";
import {everyCard, grouped, obeys} from "./oracle.ts";

/** Each limit by itself, with the limits without it. */
function eachOf(limits: Limits) {
  const {groups = []} = limits;
  return [
    {label: "rules", without: {...limits, atMost: limits.atMost + 1}},
    {label: "points", without: {...limits, min: -3, max: 3}},
    {label: "fixed", without: {...limits, fixed: undefined}},
    ...groups.map((group) => ({
      label: JSON.stringify(group),
      without: {...limits, groups: groups.filter((other) => other !== group)},
    })),
  ];
}

describe("explainLimits(cube, options, found, limits)", () => {
  it("says what a search over every card without the limit says", () => {
    const faults: string[] = [];
    let [bind, free] = [0, 0];
    for (let seed = 1; seed <= 40; ++seed) {
      const next = uniform(seed + 40);
      const rows = randomRows(4000 + seed, 4, 200 + 5 * seed);
      const cube = grouped(rows);
      const limits: Limits = {
        atMost: 2 + (seed % 2),
        min: next() < 0.5 ? -3 : -2,
        max: 2,
        fixed: [null, null, null, next() < 0.5 ? 1 : null],
        groups: [
          {rules: [0, 1, 2], max: 2 + Math.floor(next() * 4)},
          {rules: [1, 2], sameSign: true},
        ],
      };
      const found = suggestPoints(cube, limits);
      const labelled = eachOf(limits);
      explainLimits(cube, limits, found, labelled).forEach(({label, binds, cost, share}, i) => {
        const {without} = labelled[i];
        const least = everyCard(rows, [-3, 3], (card) => obeys(card, without))[4];
        const saved = Math.max(0, found.logLoss - least);
        expect(label).toBe(labelled[i].label);
        expect(share).toBeCloseTo(cost / found.logLoss, 15);
        expect(binds).toBe(cost > 0);
        if (binds) bind += 1;
        else free += 1;
        if (Math.abs(cost - saved) > 1e-9) faults.push(`seed ${seed}, ${label}: ${cost} against ${saved}`);
      });
    }
    expect(faults).toEqual([]);
    expect(bind).toBeGreaterThan(30);
    expect(free).toBeGreaterThan(30);
  });

  it("gives the AUC gained, and nothing where nothing is taken away", () => {
    const cube = grouped(randomRows(31, 6, 800));
    const limits = {atMost: 6, min: -5, max: 5, groups: [{rules: [0, 1, 2, 3, 4, 5], max: 2, min: -2}]};
    const found = suggestPoints(cube, limits);
    const free = {atMost: 6, min: -5, max: 5};
    const [total, same] = explainLimits(cube, limits, found, [
      {label: "total", without: free},
      {label: "nothing taken away", without: limits},
    ]);
    const best = suggestPoints(cube, free);
    expect(total.binds).toBe(true);
    expect(total.cost).toBeCloseTo(found.logLoss - best.logLoss, 6);
    expect(total.aucGained).toBeCloseTo(best.auc - found.auc, 3);
    expect(same).toEqual({label: "nothing taken away", binds: false, cost: 0, share: 0, aucGained: 0});
  });

  it("stops when told, and counts its progress up to 1", () => {
    const cube = grouped(randomRows(32, 5, 400));
    const limits = {atMost: 2, min: -2, max: 2};
    const labelled = [1, 2, 3].map((more) => ({label: `${more} more`, without: {...limits, atMost: 2 + more}}));
    const found = suggestPoints(cube, limits);
    const shares: number[] = [];
    const stopped = explainLimits(
      cube,
      {...limits, mayGoOn: () => false, onProgress: (share) => shares.push(share)},
      found,
      labelled,
    );
    expect(stopped.map(({binds}) => binds)).toEqual([false, false, false]);
    expect(shares).toEqual([0, 1 / 3, 2 / 3, 1]);
  });
});
