import {html} from "htl";
import {profiles} from "../analysis/rules/profiles.ts";

/** A choice of the tool that will run the card; null: none in particular. */
export function toolSelect(chosen: (tool: string | null) => void) {
  const element = html`<select aria-label="Tool that will run the card" onchange=${() => chosen(element.value || null)}>
      <option value="">no tool in particular</option>${profiles.map(({id, name}) => html`<option value=${id}>${name}</option>`)}
    </select>` as HTMLSelectElement;
  const show = (tool: string | null) => {
    element.value = tool ?? "";
  };
  return {element, show};
}
