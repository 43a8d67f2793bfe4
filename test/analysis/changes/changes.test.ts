import {describe, expect, it} from "vitest";
import {type Changes, changesBetween} from "../../../src/analysis/changes/changes.ts";
import {differenceOf, logDifferenceOf} from "../../../src/analysis/changes/difference.ts";
import {newcombe, wilson} from "../../../src/analysis/statistics/intervals.ts";
import {drawn, withFewer} from "./summaries.ts";

const beyond = ({base, stages, auc, patterns, card}: Changes): number =>
  [base, ...stages, auc, ...patterns.beyond].filter((one) => one?.isBeyond).length +
  (card ?? []).filter(({weight}) => weight?.isBeyond).length;

describe("differenceOf(before, after)", () => {
  it("gives Newcombe's interval from two Wilson intervals", () => {
    const difference = differenceOf(wilson(48, 80), wilson(56, 70));
    const {value, low, high} = newcombe(56, 70, 48, 80);
    expect(difference?.value).toBeCloseTo(value, 12);
    expect(difference?.low).toBeCloseTo(low, 12);
    expect(difference?.high).toBeCloseTo(high, 12);
    // Newcombe (1998), table II (a): 56/70 against 48/80 is 0.0524 to 0.3339.
    expect(difference?.low).toBeCloseTo(0.0524, 4);
    expect(difference?.high).toBeCloseTo(0.3339, 4);
  });

  it("has p = 0.05 where the interval just reaches 0, and 1 where nothing differs", () => {
    const after = {value: 1.96, low: 1.96 - 1.2, high: 1.96 + 1.2};
    const half = Math.sqrt(1.96 ** 2 - 1.2 ** 2);
    expect(differenceOf({value: 0, low: -half, high: half}, after)?.p).toBeCloseTo(0.05, 6);
    expect(differenceOf(after, after)?.p).toBe(1);
  });

  it("cannot tell where a bound is unknown, nor of ratios of 0", () => {
    expect(differenceOf({value: 1, low: 0, high: Number.POSITIVE_INFINITY}, wilson(1, 2))).toBeNull();
    expect(logDifferenceOf({value: 2, low: 1, high: null as never}, {value: 2, low: 1, high: 4})).toBeNull();
    expect(logDifferenceOf({value: 0.1, low: 0, high: 1}, {value: 2, low: 1, high: 4})).toBeNull();
  });
});

describe("changesBetween(a, b)", () => {
  it("finds nothing changed in the same run", () => {
    const changes = changesBetween(drawn({seed: 1}), drawn({seed: 1}));
    expect(changes.isSame).toBe(true);
    expect(beyond(changes)).toBe(0);
    expect(changes.data).toMatchObject({inputs: [], tables: [], where: null, held: []});
    expect(changes.data.periods).toEqual({new: [], gone: [], changed: []});
    expect(changes.settings).toEqual([]);
    expect(changes.card).toEqual([]);
    expect(changes.patterns).toMatchObject({compared: 8, newly: [], noLonger: []});
  });

  it("names the file, the period and the kind of lead of conversions that were taken away", () => {
    const run = drawn({seed: 1});
    const {data} = changesBetween(run, withFewer(run, "c", "2025-03", 9));
    expect(data.inputs).toEqual([{table: "leads", file: "leads.csv", change: "changed", before: 2000, after: 2000}]);
    expect(data.periods.changed.map(({period}) => period)).toEqual(["2025-03"]);
    expect(data.where?.rule.id).toBe("kind-c");
    const {before, after} = data.where?.conversions ?? {before: 0, after: 0};
    expect(before - after).toBe(9);
  });

  it("names the action that holds on other observations, where the observations are the same", () => {
    const run = drawn({seed: 1});
    const other = {
      ...run,
      run: {...run.run, id: "other"},
      patterns: run.patterns.map((pattern) => (pattern.rule.id === "mail" ? {...pattern, n: pattern.n - 80} : pattern)),
    };
    const {held, where} = changesBetween(run, other).data;
    expect(held.map(({rule}) => rule.id)).toEqual(["mail"]);
    expect(where).toBeNull();
  });

  it("calls a rate and a pattern changed that did change", () => {
    const [a, b] = [drawn({seed: 1}), drawn({seed: 2, rate: 0.18, times: 6})];
    const {base, patterns} = changesBetween(a, b);
    expect(base.isBeyond).toBe(true);
    expect(base.difference?.value).toBeGreaterThan(0.05);
    expect(patterns.beyond.map(({rule}) => rule.id)).toEqual(["trial"]);
  });

  it("flags anything in at most about one of twenty pairs of samples from one world", () => {
    const runs = Array.from({length: 400}, (_, i) => drawn({seed: 100 + i, n: 600}));
    const pairs = Array.from({length: 200}, (_, i) => changesBetween(runs[2 * i], runs[2 * i + 1]));
    const wrong = pairs.filter((changes) => beyond(changes) > 0).length;
    expect(wrong).toBeLessThanOrEqual(10);
    expect(pairs.some(({patterns: {newly, noLonger}}) => newly.length + noLonger.length > 0)).toBe(true);
  });

  it("does not compare fields that may know the outcome in either run", () => {
    const [a, b] = [drawn({seed: 1}), drawn({seed: 2, times: 8})];
    const flagged = {...a, patterns: a.patterns.map((one) => ({...one, isFlagged: one.rule.id === "trial"}))};
    expect(changesBetween(flagged, b).patterns).toMatchObject({compared: 7, beyond: []});
  });

  it("compares cards by the weight of their rules, whatever a point is worth", () => {
    const a = drawn({seed: 1});
    const [entry] = a.card?.rules ?? [];
    const card = (slope: number, points: number, value: number) => ({
      slope,
      rules: [{...entry, points, interval: {value, low: value - 1, high: value + 1}}],
    });
    const of = (b: typeof a.card) => changesBetween(a, {...a, run: {...a.run, id: "b"}, card: b}).card;
    expect(of(card(0.125, 6, 6))?.[0]).toMatchObject({before: 3, after: 6, weight: {isBeyond: false}});
    expect(of(card(0.25, 9, 9))?.[0]).toMatchObject({weight: {isBeyond: true}});
    expect(of({slope: 0.25, rules: []})?.[0]).toMatchObject({before: 3, after: null, weight: null});
    expect(of(null)).toBeNull();
  });

  it("calls another bottleneck sure only where both runs had one", () => {
    const a = drawn({seed: 1});
    const of = (standsOut: string | null) =>
      changesBetween(a, {...a, bottleneck: {standsOut, longest: null}}).bottleneck.standsOut;
    expect(of("won")).toEqual({before: "new", after: "won", isBeyond: true});
    expect(of(null).isBeyond).toBe(false);
  });

  it("tells settings by name, and versions", () => {
    const a = drawn({seed: 1});
    const b = {
      ...a,
      run: {...a.run, id: "b", versions: {hakari: "0.4.0"}, settings: {...a.run.settings, minSupport: 50}},
    };
    expect(changesBetween(a, b).settings).toEqual([
      {setting: "settings.minSupport", before: "30", after: "50"},
      {setting: "versions.hakari", before: "0.3.0", after: "0.4.0"},
    ]);
  });
});
