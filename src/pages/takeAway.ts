import {brokenLimits} from "../analysis/card/brokenLimits.ts";
import {pointsOf} from "../analysis/card/calibrateState.ts";
import {evaluate} from "../analysis/points/evaluate.ts";
import {profileOf} from "../analysis/rules/profiles.ts";
import {html} from "../components/html.ts";
import {absent, bullets} from "../components/prose.ts";
import {asExport, type CardToExport} from "../exports/card.ts";
import {type ExportOptions, exportCard} from "../exports/exportCard.ts";
import {sourcesText, toolReport} from "../exports/tool.ts";
import {say} from "../text/language.ts";
import {download} from "./download.ts";
import {toolSelect} from "./toolSelect.ts";
import type {CalibrateData, CardInHand, Workbench} from "./workbench.ts";

const kinds = (): {label: string; note: string; options: ExportOptions}[] => [
  {label: say({en: "For people", ja: "読むための配点表"}), note: "Markdown", options: {format: "md"}},
  {label: say({en: "Project file", ja: "プロジェクトファイル"}), note: "YAML", options: {format: "yaml"}},
  {label: say({en: "Table", ja: "表"}), note: "CSV", options: {format: "csv"}},
  {label: "JSON", note: "", options: {format: "json"}},
  {label: "SQL", note: "DuckDB", options: {format: "sql", dialect: "duckdb"}},
  {label: "SQL", note: "PostgreSQL", options: {format: "sql", dialect: "postgres"}},
  {label: "SQL", note: "Trino", options: {format: "sql", dialect: "trino"}},
  {label: say({en: "Scorecard", ja: "スコアカード"}), note: "PMML 4.4", options: {format: "pmml"}},
];

/** Downloads of the card as it stands under the reader's hand, and what the tool that will run it cannot do. */
export function takeAway({card: inHand}: Workbench, data: CalibrateData): HTMLElement {
  if (!inHand) return absent(say({en: "There is no card to take away.", ja: "書き出す配点表がありません。"}));
  const tool = toolSelect(inHand.setTool);
  const report = html`<div></div>`;
  const said = html`<p class="status" role="status"></p>`;
  const show = () => {
    const id = inHand.state().tool;
    tool.show(id);
    const profile = id === null ? undefined : profileOf(id);
    const card = cardOf(inHand, data);
    report.replaceChildren(profile && card.rules.length > 0 ? toolNotes(toolReport(card, profile)) : "");
  };
  const save = (options: ExportOptions) => {
    try {
      const file = exportCard(cardOf(inHand, data), {...options, tool: inHand.state().tool ?? undefined});
      download(file);
      said.textContent = say({en: `Saved as ${file.name}.`, ja: `${file.name}として保存しました。`});
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      said.textContent = say({en: `Not saved: ${why}.`, ja: `保存できませんでした：${why}。`});
    }
  };
  show();
  inHand.onRest(show);
  return html`<div class="bench">
    <p>${say({
      en: "The card as it stands above, with the points that you set. Everything is made in your browser.",
      ja: "上の配点表を、設定した点数のまま書き出します。ファイルはすべてブラウザの中で作られます。",
    })}</p>
    <p><label>${say({en: "To be run in", ja: "使うツール"})} ${tool.element}</label></p>
    ${report}
    <div class="bench-actions">${kinds().map(
      ({label, note, options}) =>
        html`<button type="button" onclick=${() => save(options)}>${label}${note ? html` <small>${note}</small>` : ""}</button>`,
    )}</div>
    ${said}
  </div>`;
}

function toolNotes({note, limits, cannot, check, sources}: ReturnType<typeof toolReport>): HTMLElement {
  const part = (title: string, items: readonly string[]) =>
    items.length ? html`<p>${title}</p>${bullets(items)}` : "";
  const facts = sources.length ? [...limits, sourcesText(sources)] : limits;
  return html`<div><p>${note}</p>
    ${part(say({en: "It cannot run as they stand:", ja: "このままでは実行できないルール："}), cannot)}
    ${part(say({en: "Not known whether it can run:", ja: "実行できるか不明なルール："}), check)}
    ${facts.length ? html`<p class="remark">${say({en: `${facts.join(". ")}.`, ja: `${facts.join("。")}。`})}</p>` : ""}
  </div>`;
}

/** The card as exports take it: evidence stays with points that are as suggested. */
function cardOf({cube, state}: CardInHand, {rules, suggestion, run, base, isPublished}: CalibrateData): CardToExport {
  const now = state();
  const points = pointsOf(now);
  const isLike = (of: (j: number) => number) => points.every((p, j) => p === of(j));
  const suggested = new Map(suggestion.card?.rules.map((rule) => [rule.rule.id, rule]));
  const isSuggested = suggestion.card !== null && isLike((j) => suggested.get(rules[j].id)?.points ?? 0);
  const isCurrent = suggestion.current !== null && isLike((j) => rules[j].current ?? 0);
  const figures = isSuggested ? suggestion.card : isCurrent ? suggestion.current : null;
  const {intercept, slope, within, auc} = figures ?? evaluate(cube, points);
  const listed = rules
    .map(({rule, with: held}, j) => {
      const found = suggested.get(rule.id);
      const same = found?.points === points[j] ? found : null;
      return {rule, points: points[j], with: held, interval: same?.interval ?? null, isSure: same?.isSure};
    })
    .sort((a, b) => b.points - a.points);
  const which = isSuggested ? "suggested" : isCurrent ? "current" : "edited";
  const broken = brokenLimits(
    now,
    rules.map(({rule}) => rule),
  );
  const notes = [
    suggestion.strengthText ?? "",
    isPublished && !figures
      ? say({
          en: "Curve and AUC were computed on a published page, whose smallest groups are put together: they are near the true figures, not equal to them.",
          ja: "曲線とAUCは、小さな集計をまとめた公開ページで計算したため、実際の値とわずかに異なります。",
        })
      : "",
    ...broken,
  ].filter(Boolean);
  return {
    ...asExport({rules: listed, intercept, slope, within, auc}, which, run, base),
    threshold: now.threshold,
    notes,
  };
}
