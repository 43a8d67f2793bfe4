import {count, percent, percentWithRange, plural} from "../../analysis/figures.ts";
import type {Interval} from "../../analysis/findings.ts";
import {
  type Bottleneck,
  type BottleneckReport,
  type StageWait,
  shortestRecord,
  usedOf,
} from "../../analysis/funnel/bottleneck.ts";
import type {FunnelReport} from "../../analysis/funnel/funnel.ts";
import {duration, list, sentences} from "../format.ts";
import {say} from "../language.ts";
import {briefly} from "./funnel.ts";
import {assumedLostText, noneLostText, wonText} from "./shares.ts";

/** Which stage to mend first, and where leads stand longest: a headline of two sentences; empty without stages. */
export function bottleneckSentence(report: BottleneckReport): string {
  if (report.stages.length === 0) return "";
  return sentences(inOrder(report, [mendShort(report), standText(report, medianText)]));
}

/** The first of the two alone: where they wait longest if only that is sure, else the stage to mend; null without stages. */
export function bottleneckHeadline(
  report: BottleneckReport,
): {sentence: string; about: "waiting" | "mending"; stage: string | null} | null {
  const {stages, standsOut, longest} = report;
  if (stages.length === 0) return null;
  if (standsOut === null && longest !== null)
    return {sentence: standText(report, medianText), about: "waiting", stage: longest};
  const best = stageToMend(report);
  return {sentence: mendShort(report), about: "mending", stage: typeof best === "string" ? null : best.stage};
}

/**
 * What the Funnel page opens with: that nobody is recorded as lost, if so; the stage to mend, where leads wait longest, how many are
 * won; nothing without stages.
 */
export function funnelOpening(report: BottleneckReport, funnel: FunnelReport): string[] {
  if (report.stages.length === 0) return [];
  const told = inOrder(report, [mendText(report), standText(report)]);
  return [noneLostText(funnel), assumedLostText(funnel), ...told, wonText(funnel)].filter(
    (sentence) => sentence !== "",
  );
}

/** Where leads wait longest comes before the stage to mend where only the first is sure. */
const inOrder = ({standsOut, longest}: BottleneckReport, [mend, stand]: [string, string]): string[] =>
  standsOut === null && longest !== null ? [stand, mend] : [mend, stand];

/**
 * "4.4 (0.9–8.7)": deals a month, or days, with their interval; whole numbers from 10 on. The unit, where there is one, stands
 * behind each figure: "4.4件（0.9–8.7件）".
 */
export function amountText({value, low, high}: Interval, unit = ""): string {
  const digits = Math.abs(value) < 10 ? 1 : 0;
  const [middle, from, to] = [value, low, high].map((n) => (digits === 0 ? count(n) : n.toFixed(1)).replace("-", "−"));
  return say({
    en: `${middle}${unit} (${from}${low < 0 ? " to " : "–"}${to}${unit})`,
    ja: `${middle}${unit}（${from}${low < 0 ? "～" : "–"}${to}${unit}）`,
  });
}

/** What would be won if the stage did as well as its yardstick. */
function promiseText(stage: Bottleneck, {periodDays}: BottleneckReport): string {
  const {name, used, segments} = stage;
  const days = periodDays ?? 0;
  const yardstick =
    used === "segments" && segments
      ? say({
          en: `as in the best quarter of its leads by ${segments.attribute} (${list(segments.values)})`,
          ja: `${segments.attribute}別に見て最もよく遷移する上位4分の1（${list(segments.values)}）`,
        })
      : say({
          en: `as in the ${plural(days, "day")} before the latest ${count(days)}`,
          ja: `直近${count(days)}日間より前の${count(days)}日間`,
        });
  return say({
    en: `if as many of those who reach ${name} went on ${yardstick}, about ${gainText(stage)} would be won`,
    ja: `${name}に到達したリードが${yardstick}と同じ割合で先へ進めば、${gainText(stage)}`,
  });
}

