import {describe, expect, it} from "vitest";
import {driverReport} from "../../../src/analysis/drivers/drivers.ts";
import {chooseCandidates} from "../../../src/analysis/rules/candidates.ts";
import {coincidingWindows, type PatternCounts, patterns, tally} from "../../../src/analysis/rules/patterns.ts";

// 400 observations, half of them kept for the test; 20 % convert. `call` separates, `mail` does not, `vip` is rare.
const part = (is_test: boolean) => ({stage_no: 0, is_test, fold: 0});
const both = <T>(row: T) => [
  {...row, ...part(false)},
  {...row, ...part(true)},
];
const counts: PatternCounts = {
  base: both({n: 200, conversions: 40}),
  behaviours: [
    ...both({activity: "call", topic: null, window_days: 30, times: 1, n: 40, conversions: 15}),
    ...both({activity: "call", topic: null, window_days: 30, times: 2, n: 20, conversions: 15}),
    ...both({activity: "mail", topic: null, window_days: 30, times: 1, n: 100, conversions: 20}),
    ...both({activity: "any", topic: null, window_days: 30, times: 1, n: 150, conversions: 38}),
  ],
  recencies: [
    ...both({activity: "any", topic: null, under_days: 14, n: 120, conversions: 30}),
    ...both({activity: "any", topic: null, under_days: 30, n: 30, conversions: 8}),
    ...both({activity: "any", topic: null, under_days: null, n: 20, conversions: 1}),
  ],
  attributes: [
    ...both({field: "vip", value: "yes", cut: null, is_missing: false, n: 5, conversions: 3}),
    ...both({field: "vip", value: "no", cut: null, is_missing: false, n: 195, conversions: 37}),
    ...both({field: "employees", value: null, cut: null, is_missing: false, n: 80, conversions: 10}),
    ...both({field: "employees", value: null, cut: 50, is_missing: false, n: 60, conversions: 10}),
    ...both({field: "employees", value: null, cut: 500, is_missing: false, n: 40, conversions: 18}),
    ...both({field: "employees", value: null, cut: null, is_missing: true, n: 20, conversions: 2}),
  ],
  numbers: new Set(["employees"]),
};
const all = patterns(counts, {times: [1, 2], silencesDays: [14, 30]});
const of = (id: string) => all.find(({rule}) => rule.id === id);

describe("patterns(counts)", () => {
  it("adds up counts of at least so often", () => {
    expect(tally(of("call-in-the-last-30-days")!)).toMatchObject({
      n: 120,
      conversions: 60,
      all: {n: 400, conversions: 80},
    });
    expect(tally(of("call-2-or-more-times-in-the-last-30-days")!)).toMatchObject({n: 40, conversions: 30});
  });

  it("turns days since the last activity into silences, those never active among the silent", () => {
    expect(tally(of("no-activity-for-14-days")!)).toMatchObject({n: 160, conversions: 20});
    expect(tally(of("no-activity-for-30-days")!)).toMatchObject({n: 100, conversions: 4});
  });

  it("says a silence once: not again as any activity in the same window", () => {
    expect(of("any-activity-in-the-last-30-days")).toBeUndefined();
  });

  it("looks at one of the windows that hold on the very same observations, the shortest, and says how many it passes over", () => {
    const done = (window_days: number | null, twice: number) => [
      ...both({activity: "ask", topic: null, window_days, times: 1, n: 30, conversions: 12}),
      ...both({activity: "ask", topic: null, window_days, times: 2, n: twice, conversions: twice / 2}),
    ];
    const coinciding = {...counts, behaviours: [...done(null, 12), ...done(7, 10), ...done(30, 10)]};
    const options = {times: [1, 2], silencesDays: []};
    const asked = (more = {}) =>
      patterns(coinciding, {...options, ...more}).flatMap(({rule: {id}}) => (id.startsWith("ask") ? [id] : []));
    expect(asked()).toEqual([
      "ask",
      "ask-2-or-more-times",
      "ask-in-the-last-7-days",
      "ask-2-or-more-times-in-the-last-7-days",
    ]);
    expect(asked({everyWindow: true})).toHaveLength(6);
    expect(coincidingWindows(coinciding, options)).toBe(2);
    expect(coincidingWindows(counts, options)).toBe(0);
  });

  it("adds up numbers at or above each cut, and lists missing values", () => {
    expect(tally(of("employees-50-or-more")!)).toMatchObject({n: 200, conversions: 56});
    expect(tally(of("employees-500-or-more")!)).toMatchObject({n: 80, conversions: 36});
    expect(tally(of("employees-is-missing")!)).toMatchObject({n: 40, conversions: 4});
  });
});

describe("chooseCandidates(patterns)", () => {
  const options = {minSupport: 10, atMost: 10, excluded: new Map<string, string>()};

  it("puts what tells most first and leaves out rules with too few observations", () => {
    const {rules} = chooseCandidates(all, options);
    expect(rules[0].id).toBe("call-in-the-last-30-days");
    expect(rules.map(({id}) => id)).not.toContain("vip-is-yes");
  });

  it("leaves out excluded fields and says why", () => {
    const {rules, leftOut} = chooseCandidates(all, {...options, excluded: new Map([["call", "a leak"]])});
    expect(rules.some(({id}) => id.startsWith("call"))).toBe(false);
    expect(leftOut).toEqual([{text: "call", reason: "a leak"}]);
  });

  it("never looks at the observations kept for the test", () => {
    const bent = all.map((p) => ({...p, strata: p.strata.map((s) => (s.isTest ? {...s, conversions: s.n} : s))}));
    expect(chooseCandidates(bent, options).rules).toEqual(chooseCandidates(all, options).rules);
  });
});

describe("driverReport(input)", () => {
  const asked = {
    patterns: all,
    adjustments: new Map(),
    counts,
    profile: {activities: [], known: []},
    exposure: [],
    leaks: [],
    minSupport: 30,
    oneRowPerLead: true,
    doseWindow: 30,
  };
  const report = driverReport(asked);

  it("ranks by the cautious end of the odds ratio and keeps the too few apart", () => {
    expect(report.drivers[0].rule.id).toBe("call-2-or-more-times-in-the-last-30-days");
    expect(report.drivers[0].with).toMatchObject({n: 40, conversions: 30});
    expect(report.tooFew.map(({text}) => text)).toEqual(["vip is yes"]);
    expect(report.drivers.map(({rule}) => rule.id)).not.toContain("vip-is-no");
  });

  it("tells of how many leads the too few are at least: where one gives several observations, of one a fold", () => {
    const many = driverReport({...asked, oneRowPerLead: false});
    expect([report, many].map(({tooFew: [{n, leastLeads}]}) => [n, leastLeads])).toEqual([
      [10, 10],
      [10, 1],
    ]);
  });

  it("counts what it looked at and what may be luck", () => {
    expect(report.lookedAt).toBe(report.drivers.length);
    expect(report.found).toBe(report.drivers.filter(({q}) => q < 0.05).length);
    expect(report.expectedFalse).toBeLessThanOrEqual(0.05 * report.found);
  });

  it("shows the rate by number of times, none included, every observation once", () => {
    const calls = report.dose.find(({action}) => action === "call");
    expect(calls?.bins.map(({label, n, conversions}) => [label, n, conversions])).toEqual([
      ["0", 280, 20],
      ["1", 80, 30],
      ["2", 40, 30],
    ]);
  });
});
