import {count, percentOf, plural} from "../../analysis/figures.ts";
import {sentences} from "../format.ts";
import {say} from "../language.ts";

/** How often other rules are chosen when the leads are drawn anew; what follows is their table. */
export const redrawsText = (times: number, areOthersChosen: boolean): string =>
  say({
    en: `When the leads are drawn anew (${plural(times, "time")}) and a card is searched each time, ${areOthersChosen ? "these rules, which are not on the card, are often chosen:" : "no rule that is not on the card is often chosen."}`,
    ja: `リードを抽出し直して配点表を探すことを${count(times)}回繰り返すと、${areOthersChosen ? "配点表にない次のルールもよく選ばれます。" : "配点表にないルールがよく選ばれることはありません。"}`,
  });

/** Under this a share of the log-loss is told as nothing: half of the last digit shown. */
const nothing = 0.00005;

/**
 * What whole points cost, and about how much any card could gain.
 *
 * @param rounding by how much real-valued weights on the card's rules have less log-loss, as a share of it
 * @param gap the same of real-valued weights on all candidate rules; under 0 where the card has less log-loss than they, which
 *   are shrunk so as to hold on new leads
 */
export function wholePointsText(rounding: number, gap: number): string {
  const cost = percentOf(Math.max(0, rounding), 2);
  const whole =
    rounding < nothing
      ? say({
          en: "Real-valued weights on the card's own rules would do no better: whole points cost nothing.",
          ja: "配点表のルールに実数の重みを使っても対数損失は小さくなりません。整数化による損失はありません。",
        })
      : say({
          en: `Real-valued weights on the card's own rules would have ${cost} less log-loss: that is what whole points cost.`,
          ja: `配点表のルールに実数の重みを使うと、対数損失は${cost}小さくなります。これが整数化による損失です。`,
        });
  const all =
    gap < nothing
      ? say({
          en: "Real-valued weights on all candidate rules, held back so as not to fit luck, do no better than this card: there is next to nothing left to gain.",
          ja: "候補ルールすべてに、偶然に合わせすぎないよう控えめな実数の重みを使っても、この配点表を上回りません。改善の余地はほとんどありません。",
        })
      : say({
          en: `Real-valued weights on all candidate rules, which nobody could add up in their head, have ${percentOf(gap, 2)} less: that is about the most that any card of these rules could gain.`,
          ja: `候補ルールすべてに実数の重みを使うと、暗算では足せませんが、${percentOf(gap, 2)}小さくなります。これらのルールで作る配点表が改善できるのは、およそそこまでです。`,
        });
  return sentences([whole, all]);
}

/**
 * How to read the loss by number of rules.
 *
 * @param isBelow some card has less log-loss than the real-valued fit on all candidate rules
 */
export const parsimonyReading = (isBelow: boolean) =>
  say({
    en: {
      shows: "The log-loss of the best card with at most so many rules; lower is better.",
      read: `The dashed line is the real-valued fit on all candidate rules${isBelow ? ", held back so as not to fit luck: cards below it are no better for that on new leads" : ": no card of these rules can be much below it"}. Where the curve is flat, further rules bring next to nothing.`,
      act: "Take the shortest card at the start of the flat part: people remember and believe five rules, not fifteen.",
    },
    ja: {
      shows: "ルール数の上限ごとに見た、最良の配点表の対数損失。低いほど良い値です。",
      read: `破線は候補ルールすべてに実数の重みを使った場合${isBelow ? "（偶然に合わせすぎないよう控えめにしたもの）です。これを下回る配点表が、新しいリードでも優れているとは限りません" : "で、これらのルールで作る配点表がこれを大きく下回ることはありません"}。曲線が平らなところでは、ルールを増やしてもほとんど変わりません。`,
      act: "平らになり始めるところの、最も短い配点表を選びます。人が覚えて納得できるのは、15個ではなく5個のルールです。",
    },
  });

/** How to read the two halves of a score. */
export const halvesReading = (minSupport: number, isPublished: boolean) =>
  say({
    en: {
      shows: `The score of the card above in two: the points for who the lead is, and those for what it did, how lately, and where it stands.${isPublished ? " On the groups of this published page, near the true figures." : ""}`,
      read: `A fits best, 1 is most engaged. The stronger the colour, the higher the rate. Under ${minSupport} observations no rate is given.`,
      act: "Marketing tools that keep two scores take the two halves of the card. Where the line should be, and what sales can call, is on Threshold.",
    },
    ja: {
      shows: `上の配点表のスコアを2つに分けたもの。どんなリードかの点数（適合度）と、何をいつ行い、どのフェーズにいるかの点数（関心度）です。${isPublished ? "公開ページ用にまとめた集計のため、実際の値とわずかに異なります。" : ""}`,
      read: `Aは属性が最も合うリード、1は最も活発なリードです。色が濃いほど転換率が高くなります。観測が${minSupport}件未満のところには転換率を出しません。`,
      act: "スコアを2つ持てるツールには、この2つを別々に登録します。どこに線を引くか、営業が何件対応できるかは「しきい値」にあります。",
    },
  });
