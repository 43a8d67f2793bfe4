import {count, percentOf, plural} from "../../analysis/figures.ts";
import type {NoRule, NoRuleNote} from "../../analysis/notes/noRule.ts";
import {say} from "../language.ts";
import type {Told} from "./told.ts";

/** What is said of columns and actions that no rule comes of. */
export const noRuleWords: Told<NoRuleNote> = {
  "columns without a rule": ({columns}) => {
    const each = columns.map(({column, why}) =>
      say({en: `${column}: ${noRuleText(why)}`, ja: `${column}：${noRuleText(why)}`}),
    );
    return say({
      en: `no rule comes of these columns: ${each.join(" · ")}`,
      ja: `次の列からはルールができません。${each.join("・")}`,
    });
  },
  "actions without a rule": ({named, others, least}) => {
    const unnamed =
      others === 0
        ? ""
        : named.length === 0
          ? say({en: `${count(others)} actions`, ja: `${count(others)}種類の行動`})
          : say({en: ` and ${count(others)} more`, ja: `ほか${count(others)}種類`});
    return say({
      en: `no rule comes of these actions, each of fewer than ${count(least)} leads: ${named.join(", ")}${unnamed}`,
      ja: `次の行動は、行ったリードがそれぞれ${count(least)}件未満のため、ルールになりません：${named.join("、")}${unnamed}`,
    });
  },
};

function noRuleText(why: NoRule): string {
  switch (why.kind) {
    case "personal":
      return say({en: "personal", ja: "個人情報"});
    case "known afterwards":
      return say({en: "known only after the outcome", ja: "結果が出てから分かる項目"});
    case "few leads":
      return say({
        en: `${plural(why.leads, "lead")} in all, and a rule needs ${count(why.least)}`,
        ja: `リードは全部で${count(why.leads)}件。ルールには${count(why.least)}件必要`,
      });
    case "empty":
      return why.share === 1
        ? say({en: "empty", ja: "すべて空"})
        : say({en: `${emptyShare(why.share)} empty`, ja: `${emptyShare(why.share)}が空`});
    case "one value":
      return say({en: "one value only", ja: "値が1種類だけ"});
    case "nearly one value":
      return say({
        en: `one value but for under ${count(why.least)} leads`,
        ja: `${count(why.least)}件未満のリードを除き同じ値`,
      });
    case "rare values":
      return say({
        en: `${count(why.values)} values, none with ${count(why.least)} leads`,
        ja: `${count(why.values)}種類の値があり、リードが${count(why.least)}件に達するものがない`,
      });
  }
}

/** Never 100 % where something is there: rounded down. */
const emptyShare = (share: number): string => percentOf(Math.floor(100 * share) / 100, 0);
