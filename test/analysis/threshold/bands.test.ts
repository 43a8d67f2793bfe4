import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {random} from "../../../src/analysis/statistics/random.ts";
import {bands} from "../../../src/analysis/threshold/bands.ts";
import {scoreTable} from "../../../src/analysis/threshold/threshold.ts";
import {cubeOf} from "../cubes.ts";
import {converted, type Lead, leadsOf, scoredCube} from "../scoreCubes.ts";

/** Bands by trying every set of cuts: groups of leads from the lowest scores up; null where none has rising rates. */
function bestByTrying(leads: readonly Lead[], count: number, least: number): {loss: number; groups: Lead[][]} | null {
  const scores = [...new Set(leads.map(({score}) => score))].sort((a, b) => a - b);
  let best: {loss: number; groups: Lead[][]} | null = null;
  const cuts = (from: number, left: number): number[][] =>
    left === 0
      ? [[]]
      : scores.slice(from).flatMap((_, i) => cuts(from + i + 1, left - 1).map((rest) => [scores[from + i], ...rest]));
  for (const cut of cuts(1, count - 1)) {
    const edges = [Number.NEGATIVE_INFINITY, ...cut, Number.POSITIVE_INFINITY];
    const groups = edges.slice(1).map((to, i) => leads.filter(({score}) => score >= edges[i] && score < to));
    const rates = groups.map((group) => converted(group) / group.length);
    if (groups.some(({length}) => length < least) || rates.some((rate, i) => i > 0 && rate <= rates[i - 1])) continue;
    const loss = groups.reduce((sum, group) => sum + lossOf(group), 0);
    if (!best || loss < best.loss) best = {loss, groups};
  }
  return best;
}

function lossOf(group: readonly Lead[]): number {
  const p = converted(group) / group.length;
  return -group.reduce((sum, lead) => sum + Math.log(lead.converted ? p : 1 - p), 0);
}

/** Up to ten scores with rates that mostly rise, so that there is something to tell apart. */
const rising = fc
  .array(fc.record({n: fc.integer({min: 10, max: 400}), by: fc.double({min: -0.05, max: 0.25, noNaN: true})}), {
    minLength: 3,
    maxLength: 10,
  })
  .map((steps) => {
    let rate = 0.05;
    const hits = steps.map(({n, by}) => {
      rate = Math.min(0.95, Math.max(0, rate + by));
      return Math.round(n * rate);
    });
    const cube = cubeOf(
      ["a", "b", "c", "d"],
      [...steps.keys()],
      steps.map(({n}) => n),
      hits,
    );
    return {cube, points: [1, 2, 4, 8], leads: leadsOf(cube, [1, 2, 4, 8])};
  });

describe("bands(table)", () => {
  it("rise with the score, hold everyone once, and are apart from their neighbours", () => {
    fc.assert(
      fc.property(scoredCube, ({cube, points, leads}) => {
        const found = bands(scoreTable(cube, points), {least: 5});
        expect(found.reduce((sum, {rate}) => sum + rate.n, 0)).toBe(leads.length);
        expect(found.reduce((sum, {rate}) => sum + rate.conversions, 0)).toBe(converted(leads));
        found.forEach((band, i) => {
          expect(band.name).toBe("ABCD"[i]);
          const inside = leads.filter(({score}) => score >= band.from && score <= band.to);
          expect([band.rate.n, band.rate.conversions]).toEqual([inside.length, converted(inside)]);
          if (i > 0) expect(band.rate.high).toBeLessThan(found[i - 1].rate.low);
        });
      }),
    );
  });

  it("cut where trying every set of cuts finds the greatest likelihood", () => {
    fc.assert(
      fc.property(rising, fc.integer({min: 2, max: 4}), ({cube, points, leads}, most) => {
        const found = bands(scoreTable(cube, points), {most, least: 1});
        fc.pre(found.length > 1);
        const best = bestByTrying(leads, found.length, 1);
        const loss = found.reduce((sum, {from, to}) => {
          return sum + lossOf(leads.filter(({score}) => score >= from && score <= to));
        }, 0);
        expect(loss).toBeCloseTo(best?.loss ?? Number.NaN, 8);
      }),
    );
  });

  it("are as many as the data tell apart: of one more, some neighbours would overlap", () => {
    fc.assert(
      fc.property(rising, ({cube, points, leads}) => {
        const table = scoreTable(cube, points);
        const found = bands(table, {least: 1});
        fc.pre(found.length > 0 && found.length < 4);
        const more = bestByTrying(leads, found.length + 1, 1);
        fc.pre(more !== null);
        const cuts = more!.groups.slice(1).map((group) => Math.min(...group.map(({score}) => score)));
        expect(bands(table, {cuts}).some(({overlapsNext}) => overlapsNext)).toBe(true);
      }),
    );
  });

  const steep = scoreTable(cubeOf(["a", "b"], [0, 1, 2, 3], [4000, 3000, 2000, 1000], [40, 150, 300, 400]), [1, 2]);

  it("are four where four rates lie far apart", () => {
    expect(bands(steep).map(({name, from, rate}) => [name, from, rate.value])).toEqual([
      ["A", 3, 0.4],
      ["B", 2, 0.15],
      ["C", 1, 0.05],
      ["D", 0, 0.01],
    ]);
  });

  it("keep cuts that are given and flag those that the data do not tell apart", () => {
    const level = scoreTable(cubeOf(["a", "b"], [0, 1, 2, 3], [400, 300, 200, 100], [40, 31, 60, 40]), [1, 2]);
    const found = bands(level, {cuts: [3, 1, 2]});
    expect(found.map(({name, from, overlapsNext}) => [name, from, overlapsNext])).toEqual([
      ["A", 3, true],
      ["B", 2, false],
      ["C", 1, true],
      ["D", 0, false],
    ]);
  });

  it("leave out given bands that nobody is in", () => {
    expect(bands(steep, {cuts: [50, 2, -7]}).map(({name, from}) => [name, from])).toEqual([
      ["A", 2],
      ["B", 0],
    ]);
  });

  it("are one in at least nine of ten tables whose score tells nothing, although the cuts are picked from the data", () => {
    const u = random(17);
    const split = Array.from({length: 100}, () => {
      const masks = Array.from({length: 2000}, () => Math.floor(32 * u()));
      const hits = masks.map(() => (u() < 0.1 ? 1 : 0));
      const noise = cubeOf(["a", "b", "c", "d", "e"], masks, new Array(2000).fill(1), hits);
      return bands(scoreTable(noise, [1, 2, 4, 8, 16])).length > 1;
    });
    expect(split.filter(Boolean).length).toBeLessThanOrEqual(10);
  });

  it("never hold fewer observations than asked for", () => {
    const small = scoreTable(cubeOf(["a"], [0, 1], [1000, 20], [10, 20]), [1]);
    expect(bands(small, {least: 30})).toHaveLength(1);
    expect(bands(small, {least: 20})).toHaveLength(2);
  });

  it("are none without observations, one where the outcome or the score does not vary", () => {
    expect(bands(scoreTable(cubeOf(["a"], [], [], []), [1]))).toEqual([]);
    expect(bands(scoreTable(cubeOf(["a"], [0, 1], [50, 50], [0, 0]), [1]))).toHaveLength(1);
    expect(bands(scoreTable(cubeOf(["a"], [0, 1], [50, 50], [5, 40]), [0]))).toHaveLength(1);
  });
});
