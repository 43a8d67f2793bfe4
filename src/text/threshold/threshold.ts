import {count, percent, percentWithRange, plural, rangeText, rateText} from "../../analysis/figures.ts";
import type {Rate} from "../../analysis/findings.ts";
import type {RunRecord} from "../../analysis/run.ts";
import {isByDefault, type LineState, lineOf, startLine} from "../../analysis/threshold/lineState.ts";
import {
  profit,
  profitInterval,
  type Threshold,
  type Unit,
  type Volume,
  type Worth,
} from "../../analysis/threshold/threshold.ts";
import type {TestedThreshold, ThresholdReport} from "../../analysis/threshold/thresholdReport.ts";
import {say} from "../language.ts";

/** What leads are counted by, in the reader's language; "1,000 leads" is the same in English. */
const unitName = (unit: Unit): string =>
  say({en: unit, ja: {week: "週", month: "月", quarter: "四半期", "1,000 leads": "1,000件"}[unit]});

/** "a month", "per 1,000 leads". */
export const perText = (unit: Unit): string =>
  say({en: unit === "1,000 leads" ? "per 1,000 leads" : `a ${unit}`, ja: `${unitName(unit)}あたり`});

/** "leads a month", "of 1,000 leads": title of a column or an axis. */
export const leadsPer = (unit: Unit): string =>
  say({
    en: unit === "1,000 leads" ? "of 1,000 leads" : `leads a ${unit}`,
    ja: `${unitName(unit)}あたりのリード数`,
  });

/** "1.3" under ten, "316" above. */
export const few = (n: number): string => (n > 0 && n < 10 ? n.toFixed(1).replace(/\.0$/, "") : count(n));

/** "316 leads a month (302–337)", "175 of 1,000 leads". */
export function volumeText({mean, low, high}: Volume, unit: Unit): string {
  const n = few(mean);
  if (unit === "1,000 leads") return say({en: `${n} of 1,000 leads`, ja: `1,000件中${n}件`});
  const range = low === null || high === null ? null : `${count(low)}–${count(high)}`;
  return say({
    en: `${n} ${n === "1" ? "lead" : "leads"} a ${unit}${range ? ` (${range})` : ""}`,
    ja: `${unitName(unit)}に${n}件${range ? `（${range}）` : ""}`,
  });
}

/** "¥12,300", to three figures; the plain number without a currency. */
export function money(value: number, currency: string | null): string {
  const rounded = Number(value.toPrecision(3));
  const style = currency === null ? {} : ({style: "currency", currency} as const);
  return rounded
    .toLocaleString("en", {...style, maximumFractionDigits: Math.abs(rounded) < 100 ? 2 : 0, minimumFractionDigits: 0})
    .replace("-", "−");
}

/** "one in 4.7". */
function oneIn(rate: number): string {
  if (!(rate > 0)) return say({en: "none", ja: "転換したリードはありません"});
  const n = (1 / rate).toFixed(1).replace(/\.0$/, "");
  return say({en: `one in ${n}`, ja: `${n}件に1件が転換します`});
}

/** "7", "−4". */
export const scoreNumber = (score: number): string => String(score).replace("-", "−");

/** "a score of 7 or more". */
export const scoreText = ({score}: Threshold): string =>
  say({en: `a score of ${scoreNumber(score)} or more`, ja: `スコア${scoreNumber(score)}以上`});

/** "197 leads a month (182–210), 26 % convert (23–30 %, n 592), 46 % of all conversions". */
export const bringsText = ({rate, volume, recall}: Threshold, unit: Unit): string =>
  say({
    en: `${volumeText(volume, unit)}, ${percent(rate.value)} convert (${rangeText(rate)}, n ${count(rate.n)}), ${percent(recall)} of all conversions`,
    ja: `${volumeText(volume, unit)}、転換率${rateText(rate)}、全転換の${percent(recall)}`,
  });

