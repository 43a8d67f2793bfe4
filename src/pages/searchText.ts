import {html} from "htl";
import {plural} from "../analysis/figures.ts";
import type {LimitCost} from "../analysis/points/explain.ts";
import type {Proof} from "../analysis/points/prove.ts";
import {list} from "../text/format.ts";

/** Seconds after which a proof ends with the bound it has. */
export const proving = 30;

export const foundText = (rules: number, isSame: boolean): string =>
  isSame
    ? "Nothing better was met under these settings: the card stays."
    : `Found: ${plural(rules, "rule")} with points. Nothing better was met under these settings.`;

/** Whether a card is the best under its limits, on this page's figures, or how much a better one could save at most. */
export function proofText({isProved, points, logLoss, gap, unfinished}: Proof, card: Int32Array): string {
  const better = points.some((p, j) => p !== card[j]) ? "A better card was found, and is shown. " : "";
  if (isProved) return `${better}Proved: no card under these limits has a lower log-loss on these observations.`;
  const why =
    unfinished === "size" ? "there are too many cards to rule out" : `it would take more than ${proving} seconds`;
  return `${better}Not proved, as ${why}: a better card could have up to ${((100 * gap) / logLoss).toFixed(2)} % less log-loss.`;
}

/** Which limits bind, dearest first, and what each costs. */
export function costsText(costs: readonly LimitCost[]): HTMLElement {
  const binding = costs.filter(({binds}) => binds).sort((a, b) => b.cost - a.cost);
  if (binding.length === 0) return html`<p>No limit binds: without any one of them the card would be the same.</p>`;
  const idle = costs.filter(({binds}) => !binds).map(({label}) => label);
  return html`<div><p>What limits cost the card, each by itself:</p><ul>${binding.map(
    ({label, share, aucGained}) =>
      html`<li><b>${label}</b>: ${(100 * share).toFixed(2)} % of log-loss, ${aucGained < 0 ? "−" : ""}${Math.abs(aucGained).toFixed(4)} of AUC</li>`,
  )}</ul>${idle.length ? html`<p class="remark">These cost nothing: ${list(idle)}.</p>` : ""}</div>`;
}
