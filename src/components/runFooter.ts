import {html} from "htl";
import {count, plural, signed} from "../analysis/figures.ts";
import type {RunRecord} from "../analysis/run.ts";
import {isFromStart} from "../text/counted.ts";
import {outcomeName} from "../text/data.ts";
import {date} from "../text/format.ts";
import {say} from "../text/language.ts";
import {delayText, stepName} from "../text/observing.ts";

const designText = ({design, every, delayDays}: RunRecord): string =>
  say({
    en: {
      snapshot: `snapshot: every undecided lead, as of fixed dates${every ? ` each ${every}` : ""}`,
      entry: `entry: every lead, as of ${delayDays ? `${delayText(delayDays)} after ` : ""}its entry`,
      decision: "decision: looking back from the decision; description only, not for fitting",
      static: "static: attributes without times; leakage cannot be ruled out",
    },
    ja: {
      snapshot: `定点観測：決まった基準日${every ? `（${stepName(every)}）` : ""}ごとに、未決のリードすべて`,
      entry: `入口観測：入ってきた時点${delayDays ? `から${delayText(delayDays)}後` : ""}のリードすべて`,
      decision: "結果からの振り返り：記述のみで、点数の決定には使わない",
      static: "属性のみ：日時がなく、リーク（結果の漏れ込み）を排除できない",
    },
  })[design];

/** What a design cannot carry, said on every page. */
function limitText(design: RunRecord["design"]): string {
  if (design === "decision")
    return say({
      en: "These figures look back from each decision: they describe, and are not for fitting points.",
      ja: "これらの数値は、結果が出た時点からの振り返りです。記述のためのもので、点数の決定には使えません。",
    });
  if (design === "static")
    return say({
      en: "This export has no times: that a field was filled in after the outcome cannot be ruled out.",
      ja: "データに日時がないため、結果が出た後に入力された項目が混じっている可能性を排除できません。",
    });
  return "";
}

/** What was run on what: the foot of every page. */
export function runFooter(run: RunRecord): HTMLElement {
  const day = (instant: string) => date(instant, run.timezone);
  const dataEnd = run.asOf ? day(run.asOf) : say({en: "no dates in the data", ja: "日付のないデータ"});
  const facts: [string, string][] = [
    [
      say({en: "Project", ja: "プロジェクト"}),
      say({en: `${run.title} (${run.project})`, ja: `${run.title}（${run.project}）`}),
    ],
    [say({en: "Run", ja: "実行"}), run.id],
    [say({en: "Data up to", ja: "データの末日"}), dataEnd],
    [say({en: "Dated rows", ja: "日付のある行"}), periodText(run)],
    [say({en: "Observations", ja: "観測"}), designText(run)],
    [say({en: "Whom", ja: "対象"}), whomText(run)],
    [say({en: "Target", ja: "目標"}), run.target === "won" ? outcomeName("won") : stageName(run, run.target)],
    [say({en: "Outcome window", ja: "判定期間"}), horizonText(run)],
    [
      say({en: "Windows", ja: "参照期間"}),
      run.settings.windowsDays
        .map((days) => say({en: `${days} days`, ja: `${days}日`}))
        .join(say({en: ", ", ja: "、"})),
    ],
    [say({en: "Points", ja: "点数"}), pointsText(run)],
    [
      say({en: "Smallest cell shown", ja: "表示する最小の件数"}),
      say({en: plural(run.settings.minCell, "observation"), ja: `観測${count(run.settings.minCell)}件`}),
    ],
    [
      say({en: "Versions", ja: "バージョン"}),
      Object.entries(run.versions)
        .map(([name, version]) => `${name} ${version}`)
        .join(", "),
    ],
  ];
  const summary = say({
    en: `Run ${run.id}: ${run.asOf ? "data up to " : ""}${dataEnd}`,
    ja: `実行記録 ${run.id}（${run.asOf ? "データの末日 " : ""}${dataEnd}）`,
  });
  const limit = limitText(run.design);
  return html`<div class="run-record">
    ${limit ? html`<p>${limit}</p>` : ""}
    <details><summary>${summary}</summary>
    <dl class="facts">${facts.map(([what, value]) => html`<div><dt>${what}</dt><dd>${value}</dd></div>`)}</dl></details>
  </div>`;
}

function periodText({period, timezone}: RunRecord): string {
  if (!period) return say({en: "none", ja: "なし"});
  const [from, to] = [date(period.from, timezone), date(period.to, timezone)];
  return say({en: `${from} to ${to}`, ja: `${from}–${to}`});
}

function whomText(run: RunRecord): string {
  if (!run.stage || isFromStart(run)) return say({en: "all leads", ja: "全リード"});
  const name = stageName(run, run.stage);
  return say({en: `leads in ${name} or beyond`, ja: `${name}以降のリード`});
}

function horizonText({horizonDays, horizonFrom}: RunRecord): string {
  if (!horizonDays) return say({en: "none", ja: "なし"});
  return say({
    en: `${plural(horizonDays, "day")} (${horizonFrom === "follow-up" ? "shortened: few leads are followed for longer" : horizonFrom})`,
    ja: `${count(horizonDays)}日（${horizonFrom === "project file" ? "プロジェクトファイルによる" : horizonFrom === "follow-up" ? "長く追えているリードが少ないため短縮" : "データから推定"}）`,
  });
}

const pointsText = ({settings: {points}}: RunRecord): string =>
  say({
    en: `${points.min} to ${points.max}, at most ${count(points.atMost)} rules`,
    ja: `${signed(points.min)}から${signed(points.max)}まで、ルールは最大${count(points.atMost)}個`,
  });

const stageName = ({stages}: RunRecord, id: string): string => stages.find((stage) => stage.id === id)?.name ?? id;
