import {describe, expect, it} from "vitest";
import type {CardRule, Suggestion} from "../../src/analysis/card/suggestion.ts";
import {wilson} from "../../src/analysis/statistics/intervals.ts";
import type {CubeRule} from "../../src/data/rules.ts";
import {evidenceOf} from "../../src/pages/ruleEvidence.ts";

const rule = {id: "seminar", when: {activity: "seminar", at_least: 1}};
const onPage = (current: number | null): CubeRule => ({
  position: 0,
  id: "seminar",
  rule,
  text: "seminar",
  family: "behaviour",
  current,
  excluded: null,
  with: wilson(30, 100),
});
const cardRule: CardRule = {
  rule,
  text: "seminar",
  family: "behaviour",
  points: 4,
  interval: {value: 3.9, low: 2.1, high: 5.66},
  isSure: true,
  kept: 0.92,
  keptPoints: null,
  with: wilson(30, 100),
};
const suggestion = (rules: CardRule[], more: Partial<Suggestion> = {}): Suggestion =>
  ({
    card: {rules},
    strength: "points",
    verdicts: [],
    oftenInstead: [],
    interchangeable: [],
    ...more,
  }) as unknown as Suggestion;

describe("evidenceOf(rule, suggestion)", () => {
  it("gives the suggested points with interval and how often the rule is kept", () => {
    expect(evidenceOf(onPage(null), suggestion([cardRule]))).toEqual([
      "suggested +4 (+2.1 to +5.7) · kept in 92 % of redraws",
    ]);
  });

  it("gives no interval where the data tell directions only, and says what may be luck", () => {
    const weak = suggestion([{...cardRule, isSure: false, kept: null}], {strength: "direction only"});
    expect(evidenceOf(onPage(null), weak)).toEqual(["suggested +4 (direction only) · may be luck"]);
  });

  it("says so where an interval is not known", () => {
    expect(evidenceOf(onPage(null), suggestion([{...cardRule, interval: null, kept: null}]))).toEqual([
      "suggested +4 (interval unknown)",
    ]);
  });

  it("gives the verdict on today's points, and what could stand in", () => {
    const verdict = {
      rule: "seminar",
      text: "seminar",
      points: 5,
      suggested: null,
      verdict: "change",
      changeTo: 8,
      why: "",
    } as const;
    const swap = {rule: "seminar", text: "seminar", other: "trial", otherText: "trial"};
    const said = evidenceOf(
      onPage(5),
      suggestion([], {verdicts: [verdict], interchangeable: [swap, {...swap, otherText: "visit"}] as never}),
    );
    expect(said).toEqual([
      "suggested 0",
      "on today's card +5: change to +8",
      "could as well be “trial” or 1 other rule",
    ]);
  });
});