/** Which stage is most worth mending, and how sure that is. */
export function mendText(report: BottleneckReport): string {
  const {stages, standsOut, resamples} = report;
  const best = stageToMend(report);
  if (typeof best === "string") return best;
  const promise = promiseText(best, report);
  const record = recordText(report);
  if (standsOut)
    return say({
      en: `Mend ${best.name} first: ${promise}${record}.`,
      ja: `まず${best.name}を改善しましょう。${promise}${record}。`,
    });
  const rivals = list(stages.filter((stage) => stage !== best && stage.first >= 0.05).map(({name}) => name));
  const share = percent(best.first);
  const doubt = rivals
    ? say({en: `${rivals} may as well come first`, ja: `${rivals}が1位でもおかしくありません`})
    : say({en: "its lead may be luck", ja: "1位なのは偶然かもしれません"});
  return say({
    en: `By deals won no stage stands out for sure. ${best.name} looks most worth mending: ${promise}${record}. But ${doubt} (${best.name} does in ${share} of ${count(resamples)} resamples of the leads).`,
    ja: `受注件数で見ると、確実に抜きん出たフェーズはありません。改善の効果が最も大きそうなのは${best.name}です。${promise}${record}。ただし、${doubt}（リードの再抽出${count(resamples)}回のうち、${best.name}が1位になるのは${share}です）。`,
  });
}

/** The same in a line. */
function mendShort(report: BottleneckReport): string {
  const best = stageToMend(report);
  if (typeof best === "string") return best;
  const gain = `${gainText(best)}${recordText(report)}`;
  return report.standsOut
    ? say({
        en: `Mend ${best.name} first: that would bring about ${gain}.`,
        ja: `まず${best.name}を改善しましょう。${gain}。`,
      })
    : say({
        en: `By deals won no stage stands out for sure; ${best.name} looks most worth mending, with about ${gain}.`,
        ja: `受注件数で見ると、確実に抜きん出たフェーズはありません。改善の効果が最も大きそうなのは${best.name}で、${gain}。`,
      });
}

/** ", at the entries of the latest 91 days and the shares of 15 months": what a gain rests on; nothing without times. */
function recordText({recordDays, periodDays}: BottleneckReport): string {
  if (recordDays === null) return "";
  const months = Math.floor(recordDays / 30.4375);
  return say({
    en:
      periodDays === null
        ? `, at the shares of ${plural(months, "month")} of entries`
        : `, at the entries of the latest ${plural(periodDays, "day")} and the shares of ${plural(months, "month")}`,
    ja: `（${periodDays === null ? "" : `到達件数は直近${count(periodDays)}日、`}割合は到達の記録${count(months)}か月分による）`,
  });
}

/** "4.4 (0.9–8.7) more deals a month"; in Japanese with its verb. */
function gainText(stage: Bottleneck): string {
  const gain = usedOf(stage)?.gain ?? {value: 0, low: 0, high: 0};
  return say({
    en: `${amountText(gain)} more deals a month`,
    ja: `受注が月に約${amountText(gain, "件")}増える見込みです`,
  });
}

/**
 * The stage that stands out; else, of those whose mending surely brings something, the one where it brings most in most
 * resamples. Where there is none: why not.
 */
function stageToMend(report: BottleneckReport): Bottleneck | string {
  const {stages, standsOut, resamples, recordDays} = report;
  if (resamples === 0)
    return say({
      en: "There are too few leads to rank the stages by what mending them would bring.",
      ja: "リードが少ないため、改善の効果でフェーズに順位を付けられません。",
    });
  if (recordDays !== null && recordDays < shortestRecord)
    return say({
      en: `What mending a stage would bring is not told: entries are recorded for ${plural(recordDays, "day")}, and ${count(shortestRecord)} are needed.`,
      ja: `フェーズを改善した場合の効果は表示しません。到達の記録が${count(recordDays)}日分で、必要な${count(shortestRecord)}日に足りないためです。`,
    });
  if (!stages.some(usedOf))
    return say({
      en: "What mending a stage would bring cannot be told: there are no segments of leads to measure it by, and no period before.",
      ja: "フェーズを改善した場合の効果は分かりません。比較の基準となるセグメントも、前の期間もないためです。",
    });
  const sure = stages.filter((stage) => usedOf(stage)?.isSure).sort((a, b) => b.first - a.first);
  return (
    stages.find(({stage}) => stage === standsOut) ??
    sure[0] ??
    say({
      en: `By deals won no stage stands out: none surely passes on fewer leads than ${yardsticks(report)}.`,
      ja: `受注件数で見ると、抜きん出たフェーズはありません。遷移率が${yardsticks(report)}を確実に下回るフェーズがないためです。`,
    })
  );
}

function yardsticks({stages, periodDays}: BottleneckReport): string {
  const days = periodDays ?? 0;
  const bySegment = stages.some(({segments}) => segments !== null)
    ? [say({en: "the best quarter of its leads by segment", ja: "セグメント別の上位4分の1"})]
    : [];
  const byPeriod = stages.some(({before}) => before !== null)
    ? [say({en: `in the ${plural(days, "day")} before`, ja: `前の${count(days)}日間`})]
    : [];
  return [...bySegment, ...byPeriod].join(say({en: ", or than ", ja: "や"}));
}

