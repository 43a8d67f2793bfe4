import {describe, expect, it} from "vitest";
import {auc} from "../../../src/analysis/statistics/metrics.ts";
import {random} from "../../../src/analysis/statistics/random.ts";
import {type SegmentRow, segmentQualities, segmentQuality} from "../../../src/analysis/validation/segmentQuality.ts";

const none = new Map();

/** Leads of one segment whose true log-odds are `shift` away from what the card says, or have nothing to do with it. */
function leads(
  value: string | null,
  size: number,
  seed: number,
  {shift = 0, blind = false, field = "size"} = {},
): SegmentRow[] {
  const next = random(seed);
  return Array.from({length: size}, (_, r) => {
    const logOdds = -1 + 3 * next();
    const truth = (blind ? 0.5 : logOdds) + shift;
    const conversions = next() < 1 / (1 + Math.exp(-truth)) ? 1 : 0;
    return {field, value, fold: r % 20, logOdds, n: 1, conversions};
  });
}

describe("segmentQuality(value, rows, oneRowPerLead)", () => {
  it("has the AUC, the rate and the mean chance of its rows", () => {
    const rows = leads("small", 800, 1);
    const found = segmentQuality("small", rows, true);
    const of = (key: "logOdds" | "n" | "conversions") => rows.map((row) => row[key]);
    expect(found.auc?.value).toBe(auc(of("logOdds"), of("n"), of("conversions")));
    expect(found.observed.value).toBeCloseTo(of("conversions").reduce((a, b) => a + b) / 800, 12);
    expect(found.predicted).toBeCloseTo(of("logOdds").reduce((sum, l) => sum + 1 / (1 + Math.exp(-l)), 0) / 800, 12);
    expect(found.gap.value).toBeCloseTo(found.observed.value - found.predicted, 12);
    expect(found.isUnordered).toBe(false);
  });

  it("calls a true level off about once in 20 times", () => {
    const runs = 400;
    const called = Array.from({length: runs}, (_, run) => segmentQuality("x", leads("x", 300, run + 1), false));
    const share = called.filter(({isOffLevel}) => isOffLevel).length / runs;
    expect(share).toBeGreaterThan(0.02);
    expect(share).toBeLessThan(0.08);
  });

  it("gives no AUC where fewer than ten converted or did not", () => {
    const few = leads("small", 100, 2).map((row, r) => ({...row, conversions: r < 9 ? 1 : 0}));
    expect(segmentQuality("small", few, true).auc).toBeNull();
    expect(
      segmentQuality(
        "small",
        few.map((row) => ({...row, conversions: 1 - row.conversions})),
        true,
      ).auc,
    ).toBeNull();
  });

  it("says so where the order is not shown to hold", () => {
    expect(segmentQuality("x", leads("x", 600, 3, {blind: true}), true).isUnordered).toBe(true);
    expect(segmentQuality("x", leads("x", 600, 3, {blind: true}), false).isUnordered).toBe(true);
  });
});

describe("segmentQualities(rows, {rare, oneRowPerLead})", () => {
  it("marks the segment whose level is off, and no other", () => {
    const rows = ["a", "b", "c", "d"].flatMap((value, i) =>
      leads(value, 900, i + 1, {shift: value === "c" ? -0.8 : 0}),
    );
    const [{segments}] = segmentQualities(rows, {rare: none, oneRowPerLead: false}).fields;
    expect(segments.map(({value, isOffLevel}) => [value, isOffLevel])).toEqual([
      ["a", false],
      ["b", false],
      ["c", true],
      ["d", false],
    ]);
  });

  it("marks hardly anything where the card is right, though it looks at many segments", () => {
    let marked = 0;
    for (let run = 0; run < 40; ++run) {
      const rows = Array.from({length: 10}, (_, i) => leads(`v${i}`, 300, 100 * run + i + 1)).flat();
      const [{segments}] = segmentQualities(rows, {rare: none, oneRowPerLead: false}).fields;
      marked += segments.some(({isOffLevel}) => isOffLevel) ? 1 : 0;
    }
    expect(marked).toBeLessThanOrEqual(6);
  });

  it("looks at fields of two to twelve values, names those with more, and counts what is rare", () => {
    const many = Array.from({length: 13}, (_, i) => leads(`v${i}`, 30, i + 1, {field: "industry"})).flat();
    const rows = [...many, ...leads("only", 50, 1, {field: "region"}), ...leads("a", 50, 1), ...leads(null, 50, 2)];
    const rare = new Map([["size", {values: 3, n: 12}]]);
    const found = segmentQualities(rows, {rare, oneRowPerLead: true});
    expect(found.tooMany).toEqual(["industry"]);
    expect(found.fields.map(({field, rare: hidden}) => [field, hidden])).toEqual([["size", {values: 3, n: 12}]]);
    expect(found.fields[0].segments.map(({value}) => value)).toEqual(["a", null]);
  });

  it("is empty without rows", () => {
    expect(segmentQualities([], {rare: none, oneRowPerLead: true})).toEqual({fields: [], tooMany: []});
  });
});
