import type {PointLimits, RuleLimit} from "./limits.ts";
import {anyActivity, isAttribute, isBehaviour, isSilence, isStage, type Rule} from "./rules.ts";

/** What a rule may ask of the tool that runs it. */
export type Ability =
  | "minus"
  | "counts"
  | "windows"
  | "silence"
  | "silence of one action"
  | "any activity"
  | "topics"
  | "missing values"
  | "two conditions";

/** `second rule`: the tool has no such condition, but a second rule or campaign of its own brings it about. */
export type Able = "yes" | "second rule" | "no";

/** A scoring tool: what it can run, as far as is known. What is not known is left out, never guessed. */
export interface Profile {
  id: string;
  name: string;
  limits: {
    /** Rules, at most. */
    atMost?: number;
    noMinus?: true;
    /** Points are multiples of this. */
    step?: number;
    total?: {min?: number; max?: number};
  };
  can: Partial<Record<Ability, Able>>;
  /** How a card is entered there. */
  note: string;
  /** Pages that the facts were taken from, with their dates where they have one. */
  sources: readonly string[];
}

/** One thing that a rule asks and its tool cannot do as it stands, or is not known to do. */
export interface Gap {
  /** Position of the rule. */
  rule: number;
  ability: Ability;
  able: Able | "not known";
  instead: string;
}

const everything: Profile["can"] = {
  minus: "yes",
  counts: "yes",
  windows: "yes",
  silence: "yes",
  "silence of one action": "yes",
  "any activity": "yes",
  topics: "yes",
  "missing values": "yes",
  "two conditions": "yes",
};

export const profiles: readonly Profile[] = [
  {
    id: "generic",
    name: "A tool that runs every rule",
    limits: {},
    can: everything,
    note: "Enter each rule with its points; a lead's score is their sum.",
    sources: [],
  },
  {
    id: "adds-only",
    name: "A tool that only ever adds points",
    limits: {noMinus: true},
    can: {minus: "no", windows: "no", silence: "no", "silence of one action": "no"},
    note: "Points are given once, when something happens, and stay.",
    sources: [],
  },
  {
    id: "spreadsheet",
    name: "A spreadsheet",
    limits: {},
    can: everything,
    note: "One column a rule, 1 where it holds, times its points; counts in a window are a COUNTIFS over a sheet of activities.",
    sources: [],
  },
  {
    id: "hubspot",
    name: "HubSpot lead scoring",
    limits: {},
    can: {minus: "yes", windows: "yes", counts: "yes"},
    note: "Attribute rules go into fit groups, the others into engagement groups, one kind of event a group. Leave score decay off in groups whose rules have a time frame: a group has one or the other, and decay falls in a straight line, which this card does not. Set score and group limits no lower than the points that rules of the group can give together.",
    sources: [
      "Understand the lead scoring tool, HubSpot Knowledge Base, updated 3 September 2025",
      "Control Lead Score Durations with Decay & Timeframe Settings, Xcellimark, read November 2026",
      "A Guide to HubSpot's Lead Scoring Tool, iv-lead, read November 2026",
    ],
  },
  {
    id: "salesforce-account-engagement",
    name: "Salesforce Account Engagement (Pardot)",
    limits: {},
    can: {minus: "yes", windows: "second rule", silence: "second rule"},
    note: "Scores add up as things happen and stay until an automation rule adjusts them. Points for attributes are given by automation rules too (Adjust Prospect Score); its grades are letters of their own and not part of the score.",
    sources: [
      "Automation Rule Actions, Salesforce Help, read November 2026",
      "How to Deal with Score Decay in Account Engagement, The Spot, 5 January 2024",
    ],
  },
  {
    id: "marketo",
    name: "Adobe Marketo Engage",
    limits: {},
    can: {minus: "yes", counts: "yes", windows: "second rule", silence: "yes", "silence of one action": "yes"},
    note: "One smart campaign a rule, with the flow step Change Score (+5, −5). Nothing keeps a score from going below 0.",
    sources: [
      "Change Score, Adobe Experience League, read November 2026",
      "OP-Scoring-Behavior, Adobe Experience League, read November 2026",
      "Lead Score Decay question, Marketing Nation, read November 2026",
      "How to Prevent Score Fields From Dipping Below Zero, Marketing Nation, read November 2026",
    ],
  },
  {
    id: "zoho",
    name: "Zoho CRM scoring rules",
    limits: {},
    can: {minus: "yes"},
    note: "Fields of the record and its touch points (mail, survey, campaign, social, webinar) give or take points; other activities need a field that counts them.",
    sources: ["Setting Scoring Rules, Zoho CRM Help, read November 2026"],
  },
  {
    id: "dynamics-365",
    name: "Dynamics 365 Customer Insights – Journeys",
    limits: {},
    can: {minus: "yes", "two conditions": "yes"},
    note: "One group of conditions a rule, on attributes or behaviour; each group gives or takes its points.",
    sources: [
      "Create scoring models, Microsoft Learn, read November 2026",
      "Lead Scoring in Dynamics 365 Customer Insights, M. P. Lopez, 2026",
      "Lead scoring models for Customer Insights – Journeys, Megan V. Walker, read November 2026",
    ],
  },
];

