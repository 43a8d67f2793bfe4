import {describe, expect, it} from "vitest";
import type {FileNote} from "../../src/analysis/notes/files.ts";
import {inLanguage} from "../../src/text/language.ts";
import {noteText} from "../../src/text/notes/notes.ts";

const told = {level: "told", file: "a.csv"} as const;
const at = {n: 4, lines: [3, 7, 9]};
const whats = ["title", "header", "total", "footer", "empty"] as const;

const notes: FileNote[] = [
  {kind: "encoding", ...told, encoding: "euc-jp"},
  {kind: "broken_lines", ...told, ...at},
  {kind: "garbled_lines", ...told, encoding: "euc-jp", ...at},
  {kind: "zero_bytes", ...told, n: 2},
  ...whats.map((what) => ({kind: "left_out", ...told, what, ...at}) as const),
  {kind: "maybe_total", ...told, ...at},
  {kind: "named_twice", ...told, name: "Name", as: "Name_2"},
  {kind: "misnamed", ...told, format: "xlsx"},
  {kind: "empty_file", ...told},
  {kind: "outside", level: "told", n: 6, local: {example: "/srv/a.csv"}},
  {kind: "sheet", ...told, sheet: "Leads", others: 2},
  {kind: "long_numbers", ...told, ...at},
  {kind: "int96", ...told, columns: ["t"]},
  {kind: "power_ids", level: "warning", files: "a.csv", table: "leads", column: "id", n: 3, distinct: 2},
  {kind: "decimal_ids", level: "told", files: "a.csv", table: "leads", column: "id"},
  {kind: "counted_together", level: "told", table: "leads", files: 2},
];

describe("noteText(note) of files", () => {
  it.each(notes.map((note) => [note.kind, note] as const))("says %s in both languages, on one line", (_, note) => {
    const [en, ja] = (["en", "ja"] as const).map((language) => inLanguage(language, () => noteText(note)));
    expect(en).toMatch(/^[ -~…]+[^.\s]$/);
    expect(ja).toMatch(/[ぁ-ん]/);
    expect(ja).not.toMatch(/\n|undefined/);
    if ("lines" in note) for (const text of [en, ja]) expect(text.startsWith("a.csv:3, 7, 9 …")).toBe(true);
  });

  it("quotes the first line of what was left out only where the owner reads it", () => {
    const note: FileNote = {kind: "left_out", ...told, what: "total", n: 1, lines: [9], local: {example: "Total 7"}};
    expect(inLanguage("en", () => noteText(note))).toBe(
      'a.csv:9: 1 row of totals left out "Total 7"; set totals: keep to keep',
    );
    const {local: _, ...published} = note;
    expect(inLanguage("en", () => noteText(published))).toBe(
      "a.csv:9: 1 row of totals left out; set totals: keep to keep",
    );
  });
});
