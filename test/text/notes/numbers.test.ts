import {describe, expect, it} from "vitest";
import type {Note} from "../../../src/analysis/notes/note.ts";
import {inLanguage} from "../../../src/text/language.ts";
import {flow} from "../../../src/text/notes/flow.ts";
import {noteText} from "../../../src/text/notes/notes.ts";

const at = {file: "a.csv", column: "x", rows: 3};
const warning = {level: "warning" as const};
const secret = {local: {text: "hidden 1", codes: "4711", question: "hidden 2", spellings: "hidden 3"}};

const notes: Note[] = [
  {kind: "number notation", ...warning, ...at, mark: ",", read: "1,234.5", isByPractice: true},
  {kind: "number notation", ...warning, ...at, mark: ".", read: "1.234,5", isByPractice: false},
  {kind: "mixed notation", ...warning, ...at},
  {kind: "undecided numbers", ...warning, ...at, place: "a.csv:7", ...secret},
  {kind: "per cent", ...warning, ...at, of: 3},
  {kind: "per cent", ...warning, ...at, of: 9},
  {kind: "multiplied", ...warning, ...at},
  {kind: "several units", ...warning, ...at, units: ["month", "year"]},
  {kind: "several currencies", ...warning, ...at, currencies: ["EUR", "JPY"]},
  {kind: "negative amounts", ...warning, ...at},
  {kind: "unread amounts", ...warning, ...at, of: 9, place: "a.csv:7", ...secret},
  {kind: "texts among numbers", ...warning, ...at, attribute: "x", of: 90, place: "a.csv:7", ...secret},
  {kind: "numbers among texts", ...warning, ...at, attribute: "x", of: 5},
  {kind: "codes for missing", ...warning, column: "x", codes: [{code: -1, leads: 9}], others: 1, ...secret},
  {kind: "dates as days", ...warning, column: "x", rows: 9, after: 2, unread: 1},
  {kind: "dates without a beginning", ...warning, column: "x"},
  {kind: "undecided dates", ...warning, column: "x", file: "a.csv", ...secret},
  {kind: "codes", ...warning, column: "x", distinct: 4, why: "ids"},
  {
    kind: "spellings",
    ...warning,
    column: "x",
    values: 1,
    spellings: 2,
    joined: [{value: "Google", rows: 9}],
    ...secret,
  },
];

describe("noteText(note)", () => {
  it.each(notes)("tells $kind in both languages, with what is local only where it is there", (note) => {
    const {local, ...published} = note;
    const [en, ja] = (["en", "ja"] as const).map((language) => inLanguage(language, () => noteText(published as Note)));
    expect(en).toMatch(/^[\x20-\x7e\u2018-\u201d△万−…]+$/);
    expect(ja).toMatch(/[\u3040-\u30ff]/);
    for (const text of [en, ja]) {
      expect(text).toContain("x");
      expect(text).not.toMatch(/undefined|hidden|4711|\[object/);
    }
    if (local) expect(noteText(note)).toMatch(/hidden|4711/);
  });

  it("counts in words that fit the number", () => {
    expect(noteText(notes[0])).toBe(
      "a.csv: x: commas part thousands, as is usual: every one stands before three digits (3 rows); if not, numbers: {x: '1.234,5'}",
    );
    expect(inLanguage("ja", () => noteText(notes[1]))).toBe(
      "a.csv：xのピリオドは桁区切りとして読み取り（3行。ほかの値から判断）。違う場合はnumbers: {x: '1,234.5'}",
    );
  });
});

describe("flow(key, value)", () => {
  it("quotes what YAML would take for something else", () => {
    expect(flow("missing", {"Annual Revenue": [-1, "n/a", "-"], yes: ["it's"]})).toBe(
      "missing: {Annual Revenue: [-1, n/a, '-'], 'yes': ['it''s']}",
    );
    expect(flow("attributes", {従業員数: {type: "number"}, "a: b": {}})).toBe(
      "attributes: {従業員数: {type: number}, 'a: b': {}}",
    );
  });
});
