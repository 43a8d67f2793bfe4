import {capital, count, plural} from "../analysis/figures.ts";
import {
  enoughWinners,
  type Look,
  type LookReason,
  type Sight,
  type SnapshotStep,
} from "../analysis/observing/coverage.ts";
import type {DesignReport, Lack, Missed} from "../analysis/observing/report.ts";
import type {RunRecord} from "../analysis/run.ts";
import {list, sentences} from "./format.ts";
import {say} from "./language.ts";

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

/** What to write in the project file for a look: `observe: {design: entry, delay_days: 3}`. */
export function lookSetting(look: Look): string {
  if (look.design === "snapshot") return `observe: {design: snapshot, every: ${look.every}}`;
  if (look.design === "entry" && look.delayDays > 0) return `observe: {design: entry, delay_days: ${look.delayDays}}`;
  return `observe: {design: ${look.design}}`;
}

const isWon = (target: string): boolean => target === "won";

/** "84 winners", "84 leads that reach Meeting". */
const winnersText = (n: number, target: string): string =>
  isWon(target)
    ? say({en: plural(n, "winner"), ja: `受注したリード${count(n)}件`})
    : say({en: `${plural(n, "lead")} that reach ${target}`, ja: `${target}に到達したリード${count(n)}件`});

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

/** What is lost to the design and what would mend it; empty where it sees four fifths of the winners. */
export function poorText(report: DesignReport, target: string): string {
  const {chosen, winners, missed, isPoor, others} = report;
  if (!isPoor || winners === 0 || chosen.look.design === "static") return "";
  const better = betterLook(report, others);
  const share = Math.round(100 * enoughWinners);
  const causes = list(missed.map((one) => missedText(one, report)));
  const remedy = better
    ? say({
        en: `write ${lookSetting(better.look)}, which sees ${count(better.winners)}`,
        ja: `${lookSetting(better.look)} と書くと${count(better.winners)}件を観測できます`,
      })
    : missedRemedy(missed[0], report, target);
  return say({
    en: `under ${share} % of ${winnersText(winners, target)} are seen, and what goes with the others may look like its opposite: ${causes}; ${remedy}`,
    ja: `${winnersText(winners, target)}のうち観測できるのは${share}%未満で、残りに多い特徴は逆向きに見えることがあります（${causes}）。${remedy}`,
  });
}

/** A look that sees clearly more winners than the chosen one. */
export const betterLook = ({chosen, winners}: DesignReport, others: readonly Sight[]): Sight | undefined =>
  [...others]
    .sort((a, b) => b.winners - a.winners)
    .find((other) => other.winners >= chosen.winners + Math.max(1, 0.05 * winners));

function missedText({cause, winners}: Missed, {chosen: {look}, horizon}: DesignReport): string {
  const n = count(winners);
  const window = count(horizon?.days ?? 0);
  const were = winners === 1 ? "was" : "were";
  switch (cause) {
    case "undated":
      return say({en: `${n} ${winners === 1 ? "has" : "have"} no date`, ja: `日付なし${n}件`});
    case "notEntered":
      return say({en: `${n} ${winners === 1 ? "has" : "have"} no time of entry`, ja: `入口の日時なし${n}件`});
    case "early":
      return say({en: `${n} ${were} decided before the observed stage`, ja: `観測の開始より前に決着${n}件`});
    case "notFollowed":
      return say({
        en: `${n} came less than ${window} days before the data's end`,
        ja: `データの末日までの${window}日以内に入ってきた${n}件`,
      });
    case "late":
      return say({en: `${n} took longer than ${window} days`, ja: `${window}日より長くかかったもの${n}件`});
    case "other":
      return look.design === "snapshot"
        ? say({en: `${n} ${were} decided between two dates`, ja: `基準日と基準日の間に決着${n}件`})
        : say({en: `${n} ${were} decided before the delay was over`, ja: `待つ期間のうちに決着${n}件`});
  }
}

