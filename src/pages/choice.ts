import {html} from "htl";

export interface Option {
  value: string;
  label: string;
}

/** A choice of a few as radio buttons; `chosen` is called with the value of each new choice. `first` is chosen before: the first. */
export function choice(
  legend: string,
  options: readonly Option[],
  chosen: (value: string) => void,
  first = options[0]?.value,
): HTMLElement {
  const name = `choice-${legend.toLowerCase().replace(/\W+/g, "-")}`;
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
  return html`<label class="choice">${label} <select onchange=${(event: Event) => chosen((event.target as HTMLSelectElement).value)}>
    ${options.map(({value, label: text}) => html`<option value=${value} selected=${value === first}>${text}</option>`)}
  </select></label>`;
}
