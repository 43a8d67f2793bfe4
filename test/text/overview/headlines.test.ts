import {describe, expect, it} from "vitest";
import type {Suggestion} from "../../../src/analysis/card/suggestion.ts";
import type {Driver} from "../../../src/analysis/drivers/driver.ts";
import {wilson} from "../../../src/analysis/statistics/intervals.ts";
import {inLanguage} from "../../../src/text/language.ts";
import {
  cardHeadline,
  driverHeadline,
  goalText,
  strongestDrivers,
  stuckHeadline,
} from "../../../src/text/overview/headlines.ts";
import {latinWords} from "../latin.ts";
import {quality} from "../quality.ts";

const driver = (activity: string, [low, value, high]: number[]): Driver => ({
  rule: {id: activity, when: {activity, at_least: 1}},
  text: activity,
  family: "behaviour",
  with: wilson(30, 100),
  without: wilson(50, 1000),
  riskDifference: {value, low, high},
  riskRatio: {value, low, high},
  oddsRatio: {value, low, high},
  adjusted: null,
  adjustments: [],
  reversed: false,
  p: 0.001,
  q: 0.001,
  informationValue: 0.1,
  flags: [],
});

const goal = {
  target: "won",
  horizonDays: 120,
  design: "entry",
  every: null,
  stages: [{id: "meeting", name: "Meeting", wants: null, play: null}],
} satisfies Parameters<typeof driverHeadline>[1];

const suggestion = (ours: number | null, theirs: number | null, more: Partial<Suggestion> = {}): Suggestion =>
  ({
    card: {rules: [], intercept: 0, slope: 1, logLoss: 0.3, auc: 0.8},
    refusal: null,
    grouped: null,
    outOfTime: {
      how: "5 folds",
      train: {n: 1, conversions: 1},
      quality: [
        ...(ours === null ? [] : [{who: "suggested", quality: quality(ours)}]),
        ...(theirs === null ? [] : [{who: "current", quality: quality(theirs)}]),
        {who: "one point each", quality: quality(0.6)},
      ],
    },
    ...more,
  }) as Suggestion;

describe("strongestDrivers(drivers)", () => {
  it("takes three, each of another action, those of more conversions first, and none that may be chance", () => {
    const all = [
      driver("hurts", [0.1, 0.2, 0.3]),
      driver("helps", [2, 3, 4]),
      driver("helps", [1.5, 2, 3]),
      driver("unsure", [0.9, 1.5, 2]),
      {...driver("one of many", [3, 4, 5]), q: 0.2},
      driver("any", [3, 4, 5]),
      driver("more", [1.2, 1.4, 1.6]),
      driver("last", [1.1, 1.2, 1.3]),
    ];
    expect(strongestDrivers(all).map(({text}) => text)).toEqual(["helps", "more", "last"]);
    expect(strongestDrivers(all.slice(0, 2)).map(({text}) => text)).toEqual(["helps", "hurts"]);
  });
});

describe("driverHeadline(driver, goal)", () => {
  it("is one plain sentence, with n and intervals in small print", () => {
    expect(driverHeadline(driver("trial", [2, 3, 4]), goal)).toEqual({
      sentence: "With trial, 30 % of leads are won within 120 days, otherwise 5.0 %.",
      small: "30 % (22–40 %, n 100) against 5.0 % (3.8–6.5 %, n 1,000)",
    });
    const attribute = (text: string, when: Driver["rule"]["when"]) => ({
      ...driver(text, [2, 3, 4]),
      rule: {id: text, when},
    });
    const [role, size] = [
      attribute("role is director", {attribute: "role", is: ["director"]}),
      attribute("employees 50 or more", {attribute: "employees", at_least: 50}),
    ];
    expect(driverHeadline(role, goal).sentence).toMatch(/^Where role is director, 30 %/);
    expect(driverHeadline(size, goal).sentence).toMatch(/^With employees 50 or more, 30 %/);
    expect(goalText({...goal, target: "meeting", horizonDays: null})).toBe("reach Meeting");
  });
});

describe("driverHeadline(driver, goal) where a lead is seen several times", () => {
  const monthly = {...goal, design: "snapshot", every: "month"} as const;

  it("counts observations, not leads, and says so, in both languages", () => {
    expect(driverHeadline(driver("trial", [2, 3, 4]), monthly)).toEqual({
      sentence: "With trial, 30 % of monthly observations are won within 120 days, otherwise 5.0 %.",
      small:
        "30 % (22–40 %, n 100) against 5.0 % (3.8–6.5 %, n 1,000); a lead counts on each date on which it was still undecided",
    });
    const {sentence, small} = inLanguage("ja", () => driverHeadline(driver("trial", [2, 3, 4]), monthly));
    expect(sentence).toBe("「trial」に当てはまる毎月の観測は30%が120日以内に受注、それ以外は5.0%です。");
    expect(small).toContain("基準日ごとに1件と数えます");
  });
});

describe("cardHeadline(suggestion)", () => {
  it("says the card's worth as pairs put in order, beside today's rules or its own rules without points", () => {
    const {sentence, small} = cardHeadline(suggestion(0.78, 0.69));
    expect(sentence).toBe(
      "Of two leads of which one converts, the suggested card puts that one first 78 % of the time, today's rules 69 %.",
    );
    expect(small).toContain("AUC 0.780 (0.760–0.800) against 0.690 (0.670–0.710); 5 folds, n 4,641");
    expect(cardHeadline(suggestion(0.78, null)).sentence).toContain("one point for each of its rules 60 %");
  });

  it("warns of a card that is no better than chance, and says why there is none", () => {
    expect(cardHeadline(suggestion(0.51, 0.6)).sentence).toContain(
      "not shown to be better than chance, so do not rely on it",
    );
    expect(cardHeadline(suggestion(null, 0.6)).sentence).toContain("too little data to test");
    expect(cardHeadline(suggestion(0.78, 0.6, {card: null, refusal: "12 deals carry no points"})).sentence).toBe(
      "No card is suggested: 12 deals carry no points.",
    );
  });
});

describe("the headlines in Japanese", () => {
  it("hold no English word but the data's own", () => {
    const none = {standsOut: null, longest: null, periodDays: null, recordDays: null, resamples: 0, undated: 0};
    const report = {stages: [], ranked: [], ...none};
    const all = inLanguage("ja", () => [
      driverHeadline(driver("trial", [2, 3, 4]), goal),
      driverHeadline(driver("trial", [2, 3, 4]), {...goal, target: "meeting"}),
      cardHeadline(suggestion(0.51, null)),
      cardHeadline(suggestion(0.78, 0.69)),
      cardHeadline(suggestion(null, 0.6)),
      cardHeadline(suggestion(0.78, 0.6, {card: null})),
      stuckHeadline(report),
    ]);
    expect(all[0].sentence).toBe("「trial」に当てはまるリードは30%が120日以内に受注、それ以外は5.0%です。");
    expect(
      latinWords(all.flatMap(({sentence, small}) => [sentence, small]).join("\n"), ["trial", "Meeting", "folds"]),
    ).toEqual([]);
  });
});
