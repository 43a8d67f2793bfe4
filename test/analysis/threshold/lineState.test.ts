import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {
  isByDefault,
  type LineState,
  lineAddress,
  lineOf,
  readLine,
  startLine,
} from "../../../src/analysis/threshold/lineState.ts";
import type {ThresholdReport, ThresholdSettings} from "../../../src/analysis/threshold/thresholdReport.ts";
import {lineReport} from "../lineReport.ts";

const asked = (settings: Partial<ThresholdSettings>, more: Partial<ThresholdReport> = {}) =>
  lineReport({...more, settings: {...lineReport().settings, ...settings}});

describe("startLine(report)", () => {
  it("takes what the project file asks for: capacity before precision before profit", () => {
    const all = {capacityAMonth: 90, precision: 0.3, value: 500, callCost: 20};
    expect(startLine(asked(all))).toMatchObject({way: "capacity", capacity: 90, precision: 0.3, value: 500, cost: 20});
    expect(startLine(asked({...all, capacityAMonth: null}))).toMatchObject({way: "precision", precision: 0.3});
    expect(startLine(asked({value: 500, callCost: 20}))).toMatchObject({way: "profit"});
    expect(isByDefault(asked(all))).toBe(false);
  });

  it("takes a fifth of the leads where it asks for nothing, and twice the rate of all for a precision", () => {
    const report = lineReport();
    expect(isByDefault(report)).toBe(true);
    // 500 leads in 2 months, 80 of them converted
    expect(startLine(report)).toEqual({
      way: "capacity",
      capacity: 50,
      precision: 0.32,
      value: null,
      cost: null,
      score: 7,
    });
  });

  it("counts a capacity a month in the unit of the figures, and passes over it where leads have no dates", () => {
    expect(startLine(asked({capacityAMonth: 100}, {unit: "week"})).capacity).toBe(23);
    expect(startLine(asked({capacityAMonth: 100}, {unit: "quarter"})).capacity).toBe(300);
    const undated = asked({capacityAMonth: 100}, {unit: "1,000 leads"});
    expect(startLine(undated).capacity).toBe(50);
    expect(isByDefault(undated)).toBe(true);
  });
});

describe("lineOf(thresholds, state)", () => {
  const {thresholds} = lineReport();
  const state: LineState = {way: "score", capacity: 60, precision: 0.3, value: 100, cost: 30, score: 3};

  it("draws by each way", () => {
    const score = (way: LineState["way"]) => lineOf(thresholds, {...state, way}).threshold?.score;
    // 50 leads a month at 7 or more (40 %), 100 at 5 or more (30 %), 250 at 2 or more (16 %)
    expect([score("capacity"), score("precision"), score("profit"), score("score")]).toEqual([7, 5, 7, 5]);
  });

  it("draws none by profit before both amounts are known, and none above the highest score", () => {
    expect(lineOf(thresholds, {...state, way: "profit", cost: null}).threshold).toBeNull();
    expect(lineOf(thresholds, {...state, score: 8}).threshold).toBeNull();
  });
});

const state = fc.record<LineState>({
  way: fc.constantFrom("capacity", "precision", "profit", "score"),
  capacity: fc.integer({min: 0, max: 5000}),
  precision: fc.integer({min: 1, max: 1000}).map((thousandths) => thousandths / 1000),
  value: fc.integer({min: 1, max: 1e6}),
  cost: fc.integer({min: 0, max: 1e5}),
  score: fc.integer({min: -30, max: 60}),
});

describe("readLine(fragment, start)", () => {
  const start = startLine(lineReport());

  it("reads back what lineAddress wrote", () => {
    fc.assert(
      fc.property(state, (drawn) => {
        const read = readLine(`#${lineAddress(drawn, start)}`, start);
        const score = drawn.way === "score" ? drawn.score : start.score;
        expect(read).toEqual({...drawn, score});
      }),
    );
  });

  it("takes the first setting for the way, so that an address can be written by hand", () => {
    expect(readLine("#capacity=200", start)).toEqual({...start, way: "capacity", capacity: 200});
    expect(readLine("#precision=0.25&capacity=200", start)).toMatchObject({way: "precision", capacity: 200});
    expect(readLine("#value=900&cost=40", start)).toMatchObject({way: "profit", value: 900, cost: 40});
  });

  it("passes over what is not a number in range, and says nothing of other fragments", () => {
    for (const fragment of ["", "#", "#bands", "#capacity=many", "#capacity=", "#precision=25", "#value=0", "#cost=-1"])
      expect(readLine(fragment, start)).toBeNull();
    expect(readLine("#precision=7&score=4", start)).toMatchObject({way: "score", score: 4});
  });
});
