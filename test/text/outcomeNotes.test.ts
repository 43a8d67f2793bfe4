import {describe, expect, it} from "vitest";
import type {OutcomeNote} from "../../src/analysis/notes/outcomes.ts";
import {inLanguage} from "../../src/text/language.ts";
import {noteText} from "../../src/text/notes/notes.ts";

const several: OutcomeNote = {
  kind: "several outcomes",
  level: "warning",
  setting: "any won",
  leads: 60,
  contradicting: 60,
  wonAfterLost: 60,
  further: 60,
  furtherWon: 0,
  furtherAmount: 0,
};

describe("noteText(note) of outcomes", () => {
  it("tells several outcomes with what counts, the setting and its other values", () => {
    expect(noteText(several)).toBe(
      "60 leads have several outcomes, 60 of them won and lost (60 won after a loss); a lead is won if any of them is, on the date of the first win (several: any won; or latest, first); 60 further rows do not count, 0 of them won",
    );
    expect(noteText({...several, setting: "latest", furtherWon: 3, furtherAmount: 205_000})).toMatch(
      /the latest counts \(several: latest; or any won, first\); .* 3 of them won worth 205,000$/,
    );
    expect(inLanguage("ja", () => noteText(several))).toContain(
      "最初の受注日で受注を採用（several: any won。ほかにlatest、firstを選べます）",
    );
  });

  it("tells words of few leads only where they still are with the note", () => {
    const note: OutcomeNote = {
      kind: "words read",
      level: "told",
      table: "outcomes",
      file: "a.csv",
      words: [{word: "受注", meaning: "won", n: 81}],
      others: 1,
      local: {words: "Signed by Ann"},
    };
    expect(noteText(note)).toBe("a.csv: read 受注 as won (81 rows) and 1 word of few rows (Signed by Ann)");
    expect(noteText({...note, local: undefined})).toBe("a.csv: read 受注 as won (81 rows) and 1 word of few rows");
  });
});
