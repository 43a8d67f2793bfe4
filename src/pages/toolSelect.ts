import {profiles} from "../analysis/rules/profiles.ts";
import {html} from "../components/html.ts";
import {say} from "../text/language.ts";

/** A choice of the tool that will run the card; null: none in particular. */
export function toolSelect(chosen: (tool: string | null) => void) {
  const element =
    html`<select aria-label=${say({en: "Tool that will run the card", ja: "配点表を動かすツール"})} onchange=${() => chosen(element.value || null)}>
      <option value="">${say({en: "no tool in particular", ja: "特に決めない"})}</option>${profiles.map(({id, name}) => html`<option value=${id}>${name}</option>`)}
    </select>` as HTMLSelectElement;
  const show = (tool: string | null) => {
    element.value = tool ?? "";
  };
  return {element, show};
}
