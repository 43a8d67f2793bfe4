import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {rateByLead} from "../../../src/analysis/statistics/byLead.ts";
import {
  chooseByCapacity,
  chooseByPrecision,
  chooseByProfit,
  profit,
  scoreTable,
  type Threshold,
} from "../../../src/analysis/threshold/threshold.ts";
import {cubeOf} from "../cubes.ts";
import {converted, scoredCube} from "../scoreCubes.ts";

describe("scoreTable(cube, points)", () => {
  it("has, for every line, what counting the leads one by one gives", () => {
    fc.assert(
      fc.property(scoredCube, ({cube, points, leads}) => {
        const {thresholds, all} = scoreTable(cube, points);
        expect(thresholds.map(({score}) => score)).toEqual(
          [...new Set(leads.map(({score}) => score))].sort((a, b) => a - b),
        );
        expect([all.n, all.conversions]).toEqual([leads.length, converted(leads)]);
        const periods = [...new Set(leads.map(({period}) => period))];
        for (const {score, rate, volume, share, recall, lift} of thresholds) {
          const above = leads.filter((lead) => lead.score >= score);
          const hits = converted(above);
          expect([rate.n, rate.conversions]).toEqual([above.length, hits]);
          expect(rate.value).toBeCloseTo(hits / above.length, 12);
          expect(share).toBeCloseTo(above.length / leads.length, 12);
          expect(recall).toBeCloseTo(converted(leads) ? hits / converted(leads) : 0, 12);
          expect(lift).toBeCloseTo(converted(leads) ? hits / above.length / (converted(leads) / leads.length) : 1, 12);
          const each = periods.map((p) => above.filter(({period}) => period === p).length);
          expect(volume.mean).toBeCloseTo(above.length / periods.length, 12);
          expect([volume.low, volume.high]).toEqual([Math.min(...each), Math.max(...each)]);
        }
      }),
    );
  });

  it("takes intervals by lead", () => {
    fc.assert(
      fc.property(scoredCube, ({cube, points, leads}) => {
        for (const {score, rate} of scoreTable(cube, points).thresholds) {
          const above = leads.filter((lead) => lead.score >= score);
          const byLead = rateByLead(above.map((lead) => ({fold: lead.fold, n: 1, conversions: lead.converted})));
          expect(rate.low).toBeCloseTo(byLead.low, 10);
          expect(rate.high).toBeCloseTo(byLead.high, 10);
        }
      }),
    );
  });

  it("keeps its figures together: recall × conversions is what is caught, the highest lines add up to everyone", () => {
    fc.assert(
      fc.property(scoredCube, ({cube, points}) => {
        const {thresholds, all} = scoreTable(cube, points);
        for (const {rate, recall, share} of thresholds) {
          expect(recall * all.conversions).toBeCloseTo(rate.conversions, 9);
          expect(share * all.n).toBeCloseTo(rate.n, 9);
        }
        if (thresholds.length) {
          const [everyone] = thresholds;
          expect([everyone.share, everyone.rate.n]).toEqual([1, all.n]);
          expect(everyone.lift).toBe(1);
        }
      }),
    );
  });

  const cube = {
    ...cubeOf(["a"], [1, 0, 1, 0, 1], [30, 70, 50, 50, 4], [6, 2, 10, 0, 1]),
    period: Uint16Array.from([0, 0, 1, 1, 2]),
    periods: ["2025-01", "2025-02", "2025-03"],
  };

  it("leaves periods that are not whole out of leads a month, and keeps them for rates", () => {
    const [, above] = scoreTable(cube, [3], {unit: "month", partial: [2]}).thresholds;
    expect(above.volume).toEqual({mean: 40, low: 30, high: 50});
    expect([above.rate.n, above.rate.conversions]).toEqual([84, 17]);
  });

  it("keeps periods that are not whole where there are no others", () => {
    const [, above] = scoreTable(cube, [3], {unit: "month", partial: [0, 1, 2]}).thresholds;
    expect(above.volume).toEqual({mean: 28, low: 4, high: 50});
  });

  it("counts per 1,000 leads where there are no dates", () => {
    const [everyone, above] = scoreTable(cube, [3], {unit: "1,000 leads"}).thresholds;
    expect(everyone.volume).toEqual({mean: 1000, low: null, high: null});
    expect(above.volume.mean).toBeCloseTo((1000 * 84) / 204, 12);
  });

  it("divides by the periods it is told of where the cube's are added up", () => {
    const added = {...cube, period: new Uint16Array(5), periods: ["all"]};
    const [, above] = scoreTable(added, [3], {unit: "month", periods: 4}).thresholds;
    expect(above.volume).toEqual({mean: 21, low: null, high: null});
  });

  it("has no line without observations, one for one row, and no lift without both outcomes", () => {
    expect(scoreTable(cubeOf(["a"], [], [], []), [2]).thresholds).toEqual([]);
    const [only, ...others] = scoreTable(cubeOf(["a"], [1], [8], [0]), [2]).thresholds;
    expect(others).toEqual([]);
    expect(only).toMatchObject({score: 2, share: 1, recall: 0, lift: 1, volume: {mean: 8}});
  });
});