/** In which stage leads stand longest. */
export function standText({stages, longest, standsOut}: BottleneckReport, told = waitText): string {
  const timed = stages.flatMap(({wait, name, stage, next}) => (wait ? [{wait, name, stage, next}] : []));
  if (timed.length === 0)
    return say({
      en: "Where leads wait longest cannot be told: the stages have no times.",
      ja: "リードがどこで最も長く滞留するかは分かりません。フェーズに時刻の記録がないためです。",
    });
  if (timed.length === 1) {
    const [{name, wait}] = timed;
    return say({
      en: `In ${name} ${told(wait)}; no other stage has times.`,
      ja: `${name}では、${told(wait)}。ほかのフェーズには時刻の記録がありません。`,
    });
  }
  const found = timed.find(({stage}) => stage === longest);
  if (found) {
    const {name, next, wait} = found;
    const isLast = next === "won";
    const isSame = standsOut === longest;
    return say({
      en: `Leads ${isSame ? "also " : ""}wait longest in ${name}, ${isLast ? "before they are won" : `on the way to ${next}`}: ${told(wait)}.`,
      ja: `リードが最も長く滞留するの${isSame ? "も" : "は"}${name}（${isLast ? "受注" : next}の手前）です。${told(wait)}。`,
    });
  }
  const most = [...timed].sort((a, b) => b.wait.days.value - a.wait.days.value);
  const close = list(most.filter(({wait}, i) => i === 0 || wait.first >= 0.025).map(({name}) => name));
  const [{name, wait}] = most;
  return say({
    en: `Leads wait about as long in ${close}: no stage stands out. In ${name}: ${told(wait)}.`,
    ja: `滞留の長さは${close}でほぼ変わらず、抜きん出たフェーズはありません。${name}では、${told(wait)}。`,
  });
}

/** "half of those who move on need 33 days (29–36); …". */
export function waitText({median, days, quickDays}: StageWait): string {
  const half =
    median.value === null
      ? ""
      : say({
          en: `half of those who move on need ${daysText(median)}; `,
          ja: `先へ進むリードの半数が遷移するまでに${daysText(median)}かかり、`,
        });
  return say({
    en: `${half}on average a lead stands there ${amountText(days)} days beyond the ${briefly(quickDays)} that the quickest quarter needs`,
    ja: `${half}平均すると、最も速い4分の1が遷移に要する${briefly(quickDays)}より${amountText(days, "日")}長く滞留しています`,
  });
}

/** The median alone, where there is one. */
const medianText = (wait: StageWait): string =>
  wait.median.value === null
    ? waitText(wait)
    : say({
        en: `half of those who move on need ${daysText(wait.median)}`,
        ja: `先へ進むリードの半数が遷移するまでに${daysText(wait.median)}かかります`,
      });

/** "9.1 days, 218 h (215–233 h)", "33 days (29–36)"; hours and minutes where they are that short. */
function daysText({value, low, high}: StageWait["median"]): string {
  if (value === null || low === null || high === null) return duration(value);
  const [half, from, to] = [value, low, high].map(briefly);
  if (value < 2) return say({en: `${half} (${from} to ${to})`, ja: `${half}（${from}～${to}）`});
  const [days, least, most] = [value, low, high].map((n) => n.toFixed(0));
  if (value >= 14) return say({en: `${days} days (${least}–${most})`, ja: `${days}日（${least}–${most}日）`});
  const [hours, fewest, longest] = [value, low, high].map((n) => (24 * n).toFixed(0));
  return say({
    en: `${half}, ${hours} h (${fewest}–${longest} h)`,
    ja: `${half}、${hours}時間（${fewest}–${longest}時間）`,
  });
}

/** What a stage passes on today and would pass on. */
export function passText({used, segments, before, passThrough}: Bottleneck): string {
  const yardstick = used === "segments" ? segments : used === "before" ? before : null;
  if (!yardstick)
    return say({
      en: `${percentWithRange(passThrough)} go on in the end`,
      ja: `最終的な遷移率${percentWithRange(passThrough)}`,
    });
  const [today, rate] = [percent(yardstick.today), percent(yardstick.rate)];
  return used === "segments"
    ? say({
        en: `${today} go on in the end; ${rate} in the best quarter`,
        ja: `最終的な遷移率${today}、上位4分の1は${rate}`,
      })
    : say({
        en: `${today} go on in the end; ${rate} in the period before`,
        ja: `最終的な遷移率${today}、前の期間は${rate}`,
      });
}
