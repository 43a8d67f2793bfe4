import {html} from "htl";
import type {Table} from "../charts/chart.ts";
import {say} from "../text/language.ts";

export interface ShownTable {
  element: HTMLElement;
  update(table: Table): void;
}

/** A table of texts; it scrolls sideways in its own box, and the box takes the keyboard's focus so that keys can scroll it. */
export function shownTable(table: Table, label: string): ShownTable {
  const element = html`<div class="table" role="region" tabindex="0" aria-label=${say({en: `Table: ${label}`, ja: `表：${label}`})}></div>`;
  const update = (next: Table) => element.replaceChildren(inner(next));
  update(table);
  return {element, update};
}

export const table = (rows: Table, label: string): HTMLElement => shownTable(rows, label).element;

const inner = ({columns, rows}: Table): HTMLElement => html`<table>
  <thead><tr>${columns.map((column) => html`<th scope="col">${column}</th>`)}</tr></thead>
  <tbody>${rows.map((row) => html`<tr>${row.map(cell)}</tr>`)}</tbody>
</table>`;

const cell = (text: string, i: number): HTMLElement =>
  i === 0 ? html`<th scope="row">${text}</th>` : html`<td class=${isFigure(text) ? "figure" : ""}>${text}</td>`;

/** A short text that begins with a figure stays on one line; longer ones are sentences. */
const isFigure = (text: string): boolean => text.length <= 40 && /^[<−+-]?\s?[\d–]/.test(text);
