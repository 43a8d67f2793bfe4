import {describe, expect, it} from "vitest";
import {dwellTime, type StayCount} from "../../../src/analysis/funnel/dwell.ts";
import {random} from "../../../src/analysis/statistics/random.ts";

const stay = (days: number, fate: "advanced" | "lost" | "waiting", n = 1): StayCount => ({
  days,
  advanced: 0,
  lost: 0,
  waiting: 0,
  [fate]: n,
});

describe("dwellTime(counts)", () => {
  it("is the plain median where nobody waits and nobody is lost", () => {
    const dwell = dwellTime([1, 2, 3, 4, 5].map((d) => stay(d, "advanced")));
    expect(dwell).toMatchObject({n: 5, advanced: 5, median: {value: 3}, medianOfAdvanced: 3, p80: 4});
  });

  it("leaves the lost out of the time to move on where nobody waits", () => {
    const dwell = dwellTime([
      ...[1, 2, 3, 4, 5].map((d) => stay(d, "advanced")),
      stay(0.5, "lost", 7),
      stay(9, "lost", 3),
    ]);
    expect(dwell).toMatchObject({n: 15, advanced: 5, median: {value: 3}, p80: 4});
  });

  it("follows the Aalen–Johansen incidence of moving on", () => {
    // At risk 4, 3, 2, 1. F(1) = 1/4; lost at 2: S = 3/4 · 2/3 = 1/2; one is cut off at 3; F(4) = 1/4 + 1/2 · 1/1 = 3/4.
    const dwell = dwellTime([stay(1, "advanced"), stay(2, "lost"), stay(3, "waiting"), stay(4, "advanced")]);
    expect(dwell?.median.value).toBe(4);
    expect(dwell?.curve.map(({days, share, atRisk}) => [days, Number(share.toFixed(12)), atRisk])).toEqual([
      [1, 0.666666666667, 4],
      [4, 0, 1],
    ]);
  });

  it("counts an event before a cut-off at the same time", () => {
    const dwell = dwellTime([{days: 1, advanced: 1, lost: 0, waiting: 1}, stay(2, "advanced")]);
    expect(dwell?.curve).toMatchObject([
      {share: expect.closeTo(2 / 3, 12), atRisk: 3},
      {share: 0, atRisk: 1},
    ]);
  });

  it("is not told where more still wait than have moved on", () => {
    const dwell = dwellTime([stay(1, "advanced", 40), stay(2, "waiting", 60)]);
    expect(dwell).toMatchObject({advanced: 40, median: {value: null, low: null, high: null}, p80: null});
    expect(dwellTime([stay(1, "waiting", 3)])).toMatchObject({
      advanced: 0,
      median: {value: null},
      p80: null,
      curve: [],
    });
    expect(dwellTime([])).toBeNull();
  });

  it("says how late the median may be if all who still wait move on", () => {
    // F(1) = 1/4, F(2) = 1/2, F(3) = 3/4, a quarter waits: if it moved on, half would have done so at F(t) = 1/2.
    const dwell = dwellTime([stay(1, "advanced"), stay(2, "advanced"), stay(3, "advanced"), stay(9, "waiting")]);
    expect(dwell).toMatchObject({median: {value: 2}, latestMedian: 2});
    const more = dwellTime([1, 2, 3, 4, 5, 6].map((days) => stay(days, "advanced")).concat(stay(9, "waiting", 4)));
    expect(more).toMatchObject({median: {value: 3}, latestMedian: 5});
  });

  it("takes moving back for a way of leaving, like being lost", () => {
    const stays = (way: "lost" | "moved_back") => [
      stay(1, "advanced", 4),
      {...stay(2, "waiting", 0), [way]: 5},
      stay(3, "advanced", 6),
      stay(4, "waiting", 3),
    ];
    expect(dwellTime(stays("moved_back"))).toEqual(dwellTime(stays("lost")));
    expect(dwellTime(stays("moved_back"))).toMatchObject({n: 18, advanced: 10});
  });

  it("covers the true median at its nominal rate, lost and waiting leads among them", () => {
    const runs = 400;
    let covered = 0;
    for (let run = 0; run < runs; ++run) {
      const next = random(run);
      const counts = Array.from({length: 300}, () => {
        const move = -Math.log(next()) / 0.1;
        const lose = -Math.log(next()) / 0.05;
        const end = next() * 40;
        const days = Math.min(move, lose, end);
        return stay(days, days === move ? "advanced" : days === lose ? "lost" : "waiting");
      });
      const {low, high} = dwellTime(counts)!.median;
      const truth = Math.log(2) / 0.15;
      if (low! <= truth && truth <= high!) covered += 1;
    }
    expect(covered / runs).toBeGreaterThan(0.93);
    expect(covered / runs).toBeLessThan(0.975);
  });

  it("keeps the curve short", () => {
    const curve = dwellTime(Array.from({length: 5000}, (_, i) => stay(i, "advanced")))!.curve;
    expect(curve.length).toBeLessThanOrEqual(202);
    expect(curve.at(-1)).toMatchObject({days: 4999, share: 0});
  });
});
