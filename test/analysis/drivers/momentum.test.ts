import {describe, expect, it} from "vitest";
import {type Momentum, type MomentumCounts, momentumOf} from "../../../src/analysis/drivers/momentum.ts";
import {mantelHaenszel} from "../../../src/analysis/statistics/mantelHaenszel.ts";
import {random} from "../../../src/analysis/statistics/random.ts";

type Row = MomentumCounts["counts"][number];

const options = {minSupport: 10, oneRowPerLead: false, flagged: new Set<string>()};
const directionOf = (recent: number, earlier: number) =>
  recent >= 2 * earlier ? "rising" : earlier >= 2 * recent ? "falling" : "steady";

/** Leads whose habit is steady; those with a `swing` do more of it late or early. Converting follows from recent and earlier. */
function countsOf(leads: number, seed: number, logOdds: (recent: number, earlier: number) => number): MomentumCounts {
  const u = random(seed);
  const base = new Map<number, {fold: number; is_known: number; n: number; conversions: number}>();
  const counts = new Map<string, Row>();
  for (let lead = 0; lead < leads; ++lead) {
    const habit = 0.5 + 2.5 * u();
    const draw = () => Array.from({length: 6}, () => Number(u() < habit / 6)).reduce((a, b) => a + b, 0);
    const [fold, recent, earlier] = [Math.floor(20 * u()), draw(), draw()];
    const label = Number(u() < 1 / (1 + Math.exp(-logOdds(recent, earlier))));
    const all = base.get(fold) ?? {fold, is_known: 1, n: 0, conversions: 0};
    base.set(fold, {...all, n: all.n + 1, conversions: all.conversions + label});
    const level = recent + earlier;
    if (level === 0) continue;
    const direction = directionOf(recent, earlier);
    const key = [fold, direction, level].join();
    const row = counts.get(key) ?? {fold, activity: "visit", direction, level, n: 0, conversions: 0};
    counts.set(key, {...row, n: row.n + 1, conversions: row.conversions + label});
  }
  return {windowDays: 30, base: [...base.values()], counts: [...counts.values()]};
}

const visit = ({actions}: Momentum) => actions[0];

describe("momentumOf(counts)", () => {
  it("is the Mantel–Haenszel ratio over amounts, each lead once", () => {
    const counts = countsOf(2000, 1, (recent, earlier) => -2 + 0.6 * recent + 0.1 * earlier);
    const {atEqualAmount, amounts} = visit(momentumOf(counts, {...options, oneRowPerLead: true}));
    const tables = amounts.map(({rising, falling}) => ({
      a: rising!.conversions,
      n1: rising!.n,
      c: falling!.conversions,
      n0: falling!.n,
    }));
    const expected = mantelHaenszel(tables)!;
    for (const end of ["value", "low", "high"] as const) expect(atEqualAmount![end]).toBeCloseTo(expected[end], 8);
    expect(atEqualAmount!.low).toBeGreaterThan(1);
  });

  it("sees through amount: where it alone counts, rising tells nothing at equal amount, in 100 runs", () => {
    const found = Array.from({length: 100}, (_, seed) =>
      visit(
        momentumOf(
          countsOf(600, seed + 1, (recent, earlier) => -2.5 + 0.5 * (recent + earlier)),
          options,
        ),
      ),
    );
    expect(found.filter(({q}) => q! < 0.05).length).toBeLessThan(9);
    expect(found.filter(({tellsMore}) => tellsMore === "direction")).toEqual([]);
    expect(found.filter(({tellsMore}) => tellsMore === "amount").length).toBeGreaterThan(60);
  });

  it("says that the direction tells more where it alone counts", () => {
    const counts = countsOf(3000, 7, (recent, earlier) => (recent >= 2 * earlier ? 0 : -1.5));
    const action = visit(momentumOf(counts, options));
    expect(action.tellsMore).toBe("direction");
    expect(action.q).toBeLessThan(0.001);
    expect(action.atEqualAmount!.low).toBeGreaterThan(2);
    expect(action.atEqualAmount!.high).toBeGreaterThan(Math.exp(1.5));
  });

  it("counts everybody once: rising, steady, falling and none make up all that are known", () => {
    const counts = countsOf(500, 3, () => -1);
    const tooNew = {fold: 1, is_known: 0, n: 70, conversions: 9};
    const report = momentumOf({...counts, base: [...counts.base, tooNew]}, options);
    expect([report.n, report.tooNew]).toEqual([500, 70]);
    expect(visit(report).classes.map(({label}) => label)).toEqual(["rising", "steady", "falling", "none"]);
    expect(visit(report).classes.reduce((sum, {n}) => sum + n, 0)).toBe(500);
    expect(visit(report).classes.reduce((sum, {conversions}) => sum + conversions, 0)).toBe(report.conversions);
  });

  it("leaves out and names what is not to be believed, and counts what is too rare", () => {
    const {base, counts, windowDays} = countsOf(500, 4, () => -1);
    const named = (activity: string, rows: readonly Row[]) => rows.map((row) => ({...row, activity}));
    const all = [...named("call", counts), ...named("contract", counts), ...named("rare", counts.slice(0, 2))];
    const report = momentumOf({windowDays, base, counts: all}, {...options, flagged: new Set(["contract"])});
    expect(report.actions.map(({action}) => action)).toEqual(["call"]);
    expect([report.flagged, report.tooRare]).toEqual([["contract"], 1]);
  });

  it("has no ratio where one side never converts, and nothing without activities", () => {
    const {base, counts, windowDays} = countsOf(500, 4, () => -1);
    const lost = counts.map((row) => (row.direction === "rising" ? {...row, conversions: 0} : row));
    expect(visit(momentumOf({windowDays, base, counts: lost}, options))).toMatchObject({atEqualAmount: null, q: null});
    expect(momentumOf({windowDays, base, counts: []}, options).actions).toEqual([]);
    expect(momentumOf({windowDays, base: [], counts: []}, options)).toMatchObject({n: 0, tooNew: 0, actions: []});
  });
});
