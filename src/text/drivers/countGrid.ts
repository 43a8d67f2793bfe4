import type {CountGrid, GridReport} from "../../analysis/drivers/countGrid.ts";
import {count, plural, rateText} from "../../analysis/figures.ts";
import {intervalText, list, sentences} from "../format.ts";
import {say} from "../language.ts";
import {subject} from "./driverWords.ts";

/** "at least 2 times in the last 30 days", "at least once, whenever". */
export function placeText({atLeast, windowDays}: {atLeast: number; windowDays: number | null}): string {
  const often = say({en: atLeast === 1 ? "at least once" : `at least ${atLeast} times`, ja: `${atLeast}回以上`});
  return windowDays === null
    ? say({en: `${often}, whenever`, ja: `通算${often}`})
    : say({en: `${often} in the last ${plural(windowDays, "day")}`, ja: `直近${count(windowDays)}日に${often}`});
}

/** "7 days", "ever". */
export const windowText = (windowDays: number | null): string =>
  windowDays === null
    ? say({en: "ever", ja: "全期間"})
    : say({en: plural(windowDays, "day"), ja: `${count(windowDays)}日`});

/** Whether a place stands out although it is the best of all that were looked at of its action. */
export const standsOut = ({best}: CountGrid): boolean => best.p < 0.05;

/** What is left out of a section, and why: flagged actions, and how many were too rare; empty where nothing is. */
export function leftOut({flagged, tooRare}: {flagged: readonly string[]; tooRare: number}): string[] {
  return [
    flagged.length > 0
      ? say({
          en: `${list(flagged)}, because of the warnings below`,
          ja: `${list(flagged)}（下の警告のため）`,
        })
      : "",
    tooRare > 0
      ? say({en: `${plural(tooRare, "action")} too rare to say`, ja: `件数不足の行動${count(tooRare)}種類`})
      : "",
  ].filter(Boolean);
}

/** "Left out: a; b." with a space before it where the language has spaces; empty for nothing. */
export const leftOutSentence = (out: readonly string[]): string =>
  out.length === 0 ? "" : say({en: ` Left out: ${out.join("; ")}.`, ja: `除いたもの：${out.join("；")}。`});

/** How many combinations were looked at, and for how many actions the best of them stands out even so. */
export function gridSummary({grids, looks, ...out}: GridReport): string {
  const sure = grids.filter(({best}) => best.pOfAll < 0.05).length;
  const summary = say({
    en:
      `We looked at ${plural(looks, "combination")} of count and window, over ${plural(grids.length, "action")}. ` +
      `For ${count(sure)} of them the best combination stands out even if all ${count(looks)} are counted.`,
    ja:
      `行動${count(grids.length)}種類について、回数と期間の組み合わせを計${count(looks)}通り調べました。` +
      `${count(looks)}通りすべてを試したことを補正しても、最良の組み合わせが偶然では説明しにくい行動は${count(sure)}種類です。`,
  });
  return summary + leftOutSentence(leftOut(out));
}

/** Which count and window tell most, with the honest interval, and which others tell as much. */
export function gridAnswer(grid: CountGrid, looks: number): string {
  const {action, best} = grid;
  const [place, ratio] = [placeText(best), intervalText(best.oddsRatio, 2)];
  const ofSo =
    grid.looks === 1
      ? say({en: "", ja: "です。"})
      : say({
          en: `, counted as the best of ${count(grid.looks)}`,
          ja: `です（区間は、${count(grid.looks)}通りから選んだことを補正）。`,
        });
  if (!standsOut(grid))
    return say({
      en: `${subject(action)}: no count and window stands out beyond chance. The most striking, ${place}, has an odds ratio of ${ratio}${ofSo}.`,
      ja: `${action}：偶然では説明しにくい回数と期間はありません。最も目立つ「${place}」のオッズ比は${ratio}${ofSo}`,
    });
  const first = say({
    en:
      `${subject(action)} tells most when done ${place}: ${rateText(best.with)} convert, of the rest ${rateText(best.without)}. ` +
      `Odds ratio ${ratio}${ofSo}.`,
    ja:
      `${action}で転換を最もよく見分けるのは「${place}」です。転換率は、該当するリードで${rateText(best.with)}、そのほかで${rateText(best.without)}です。` +
      `オッズ比は${ratio}${ofSo}`,
  });
  const luck =
    best.pOfAll < 0.05
      ? ""
      : say({
          en: `Among all ${count(looks)} combinations of all actions it may still be luck.`,
          ja: `ただし、全行動の${count(looks)}通りを試した中では、偶然の可能性が残ります。`,
        });
  return sentences([first, othersText(grid), luck]);
}

function othersText({best, cells, looks}: CountGrid): string {
  const others = cells.filter(
    ({isAsGood, atLeast, windowDays}) => isAsGood && !(atLeast === best.atLeast && windowDays === best.windowDays),
  );
  if (looks === 1) return "";
  if (others.length === 0)
    return say({
      en: `It tells more than each of the other ${count(looks - 1)} beyond chance.`,
      ja: `ほかの${count(looks - 1)}通りのどれよりも、偶然を超えてよく見分けます。`,
    });
  const left = count(others.length - 3);
  const more = others.length > 3 ? [say({en: `${left} more`, ja: `ほか${left}通り`})] : [];
  const named = list([...others.slice(0, 3).map(placeText), ...more]);
  return say({
    en: `${others.length === 1 ? "One other tells" : `${count(others.length)} others tell`} as much within chance (${named}): take the one that is easiest to explain.`,
    ja: `ほかの${count(others.length)}通り（${named}）との差は偶然の範囲です。説明しやすいものを選んでください。`,
  });
}
