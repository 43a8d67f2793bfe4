import type {Card, CardRule, Suggestion} from "../../src/analysis/card/suggestion.ts";
import type {Verdict} from "../../src/analysis/card/verdicts.ts";
import {count, percent, percentOf, signed} from "../../src/analysis/figures.ts";
import type {Findings, Interval, Rate} from "../../src/analysis/findings.ts";
import {againstText} from "../../src/text/calibrate/against.ts";
import {heldChances} from "../../src/text/calibrate/heldChances.ts";
import {date} from "../../src/text/format.ts";
import {say} from "../../src/text/language.ts";
import {goalText} from "../../src/text/overview/headlines.ts";
import {columns} from "./columns.ts";

/** Lines of a list that are printed; the rest is on the pages. */
const longest = 8;

/** The suggested card with its evidence, and what the data say of the card in use, as plain text. */
export function cardText({run, observations, suggestion}: Findings): string {
  const {card, refusal} = suggestion;
  const head = headText(run, observations.base);
  if (!card) return say({en: `${head}\n\nNo card: ${refusal}`, ja: `${head}\n\n配点表なし：${refusal}`});
  return [
    head,
    suggestion.strengthText ?? "",
    suggestion.strength === "direction only" ? directions(card.rules) : points(card.rules),
    curveText(card),
    legend(suggestion),
    list(
      say({en: "Signs against the rule's own rate", ja: "単独の転換率と逆の向き"}),
      card.rules.filter(({against}) => against).map((rule) => `${rule.text}: ${againstText(rule)}`),
    ),
    list(
      say({en: "Often chosen instead", ja: "代わりによく選ばれるルール"}),
      suggestion.oftenInstead.map((instead) => insteadText(instead, suggestion.strength)),
    ),
    list(
      say({en: "Rules that stand for each other", ja: "互いに代わりになるルール"}),
      suggestion.interchangeable.map(({sentence}) => sentence),
    ),
    today(suggestion),
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}

function headText(run: Findings["run"], base: Rate): string {
  const {title, asOf, timezone, id} = run;
  const to = asOf === null ? null : date(asOf, timezone);
  return say({
    en: `${title}: suggested card\n${count(base.n)} observations, ${percent(base.value)} ${goalText(run)}; ${to === null ? "no dates" : `data to ${to}`}, run ${id}`,
    ja: `${title}：提案の配点表\n観測${count(base.n)}件のうち${percent(base.value)}が${goalText(run)}。${to === null ? "日付なし" : `${to}までのデータ`}、実行${id}`,
  });
}

function curveText({intercept, slope, within, auc}: Card): string {
  const [a, b, area] = [intercept.toFixed(3), slope.toFixed(4), auc.toFixed(3)];
  const held = heldChances(within);
  return say({
    en: `P = 1 / (1 + exp(−(${a} + ${b} × score)))${held ? `, ${held}` : ""}; AUC ${area} on these observations`,
    ja: `P = 1 / (1 + exp(−(${a} + ${b} × スコア)))、この観測でのAUCは${area}${held ? `。${held}` : ""}`,
  });
}

function points(rules: readonly CardRule[]): string {
  const rows = rules.map(({points, interval, isSure, kept, text, with: rate}) => [
    signed(points),
    intervalText(interval),
    directionText(isSure),
    keptText(kept),
    text,
    convertedText(rate),
  ]);
  const head = say({
    en: ["points", "95 % interval", "direction", "kept", "rule", "converted"],
    ja: ["点数", "95%信頼区間", "向き", "採用", "ルール", "転換率"],
  });
  return columns([head, ...rows]);
}

function directions(rules: readonly CardRule[]): string {
  const rows = rules.map(({points, isSure, kept, text, with: rate}) => [
    points > 0 ? "+" : "−",
    directionText(isSure),
    keptText(kept),
    text,
    convertedText(rate),
  ]);
  const head = say({
    en: ["sign", "direction", "kept", "rule", "converted"],
    ja: ["加減", "向き", "採用", "ルール", "転換率"],
  });
  return columns([head, ...rows]);
}

const directionText = (isSure: boolean): string =>
  isSure ? say({en: "sure", ja: "確か"}) : say({en: "may be luck", ja: "偶然の可能性あり"});

const convertedText = ({value, n}: Rate): string =>
  say({en: `${percent(value)} of ${count(n)}`, ja: `${percent(value)}（n ${count(n)}）`});

function legend({resamples}: Suggestion): string {
  const sure = say({
    en: "Sure: although they were picked as the best of many, no more than one in twenty of such rules is expected to be luck.",
    ja: "確か：多くの候補から選んだことを考えに入れても、偶然によるものは20個に1個以下と見込まれます。",
  });
  const kept = say({
    en: `Kept: in how many of ${resamples} resamples of the leads, each searched anew, the best card has the rule.`,
    ja: `採用：リードを${resamples}回抽出し直してそのつど探した最良の配点表のうち、このルールが入った割合です。`,
  });
  return resamples === 0 ? sure : `${sure}\n${kept}`;
}

const insteadText = (
  {text, kept, points, insteadOf}: Suggestion["oftenInstead"][number],
  strength: Suggestion["strength"],
): string => {
  const direction = points > 0 ? say({en: "a plus", ja: "加点"}) : say({en: "a minus", ja: "減点"});
  const given = strength === "points" ? signed(round(points)) : direction;
  return say({
    en: `${text}: in ${keptText(kept)} of the resamples, with ${given}${insteadOf ? `, mostly instead of ${insteadOf}` : ""}`,
    ja: `${text}：再抽出の${keptText(kept)}で採用、${given}${insteadOf ? `、主に「${insteadOf}」の代わり` : ""}`,
  });
};

function today({verdicts}: Suggestion): string {
  const rows = verdicts.map(({text, points, suggested, verdict, changeTo, why}) => [
    signed(points),
    intervalText(suggested),
    text,
    verdictText(verdict, changeTo, why),
  ]);
  if (rows.length === 0) return "";
  const head = say({en: ["points", "data say", "rule", "verdict"], ja: ["点数", "データの示す点数", "ルール", "判定"]});
  return `${say({en: "Today's card", ja: "現行の配点表"})}\n${columns([head, ...rows])}`;
}

function verdictText(verdict: Verdict["verdict"], changeTo: number | null, why: string): string {
  if (verdict === "keep") return say({en: "keep", ja: "維持"});
  if (verdict === "too few") return say({en: `too few to say: ${why}`, ja: `件数不足：${why}`});
  return changeTo === null
    ? say({en: `change: ${why}`, ja: `変更：${why}`})
    : say({en: `change to ${signed(changeTo)}`, ja: `${signed(changeTo)}に変更`});
}

function list(title: string, lines: readonly string[]): string {
  if (lines.length === 0) return "";
  const left = lines.length - longest;
  const more =
    left > 0
      ? [say({en: `and ${left} more, on the Calibrate page`, ja: `ほか${left}件は「配点」ページにあります`})]
      : [];
  return [title, ...[...lines.slice(0, longest), ...more].map((line) => `  ${line}`)].join("\n");
}

const intervalText = (interval: Interval | null): string =>
  interval
    ? [interval.low, interval.high].map((end) => signed(round(end))).join(say({en: " to ", ja: "～"}))
    : say({en: "cannot be told", ja: "不明"});

const keptText = (kept: number | null): string => (kept === null ? "–" : percentOf(Math.round(100 * kept) / 100, 0));

const round = (value: number): number => Math.round(value * 10) / 10;
