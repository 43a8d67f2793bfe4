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
      "A Guide to Build HubSpot Lead Scoring, Xcellimark, 2025",
      "Control Lead Score Durations with Decay & Timeframe Settings, Xcellimark, read November 2026",
      "A Guide to HubSpot's Lead Scoring Tool, iv-lead, read November 2026",
    ],
  },
  {
    id: "salesforce-account-engagement",
    name: "Salesforce Account Engagement (Pardot)",
    limits: {},
    can: {minus: "yes", silence: "second rule"},
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
    can: {minus: "yes"},
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