/** "¥7,080,000 a month (¥5,490,000 to ¥8,770,000), if every call costs ¥20,000 and every conversion above the line brings ¥200,000". */
export function moneyText(threshold: Threshold, worth: Worth, unit: Unit, currency: string | null): string {
  const {value, low, high} = profitInterval(threshold, worth);
  const text = (amount: number) => money(amount, currency);
  return say({
    en: `${text(value)} ${perText(unit)} (${text(low)} to ${text(high)}), if every call costs ${text(worth.cost)} and every conversion above the line brings ${text(worth.value)}`,
    ja: `連絡1件の費用が${text(worth.cost)}、線より上の転換1件の価値が${text(worth.value)}なら、利益は${perText(unit)}${text(value)}（${text(low)}～${text(high)}）`,
  });
}

/** The worth that the reader or the project file gave; null where one half is missing. */
export const worthOf = ({value, cost}: LineState): Worth | null =>
  value === null || cost === null ? null : {value, cost};

/** Why no lead has a score. */
export const noScore = (): string => say({en: "no observation has a score", ja: "スコアの付いた観測がありません"});

/** The page's question answered for the chosen line, and where the figures come from. */
export function lineAnswer(report: ThresholdReport, state: LineState, currency: string | null): string[] {
  const {threshold} = lineOf(report.thresholds, state);
  const worth = worthOf(state);
  const {unit} = report;
  if (!threshold)
    return [
      say({
        en: "No line can be drawn in the way chosen; the reason is below.",
        ja: "選んだ方法では線を引けません。理由は下にあります。",
      }),
      measuredText(report),
    ];
  const {rate, volume, recall, lift} = threshold;
  const money = worth && moneyText(threshold, worth, unit, currency);
  const pays = money ? say({en: ` It brings ${money}.`, ja: `${money}です。`}) : "";
  const doubt = againstAll(threshold, report.all);
  const untouched = isUntouched(report, state)
    ? say({
        en: " Nobody has set a limit yet: the line starts where a fifth of the leads can be called.",
        ja: "まだ誰も条件を決めていないため、リードの5分の1に連絡できるものとして始めています。",
      })
    : "";
  return [
    say({
      en: `The line is at ${scoreText(threshold)}: ${volumeText(volume, unit)}, of whom ${percent(rate.value)} convert (${rangeText(rate)}, n ${count(rate.n)}), ${oneIn(rate.value)}. They are ${percent(recall)} of all conversions, at ${lift.toFixed(1)} times the rate of all.${doubt}${pays}`,
      ja: `しきい値は${scoreText(threshold)}です。対象は${volumeText(volume, unit)}で、転換率は${rateText(rate)}、つまり${oneIn(rate.value)}。全転換の${percent(recall)}にあたり、転換率は全体の${lift.toFixed(1)}倍です。${doubt}${pays}`,
    }),
    `${measuredText(report)}${untouched}`,
  ];
}

/** Said where the line does not find leads that convert more often than any. */
function againstAll({rate, share}: Threshold, all: Rate): string {
  if (share === 1 || rate.low > all.value) return "";
  if (rate.high < all.value)
    return say({
      en: ` That is less than among all observations (${rateText(all)}): draw no line by this card.`,
      ja: `観測全体の${rateText(all)}より低い値です。この配点表では線を引かないでください。`,
    });
  return say({
    en: ` That may be no better than calling leads at random (${rateText(all)}).`,
    ja: `観測全体は${rateText(all)}で、無作為に連絡するのと変わらないかもしれません。`,
  });
}

/** Neither the project file nor the reader has asked for a line. */
function isUntouched(report: ThresholdReport, {way, capacity}: LineState): boolean {
  return isByDefault(report) && way === "capacity" && capacity === startLine(report).capacity;
}

