import {describe, expect, it} from "vitest";
import {limitText} from "../../../src/analysis/rules/limits.ts";
import {profiles, profileText} from "../../../src/analysis/rules/profiles.ts";
import {type Condition, type Rule, ruleId, ruleText} from "../../../src/analysis/rules/rules.ts";
import {gaps} from "../../../src/analysis/rules/toolGaps.ts";
import {inLanguage} from "../../../src/text/language.ts";
import {latinWords} from "../../text/latin.ts";

const conditions: [Condition, en: string, ja: string][] = [
  [
    {activity: "page_view", topic: "pricing", at_least: 2, within_days: 30},
    "page_view (pricing) 2 or more times in the last 30 days",
    "page_view（pricing）が直近30日に2回以上",
  ],
  [{activity: "trial", at_least: 1}, "trial", "trialが1回以上"],
  [
    {activity: "any", at_least: 3, within_days: 7},
    "any activity 3 or more times in the last 7 days",
    "何らかの行動が直近7日に3回以上",
  ],
  [{activity: "any", none_for_days: 30}, "no activity for 30 days", "直近30日に行動なし"],
  [{activity: "trial", none_for_days: 7}, "no trial for 7 days", "直近7日にtrialなし"],
  [{attribute: "industry", is: ["a", "b"]}, "industry is a or b", "industryがaまたはb"],
  [{attribute: "size", at_least: 10, below: 50}, "size from 10 to under 50", "sizeが10以上50未満"],
  [{attribute: "size", at_least: 10}, "size 10 or more", "sizeが10以上"],
  [{attribute: "size", below: 10}, "size under 10", "sizeが10未満"],
  [{attribute: "size", missing: true}, "size is missing", "sizeが未入力"],
  [{stage: ["meeting"]}, "in stage meeting", "フェーズがmeeting"],
];

describe("ruleText(rule)", () => {
  it.each(conditions)("says %j in both languages", (when, en, ja) => {
    const rule = {id: "", when};
    expect(ruleText(rule)).toBe(en);
    expect(inLanguage("ja", () => ruleText(rule))).toBe(ja);
  });

  it("names the stages that a rule is limited to", () => {
    const rule: Rule = {id: "", when: {activity: "trial", at_least: 1}, in_stage: ["meeting", "offer"]};
    expect(ruleText(rule)).toBe("trial, while in meeting or offer");
    expect(inLanguage("ja", () => ruleText(rule))).toBe("trialが1回以上（フェーズがmeetingまたはofferのとき）");
  });
});

describe("ruleId(rule)", () => {
  it("is the same key whatever the language, so that a link and a project file keep their rules", () => {
    for (const [when, en] of conditions) {
      expect(inLanguage("ja", () => ruleId({when}))).toBe(ruleId({when}));
      expect(ruleId({when}).replaceAll("-", "")).toBe(en.replace(/[^a-z0-9]+/g, ""));
    }
  });
});

describe("inLanguage(ja, …)", () => {
  it("says limits without an English word", () => {
    expect(inLanguage("ja", () => limitText({for: {family: "behaviour"}, sign: "plus", cap: 8, at_most: 1}))).toBe(
      "行動：加点のみ、ルールは1個まで、合計で+8以下",
    );
  });

  it("says what tools are and cannot do without an English word, but for products' own names and sources", () => {
    const names = [
      "Zoho",
      "Dynamics",
      "Customer Insights",
      "Journeys",
      "Adobe Marketo Engage",
      "Account Engagement",
      "SNS",
      "Pardot",
      "COUNTIFS",
      "SNS",
    ];
    const rules = conditions.map(([when]): Rule => ({id: "", when, in_stage: ["offer"], points: -1}));
    const told = inLanguage("ja", () =>
      profiles.flatMap((profile) => [
        profile.name,
        profile.note,
        ...profileText(profile),
        ...gaps(profile, rules).map(({instead}) => instead),
      ]),
    );
    expect(told.length).toBeGreaterThan(80);
    expect(told.flatMap((text) => latinWords(text, names))).toEqual([]);
  });
});
