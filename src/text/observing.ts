import {capital, count, plural} from "../analysis/figures.ts";
import type {Look, LookReason, Sight, SnapshotStep} from "../analysis/observing/coverage.ts";
import type {DesignReport} from "../analysis/observing/report.ts";
import type {RunRecord} from "../analysis/run.ts";
import {list, sentences} from "./format.ts";
import {say} from "./language.ts";
import {missedText, remedyText, winnersText} from "./missedWinners.ts";

/** "3 days", "6 hours", "14 minutes": a delay in the unit people would use. */
export function delayText(days: number): string {
  const hours = days * 24;
  if (hours < 2) {
    const minutes = Math.round(hours * 60);
    return say({en: plural(minutes, "minute"), ja: `${minutes}分`});
  }
  if (days < 1) return say({en: `${Math.round(hours)} hours`, ja: `${Math.round(hours)}時間`});
  return say({en: plural(days, "day"), ja: `${count(days)}日`});
}

/** How often, in Japanese, where English says "each month". */
export const stepName = (every: SnapshotStep): string => ({week: "毎週", month: "毎月", quarter: "四半期ごと"})[every];

/** A way of looking at leads, as the subject of a sentence: "snapshots each month", "entry", "entry after 3 days". */
export function lookText(look: Look): string {
  switch (look.design) {
    case "snapshot":
      return say({
        en: `snapshots each ${look.every}`,
        ja: `${stepName(look.every)}の定点観測（snapshot）`,
      });
    case "entry":
      return look.delayDays === 0
        ? say({en: "entry", ja: "入口観測（entry）"})
        : say({
            en: `entry after ${delayText(look.delayDays)}`,
            ja: `${delayText(look.delayDays)}後の入口観測（entry）`,
          });
    case "decision":
      return say({en: "looking back from the decision", ja: "結果からの振り返り（decision）"});
    case "static":
      return say({en: "leads as they are now (static)", ja: "現在の属性（static）"});
  }
}

/**
 * Whom the design sees beside the others, and why it was chosen: "snapshots each month see 39 of 84 winners; entry sees 84:
 * chosen". A clause without a full stop; `target` is won, or a stage in people's words.
 */
export function coverageText(report: DesignReport, target: string): string {
  const {chosen, others, why, winners, isPoor} = report;
  const shortfall = isPoor || winners - chosen.winners < worthTelling * winners ? "" : missedSentence(report);
  const first = others.find(({look}) => look.design === "snapshot") ?? others[0];
  const isLast = chosen.look.design !== "snapshot";
  const isComparable = others.some((other) => other.winners > 0);
  if (!isComparable || why === "no entries" || why === "winners undated") return alone(report, target);
  const [a, b] = isLast ? [first, chosen] : [chosen, others.at(-1) ?? first];
  const seen = say({
    en: `${lookText(a.look)} ${sees(a)} ${count(a.winners)} of ${winnersText(winners, target)}; ${lookText(b.look)} ${sees(b)} ${count(b.winners)}`,
    ja: `${winnersText(winners, target)}のうち、${lookText(a.look)}は${count(a.winners)}件、${lookText(b.look)}は${count(b.winners)}件を観測できます`,
  });
  return `${seen}${say({en: ": ", ja: "。"})}${reasonText(why, chosen)}${shortfall}`;
}

/** Share of the winners from which it is told why they are not seen. */
const worthTelling = 0.05;

function missedSentence(report: DesignReport): string {
  const causes = list(report.missed.map((one) => missedText(one, report)));
  return say({en: ` (of the rest, ${causes})`, ja: `（残りの内訳：${causes}）`});
}

const sees = ({look}: Sight): string => (look.design === "snapshot" || look.design === "static" ? "see" : "sees");

function alone({chosen, winners, why}: DesignReport, target: string): string {
  const of = winnersText(winners, target);
  if (why === "no entries")
    return say({
      en: "no lead has a time of entry (created_at, a stage visit or an activity): leads are compared as they are now (static)",
      ja: "入口の日時（created_at、フェーズの履歴、行動）が分かるリードがないため、現在の属性で比べます（static）",
    });
  if (why === "winners undated")
    return say({
      en: `most of ${of} have no date: leads are compared as they are now (static)`,
      ja: `${of}の大半に日付がないため、現在の属性で比べます（static）`,
    });
  return say({
    en: `${lookText(chosen.look)} ${sees(chosen)} ${count(chosen.winners)} of ${of}: ${reasonText(why, chosen)}`,
    ja: `${of}のうち、${lookText(chosen.look)}は${count(chosen.winners)}件を観測できます。${reasonText(why, chosen)}`,
  });
}

function reasonText(why: LookReason, {look}: Sight): string {
  const name = lookText(look);
  switch (why) {
    case "project file":
      return say({en: `${name} as the project file says`, ja: `プロジェクトファイルの指定により${name}を使います`});
    case "snapshots see enough":
      return say({en: `${name} chosen`, ja: `${name}を選びました`});
    case "snapshots know more":
      return say({
        en: `${name} chosen, since more of what winners did is known by then`,
        ja: `受注までの行動がより多く分かるため、${name}を選びました`,
      });
    case "losses undated":
      return say({
        en: `${name} chosen, since most lost leads have no date and would stay in every snapshot`,
        ja: `失注の大半に日付がなく、定点観測では未決のまま残り続けるため、${name}を選びました`,
      });
    case "winners undated":
    case "no entries":
    case "no winners":
      return say({en: "for want of times", ja: "日時がないためです"});
    case "entry sees most":
      return say({en: "chosen", ja: `${name}を選びました`});
  }
}

/** That the outcome window is shorter than the time to the target asks for, or need not have ended; empty where neither holds. */
export function windowText({horizon}: DesignReport): string {
  if (horizon?.isSettled)
    return say({
      en: `leads count before their outcome window of ${count(horizon.days)} days has ended, since all that came with them are decided; if only decided leads were exported, export the open ones, too: the quick ones are too many here`,
      ja: `同じ時期のリードがすべて決着しているため、判定期間${count(horizon.days)}日が終わる前のリードも数えます。決着したリードだけを書き出した場合は、早く決まったものに偏るため、未決のリードも書き出してください`,
    });
  if (horizon?.from !== "follow-up") return "";
  return say({
    en: `outcome window ${count(horizon.days)} days instead of ${count(horizon.wantedDays)}: too few leads are followed for longer`,
    ja: `判定期間は${count(horizon.wantedDays)}日ではなく${count(horizon.days)}日。それより長く追えているリードが少ないため`,
  });
}

type Designed = Pick<RunRecord, "coverage" | "target" | "stages">;

/** A run's target: won, or the stage in people's words. */
const targetOf = ({target, stages}: Designed): string => stages.find(({id}) => id === target)?.name ?? target;

const sentence = (clause: string): string => (clause ? `${capital(clause)}${say({en: ".", ja: "。"})}` : "");

/** Whom a run's design sees beside the others, and what became of its outcome window, in sentences; empty where nobody could be seen. */
export function designText(run: Designed): string {
  const {coverage} = run;
  if (!coverage || coverage.winners === 0) return "";
  return sentences([coverageText(coverage, targetOf(run)), windowText(coverage)].map(sentence));
}

/** What must be said before anything is believed: nothing to compare, or most winners not seen. */
export function designCautions(run: Designed): string[] {
  const {coverage} = run;
  if (!coverage) return [];
  const target = targetOf(run);
  return [remedyText(coverage, target) ?? ""].map(sentence).filter(Boolean);
}
