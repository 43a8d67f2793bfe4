import {describe, expect, it} from "vitest";
import {cardText} from "../../loaders/commands/cardText.ts";
import type {CardRule, Suggestion} from "../../src/analysis/card/suggestion.ts";
import type {Findings} from "../../src/analysis/findings.ts";
import {wilson} from "../../src/analysis/statistics/intervals.ts";
import {inLanguage} from "../../src/text/language.ts";

const rule = (id: string, points: number, parts: Partial<CardRule> = {}): CardRule => ({
  rule: {id, when: {activity: id, at_least: 1}, points},
  text: id,
  family: "behaviour",
  points,
  interval: {value: points, low: points - 1.24, high: points + 1},
  isSure: true,
  kept: 0.9,
  keptPoints: {low: points - 1, high: points + 1},
  with: wilson(30, 200),
  ...parts,
});

const suggestion = {
  card: {
    rules: [rule("trial", 5), rule("mail", -2, {interval: null, isSure: false, kept: 0.456})],
    intercept: -3,
    slope: 0.2,
    logLoss: 0.3,
    auc: 0.8,
  },
  refusal: null,
  verdicts: [
    {
      rule: "a",
      text: "seminar",
      points: 4,
      suggested: {value: 8, low: 6, high: 9},
      verdict: "change",
      changeTo: 8,
      why: "x",
    },
    {
      rule: "b",
      text: "call",
      points: -2,
      suggested: {value: -2, low: -3, high: -1},
      verdict: "keep",
      changeTo: null,
      why: "x",
    },
    {
      rule: "c",
      text: "fair",
      points: 1,
      suggested: null,
      verdict: "too few",
      changeTo: null,
      why: "it holds on 3 of 900",
    },
  ],
  strength: "points",
  strengthText: null,
  resamples: 40,
  oftenInstead: [{rule: "d", text: "demo", kept: 0.35, points: 3.14, insteadOf: "trial"}],
  interchangeable: [{sentence: "“demo” (+3) could stand for “trial”: +0.02 % of log-loss."}],
} as unknown as Suggestion;

const findings = (parts: Partial<Suggestion> = {}): Findings =>
  ({
    run: {
      title: "Acme",
      target: "won",
      horizonDays: 90,
      asOf: "2026-01-30T15:00:00Z",
      timezone: "Asia/Tokyo",
      stages: [],
      id: "0123",
    },
    observations: {base: wilson(100, 1000)},
    suggestion: {...suggestion, ...parts},
  }) as unknown as Findings;

describe("cardText(findings)", () => {
  it("prints points with interval, whether the direction is sure, and how often the rule is kept", () => {
    const text = cardText(findings());
    expect(text).toMatch(/^\+5 +\+3.8 to \+6 +sure +90 % +trial +15 % of 200$/m);
    expect(text).toMatch(/^−2 +cannot be told +may be luck +46 % +mail +/m);
    expect(text).toMatch(/in how many of 40 resamples of the leads/);
    expect(text).not.toMatch(/Infinity|∞|NaN/);
  });

  it("prints what is often chosen instead and what stands for each other", () => {
    const text = cardText(findings());
    expect(text).toContain(
      "Often chosen instead\n  demo: in 35 % of the resamples, with +3.1, mostly instead of trial",
    );
    expect(text).toContain("Rules that stand for each other\n  “demo” (+3) could stand for “trial”");
    const many = Array.from({length: 11}, () => ({sentence: "s"}) as Suggestion["interchangeable"][number]);
    expect(cardText(findings({interchangeable: many}))).toMatch(/(\n {2}s){8}\n {2}and 3 more, on the Calibrate page/);
  });

  it("prints of today's points what to keep, what to change to, and why it cannot say", () => {
    const text = cardText(findings());
    expect(text).toMatch(/^\+4 +\+6 to \+9 +seminar +change to \+8$/m);
    expect(text).toMatch(/^−2 +−3 to −1 +call +keep$/m);
    expect(text).toMatch(/^\+1 +cannot be told +fair +too few to say: it holds on 3 of 900$/m);
  });

  it("prints plus and minus alone where few deals tell no more", () => {
    const text = cardText(
      findings({
        strength: "direction only",
        strengthText: "Direction only: 30 conversions cannot tell 3 points from 5.",
        resamples: 0,
        oftenInstead: [],
        verdicts: [{...suggestion.verdicts[0], changeTo: null, why: "the data say minus"}],
      }),
    );
    expect(text).toContain("\n\nDirection only: 30 conversions cannot tell 3 points from 5.\n\nsign");
    expect(text).toMatch(/^\+ +sure +90 % +trial/m);
    expect(text).toMatch(/^− +may be luck +46 % +mail/m);
    expect(text).not.toMatch(/resamples of the leads/);
    expect(text).toMatch(/seminar +change: the data say minus$/m);
  });

  it("says in the project's language what the card is of, and to which of its days", () => {
    expect(cardText(findings())).toContain(
      "1,000 observations, 10 % are won within 90 days; data to 31 Jan 2026, run 0123",
    );
    expect(inLanguage("ja", () => cardText(findings()))).toContain(
      "観測1,000件のうち10%が90日以内に受注。2026年1月31日までのデータ、実行0123",
    );
  });

  it("says why there is no card", () => {
    expect(cardText(findings({card: null, refusal: "12 conversions carry no points: wait for 8 more"}))).toMatch(
      /\n\nNo card: 12 conversions carry no points: wait for 8 more$/,
    );
  });
});
