import {html} from "htl";
import type {DriverReport} from "../analysis/drivers/drivers.ts";
import type {Exposure} from "../analysis/drivers/exposure.ts";
import {exposure, exposureByTime} from "../charts/exposure.ts";
import {figure} from "../components/figure.ts";
import {caution, folded} from "../components/prose.ts";
import {table} from "../components/table.ts";
import {noParadox, paradoxParagraphs, paradoxTitle} from "../text/paradox.ts";

/** Actions that go with fewer wins because stuck leads collect them: each explained, with its pictures. */
export function paradoxes({exposure: all}: DriverReport): HTMLElement {
  const found = all.filter(({isParadox}) => isParadox);
  return found.length === 0 ? html`<p>${noParadox(all.length)}</p>` : html`<div>${found.map(explained)}</div>`;
}

const explained = (one: Exposure): HTMLElement => html`<div>
  ${caution(paradoxTitle(one.action), ...paradoxParagraphs(one))}
  ${figure(exposure(one), `Won by number of ${one.action}`, {
    shows: `Share won among decided leads by how often ${one.action} was recorded before the decision, and how long these leads were open; and what the share would be if all had been open equally long.`,
    read: "Reading down, the number grows, and with it the time the lead was open. Filled: as it is. Hollow: at equal time open. The flatter the hollow ones, the less the number itself has to do with it.",
    act: "Give no minus points for it and do not do less of it. Look at what these leads are stuck on.",
  })}
  ${folded("Like beside like: won by number and time open", table(exposureByTime(one), `Won by number of ${one.action} and time open`))}
</div>`;
