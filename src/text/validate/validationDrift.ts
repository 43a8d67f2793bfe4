import {count, percent, plural} from "../../analysis/figures.ts";
import type {Drift} from "../../analysis/validation/psi.ts";
import {month} from "../format.ts";
import {say} from "../language.ts";

/** How far the score's spread has moved, beyond what chance does. */
export function driftText({periods}: Drift, texts: Record<number, string>): string {
  const later = periods.filter(({isLearnedFrom}) => !isLearnedFrom);
  const moved = later.filter(({psi, p95}) => psi > p95);
  const last = later.at(-1);
  if (!last)
    return say({
      en: "No month came after those that were learned from.",
      ja: "学習に使った期間より後の期間がありません。",
    });
  const [n, m] = [count(later.length), count(moved.length)];
  const isAll = moved.length === 0 || moved.length === later.length;
  const where =
    later.length === 1
      ? say({en: "the one later period", ja: "学習後の1期間"})
      : say({
          en: `${isAll ? "all " : `${m} of `}${plural(later.length, "later period")}`,
          ja: isAll ? `学習後の${n}期間すべて` : `学習後の${n}期間のうち${m}期間`,
        });
  if (moved.length === 0)
    return say({
      en: `In ${where} the scores lie as chance would have it.`,
      ja: `${where}で、スコアの分布は偶然の範囲に収まっています。`,
    });
  const size =
    last.psi > 0.25
      ? say({en: "large", ja: "大きな"})
      : last.psi > 0.1
        ? say({en: "moderate", ja: "中程度の"})
        : say({en: "small", ja: "小さな"});
  const verdict =
    last.psi <= last.p95
      ? say({en: "which may be chance", ja: "偶然の範囲です"})
      : say({
          en: `a ${size} shift by the usual marks of 0.1 and 0.25`,
          ja: `目安とされる0.1と0.25に照らすと${size}変化です`,
        });
  const [rule] = last.rules;
  const most = rule
    ? say({
        en: ` Most moved: ${texts[rule.rule]}, true of ${percent(rule.before)} then and of ${percent(rule.now)} in ${month(last.period)}.`,
        ja: `最も動いたのは「${texts[rule.rule]}」で、学習時の${percent(rule.before)}から${month(last.period)}には${percent(rule.now)}になりました。`,
      })
    : "";
  const [index, chance] = [last.psi.toFixed(3), last.p95.toFixed(3)];
  return say({
    en: `In ${where} the scores lie otherwise than chance would have it. In the last, ${month(last.period)}, the index is ${index} (chance: under ${chance} in 95 of 100), ${verdict}.${most}`,
    ja: `${where}で、スコアの分布が偶然の範囲を超えて動いています。最後の${month(last.period)}の指数は${index}（偶然なら100回中95回は${chance}未満）で、${verdict}。${most}`,
  });
}
