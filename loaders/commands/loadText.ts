import {count} from "../../src/analysis/figures.ts";
import type {LoadReport} from "../../src/analysis/run.ts";
import {inLanguage} from "../../src/text/language.ts";
import {noteText} from "../../src/text/notes/notes.ts";
import {columns} from "./columns.ts";

/** What came in, what did not and why, as plain text. */
export function loadText({tables, outcomes, rejects, sources, placeholders, notes}: LoadReport): string {
  const rejected = rejects.reduce((sum, {rows}) => sum + rows, 0);
  const read = sources.reduce((sum, source) => sum + source.read, 0);
  const parts = [
    columns(tables.map(({table, rows}) => [table, `${count(rows)} rows`])),
    outcomes.map(({outcome, leads}) => `${outcome} ${count(leads)}`).join(" · "),
    `rejected: ${count(rejected)} of ${count(read)} rows read`,
    columns(
      rejects.map(({table, reason, rows, example}) => [
        `  ${table}`,
        reason,
        count(rows),
        `first ${shortened(example)}`,
      ]),
    ),
    ...placeholders.map(
      ({column, value, rows}) =>
        `${column} holds ${JSON.stringify(value)} ${count(rows)} times: if that means "no value", add it to missing: in the project file`,
    ),
    ...notes.map((note) => inLanguage("en", () => `${note.level === "warning" ? "! " : ""}${noteText(note)}`)),
  ];
  return parts.filter((part) => part !== "").join("\n");
}

const shortened = (text: string): string => (text.length > 80 ? `${text.slice(0, 79)}…` : text);
