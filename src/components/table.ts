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

/** Made of elements, not of markup: tables are most of what pages hold. */
function inner({columns, rows}: Table): HTMLElement {
  const head = filled("tr", columns.map(heading));
  const body = rows.map((row) => filled("tr", row.map(cell)));
  return filled("table", [filled("thead", [head]), filled("tbody", body)]);
}

function filled(tag: string, content: readonly (Node | string)[]): HTMLElement {
  const element = document.createElement(tag);
  element.append(...content);
  return element;
}

function heading(text: string): HTMLElement {
  const element = filled("th", [text]);
  element.setAttribute("scope", "col");
  return element;
}

function cell(text: string, i: number): HTMLElement {
  const element = filled(i === 0 ? "th" : "td", [text]);
  if (i === 0) element.setAttribute("scope", "row");
  else if (isFigure(text)) element.className = "figure";
  return element;
}

/** A short text that begins with a figure stays on one line; longer ones are sentences. */
const isFigure = (text: string): boolean => text.length <= 40 && /^[<−+-]?\s?[\d–]/.test(text);
