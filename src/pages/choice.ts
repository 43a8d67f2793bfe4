import {groupBy} from "../analysis/statistics/groupBy.ts";
import {html} from "../components/html.ts";

/** One of the values to choose from, and what it is called. */
export interface Option {
  value: string;
  label: string;
  /** Heading under which a list shows it; options of a group follow each other. */
  group?: string;
}

/** A choice of a few as radio buttons; `chosen` is called with the value of each new choice. `first` is chosen before: the first. */
export function choice(
  legend: string,
  options: readonly Option[],
  chosen: (value: string) => void,
  first = options[0]?.value,
): HTMLElement {
  const name = `choice-${legend.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-")}`;
  const one = ({value, label}: Option) =>
    html`<label><input type="radio" name=${name} value=${value} checked=${value === first} onchange=${() => chosen(value)}> ${label}</label>`;
  return html`<fieldset class="choice"><legend>${legend}</legend>${options.map(one)}</fieldset>`;
}

/** A choice of many as a list that opens. */
export function selection(
  label: string,
  options: readonly Option[],
  chosen: (value: string) => void,
  first = options[0]?.value,
): HTMLElement {
  const one = ({value, label: text}: Option) =>
    html`<option value=${value} selected=${value === first}>${text}</option>`;
  const groups = [...groupBy(options, ({group}) => group)];
  return html`<label class="choice">${label} <select onchange=${(event: Event) => chosen((event.target as HTMLSelectElement).value)}>
    ${groups.flatMap(([group, some]) => (group === undefined ? some.map(one) : [html`<optgroup label=${group}>${some.map(one)}</optgroup>`]))}
  </select></label>`;
}
