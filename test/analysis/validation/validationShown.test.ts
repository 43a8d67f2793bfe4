import {describe, expect, it} from "vitest";
import {wilson} from "../../../src/analysis/statistics/intervals.ts";
import type {Swap} from "../../../src/analysis/validation/swapSet.ts";
import type {ValidationReport} from "../../../src/analysis/validation/validationReport.ts";
import {rounded, shownReport} from "../../../src/analysis/validation/validationShown.ts";

const swap: Swap = {
  proposed: wilson(5, 20),
  rival: wilson(4, 20),
  stay: wilson(4, 17),
  enter: wilson(1, 3),
  leave: wilson(0, 3),
  difference: {value: 0.33, low: -0.1, high: 0.7},
};

const report: ValidationReport = {
  tests: [],
  segments: {
    fields: [
      {field: "industry", segments: [], rare: {values: 2, n: 17}},
      {field: "default", segments: [], rare: {values: 1, n: 3}},
    ],
    tooMany: [],
  },
  drift: {
    bands: [0, 1],
    designEffect: 1,
    periods: [
      {
        period: "2025-02",
        n: 40,
        isLearnedFrom: false,
        psi: 0.1,
        expected: 0.01,
        p95: 0.02,
        rules: [0.05, 0.95, 0.5, 0, 0.4, 0.3].map((now, rule) => ({rule, before: 0.2, now})),
      },
    ],
  },
  swap: {...swap, against: "current", size: {capacityAMonth: null}, periods: 1, n: 100, base: 0.1},
  replay: null,
  rules: {},
};

describe("shownReport(report, minCell)", () => {
  const shown = shownReport(report, 5);

  it("hides groups of a swap that are too small, and the difference that rests on them", () => {
    expect(shown.swap).toMatchObject({enter: null, leave: null, difference: null});
    expect(shown.swap?.stay).toEqual(swap.stay);
    expect(shownReport(report, 3).swap).toMatchObject({enter: swap.enter, difference: swap.difference});
  });

  it("counts what rare values leave out, but for a handful of leads", () => {
    expect(shown.segments.fields.map(({rare}) => rare)).toEqual([
      {values: 2, n: 17},
      {values: 1, n: null},
    ]);
  });

  it("names three rules of a period, none that a handful of leads meets or misses", () => {
    expect(shown.drift?.periods[0].rules.map(({rule}) => rule)).toEqual([2, 3, 4]);
  });

  it("leaves the report as it was", () => {
    expect(report.swap?.enter).toEqual(swap.enter);
    expect(report.drift?.periods[0].rules).toHaveLength(6);
  });
});

describe("rounded(value)", () => {
  it("keeps five digits and all whole numbers", () => {
    expect(rounded({a: 0.123456789, b: [1234567, 98765.4321], c: null})).toEqual({
      a: 0.12346,
      b: [1234567, 98765],
      c: null,
    });
  });
});
