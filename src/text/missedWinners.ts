import {count, plural} from "../analysis/figures.ts";
import {enoughWinners, type Look, type Sight} from "../analysis/observing/coverage.ts";
import type {DesignReport, Lack, Missed} from "../analysis/observing/report.ts";
import {list} from "./format.ts";
import {say} from "./language.ts";

/** What to write in the project file for a look: `observe: {design: entry, delay_days: 3}`. */
export function lookSetting(look: Look): string {
  if (look.design === "snapshot") return `observe: {design: snapshot, every: ${look.every}}`;
  if (look.design === "entry" && look.delayDays > 0) return `observe: {design: entry, delay_days: ${look.delayDays}}`;
  return `observe: {design: ${look.design}}`;
}

const isWon = (target: string): boolean => target === "won";

/** "84 winners", "84 leads that reach Meeting". */
export const winnersText = (n: number, target: string): string =>
  isWon(target)
    ? say({en: plural(n, "winner"), ja: `受注したリード${count(n)}件`})
    : say({en: `${plural(n, "lead")} that reach ${target}`, ja: `${target}に到達したリード${count(n)}件`});

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

/** So many winners are not seen, for this cause. */
export function missedText({cause, winners}: Missed, {chosen: {look}, horizon}: DesignReport): string {
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
      if (look.design === "snapshot")
        return say({
          en: `${n} ${were} not followed for ${window} days from any date`,
          ja: `どの基準日からも${window}日間を追えていないもの${n}件`,
        });
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
      return horizon?.from === "project file"
        ? say({
            en: "take observe.horizon_days out of the project file, so that it is chosen, or wait for a longer record",
            ja: "observe.horizon_daysを消して判定期間を自動で選ばせるか、記録がたまるのを待ってください",
          })
        : say({
            en: `no outcome window shows more of them: wait for a longer record (this one has ${plural(Math.floor(spanDays), "day")})`,
            ja: `判定期間を変えても増えません。記録（現在${count(Math.floor(spanDays))}日分）がたまるのを待ってください`,
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

/** What keeps winners hidden and which setting shows them; null where the design shows them. */
export const remedyText = (report: DesignReport, target: string): string | null =>
  (report.lack ? lackText(report.lack, report, target) : poorText(report, target)) || null;