/** On whom the figures were measured. */
function measuredText({measured: {kind, how}, all}: ThresholdReport): string {
  const on = say({
    en: `${count(all.n)} observations, ${count(all.conversions)} of them converted`,
    ja: `観測${count(all.n)}件、うち転換${count(all.conversions)}件`,
  });
  if (kind === "seen")
    return say({
      en: `Measured ${how} (${on}), because none could be kept back: expect somewhat less from new leads.`,
      ja: `検証用に取り分けられなかったため、${how}（${on}）で測りました。新しいリードでは、これよりやや低くなると見てください。`,
    });
  return say({
    en: `Measured on observations that the card had not seen: ${how} (${on}).`,
    ja: `配点表の学習に使っていない観測で測りました：${how}（${on}）。`,
  });
}

/** What must be known to read the figures of one list. */
export function listText({design, horizonDays}: Pick<RunRecord, "design" | "horizonDays">, unit: Unit): string {
  if (unit === "1,000 leads")
    return say({
      en: "The leads have no dates, so nothing can be said about a month: figures are per 1,000 leads.",
      ja: "リードに日付がないため、月あたりの件数は言えません。数値は1,000件あたりです。",
    });
  const within =
    horizonDays === null
      ? ""
      : say({
          en: ` within ${plural(horizonDays, "day")}`,
          ja: `そこから${count(horizonDays)}日以内の転換を数えます。`,
        });
  const each = say({en: unit, ja: `各${unitName(unit)}`});
  return design === "snapshot"
    ? say({
        en: `A ${each}'s leads are all that are open and above the line on its first day; they convert${within} of it. A lead that stays above is on several lists, and counts on each, also where it converts: do not add them up.`,
        ja: `${each}のリードは、その初日に未決（商談中）で線より上にあるもの全部です。${within}線より上にとどまるリードは複数のリストに載り、転換した場合もリストごとに数えるため、足し合わせないでください。`,
      })
    : say({
        en: `A ${each}'s leads are those that come in during it; they convert${within}.`,
        ja: `${each}のリードは、その間に入ってきたものです。${within}`,
      });
}

/** The thresholds as a table, highest line first. */
export function thresholdRows(
  thresholds: readonly TestedThreshold[],
  unit: Unit,
  worth: Worth | null,
  currency: string | null,
  showSeen: boolean,
): {columns: string[]; rows: string[][]} {
  const isTimed = unit !== "1,000 leads";
  const columns = [
    scoreAtLeast(),
    `${leadsPer(unit)}${isTimed ? say({en: " (range)", ja: "（範囲）"}) : ""}`,
    say({en: "share of observations", ja: "観測に占める割合"}),
    convertColumn(),
    ...(showSeen ? [say({en: "on observations it was learned from", ja: "学習に使った観測では"})] : []),
    say({en: "share of conversions", ja: "全転換に占める割合"}),
    say({en: "times the rate of all", ja: "全体比（倍）"}),
    ...(worth ? [profitPer(unit)] : []),
  ];
  const range = ({low, high}: Volume) => {
    if (low === null || high === null) return "";
    const bounds = `${count(low)}–${count(high)}`;
    return say({en: ` (${bounds})`, ja: `（${bounds}）`});
  };
  return {
    columns,
    rows: [...thresholds]
      .reverse()
      .map((t) => [
        scoreNumber(t.score),
        `${few(t.volume.mean)}${range(t.volume)}`,
        percent(t.share),
        percentWithRange(t.rate),
        ...(showSeen ? [percent(t.seen.value)] : []),
        percent(t.recall),
        t.lift.toFixed(2),
        ...(worth ? [money(profit(t, worth), currency)] : []),
      ]),
  };
}

/** Head of a column of lines, and title of their axis. */
export const scoreAtLeast = (): string => say({en: "score at least", ja: "スコアの下限"});

/** Head of a column of rates. */
export const convertColumn = (): string => say({en: "convert (95 %)", ja: "転換率（95%）"});

/** "profit a month": head of a column, or title of an axis. */
export const profitPer = (unit: Unit): string => say({en: `profit ${perText(unit)}`, ja: `${perText(unit)}の利益`});
