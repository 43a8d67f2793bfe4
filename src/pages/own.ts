import {wilson} from "../analysis/statistics/intervals.ts";
import type {Row, Table} from "../charts/chart.ts";
import {rates} from "../charts/rates.ts";
import {figure, type Reading} from "../components/figure.ts";
import {plainSpec} from "../components/plainSpec.ts";
import {table as tableOf} from "../components/table.ts";
import {standInUtc} from "../components/utcClock.ts";
import {ratesReading} from "../text/own.ts";

standInUtc();

/** All that pages in `src/own` import from `../client/own.js`. */
export {html} from "../components/html.ts";
export {answer, bullets, caution} from "../components/prose.ts";

/** The rows that a page's `.json.sql` gave, as they are: columns in the query's order. */
export const table = (rows: readonly Row[], label: string): HTMLElement => tableOf(texts(rows), label);

/** What bars of rates are made of. */
export interface RateBarsOptions {
  title: string;
  /** Names of columns: what the groups are called, how many are in each, and how many of those converted. */
  group: string;
  n: string;
  converted: string;
  /** Default: how to read rates and their intervals. */
  reading?: Reading;
}

/** The share of each row's group that converted, with its Wilson 95 % interval, in the query's order. */
export function rateBars(
  rows: readonly Row[],
  {title, group, n, converted, reading = ratesReading()}: RateBarsOptions,
): HTMLElement {
  const bins = rows.map((row) => ({
    label: String(cell(row, group)),
    ...wilson(Number(cell(row, converted)), Number(cell(row, n))),
  }));
  return figure(rates(bins, {groups: group, rate: converted}), title, reading);
}

/** What stands around a picture. */
export interface ChartOptions {
  title: string;
  /** What a reader who cannot see the picture needs to know. */
  description: string;
  reading: Reading;
}

/**
 * A picture of your own: a Vega-Lite specification without data, drawn of the rows. Dates are in UTC: what a specification calls
 * local time is that, too. Throws where the specification holds what JSON has no word for, with its place.
 */
export function chart(
  spec: Readonly<Record<string, unknown>>,
  rows: readonly Row[],
  {title, description, reading}: ChartOptions,
): HTMLElement {
  const drawn = plainSpec({...spec, data: {name: "rows"}});
  return figure({spec: drawn, data: {rows: [...rows]}, description, table: texts(rows)}, title, reading);
}

function cell(row: Row, column: string): Row[string] {
  if (column in row) return row[column];
  throw new Error(`missing column: ${column}; the query gives ${Object.keys(row).join(", ")}`);
}

const texts = (rows: readonly Row[]): Table => ({
  columns: Object.keys(rows[0] ?? {}),
  rows: rows.map((row) => Object.values(row).map(textOf)),
});

/** A date of a script's own making as the warehouse writes it, without a time where it has none. */
function textOf(value: unknown): string {
  if (value === null || value === undefined) return "–";
  if (!(value instanceof Date)) return typeof value === "object" ? JSON.stringify(value) : String(value);
  return Number.isNaN(value.getTime()) ? "–" : value.toISOString().replace("T00:00:00.000Z", "");
}
