import {autoType, dsvFormat as format} from "d3-dsv";

export {autoType};

/** What is made of a row: as d3-dsv asks it, null to leave it out. */
type Make<R> = (row: R, i: number, columns: string[]) => unknown;

/**
 * Tables in text, with d3-dsv, as Framework's `.csv()` and `.tsv()` ask it: `parse` gives objects by the names in the first line,
 * `parseRows` lists. d3-dsv's own `parse` makes a function of a text, which pages under a strict policy refuse.
 */
export function dsvFormat(delimiter: string) {
  const {parseRows} = format(delimiter);
  const parse = (text: string, make: Make<Record<string, string>> = (row) => row): unknown[] & {columns: string[]} => {
    const [columns = [], ...rows] = parseRows(text) as string[][];
    const made = rows.flatMap((row, i) => {
      const one = make(Object.fromEntries(columns.map((name, k) => [name, row[k] ?? ""])), i, columns);
      return one === null || one === undefined ? [] : [one];
    });
    return Object.assign(made, {columns});
  };
  return {parse, parseRows};
}
