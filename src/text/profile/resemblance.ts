import {count, percent, plural} from "../../analysis/figures.ts";
import type {Resemblance} from "../../analysis/profile/resemblance.ts";
import {say} from "../language.ts";
import {valueName} from "./profileWords.ts";

/** The value of an attribute by which won and open leads differ most. */
export interface Difference {
  field: string;
  group: Resemblance["groups"][number];
}

/**
 * The largest difference of each attribute between won and open leads that is beyond chance, largest first. Values left together
 * are no kind of lead that one could look for.
 */
export function differences(all: readonly Resemblance[]): Difference[] {
  return all
    .flatMap(({field, groups}): Difference[] => {
      const found = groups.filter(({q, kind}) => q < 0.05 && kind !== "other");
      const [largest] = found.sort((a, b) => size(b) - size(a) || b.difference.value - a.difference.value);
      return largest ? [{field, group: largest}] : [];
    })
    .sort((a, b) => size(b.group) - size(a.group));
}

/** In tenths of a point, so that two values of one attribute are equally far apart. */
const size = ({difference}: Resemblance["groups"][number]): number => Math.round(1000 * Math.abs(difference.value));

/** "42 % of open leads have size enterprise, 18 % of won ones (24 points more, 20 to 28): …". */
export function differenceSentence({field, group}: Difference): string {
  const {label, shareOfOpen, shareOfWon, difference, won} = group;
  const [low, high] = [difference.low, difference.high]
    .map((x) => Math.abs(100 * x))
    .sort((a, b) => a - b)
    .map((x) => x.toFixed(0));
  const points = Math.abs(100 * difference.value).toFixed(0);
  const isMore = difference.value > 0;
  const name = valueName(field, label);
  return say({
    en: `${percent(shareOfOpen)} of open leads have ${name}, ${percent(shareOfWon)} of won ones (${points} points ${isMore ? "more" : "fewer"}, ${low} to ${high}): ${isMore ? `what is said of them rests on ${plural(won, "won lead")}` : "such customers are rarer among the leads in hand"}.`,
    ja: `「${name}」は未決リードの${percent(shareOfOpen)}、受注リードの${percent(shareOfWon)}です（未決のほうが${points}ポイント${isMore ? "多い" : "少ない"}、区間${low}–${high}）。${isMore ? `この層について言えることの根拠は、受注リード${count(won)}件です。` : "このような顧客は、手元のリードには少なめです。"}`,
  });
}

/** How alike won and open leads are by an attribute, in the usual words for the index. */
export function likenessText({psi, psiByChance}: Resemblance): string {
  if (psi <= psiByChance) return say({en: "alike, but for chance", ja: "偶然の範囲で同じ"});
  if (psi < 0.1) return say({en: "nearly alike", ja: "ほぼ同じ"});
  return psi < 0.25 ? say({en: "differ somewhat", ja: "やや異なる"}) : say({en: "differ much", ja: "大きく異なる"});
}
