import {describe, expect, it} from "vitest";
import {inLanguage, languages} from "../../src/text/language.ts";
import {activityWords} from "../../src/text/notes/activity.ts";
import {noteText} from "../../src/text/notes/notes.ts";
import {loadFiles, notesOn} from "./loading.ts";

/** 40 leads, the first ten won; those for whom `isSeen` have an activity each; `strangers` activities are of nobody known. */
async function notesWith(isSeen: (lead: number) => boolean, strangers = 0) {
  const each = Array.from({length: 40}, (_, i) => i);
  const {engine} = await loadFiles({
    "project.yaml": `title: notes
load: {max_rejected: 0.5}
sources:
  leads: {files: leads.csv}
  activities: {files: activities.csv}
  outcomes: {files: outcomes.csv}
`,
    "leads.csv": ["lead_id", ...each.map((i) => `L${i}`)].join("\n"),
    "activities.csv": [
      "lead_id,occurred_at,activity",
      ...each.filter(isSeen).map((i) => `L${i},2025-01-0${1 + (i % 9)},view`),
      ...Array.from({length: strangers}, (_, i) => `X${i},2025-01-01,view`),
    ].join("\n"),
    "outcomes.csv": ["lead_id,outcome,decided_at", ...each.slice(0, 10).map((i) => `L${i},won,2025-03-01`)].join("\n"),
  });
  return notesOn(engine, activityWords);
}

describe("noteActivity(engine)", () => {
  it("tells winners without activity where they are a fifth and twice as many as the rest", async () => {
    expect(await notesWith((i) => i >= 5)).toEqual([
      {kind: "winners without activity", level: "warning", winners: 10, without: 5, rest: 30, restWithout: 0},
    ]);
    expect(await notesWith((i) => i >= 5 && i % 2 > 0)).toEqual([]);
    expect(await notesWith((i) => i >= 4)).toEqual([]);
  });

  it("is silent where nobody has an activity: there are none to miss", async () => {
    expect(await notesWith(() => false)).toEqual([]);
  });

  it("tells rows of unknown leads from one in a hundred, with the line that mends it", async () => {
    const notes = await notesWith(() => true, 10);
    expect(notes).toEqual([
      {
        kind: "rows of unknown leads",
        level: "warning",
        table: "activities",
        n: 10,
        of: 50,
        example: "activities.csv:42",
      },
    ]);
    for (const language of languages) expect(inLanguage(language, () => noteText(notes[0]))).toContain("lead_id: …");
  });
});
