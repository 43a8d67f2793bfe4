import {describe, expect, it} from "vitest";
import type {Suggestion} from "../../src/analysis/card/suggestion.ts";
import type {Findings} from "../../src/analysis/findings.ts";
import {flagOf} from "../../src/analysis/leaks/flag.ts";
import type {Note} from "../../src/analysis/notes/note.ts";
import {wilson} from "../../src/analysis/statistics/intervals.ts";
import {calibrateAnswer, dataAnswer, multiplicity, observedHow, warnings} from "../../src/text/answers.ts";
import {quality} from "./quality.ts";

const suggestion: Suggestion = {
  card: {rules: [], intercept: -3, slope: 0.2, logLoss: 0.3, auc: 0.8},
  refusal: null,
  current: null,
  verdicts: [],
  strength: "points",
  strengthText: null,
  resamples: 0,
  oftenInstead: [],
  interchangeable: [],
  limits: [],
  realValuedLogLoss: 0.29,
  roundingLoss: 0.0007,
  parsimony: [],
  pool: [],
  outOfTime: {
    how: "trained on 2025-01, tested on 2025-09",
    train: {n: 1000, conversions: 100},
    quality: [
      {who: "suggested", quality: quality(0.78)},
      {who: "current", quality: quality(0.7)},
    ],
  },
  grouped: null,
  leftOut: [],
  notes: [],
};

describe("calibrateAnswer(suggestion)", () => {
  it("gives the card's worth on unseen leads with n and interval, beside today's rules", () => {
    expect(calibrateAnswer(suggestion)[0]).toBe(
      "On 4,641 observations it had not seen (411 converted), the suggested card of 0 rules has an AUC of 0.780 (0.760–0.800); today's rules have 0.700 (0.680–0.720).",
    );
    expect(calibrateAnswer(suggestion)[1]).toContain("0.07 % of log-loss");
  });

  it("says why there is no card", () => {
    expect(calibrateAnswer({...suggestion, card: null, refusal: "12 conversions carry no points"})).toEqual([
      "No points are suggested: 12 conversions carry no points.",
    ]);
  });
});

describe("multiplicity(report)", () => {
  const report = {drivers: [], tooFew: [], dose: [], recency: [], profile: [], exposure: []};

  it("says how many of the findings may be luck", () => {
    expect(multiplicity({...report, lookedAt: 140, found: 19, expectedFalse: 2.2})).toBe(
      "We looked at 140 patterns: 19 stand out (q < 0.05), and about 2 of these may be luck.",
    );
  });

  it("does not speak of luck where nothing was found", () => {
    expect(multiplicity({...report, lookedAt: 3, found: 0, expectedFalse: 0})).toBe(
      "We looked at 3 patterns: 0 stand out (q < 0.05).",
    );
  });
});

const seen: Pick<Findings, "load" | "observations" | "leaks"> & {journey: {leadActions: number}} = {
  journey: {leadActions: 1},
  load: {
    sources: [
      {table: "leads", file: "leads.csv", bytes: 1, sha256: "", read: 110, loaded: 95, notSelected: 10, rejected: 5},
    ],
    tables: [],
    outcomes: [],
    rejects: [],
    columns: [],
    timeline: [],
    placeholders: [],
    notes: [],
  },
  observations: {
    labelled: 75,
    conversions: 10,
    leads: 75,
    censored: 25,
    base: wilson(10, 75),
    excluded: [],
    periods: [],
    timeToConversion: [],
  },
  leaks: [
    flagOf({field: "lost_reason", kind: "attribute", reason: "declared", why: "known after"}, undefined),
    flagOf({field: "trusted", kind: "attribute", reason: "alone too good", why: "too good"}, "asked at once"),
  ],
};

describe("warnings(findings)", () => {
  it("counts leaks that are left out, rejected rows of those selected, and observations not followed long enough", () => {
    expect(warnings({...seen, suggestion: {...suggestion, notes: ["few conversions"]}})).toEqual([
      "1 field may know the outcome and is left out of suggested rules: lost_reason.",
      "5 rows of 100 (5.0 %) could not be used.",
      "25 of 100 observations (25 %) are not followed long enough to know their outcome; they are counted, not taken for failures.",
      "few conversions",
    ]);
  });

  it("tells what the load noticed of who is lost, and nothing else that it noticed", () => {
    const notes: Note[] = [
      {kind: "none lost", level: "warning", won: 30, open: 210},
      {kind: "encoding", level: "told", file: "a.csv", encoding: "utf-16"},
    ];
    const told = warnings({...seen, load: {...seen.load, notes}, suggestion});
    expect(told.filter((text) => /utf-16|lost \(30 won/.test(text))).toEqual([
      "No lead is recorded as lost (30 won, 210 open): shares are of all who entered, followed equally long; lost_after_days or lost_when of outcomes say who is lost.",
    ]);
  });

  it("tells actions that stuck leads collect from fields that know the outcome", () => {
    const stuck = flagOf({field: "call", kind: "action", reason: "repeated on stuck leads", why: "more"}, undefined);
    const [first, second] = warnings({...seen, leaks: [...seen.leaks, stuck], suggestion});
    expect(first).toBe("1 field may know the outcome and is left out of suggested rules: lost_reason.");
    expect(second).toBe(
      "call is repeated on leads that are stuck, and left out of suggested rules too: more of it is not why they are lost.",
    );
  });

  it("is silent where there is nothing to warn of", () => {
    const clean = {...seen.load, sources: []};
    const all = {...seen.observations, censored: 0};
    expect(warnings({...seen, load: clean, observations: all, leaks: [], suggestion})).toEqual([]);
  });
});

describe("dataAnswer(findings)", () => {
  it("says how much is in use and how much is not known yet", () => {
    expect(dataAnswer(seen)).toEqual([
      "95 rows from 1 source are in use; 5 (5.0 %) could not be used.",
      "75 observations have a known outcome; 25 are not followed long enough and are left out of fits.",
      "1 field may know the outcome and is left out of suggested rules.",
    ]);
  });
});

describe("observedHow(run)", () => {
  it("names the target's stage and the outcome window", () => {
    const run = {
      design: "entry",
      horizonDays: 30,
      target: "meeting",
      stages: [{id: "meeting", name: "Meeting", wants: null, play: null}],
    } as unknown as Findings["run"];
    expect(observedHow(run)).toBe(
      "One observation is every lead as of its entry into the stage; it converted if the lead reached Meeting within 30 days.",
    );
  });
});
