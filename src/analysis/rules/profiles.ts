import {say} from "../../text/language.ts";

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

/** A page with the day it was read, in words. */
const read = (page: string): string => say({en: `${page}, read November 2026`, ja: `${page}（2026年11月閲覧）`});

/** The scoring tools known, the one without limits first. */
export const profiles: readonly Profile[] = [
  {
    id: "generic",
    get name() {
      return say({en: "A tool that runs every rule", ja: "すべてのルールを実行できるツール"});
    },
    limits: {},
    can: everything,
    get note() {
      return say({
        en: "Enter each rule with its points; a lead's score is their sum.",
        ja: "各ルールを点数とともに登録します。リードのスコアはその合計です。",
      });
    },
    sources: [],
  },
  {
    id: "adds-only",
    get name() {
      return say({en: "A tool that only ever adds points", ja: "加点しかできないツール"});
    },
    limits: {noMinus: true},
    can: {minus: "no", windows: "no", silence: "no", "silence of one action": "no"},
    get note() {
      return say({
        en: "Points are given once, when something happens, and stay.",
        ja: "点数は行動があったときに一度だけ付き、そのまま残ります。",
      });
    },
    sources: [],
  },
  {
    id: "spreadsheet",
    get name() {
      return say({en: "A spreadsheet", ja: "表計算ソフト"});
    },
    limits: {},
    can: everything,
    get note() {
      return say({
        en: "One column a rule, 1 where it holds, times its points; counts in a window are a COUNTIFS over a sheet of activities.",
        ja: "ルールごとに1列を作り、当てはまれば1として点数を掛けます。期間内の回数は、行動のシートにCOUNTIFSを使って数えます。",
      });
    },
    sources: [],
  },
  {
    id: "hubspot",
    get name() {
      return say({en: "HubSpot lead scoring", ja: "HubSpotのリードスコアリング"});
    },
    limits: {},
    can: {minus: "yes", windows: "yes", counts: "yes"},
    get note() {
      return say({
        en: "Attribute rules go into fit groups, the others into engagement groups, one kind of event a group. Leave score decay off in groups whose rules have a time frame: a group has one or the other, and decay falls in a straight line, which this card does not. Set score and group limits no lower than the points that rules of the group can give together.",
        ja: "属性のルールは「適合度」のグループに、それ以外は「エンゲージメント」のグループに、1グループにつきイベント1種類で登録します。期間のあるルールのグループでは、スコアの減衰をオフにしてください。1つのグループで使えるのはどちらか一方で、減衰は直線的に下がるため、この配点表とは異なります。スコアとグループの上限は、グループ内のルールが合わせて与えうる点数より低くしないでください。",
      });
    },
    get sources() {
      return [
        say({
          en: "Understand the lead scoring tool, HubSpot Knowledge Base, updated 3 September 2025",
          ja: "Understand the lead scoring tool, HubSpot Knowledge Base（2025年9月3日更新）",
        }),
        say({
          en: "A Guide to Build HubSpot Lead Scoring, Xcellimark, 2025",
          ja: "A Guide to Build HubSpot Lead Scoring, Xcellimark（2025年）",
        }),
        read("Control Lead Score Durations with Decay & Timeframe Settings, Xcellimark"),
        read("A Guide to HubSpot's Lead Scoring Tool, iv-lead"),
      ];
    },
  },
  {
    id: "salesforce-account-engagement",
    name: "Salesforce Account Engagement (Pardot)",
    limits: {},
    can: {minus: "yes", silence: "second rule"},
    get note() {
      return say({
        en: "Scores add up as things happen and stay until an automation rule adjusts them. Points for attributes are given by automation rules too (Adjust Prospect Score); its grades are letters of their own and not part of the score.",
        ja: "スコアは行動のたびに加算され、オートメーションルールで調整するまで残ります。属性の点数もオートメーションルール（「プロスペクトスコアの調整」）で付けます。グレードは別の評価で、スコアには含まれません。",
      });
    },
    get sources() {
      return [
        read("Automation Rule Actions, Salesforce Help"),
        say({
          en: "How to Deal with Score Decay in Account Engagement, The Spot, 5 January 2024",
          ja: "How to Deal with Score Decay in Account Engagement, The Spot（2024年1月5日）",
        }),
      ];
    },
  },
  {
    id: "marketo",
    name: "Adobe Marketo Engage",
    limits: {},
    can: {minus: "yes", counts: "yes", windows: "second rule", silence: "yes", "silence of one action": "yes"},
    get note() {
      return say({
        en: "One smart campaign a rule, with the flow step Change Score (+5, −5). Nothing keeps a score from going below 0.",
        ja: "ルールごとにスマートキャンペーンを1つ作り、フローステップ「スコアの変更」（+5、−5）を使います。スコアが0を下回ることもあります。",
      });
    },
    get sources() {
      return [
        "Change Score, Adobe Experience League",
        "OP-Scoring-Behavior, Adobe Experience League",
        "Lead Score Decay question, Marketing Nation",
        "How to Prevent Score Fields From Dipping Below Zero, Marketing Nation",
      ].map(read);
    },
  },
  {
    id: "zoho",
    get name() {
      return say({en: "Zoho CRM scoring rules", ja: "Zoho CRMのスコアリングルール"});
    },
    limits: {},
    can: {minus: "yes"},
    get note() {
      return say({
        en: "Fields of the record and its touch points (mail, survey, campaign, social, webinar) give or take points; other activities need a field that counts them.",
        ja: "レコードの項目とタッチポイント（メール、アンケート、キャンペーン、SNS、ウェビナー）で加点・減点します。それ以外の行動には、回数を数える項目が必要です。",
      });
    },
    get sources() {
      return [read("Setting Scoring Rules, Zoho CRM Help")];
    },
  },
  {
    id: "dynamics-365",
    name: "Dynamics 365 Customer Insights – Journeys",
    limits: {},
    can: {minus: "yes"},
    get note() {
      return say({
        en: "One group of conditions a rule, on attributes or behaviour; each group gives or takes its points.",
        ja: "ルールごとに、属性または行動の条件グループを1つ作ります。グループごとに加点・減点します。",
      });
    },
    get sources() {
      return [
        read("Create scoring models, Microsoft Learn"),
        say({
          en: "Lead Scoring in Dynamics 365 Customer Insights, M. P. Lopez, 2026",
          ja: "Lead Scoring in Dynamics 365 Customer Insights, M. P. Lopez（2026年）",
        }),
        read("Lead scoring models for Customer Insights – Journeys, Megan V. Walker"),
      ];
    },
  },
];

