import {describe, expect, it} from "vitest";
import {type PartCount, rulesBehind} from "../../../src/analysis/drivers/leadsBehind.ts";

const part = (
  position: number,
  part_of: PartCount["part_of"],
  at: number,
  n: number,
  conversions: number,
): PartCount => ({
  position,
  part_of,
  part: at,
  fold: 0,
  n,
  conversions,
});
const counts = [
  part(0, "stage", 0, 40, 4),
  part(0, "stage", 1, 3, 1),
  part(0, "period", 1, 20, 2),
  part(0, "period", 0, 23, 3),
  part(1, "period", 0, 4, 1),
  part(2, "period", 0, 12, 0),
  part(3, "period", 0, 30, 9),
];
const rule = (position: number, points: number | null, current: number | null) => ({
  position,
  text: `r${position}`,
  points,
  current,
});
const shown = rulesBehind({
  rules: [rule(0, null, null), rule(1, 5, null), rule(2, null, 3), rule(3, 2, 3)],
  counts,
  leads: [
    {position: 0, leads: 30, converted: 5},
    {position: 2, leads: 4, converted: 0},
    {position: 3, leads: null, converted: null},
  ],
  stages: ["Lead", "Offer"],
  periods: ["2025-01", "2025-02"],
  minCell: 5,
});

describe("rulesBehind(input)", () => {
  it("puts rules of the suggested card first, then today's, and leaves out those on too few observations", () => {
    expect(shown.map(({text}) => text)).toEqual(["r3", "r2", "r0"]);
  });

  it("shows stages in order and periods in time, and counts those too small to show", () => {
    const own = shown[2];
    expect(own.all).toMatchObject({n: 43, conversions: 5});
    expect(own.byStage.map(({label, n}) => [label, n])).toEqual([["Lead", 40]]);
    expect(own.byPeriod.map(({label, n}) => [label, n])).toEqual([
      ["2025-01", 23],
      ["2025-02", 20],
    ]);
    expect(own.hidden).toBe(1);
  });

  it("tells how many observations are of leads in no stage, unless a hidden stage could be told from it", () => {
    const of = (stage: readonly PartCount[]) =>
      rulesBehind({
        rules: [rule(0, null, null)],
        counts: [...stage, part(0, "period", 0, 60, 8)],
        leads: [],
        stages: ["Lead", "Offer"],
        periods: ["2025-01"],
        minCell: 5,
      })[0].unstaged;
    expect(of([part(0, "stage", 0, 40, 4), part(0, "stage", 1, 8, 1)])).toBe(12);
    expect(of([part(0, "stage", 0, 40, 4), part(0, "stage", 1, 3, 1)])).toBe(0);
    expect(of([part(0, "stage", 0, 57, 4)])).toBe(0);
  });

  it("tells no number of leads that is too small or was not counted", () => {
    expect(shown.map(({leads, convertedLeads}) => [leads, convertedLeads])).toEqual([
      [null, null],
      [null, null],
      [30, 5],
    ]);
  });

  it("has nothing to show without rules", () => {
    expect(rulesBehind({rules: [], counts: [], leads: [], stages: [], periods: [], minCell: 5})).toEqual([]);
  });
});
