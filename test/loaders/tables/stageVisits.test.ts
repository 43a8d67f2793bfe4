import {describe, expect, it} from "vitest";
import {outcomeWords} from "../../../src/text/notes/outcomes.ts";
import {loadFiles, messageOf, notesOn} from "../loading.ts";

const files = (visits: string, more = "", stages = "[{id: lead, name: New lead}, {id: mql}]") => ({
  "project.yaml": `title: T\nstages: ${stages}\nsources:\n  leads: {files: leads.csv}\n  stage_visits: {files: visits.csv${more && `, ${more}`}}\n`,
  "leads.csv": "lead_id,created_at\na,2025-01-01\nb,2025-01-01\n",
  "visits.csv": visits,
});
const load = (...given: Parameters<typeof files>) => loadFiles(files(...given));
const fault = async (...given: Parameters<typeof files>) =>
  (await messageOf(load(...given))).replace(/^.*project\.yaml:/, "");
const stages = async (loading: ReturnType<typeof load>) =>
  (await (await loading).rows("select stage from stage_visits order by entered_at")).map(({stage}) => stage);

describe("loadStageVisits(place, sources): words", () => {
  const visits = (words: string[]) =>
    `lead_id,stage,entered_at\n${words.map((word, i) => `a,${word},2025-02-0${i + 1}`).join("\n")}\n`;

  it("takes a stage by its id or name in any case, width and spacing, or as values says", async () => {
    expect(await stages(load(visits(["Lead", "ＭＱＬ", " new LEAD", "mql"])))).toEqual(["lead", "mql", "lead", "mql"]);
    expect(await stages(load(visits(["lead", "Marketing Qualified"]), "values: {mql: [marketing qualified]}"))).toEqual(
      ["lead", "mql"],
    );
  });

  it("stops with the unknown words, their counts, the nearest stage and the setting", async () => {
    expect(await fault(visits(["lead", "Leed", "Leed"]))).toBe(
      "4: sources.stage_visits: unknown stages in visits.csv, column stage: Leed (2 rows); Leed may be lead; say which stage a word means with values: {lead: [Leed]}, list it in stages, or leave it out with where".replace(
        "4:",
        "5:",
      ),
    );
    expect(await fault(visits(["Closed Won", "lead"]))).toContain(
      `Closed Won tells an outcome: read this file as outcomes too, with values: {open: rest}, and leave such rows out here with where: "stage" not in ('Closed Won')`,
    );
    expect(await fault(visits(["New", "Old"]), "", "[]")).toContain(
      "list them in their order: stages: [{id: New}, {id: Old}]",
    );
    expect(await fault(visits(["lead"]), "values: {mqls: [x]}")).toContain("unknown stage: mqls; did you mean mql?");
  });
});

describe("loadStageVisits(place, sources): left_at", () => {
  it("does not use a left_at before the entry, and tells how many there are and where the first stands", async () => {
    const {rows, engine} = await load(
      "lead_id,stage,entered_at,left_at\na,lead,2025-02-01 10:00,2025-02-02 10:00\nb,lead,2025-02-05 10:00,2025-02-03 10:00\nb,mql,2025-02-06 10:00,\n",
    );
    expect(await rows("select lead_id, stage, left_at from stage_visits order by entered_at")).toEqual([
      {lead_id: "a", stage: "lead", left_at: "2025-02-02T10:00:00.000Z"},
      {lead_id: "b", stage: "lead", left_at: null},
      {lead_id: "b", stage: "mql", left_at: null},
    ]);
    expect(await notesOn(engine, outcomeWords)).toEqual([
      {kind: "left before entering", level: "warning", visits: 1, of: 2, first: "visits.csv:3"},
    ]);
  });

  it("takes a day of leaving as not before the same day's entry", async () => {
    const {rows, engine} = await load("lead_id,stage,entered_at,left_at\na,lead,2025-02-01 10:00,2025-02-01\n");
    expect(await rows("select left_at from stage_visits")).toEqual([{left_at: "2025-02-01T10:00:00.000Z"}]);
    expect(await notesOn(engine, outcomeWords)).toEqual([]);
  });
});
