import {html} from "htl";
import type {Chart} from "../charts/chart.ts";
import {cardGain, passes, waits, withAndWithout} from "../charts/glance.ts";
import {headline} from "../components/headline.ts";
import {bullets, caution, folded} from "../components/prose.ts";
import {cautionWords, links, type Overview} from "../text/overview/overview.ts";

/** The three strongest patterns, or that there is none. */
export function drivers({drivers: strongest, counted, noDriver}: Overview): HTMLElement {
  const link = links().drivers;
  return html`<div>${
    noDriver
      ? headline(noDriver, null, link)
      : strongest.map((driver) => headline(driver, withAndWithout(driver, counted), link))
  }</div>`;
}

/** Where leads get stuck. */
export const stuck = ({stuck: found}: Overview): HTMLElement => headline(found, stuckPicture(found), links().stuck);

function stuckPicture({about, stage, stages}: Overview["stuck"]): Chart | null {
  if (about === null) return null;
  return about === "waiting" ? waits(stages, stage) : passes(stages, stage);
}

/** What the suggested card gains. */
export const card = ({card: found}: Overview): HTMLElement =>
  headline(found, found.contenders.length > 0 ? cardGain(found.contenders) : null, links().card);

/** What changed since the last run. */
export const changed = ({changed: sentences}: Overview): HTMLElement =>
  sentences.length > 1 ? bullets(sentences) : html`<p>${sentences}</p>`;

/** Cautions shown without a click. */
const mostCautions = 3;

/** What limits the figures: the first few, the others folded. */
export function cautions({cautions: all}: Overview): HTMLElement {
  const words = cautionWords();
  if (all.length === 0) return html`<p>${words.none}</p>`;
  const more = all.slice(mostCautions);
  return caution(
    words.title,
    bullets(all.slice(0, mostCautions)),
    ...(more.length > 0 ? [folded(words.more(more.length), bullets(more))] : []),
  );
}
