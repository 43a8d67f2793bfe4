import {count, plural} from "../../analysis/figures.ts";
import type {Revenue} from "../../analysis/profile/profile.ts";
import {intervalText, shareText} from "../format.ts";
import {say} from "../language.ts";
import {money} from "../threshold/threshold.ts";

/** How concentrated the revenue is. */
export function revenueText({amount, n, unknown, median, concentration}: Revenue, currency: string | null): string[] {
  const [all, half] = [exactly(amount, currency), money(median, currency)];
  return [
    say({
      en: `${plural(n, "won lead")} brought ${all}, half of them at most ${half} each${unknown > 0 ? `; of ${plural(unknown, "won lead")} the amount is not known and not counted` : ""}.`,
      ja: `受注リード${count(n)}件の売上は合計${all}、中央値は${half}です（半数はこの金額以下）。${unknown > 0 ? `ほかに金額が不明な受注リードが${count(unknown)}件あり、含めていません。` : ""}`,
    }),
    concentration
      ? say({
          en: `The fifth that paid most brought ${shareText(concentration.topFifth)} of it. The Gini coefficient is ${intervalText(concentration.gini, 2)}: 0 would be all alike, 1 all from one.`,
          ja: `金額の大きい上位2割が、売上の${shareText(concentration.topFifth)}を占めます。ジニ係数は${intervalText(concentration.gini, 2)}です（0は全員が同額、1は1件がすべて）。`,
        })
      : say({
          en: "How it is spread cannot be told: too few amounts are known, or some are below 0.",
          ja: "売上の偏りは分かりません。金額の分かる件数が少なすぎるか、0未満の金額があります。",
        }),
  ];
}

/** "¥1,839,480,000". */
export const exactly = (amount: number, currency: string | null): string =>
  currency === null
    ? count(amount)
    : amount.toLocaleString("en", {style: "currency", currency, maximumFractionDigits: 0});
