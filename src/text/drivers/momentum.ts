import type {ActionMomentum, Direction, Momentum} from "../../analysis/drivers/momentum.ts";
import {count, plural, rateText} from "../../analysis/figures.ts";
import {intervalText} from "../format.ts";
import {say} from "../language.ts";
import {leftOut, leftOutSentence} from "./countGrid.ts";
import {subject} from "./driverWords.ts";

/** Where an action goes, in a word. */
export const directionText = (direction: Direction): string =>
  say({
    en: direction,
    ja: {rising: "増加", steady: "横ばい", falling: "減少", none: "なし"}[direction],
  });

/** What the groups of one action's picture are. */
export const momentumGroups = (action: string, {windowDays}: Pick<Momentum, "windowDays">): string =>
  say({
    en: `${action}, last ${windowDays} days against the ${windowDays} before`,
    ja: `${action}（直近${windowDays}日とその前の${windowDays}日の比較）`,
  });

/** What counts as rising, and who takes part. */
export function momentumSummary({windowDays, n, tooNew, ...out}: Momentum): string {
  const young =
    tooNew > 0
      ? [
          say({
            en: `${plural(tooNew, "observation")} of leads known for less than ${count(2 * windowDays)} days, which can only rise`,
            ja: `登録から${count(2 * windowDays)}日未満のリードの観測${count(tooNew)}件（増加しかありえないため）`,
          }),
        ]
      : [];
  const summary = say({
    en:
      `The last ${plural(windowDays, "day")} against the ${count(windowDays)} before them, on ${plural(n, "observation")}. ` +
      "Rising: at least twice as often as before; falling: at most half as often.",
    ja:
      `直近${count(windowDays)}日をその前の${count(windowDays)}日と、観測${count(n)}件で比べました。` +
      "「増加」は回数が前の期間の2倍以上、「減少」は半分以下です。",
  });
  return summary + leftOutSentence([...young, ...leftOut(out)]);
}

/** Whether the direction of an action says more than its amount. */
export function momentumAnswer({action, classes, atEqualAmount, q, tellsMore}: ActionMomentum): string {
  const of = (label: Direction) => classes.find((one) => one.label === label);
  const [rising, falling] = [of("rising"), of("falling")];
  if (!rising || !falling || atEqualAmount === null || q === null)
    return say({
      en: `${subject(action)}: too few leads to compare rising with falling at equal amount.`,
      ja: `${action}：回数をそろえて増加と減少を比べるには、リードが少なすぎます。`,
    });
  const rates = say({
    en: `${subject(action)}: where it rises ${rateText(rising)} convert, where it falls ${rateText(falling)}.`,
    ja: `${action}：転換率は、増加した観測で${rateText(rising)}、減少した観測で${rateText(falling)}です。`,
  });
  const ratio = intervalText(atEqualAmount, 2);
  const equal = say({
    en: `${rates} Among leads that did it equally often in both windows together, the odds of converting are ${ratio} times as high where it rises`,
    ja: `${rates}両期間を合わせた回数が同じリードどうしで比べると、転換のオッズは、増加したリードが減少したリードの${ratio}倍です`,
  });
  if (q >= 0.05)
    return say({
      en: `${equal}: that may be chance. Count how often it was done; which way it goes adds nothing that can be told.`,
      ja: `${equal}が、偶然かもしれません。見るべきは回数です。増減の向きから、それ以上分かることは認められません。`,
    });
  const beside = {
    direction: say({
      en: "The direction tells even more of who converts than the amount does.",
      ja: "転換を見分けるには、回数よりも増減の向きのほうが役立ちます。",
    }),
    amount: say({
      en: "The amount still tells more of who converts than the direction does.",
      ja: "それでも、転換を見分けるには、増減の向きよりも回数のほうが役立ちます。",
    }),
    neither: say({
      en: "Which of the two tells more of who converts, direction or amount, is within chance.",
      ja: "増減の向きと回数のどちらが転換を見分けるのに役立つかは、偶然の範囲で決まりません。",
    }),
  }[tellsMore ?? "neither"];
  return say({
    en: `${equal}: the direction says something that the amount does not. ${beside}`,
    ja: `${equal}。増減の向きは、回数だけでは分からないことを示しています。${beside}`,
  });
}
