import {count, percent, plural} from "../../analysis/figures.ts";
import type {Segments} from "../../analysis/validation/segmentQuality.ts";
import {list} from "../format.ts";
import {say} from "../language.ts";

/** Where rank or level of the card fail. */
export function segmentsText({fields}: Segments): string {
  const all = fields.flatMap(({field, segments}) => segments.map((segment) => ({field, ...segment})));
  if (all.length === 0) return noSegments();
  const missing = say({en: "missing", ja: "未入力"});
  const name = ({field, value}: (typeof all)[number]) =>
    say({en: `${field}: ${value ?? missing}`, ja: `${field}「${value ?? missing}」`});
  const others = (n: number) => (n > 4 ? say({en: " and others", ja: "など"}) : "");
  const off = all.filter(({isOffLevel}) => isOffLevel).sort((a, b) => a.q - b.q);
  const unordered = all.filter(({isUnordered}) => isUnordered);
  const offNames = list(
    off.slice(0, 4).map((one) => {
      const [said, came] = [percent(one.predicted), percent(one.observed.value)];
      return say({
        en: `${name(one)} (said ${said}, came ${came})`,
        ja: `${name(one)}（見込み${said}、実績${came}）`,
      });
    }),
  );
  const level = off.length
    ? say({
        en: `In ${count(off.length)} of ${plural(all.length, "segment")} the card's chances are off beyond luck: ${offNames}${others(off.length)}.`,
        ja: `${count(all.length)}区分のうち${count(off.length)}区分で、配点表の示す確率が偶然の範囲を超えて外れています：${offNames}${others(off.length)}。`,
      })
    : say({
        en: `In none of ${plural(all.length, "segment")} are the card's chances off beyond luck.`,
        ja: `${count(all.length)}区分のどれでも、配点表の示す確率は偶然の範囲を超えて外れてはいません。`,
      });
  const unorderedNames = list(unordered.slice(0, 4).map(name));
  const order = unordered.length
    ? say({
        en: ` In ${count(unordered.length)} its order is not shown to be better than chance: ${unorderedNames}${others(unordered.length)}.`,
        ja: `${count(unordered.length)}区分では、並べる順が偶然より良いとは言えません：${unorderedNames}${others(unordered.length)}。`,
      })
    : say({
        en: " Its order holds in every segment that is large enough to tell.",
        ja: "件数が足りる区分では、並べる順はすべて保たれています。",
      });
  return level + order;
}

/** In place of segments. */
export const noSegments = (): string =>
  say({
    en: "There is no attribute or stage with two to twelve values to look at.",
    ja: "値が2–12個の属性やフェーズがないため、区分ごとには見られません。",
  });
