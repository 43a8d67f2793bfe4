import {html} from "htl";
import {percentOf, plural} from "../analysis/figures.ts";
import type {LimitCost} from "../analysis/points/explain.ts";
import type {Proof} from "../analysis/points/prove.ts";
import {list} from "../text/format.ts";
import {say} from "../text/language.ts";

/** Seconds after which a proof ends with the bound it has. */
export const proving = 30;

/** What a search came to. */
export const foundText = (rules: number, isSame: boolean): string =>
  isSame
    ? say({
        en: "Nothing better was met under these settings: the card stays.",
        ja: "この設定でこれより良い配点表は見つかりませんでした。配点表はそのままです。",
      })
    : say({
        en: `Found: ${plural(rules, "rule")} with points. Nothing better was met under these settings.`,
        ja: `見つかりました：${rules}個のルールに点数を付けました。この設定でこれより良いものは見つかっていません。`,
      });

/** Whether a card is the best under its limits, on this page's figures, or how much a better one could save at most. */
export function proofText({isProved, points, logLoss, gap, unfinished}: Proof, card: Int32Array): string {
  const better = points.some((p, j) => p !== card[j])
    ? say({
        en: "A better card was found, and is shown. ",
        ja: "より良い配点表が見つかったため、そちらを表示しています。",
      })
    : "";
  if (isProved)
    return say({
      en: `${better}Proved: no card under these limits has a lower log-loss on these observations.`,
      ja: `${better}証明済み：この観測では、この制限のもとで対数損失がこれより低い配点表はありません。`,
    });
  const most = percentOf(gap / logLoss, 2);
  const isTooLarge = unfinished === "size";
  return say({
    en: `${better}Not proved, as ${isTooLarge ? "there are too many cards to rule out" : `it would take more than ${proving} seconds`}: a better card could have up to ${most} less log-loss.`,
    ja: `${better}証明できません（${isTooLarge ? "調べるべき配点表が多すぎます" : `${proving}秒では足りません`}）。より良い配点表があるとしても、対数損失の差は最大${most}です。`,
  });
}

/** Which limits bind, dearest first, and what each costs. */
export function costsText(costs: readonly LimitCost[]): HTMLElement {
  const binding = costs.filter(({binds}) => binds).sort((a, b) => b.cost - a.cost);
  if (binding.length === 0)
    return html`<p>${say({
      en: "No limit binds: without any one of them the card would be the same.",
      ja: "効いている制限はありません。どれか1つを外しても配点表は同じです。",
    })}</p>`;
  const idle = costs.filter(({binds}) => !binds).map(({label}) => label);
  return html`<div><p>${say({en: "What limits cost the card, each by itself:", ja: "制限ごとの損失（1つずつ外した場合との差）："})}</p><ul>${binding.map(
    (cost) => html`<li><b>${cost.label}</b>${costText(cost)}</li>`,
  )}</ul>${idle.length ? html`<p class="remark">${say({en: `These cost nothing: ${list(idle)}.`, ja: `損失のない制限：${list(idle)}。`})}</p>` : ""}</div>`;
}

function costText({share, aucGained}: LimitCost): string {
  const [loss, auc] = [percentOf(share, 2), `${aucGained < 0 ? "−" : ""}${Math.abs(aucGained).toFixed(4)}`];
  return say({en: `: ${loss} of log-loss, ${auc} of AUC`, ja: `：対数損失${loss}、AUC ${auc}`});
}