function missedRemedy(missed: Missed | undefined, {horizon, spanDays}: DesignReport, target: string): string {
  switch (missed?.cause) {
    case "undated":
      return isWon(target)
        ? say({
            en: "give their dates: outcomes.columns: {decided_at: …}",
            ja: "日付を渡してください：outcomes.columns: {decided_at: …}",
          })
        : say({
            en: "give their dates: stage_visits.columns: {entered_at: …}",
            ja: "日付を渡してください：stage_visits.columns: {entered_at: …}",
          });
    case "notEntered":
    case "early":
      return say({
        en: "give the time they came: leads.columns: {created_at: …}, or observe an earlier stage: observe: {stage: …}",
        ja: "入ってきた日時を渡すか（leads.columns: {created_at: …}）、手前のフェーズから観測してください（observe: {stage: …}）",
      });
    case "notFollowed":
      return say({
        en: `shorten the outcome window, as in observe: {horizon_days: ${shorter(horizon?.days ?? 0, spanDays)}}, or wait for a longer record`,
        ja: `判定期間を短くするか（例：observe: {horizon_days: ${shorter(horizon?.days ?? 0, spanDays)}}）、記録がたまるのを待ってください`,
      });
    case "other":
      return say({
        en: "shorten the steps or the delay: observe: {every: week}, or {delay_days: …}",
        ja: "間隔か待つ日数を短くしてください：observe: {every: week}、または{delay_days: …}",
      });
    default:
      return say({
        en: "lengthen the outcome window: observe: {horizon_days: …}",
        ja: "判定期間を長くしてください：observe: {horizon_days: …}",
      });
  }
}

const shorter = (days: number, spanDays: number): number =>
  Math.max(1, Math.min(Math.ceil(days / 2), Math.ceil(spanDays / 3)));

/** Why nothing can be compared, and which setting mends it. */
export function lackText(lack: Lack, report: DesignReport, target: string): string {
  switch (lack) {
    case "no outcome":
      return say({
        en: "no outcome is recorded: give sources.outcomes, or set target: to a stage that leads reach",
        ja: "結果が1件も記録されていません。sources.outcomesを加えるか、target: にリードが到達するフェーズを指定してください",
      });
    case "nothing won":
      return say({
        en: "no lead is won: are the words for won in outcomes.values? Or set target: to a stage that leads reach",
        ja: "受注したリードがありません。受注を表す語がoutcomes.valuesにあるか確かめるか、target: にリードが到達するフェーズを指定してください",
      });
    case "nobody reaches":
      return say({
        en: `no lead reaches ${target}: is it written as in sources.stage_visits? Or set target: to an earlier stage`,
        ja: `${target}に到達したリードがありません。sources.stage_visitsと同じ書き方か確かめるか、target: に手前のフェーズを指定してください`,
      });
    case "no winner seen":
    case "nothing seen with a label": {
      const better = betterLook(report, report.others);
      const causes = list(report.missed.map((one) => missedText(one, report)));
      const remedy = better
        ? say({en: `write ${lookSetting(better.look)}`, ja: `${lookSetting(better.look)} と書いてください`})
        : missedRemedy(report.missed[0], report, target);
      return say({
        en: `no observation converts: of ${winnersText(report.winners, target)}, ${causes}; ${remedy}`,
        ja: `転換した観測がありません。${winnersText(report.winners, target)}の内訳：${causes}。${remedy}`,
      });
    }
    case "no other lead seen":
      return report.chosen.look.design === "static"
        ? say({
            en: "no lead is recorded as lost, and without times an open lead has no label: give lost outcomes, or times (created_at, decided_at)",
            ja: "失注したリードの記録がなく、日時がないと未決のリードは判定できません。失注の結果か、日時（created_at、decided_at）を渡してください",
          })
        : say({
            en: "every lead that is seen converts: leads that did not are missing from the export",
            ja: "観測できるリードがすべて転換しています。転換しなかったリードがデータから漏れています",
          });
  }
}

/** That the outcome window is shorter than the time to the target asks for; empty where it is not. */
export function windowText({horizon}: DesignReport): string {
  if (horizon?.from !== "follow-up") return "";
  return say({
    en: `outcome window ${count(horizon.days)} days instead of ${count(horizon.wantedDays)}: too few leads are followed for longer`,
    ja: `判定期間は${count(horizon.wantedDays)}日ではなく${count(horizon.days)}日。それより長く追えているリードが少ないため`,
  });
}

/** What keeps winners hidden and which setting shows them; null where the design shows them. */
export const remedyText = (report: DesignReport, target: string): string | null =>
  (report.lack ? lackText(report.lack, report, target) : poorText(report, target)) || null;

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
