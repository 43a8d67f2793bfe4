import type {Chart} from "../../src/charts/chart.ts";

/** All that a reader reads in a chart or hears of it: titles, what its rows call themselves, its description and its table. */
export function wordsOf({spec, data, description, table}: Chart): string {
  const inRows = Object.values(data).flatMap((rows) => rows.flatMap((row) => Object.values(row)));
  return [
    ...titlesIn(spec),
    ...inRows.filter((value) => typeof value === "string"),
    description,
    ...table.columns,
    ...table.rows.flat(),
  ].join("\n");
}

const titlesIn = (value: unknown): string[] =>
  value && typeof value === "object"
    ? Object.entries(value).flatMap(([key, inner]) =>
        key === "title" && typeof inner === "string" ? [inner] : titlesIn(inner),
      )
    : [];
