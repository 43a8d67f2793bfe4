import {count, plural} from "../../analysis/figures.ts";
import type {DesignNote} from "../../analysis/notes/design.ts";
import type {Lack} from "../../analysis/observing/report.ts";
import {say} from "../language.ts";
import {lackText, poorText} from "../missedWinners.ts";
import {coverageText, windowText} from "../observing.ts";
import type {Told} from "./told.ts";

/** What is said of the observation design. */
export const designWords: Told<DesignNote> = {
  design: ({report, target}) =>
    [coverageText(report, target), windowText(report), poorText(report, target)]
      .filter(Boolean)
      .join(say({en: "; ", ja: "。"})),
  "nothing to compare": ({report, target}) => lackText(report.lack as Lack, report, target),
  "winners at once": ({winners, of}) =>
    say({
      en: `${count(winners)} of ${plural(of, "winner")} are decided at the very moment they come: nothing is known of them before; are they entered only once they are won?`,
      ja: `受注したリード${count(of)}件のうち${count(winners)}件は、入ってきたのと同時に決着しており、その前のことが分かりません。受注してから登録されていないか確かめてください`,
    }),
  "losses without a date": ({leads, of}) =>
    say({
      en: `${count(leads)} of ${plural(of, "lost lead")} have no date and stay in every snapshot until the data's end: give outcomes.columns: {decided_at: …}, or write observe: {design: entry}`,
      ja: `失注したリード${count(of)}件のうち${count(leads)}件に日付がなく、データの末日まで定点観測に残り続けます。outcomes.columns: {decided_at: …}で日付を渡すか、observe: {design: entry}と書いてください`,
    }),
};
