import type {TopLevelSpec} from "vega-lite";

/** A row of a chart's data or of the table behind it. */
export type Row = Record<string, string | number | boolean | null>;

/** A picture that is not drawn yet: what to draw, of which rows, what it says in words, and the figures behind it. */
export interface Chart {
  /** Vega-Lite, its data named: the names are the keys of `data`. */
  spec: TopLevelSpec;
  data: Record<string, Row[]>;
  /** What a reader who cannot see it needs to know; one or two sentences. */
  description: string;
  table: Table;
}

/** Texts, ready to be read; the first column names the row. */
export interface Table {
  columns: string[];
  rows: string[][];
}