const worth = fc.record({
  value: fc.integer({min: 1, max: 500}),
  cost: fc.integer({min: 0, max: 200}),
});

describe("chooseByCapacity(thresholds, capacity)", () => {
  it("takes the most leads that fit, and names the next line, which would not", () => {
    fc.assert(
      fc.property(scoredCube, fc.double({min: 0, max: 200, noNaN: true}), ({cube, points}, capacity) => {
        const {thresholds} = scoreTable(cube, points);
        const {threshold, next} = chooseByCapacity(thresholds, capacity);
        const fitting = thresholds.filter(({volume}) => volume.mean <= capacity);
        const most = Math.max(...fitting.map(({volume}) => volume.mean));
        expect(threshold?.volume.mean ?? Number.NEGATIVE_INFINITY).toBe(most);
        if (next) expect(next.volume.mean).toBeGreaterThan(capacity);
        else expect(fitting).toHaveLength(thresholds.length);
      }),
    );
  });

  it("never divides leads with the same score", () => {
    const {thresholds} = scoreTable(cubeOf(["a", "b"], [3, 1, 0], [10, 90, 400], [5, 20, 10]), [5, 2]);
    const {threshold, next} = chooseByCapacity(thresholds, 60);
    expect([threshold?.score, threshold?.volume.mean]).toEqual([7, 10]);
    expect([next?.score, next?.volume.mean]).toEqual([5, 100]);
  });

  it("chooses none where even the highest score has more leads", () => {
    const {thresholds} = scoreTable(cubeOf(["a"], [1, 0], [50, 50], [5, 2]), [1]);
    expect(chooseByCapacity(thresholds, 49)).toMatchObject({threshold: null, next: {score: 1}});
    expect(chooseByCapacity([], 49)).toEqual({threshold: null, next: null});
  });
});

describe("chooseByPrecision(thresholds, precision)", () => {
  it("takes the most leads above whose line at least that share converts", () => {
    fc.assert(
      fc.property(scoredCube, fc.double({min: 0.01, max: 1, noNaN: true}), ({cube, points}, precision) => {
        const {thresholds} = scoreTable(cube, points);
        const {threshold} = chooseByPrecision(thresholds, precision);
        const enough = thresholds.filter(({rate}) => rate.value >= precision);
        expect(threshold?.rate.n ?? 0).toBe(Math.max(0, ...enough.map(({rate}) => rate.n)));
      }),
    );
  });
});

describe("chooseByProfit(thresholds, worth)", () => {
  it("takes a line that none beats, by money counted lead by lead", () => {
    fc.assert(
      fc.property(scoredCube, worth, ({cube, points, leads}, {value, cost}) => {
        const {thresholds} = scoreTable(cube, points);
        const found = chooseByProfit(thresholds, {value, cost});
        const periods = new Set(leads.map(({period}) => period)).size;
        const money = ({score}: Threshold) =>
          leads
            .filter((lead) => lead.score >= score)
            .reduce((sum, lead) => sum + (lead.converted ? value : 0) - cost, 0) / periods;
        for (const threshold of thresholds) {
          expect(profit(threshold, {value, cost})).toBeCloseTo(money(threshold), 7);
          expect(found.profit).toBeGreaterThanOrEqual(profit(threshold, {value, cost}));
        }
        expect(found.profit).toBeCloseTo(found.threshold ? money(found.threshold) : 0, 7);
        if (found.threshold) expect(found.nearly).toContain(found.threshold);
        else expect(thresholds.every((threshold) => profit(threshold, {value, cost}) <= 0)).toBe(true);
      }),
    );
  });

  it("takes everyone where calls are free and each has a chance", () => {
    const {thresholds} = scoreTable(cubeOf(["a"], [1, 0], [50, 50], [5, 2]), [1]);
    expect(chooseByProfit(thresholds, {value: 10, cost: 0})).toMatchObject({threshold: {score: 0}, next: null});
  });
});
