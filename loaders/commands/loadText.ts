import type {LoadReport} from "../../src/analysis/run.ts";
import {columns} from "./columns.ts";

const number = (n: number): string => n.toLocaleString("en");

/** What came in, what did not and why, as plain text. */
export function loadText({tables, outcomes, rejects, sources, placeholders}: LoadReport): string {
  const rejected = rejects.reduce((sum, {rows}) => sum + rows, 0);
  const read = sources.reduce((sum, source) => sum + source.read, 0);
  const parts = [
    columns(tables.map(({table, rows}) => [table, `${number(rows)} rows`])),
    outcomes.map(({outcome, leads}) => `${outcome} ${number(leads)}`).join(" · "),
    `rejected: ${number(rejected)} of ${number(read)} rows read`,
    columns(
      rejects.map(({table, reason, rows, example}) => [
        `  ${table}`,
        reason,
        number(rows),
        `first ${shortened(example)}`,
      ]),
    ),
    ...placeholders.map(
      ({column, value, rows}) =>
        `${column} holds ${JSON.stringify(value)} ${number(rows)} times: if that means "no value", add it to missing: in the project file`,
    ),
  ];
  return parts.filter((part) => part !== "").join("\n");
}

const shortened = (text: string): string => (text.length > 80 ? `${text.slice(0, 79)}…` : text);
