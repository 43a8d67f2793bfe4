import {html} from "htl";
import type {Chart, Table} from "../charts/chart.ts";
import {say} from "../text/language.ts";
import {plot} from "./plot.ts";
import {type ShownTable, shownTable} from "./table.ts";

/** The three sentences that follow every picture. */
export interface Reading {
  shows: string;
  read: string;
  /** What to do about it. */
  act: string;
}

export interface LiveFigure {
  element: HTMLElement;
  update(chart: Chart): void;
}

/** A picture with its title, how to read it, and the table behind it. */
export const figure = (chart: Chart, title: string, reading: Reading): HTMLElement =>
  liveFigure(chart, title, reading).element;

/** The same for a picture that changes. */
export function liveFigure(chart: Chart, title: string, reading: Reading): LiveFigure {
  const drawn = plot(chart);
  const behind = tableBehind(chart.table, title);
  const element = html`<figure class="chart">
    <figcaption class="chart-title">${title}</figcaption>
    ${drawn.element} ${readingNote(reading)} ${behind.element}
  </figure>`;
  const update = (next: Chart) => {
    drawn.update(next);
    behind.update(next.table);
  };
  return {element, update};
}

export interface SmallMultiple {
  chart: Chart;
  name: string;
}

/** Several small pictures of one kind beside each other, with one reading note. */
export function figures(charts: readonly SmallMultiple[], title: string, reading: Reading): HTMLElement {
  const one = ({chart, name}: SmallMultiple) => html`<figure class="small">
    <figcaption>${name}</figcaption>
    ${plot(chart, {isSmall: true}).element} ${tableBehind(chart.table, name).element}
  </figure>`;
  return html`<section class="chart" aria-label=${title}>
    <p class="chart-title">${title}</p>
    <div class="multiples">${charts.map(one)}</div>
    ${readingNote(reading)}
  </section>`;
}

/** The table behind a picture; while it is folded, changes wait until it is opened. */
export function tableBehind(first: Table, title: string): ShownTable {
  const {element: table, update} = shownTable(first, title);
  const element =
    html`<details class="behind"><summary>${say({en: "The figures as a table", ja: "数値を表で見る"})}</summary>${table}</details>` as HTMLDetailsElement;
  let waiting: Table | null = null;
  const catchUp = () => {
    if (waiting) update(waiting);
    waiting = null;
  };
  element.addEventListener("toggle", catchUp);
  const change = (next: Table) => {
    waiting = next;
    if (element.open) catchUp();
  };
  return {element, update: change};
}

export const readingNote = ({shows, read, act}: Reading): HTMLElement => html`<dl class="reading">
  <div><dt>${say({en: "What it shows", ja: "表示内容"})}</dt><dd>${shows}</dd></div>
  <div><dt>${say({en: "How to read it", ja: "読み方"})}</dt><dd>${read}</dd></div>
  <div><dt>${say({en: "What to do", ja: "次の一手"})}</dt><dd>${act}</dd></div>
</dl>`;
