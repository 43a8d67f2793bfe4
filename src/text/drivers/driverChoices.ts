import {byPeriod} from "../../analysis/drivers/adjust.ts";
import type {ShownView, ShownViews} from "../../analysis/drivers/viewFigures.ts";
import {count, plural} from "../../analysis/figures.ts";
import type {RunRecord} from "../../analysis/run.ts";
import {isFromStart} from "../counted.ts";
import {say} from "../language.ts";

type Design = ShownView["design"];

/** Designs in the words of the choosers. */
export const designNames = (): Record<Design, string> =>
  say({
    en: {
      snapshot: "on fixed dates",
      entry: "on entering the stage",
      decision: "looking back from the decision",
      run: "as the run looks at them",
    },
    ja: {
      snapshot: "決まった日付の時点",
      entry: "フェーズに入った時点",
      decision: "決着からさかのぼる",
      run: "この集計の観測方法",
    },
  });

/** What each design means, said below the choosers. */
export const designText = (design: Design): string =>
  say<Record<Design, string>>({
    en: {
      snapshot: "Every undecided lead is seen on each of the dates, as it stood then. This is how a score is used.",
      entry: "Each lead is seen when it enters a stage, so that leads that have come equally far are compared.",
      decision:
        "A description, not for points: looking back from the decision the end of every window depends on how it came out. Use it to tell the story of won and lost leads, not to weigh what they did.",
      run: "The leads, moments and target of the run: what the project file names, and the rest as the data ask for.",
    },
    ja: {
      snapshot: "決まった日付ごとに、その時点で未決だったリードを当時の状態で見ます。スコアの実際の使い方と同じです。",
      entry: "リードがフェーズに入った時点で見るため、同じところまで進んだリードどうしを比べられます。",
      decision:
        "点数づけには使えない、説明のための見方です。決着からさかのぼるため、どの期間の終わりも結果に左右されます。受注・失注の経緯を語るのに使い、行動の重みを決めるのには使わないでください。",
      run: "この集計のリード・時点・目標です。プロジェクトファイルの指定に従い、残りはデータから選びました。",
    },
  })[design];

/** "Qualified → next stage", "any stage → won". */
export function stepText(
  {stage, design, target}: Pick<ShownView, "stage" | "design" | "target">,
  run: RunRecord,
): string {
  if (design === "run") return ownStepText(run);
  const from = stage === null ? anyStage(run) : run.stages[stage].name;
  return `${from} → ${target === "won" ? wonText() : say({en: "a later stage or won", ja: "先のフェーズまたは受注"})}`;
}

const wonText = (): string => say({en: "won", ja: "受注"});
const allLeads = (): string => say({en: "all leads", ja: "全リード"});

/** Leads at whatever stage. */
export const anyStage = ({stages}: RunRecord): string =>
  stages.length ? say({en: "any stage", ja: "全フェーズ"}) : allLeads();

/** The run's own step: "Offer sent or beyond → won". */
export function ownStepText({stage, stages, target, design}: RunRecord): string {
  const name = (id: string) => stages.find((one) => one.id === id)?.name ?? id;
  const beyond = (id: string) => say({en: `${name(id)} or beyond`, ja: `${name(id)}以降`});
  const from =
    stage === null || isFromStart({stage, stages}) ? allLeads() : design === "static" ? name(stage) : beyond(stage);
  return `${from} → ${target === "won" ? wonText() : name(target)}`;
}

/** A segment or period: "industry: retail", "Q2 2025". */
export function sliceText({field, value}: Pick<ShownViews["slices"][number], "field" | "value">): string {
  if (field === byPeriod) return periodText(value ?? "");
  return value ?? say({en: "missing", ja: "未入力"});
}

function periodText(period: string): string {
  const [, year, quarter] = /^(\d{4})-Q(\d)$/.exec(period) ?? [];
  return quarter ? say({en: `quarter ${quarter} of ${year}`, ja: `${year}年第${quarter}四半期`}) : period;
}

/** The heading of a field's segments in the chooser. */
export const fieldText = (field: string): string => (field === byPeriod ? say({en: "When", ja: "時期"}) : field);

/** The choosers of the Drivers page and what they offer. */
export const choiceWords = {
  legend: () => say({en: "What to look at", ja: "見る対象"}),
  step: () => say({en: "Step", ja: "段階"}),
  target: () => say({en: "Until", ja: "目標"}),
  design: () => say({en: "Seen", ja: "見る時点"}),
  slice: () => say({en: "Which leads", ja: "どのリード"}),
  window: () => say({en: "Window", ja: "参照期間"}),
  family: () => say({en: "Show", ja: "表示"}),
  from: (stage: string) => say({en: `from ${stage}`, ja: `${stage}から`}),
  won: wonText,
  next: () => say({en: "a later stage, or won", ja: "先のフェーズまたは受注"}),
  all: () => say({en: "all", ja: "すべて"}),
  anyWindow: () => say({en: "any", ja: "すべて"}),
  last: (days: number) => say({en: `last ${plural(days, "day")}`, ja: `直近${count(days)}日`}),
  ever: () => say({en: "ever", ja: "全期間"}),
  strongest: () => say({en: "the strongest of each action and attribute", ja: "行動・属性ごとに最も強いもの"}),
  behaviour: () => say({en: "what they did", ja: "行動"}),
  attribute: () => say({en: "who they are", ja: "属性"}),
  time: () => say({en: "how quiet they were", ja: "行動のない期間"}),
};
