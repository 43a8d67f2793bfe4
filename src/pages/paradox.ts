import {html} from "htl";
import type {DriverReport} from "../analysis/drivers/drivers.ts";
import type {Exposure} from "../analysis/drivers/exposure.ts";
import {exposure, exposureByTime} from "../charts/exposure.ts";
import {figure} from "../components/figure.ts";
import {caution, folded} from "../components/prose.ts";
import {table} from "../components/table.ts";
import {paradoxWords} from "../text/drivers/driverReadings.ts";
import {noParadox, paradoxParagraphs, paradoxTitle} from "../text/drivers/paradox.ts";

/** Actions that go with fewer wins because stuck leads collect them: each explained, with its pictures. */
export function paradoxes({exposure: all}: DriverReport): HTMLElement {
  const found = all.filter(({isParadox}) => isParadox);
  return found.length === 0 ? html`<p>${noParadox(all.length)}</p>` : html`<div>${found.map(explained)}</div>`;
}

function explained(one: Exposure): HTMLElement {
  const words = paradoxWords(one.action);
  return html`<div>
    ${caution(paradoxTitle(one.action), ...paradoxParagraphs(one))}
    ${figure(exposure(one), words.title, words)}
    ${folded(words.likeBesideLike, table(exposureByTime(one), words.byTime))}
  </div>`;
}
