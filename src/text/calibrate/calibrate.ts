import {count, plural} from "../../analysis/figures.ts";
import {say} from "../language.ts";

/** How often other rules are chosen when the leads are drawn anew; what follows is their table. */
export const redrawsText = (times: number, areOthersChosen: boolean): string =>
  say({
    en: `When the leads are drawn anew (${plural(times, "time")}) and a card is searched each time, ${areOthersChosen ? "these rules, which are not on the card, are often chosen:" : "no rule that is not on the card is often chosen."}`,
    ja: `リードを抽出し直して配点表を探すことを${count(times)}回繰り返すと、${areOthersChosen ? "配点表にない次のルールもよく選ばれます。" : "配点表にないルールがよく選ばれることはありません。"}`,
  });

/** What whole points cost, and about how much any card could gain; both as shares of the log-loss in words. */
export const wholePointsText = (rounding: string, gap: string): string =>
  say({
    en: `Real-valued weights on the card's own rules would have ${rounding} less log-loss: that is what whole points cost. Real-valued weights on all candidate rules, which nobody could add up in their head, have ${gap} less: that is about the most that any card of these rules could gain.`,
    ja: `配点表のルールに実数の重みを使うと、対数損失は${rounding}小さくなります。これが整数化による損失です。候補ルールすべてに実数の重みを使うと、暗算では足せませんが、${gap}小さくなります。これらのルールで作る配点表が改善できるのは、およそそこまでです。`,
  });

/** How to read the loss by number of rules. */
export const parsimonyReading = () =>
  say({
    en: {
      shows: "The log-loss of the best card with at most so many rules; lower is better.",
      read: "The dashed line is the real-valued fit on all candidate rules: no card of these rules can be much below it. Where the curve is flat, further rules bring next to nothing.",
      act: "Take the shortest card at the start of the flat part: people remember and believe five rules, not fifteen.",
    },
    ja: {
      shows: "ルール数の上限ごとに見た、最良の配点表の対数損失。低いほど良い値です。",
      read: "破線は候補ルールすべてに実数の重みを使った場合で、これらのルールで作る配点表がこれを大きく下回ることはありません。曲線が平らなところでは、ルールを増やしてもほとんど変わりません。",
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