export const toolIds: readonly string[] = profiles.map(({id}) => id);

/** The profile with this id; undefined where there is none. */
export const profileOf = (id: string): Profile | undefined => profiles.find((profile) => profile.id === id);

/**
 * The limits that people set together with the tool's: the narrower of both counts, and rules that the tool cannot run are
 * left out, except those that people force in or fix themselves.
 */
export function withProfile(limits: PointLimits, profile: Profile, rules: readonly Rule[]): PointLimits {
  const {atMost, noMinus, step, total} = profile.limits;
  const wanted = new Set(
    limits.limits.flatMap(({for: selector, use, fixed}) =>
      "rule" in selector && (use === "always" || fixed !== undefined) ? [selector.rule] : [],
    ),
  );
  const barred = gaps(profile, rules)
    .filter(({able, ability, rule}) => able === "no" && ability !== "minus" && !wanted.has(rules[rule].id))
    .map(({rule}) => rules[rule].id);
  const never = [...new Set(barred)].map((rule): RuleLimit => ({for: {rule}, use: "never"}));
  return {
    ...limits,
    atMost: Math.min(limits.atMost, atMost ?? limits.atMost),
    min: noMinus ? Math.max(0, limits.min) : limits.min,
    step: step === undefined ? limits.step : leastCommonMultiple(limits.step, step),
    total: narrower(limits.total, total ?? {}),
    limits: [...limits.limits, ...never],
  };
}

/** What the tool cannot do, or is not known to do, of what each rule asks; in the order of the rules. */
export function gaps({can}: Profile, rules: readonly Rule[]): Gap[] {
  return rules.flatMap((one, rule) =>
    needs(one).flatMap((ability): Gap[] => {
      const able = can[ability] ?? "not known";
      return able === "yes" ? [] : [{rule, ability, able, instead: remedy(ability, one)}];
    }),
  );
}

/** What a rule asks of its tool; one without points is taken to give plus points. */
function needs({when, in_stage, points = 0}: Rule): Ability[] {
  const asked: [Ability, boolean][] = [
    ["minus", points < 0],
    ["two conditions", Boolean(in_stage)],
    ["missing values", isAttribute(when) && when.missing === true],
    ["counts", isBehaviour(when) && when.at_least > 1],
    ["windows", isBehaviour(when) && when.within_days !== undefined],
    ["silence", isSilence(when) && when.activity === anyActivity],
    ["silence of one action", isSilence(when) && when.activity !== anyActivity],
    ["any activity", isBehaviour(when) && when.activity === anyActivity],
    ["topics", !isAttribute(when) && !isStage(when) && when.topic !== undefined],
  ];
  return asked.flatMap(([ability, isAsked]) => (isAsked ? [ability] : []));
}

function remedy(ability: Ability, {when, points = 0}: Rule): string {
  const days = isSilence(when) ? when.none_for_days : isBehaviour(when) ? when.within_days : undefined;
  switch (ability) {
    case "minus":
      return "leave the rule out, or give plus points to leads for whom it does not hold";
    case "counts":
      return "keep a counter in a field of the lead, and score that field";
    case "windows":
      return `give the points when it happens, and let a second rule take them back after ${days} days without it`;
    case "silence":
    case "silence of one action":
      return `let a scheduled rule ${points < 0 ? "take" : "give"} the points once the last time lies more than ${days} days back, and undo it at the next`;
    case "any activity":
      return "score each kind of activity by itself, or a field with the date of the last one";
    case "topics":
      return "score the pages, forms or files of the topic themselves";
    case "missing values":
      return "score a field that says whether the value is known";
    case "two conditions":
      return "score leads on a list or segment of those in the stage";
  }
}

function narrower(a: PointLimits["total"], b: PointLimits["total"]): PointLimits["total"] {
  const min = [a.min, b.min].filter((x) => x !== undefined);
  const max = [a.max, b.max].filter((x) => x !== undefined);
  return {...(min.length ? {min: Math.max(...min)} : {}), ...(max.length ? {max: Math.min(...max)} : {})};
}

function leastCommonMultiple(a: number, b: number): number {
  let [x, y] = [a, b];
  while (y) [x, y] = [y, x % y];
  return (a / x) * b;
}

/** The tool's limits in words; empty where none are known. */
export function profileText({limits, can}: Profile): string[] {
  const {atMost, noMinus, step, total} = limits;
  const of = (able: Able) =>
    Object.entries(can)
      .filter(([ability, value]) => value === able && !(noMinus && ability === "minus"))
      .map(([ability]) => ability);
  return [
    atMost === undefined ? "" : `at most ${atMost} rules`,
    noMinus ? "no points below 0" : "",
    step === undefined ? "" : `points in steps of ${step}`,
    total?.min === undefined ? "" : `no score below ${total.min}`,
    total?.max === undefined ? "" : `no score above ${total.max}`,
    of("no").length ? `no ${of("no").join(", no ")}` : "",
    of("second rule").length ? `${of("second rule").join(" and ")} only by a second rule` : "",
  ].filter((line) => line !== "");
}
