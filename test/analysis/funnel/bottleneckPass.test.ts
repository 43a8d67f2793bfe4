import {describe, expect, it} from "vitest";
import {stayBins} from "../../../src/analysis/funnel/bottleneckCells.ts";
import {chances, daysThere, passShare} from "../../../src/analysis/funnel/bottleneckPass.ts";
import {random} from "../../../src/analysis/statistics/random.ts";
import {cumulativeIncidence} from "../../../src/analysis/statistics/survival.ts";

/** Bins as [at risk, moved on, lost]. */
const bins = (...rows: [number, number, number][]) => ({
  counts: Float64Array.from(rows.flat()),
  at: 0,
  bins: rows.length,
});

describe("passShare(bins)", () => {
  it("is moved on of all where nobody is open", () => {
    expect(passShare(bins([100, 30, 20], [50, 10, 40]))).toBeCloseTo(0.4, 12);
  });

  it("counts open leads as not yet decided: half of a bin followed is half a lead at risk", () => {
    // 100 enter; in the first bin 40 move on and 20 are cut off halfway, so that 90 count: 40/90. Of the 40 left 10 of 40.
    expect(passShare(bins([90, 40, 0], [40, 10, 30]))).toBeCloseTo(40 / 90 + (50 / 90) * 0.25, 12);
  });

  it("is 0 of nothing, and of a group leans on the stage where the group was not followed", () => {
    expect(passShare(bins())).toBe(0);
    const stage = chances(bins([100, 50, 50]));
    expect(passShare(bins([0, 0, 0]), stage)).toBeCloseTo(0.5, 12);
    expect(passShare(bins([1000, 900, 100]), stage)).toBeCloseTo(0.9, 3);
  });

  it("comes within a hundredth of the Aalen–Johansen estimate at exact times", () => {
    const next = random(7);
    const stays = Array.from({length: 3000}, () => {
      const time = -40 * Math.log(1 - next());
      const open = next() * 300;
      return {time: Math.min(time, open), event: time > open ? 0 : next() < 0.6 - time / 400 ? 1 : 2};
    });
    const exact = cumulativeIncidence({time: stays.map((s) => s.time), event: stays.map((s) => s.event)}, [1, 2]);
    const edges = stayBins(stays.map(({time, event}) => ({days: time, ended: event > 0 ? 1 : 0})));
    const rows = edges.map((to, b): [number, number, number] => {
      const from = b === 0 ? 0 : edges[b - 1];
      const here = stays.filter(({time}) => time > from);
      const ends = here.filter(({time}) => time <= to);
      const cutOff = ends.filter(({event}) => event === 0);
      const lost = cutOff.reduce((sum, {time}) => sum + 1 - (time - from) / (to - from), 0);
      const of = (code: number) => ends.filter(({event}) => event === code).length;
      return [here.length - lost, of(1), of(2)];
    });
    expect(Math.abs(passShare(bins(...rows)) - exact.at(-1)!.incidence[0])).toBeLessThan(0.01);
  });
});

describe("daysThere(bins, edges)", () => {
  it("finds the quickest quarter's time, and the days that leads stand beyond it", () => {
    // All of 100 move on evenly over 10 days: a quarter by day 2.5, and the area under 1 − t/10 from there is 2.8125.
    expect(daysThere(bins([100, 100, 0]), [10])).toEqual({quick: 2.5, beyond: 2.8125});
  });

  it("counts those who are lost, and those who stay, for as long as they stand", () => {
    // 40 of 100 move on within 10 days, a quarter of them by 2.5; 20 are lost within 30 days, 40 stay to the end.
    const {quick, beyond} = daysThere(bins([100, 40, 0], [60, 0, 20]), [10, 30]);
    expect(quick).toBeCloseTo(2.5, 12);
    expect(beyond).toBeCloseTo(7.5 * ((0.9 + 0.6) / 2) + 20 * 0.5, 12);
  });

  it("counts all days where nobody moves on", () => {
    expect(daysThere(bins([10, 0, 10]), [5])).toEqual({quick: 0, beyond: 2.5});
  });
});

describe("stayBins(stays)", () => {
  it("ends with the longest stay, ascending, a tenth of the ended stays in each of the first", () => {
    const edges = stayBins(Array.from({length: 1000}, (_, i) => ({days: i + 1, ended: 1})));
    expect(edges.slice(0, 9)).toEqual([100, 200, 300, 400, 500, 600, 700, 800, 900]);
    expect(edges.at(-1)).toBe(1000);
    expect([...edges].sort((a, b) => a - b)).toEqual(edges);
  });

  it("has no bins without time", () => {
    expect(stayBins([])).toEqual([]);
    expect(stayBins([{days: 0, ended: 5}])).toEqual([]);
  });

  it("keeps one edge where many stays are equally long", () => {
    const edges = stayBins([
      {days: 1, ended: 900},
      {days: 50, ended: 100},
    ]);
    expect(new Set(edges).size).toBe(edges.length);
    expect(edges[0]).toBe(1);
    expect(edges.at(-1)).toBe(50);
  });
});