/** Names of the tools, as a project file gives them. */
export const toolIds: readonly string[] = profiles.map(({id}) => id);

/** The profile with this id; undefined where there is none. */
export const profileOf = (id: string): Profile | undefined => profiles.find((profile) => profile.id === id);

/** What a rule may ask of its tool, in words. */
export const abilityText = (ability: Ability): string =>
  say<Record<Ability, string>>({
    en: {
      minus: "minus",
      counts: "counts",
      windows: "windows",
      silence: "silence",
      "silence of one action": "silence of one action",
      "any activity": "any activity",
      topics: "topics",
      "missing values": "missing values",
      "two conditions": "two conditions",
    },
    ja: {
      minus: "減点",
      counts: "回数の条件",
      windows: "期間の条件",
      silence: "無反応の条件",
      "silence of one action": "特定の行動がないという条件",
      "any activity": "「何らかの行動」という条件",
      topics: "テーマの条件",
      "missing values": "未入力の条件",
      "two conditions": "2つの条件の組み合わせ",
    },
  })[ability];

/** The tool's limits in words; empty where none are known. */
export function profileText({limits, can}: Profile): string[] {
  const {atMost, noMinus, step, total} = limits;
  const of = (able: Able) =>
    (Object.keys(can) as Ability[])
      .filter((ability) => can[ability] === able && !(noMinus && ability === "minus"))
      .map(abilityText);
  const [no, bySecond] = [of("no"), of("second rule")];
  return [
    atMost === undefined ? "" : say({en: `at most ${atMost} rules`, ja: `ルールは${atMost}個まで`}),
    noMinus ? say({en: "no points below 0", ja: "0未満の点数は付けられません"}) : "",
    step === undefined ? "" : say({en: `points in steps of ${step}`, ja: `点数は${step}点刻み`}),
    total?.min === undefined ? "" : say({en: `no score below ${total.min}`, ja: `スコアの下限は${total.min}`}),
    total?.max === undefined ? "" : say({en: `no score above ${total.max}`, ja: `スコアの上限は${total.max}`}),
    no.length ? say({en: `no ${no.join(", no ")}`, ja: `使えないもの：${no.join("、")}`}) : "",
    bySecond.length
      ? say({
          en: `${bySecond.join(" and ")} only by a second rule`,
          ja: `別のルールを足せば使えるもの：${bySecond.join("、")}`,
        })
      : "",
  ].filter((line) => line !== "");
}
