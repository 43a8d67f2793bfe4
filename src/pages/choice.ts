import {html} from "htl";

export interface Option {
  value: string;
  label: string;
}

/** A choice of a few as radio buttons; `chosen` is called with the value of each new choice. */
export function choice(legend: string, options: readonly Option[], chosen: (value: string) => void): HTMLElement {
  const name = `choice-${legend.toLowerCase().replace(/\W+/g, "-")}`;
  const one = ({value, label}: Option, i: number) =>
    html`<label><input type="radio" name=${name} value=${value} checked=${i === 0} onchange=${() => chosen(value)}> ${label}</label>`;
  return html`<fieldset class="choice"><legend>${legend}</legend>${options.map(one)}</fieldset>`;
}

/** A choice of many as a list that opens. */
export function selection(label: string, options: readonly Option[], chosen: (value: string) => void): HTMLElement {
  return html`<label class="choice">${label} <select onchange=${(event: Event) => chosen((event.target as HTMLSelectElement).value)}>
    ${options.map(({value, label: text}) => html`<option value=${value}>${text}</option>`)}
  </select></label>`;
}
