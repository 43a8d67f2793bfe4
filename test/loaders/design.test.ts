import {readFileSync} from "node:fs";
import {describe, expect, it} from "vitest";
import {parse} from "yaml";
import {decide, notesOf} from "../../loaders/observe.ts";
import {readProject} from "../../loaders/project/project.ts";
import {projectSchema} from "../../loaders/project/schema.ts";
import {inLanguage} from "../../src/text/language.ts";
import {noteText} from "../../src/text/notes/notes.ts";
import {type Files, folderWith, loadFolder} from "./loading.ts";

const readme = readFileSync("data/README.md", "utf8");
const section = readme.split(/^## /m).find((text) => text.startsWith("Who is looked at")) ?? "";
const excerpts = [...section.matchAll(/```(?:yaml)?\n([\s\S]*?)```/g)].map(([, text]) => text.trim());

/** What `check` and `load` say of the design of these files; warnings begin with an exclamation mark. */
async function told(files: Files): Promise<string[]> {
  const dir = folderWith(files);
  const {engine} = await loadFolder(dir);
  const project = readProject(dir);
  const notes = notesOf(project, await decide(engine, project));
  return notes.map((note) => `${note.level === "warning" ? "! " : ""}${inLanguage("en", () => noteText(note))}`);
}

const day = (n: number): string => new Date(Date.UTC(2025, 0, 1 + n)).toISOString().slice(0, 10);

/** 400 leads; of every fourth, from displays, half are won after two days; of the others a ninth after 45; the rest is lost. */
function quickDisplays(observe = ""): Files {
  const leads = Array.from({length: 400}, (_, i) => {
    const origin = ["ads", "mail", "display", "events"][i % 4];
    const isWon = origin === "display" ? i % 8 === 2 : i % 9 === 0;
    return {id: `L${i}`, created: (7 * i) % 180, origin, isWon, after: !isWon ? 100 : origin === "display" ? 2 : 45};
  });
  return {
    "project.yaml": `title: T\nsources: {leads: {files: leads.csv}, outcomes: {files: outcomes.csv}}\n${observe}`,
    "leads.csv": `lead_id,created_at,origin\n${leads.map(({id, created, origin}) => `${id},${day(created)},${origin}`).join("\n")}\n`,
    "outcomes.csv": `lead_id,outcome,decided_at\n${leads
      .map(({id, created, isWon, after}) => `${id},${isWon ? "won" : "lost"},${day(created + after)}`)
      .join("\n")}\n`,
  };
}

describe("notesOf(project, observed)", () => {
  it("says in a line whom each design sees and which was chosen, as data/README.md shows", async () => {
    expect(await told(quickDisplays())).toEqual([excerpts[0]]);
  });

  it("warns of a stated design that sees under four fifths of the winners, with the line to write", async () => {
    const [line, ...more] = await told(quickDisplays("observe: {design: snapshot, every: month}\n"));
    expect(line).toMatch(
      /^! snapshots each month see 39 of 84 winners; entry sees 84: snapshots each month as the project file says; /,
    );
    expect(line).toMatch(/45 were decided between two dates; write observe: \{design: entry\}, which sees 84$/);
    expect(more).toEqual([]);
  });

  it("tells why no observation has a label, and which setting mends it", async () => {
    const files = quickDisplays("observe: {horizon_days: 400}\n");
    const open = {...files, "leads.csv": `${files["leads.csv"]}still-open,2025-01-01,web\n`};
    const [long] = await told(open);
    expect(long).toMatch(
      /^! no observation converts: of 84 winners, 84 were not followed for 400 days from any date; take observe\.horizon_days out of the project file/,
    );
    const [never] = await told(quickDisplays("stages: [{id: a}, {id: b}]\nobserve: {stage: b, design: entry}\n"));
    expect(never).toMatch(
      /^! no observation converts: of 84 winners, 84 have no time of entry; .*observe: \{stage: …\}/,
    );
  });

  it("names what is missing where no outcome is recorded", async () => {
    const files = {
      "project.yaml": "title: T\nsources: {leads: {files: leads.csv}}\n",
      "leads.csv": "lead_id,created_at\nA,2025-01-01\nB,2025-01-05\n",
    };
    expect(await told(files)).toEqual([
      "! no outcome is recorded: give sources.outcomes, or set target: to a stage that leads reach",
    ]);
  });

  it("names the stage that nobody reaches", async () => {
    const files = {
      "project.yaml":
        "title: T\ntarget: b\nstages: [{id: a}, {id: b}]\nsources: {leads: {files: leads.csv}, stage_visits: {files: visits.csv}}\n",
      "leads.csv": "lead_id,created_at\nA,2025-01-01\nB,2025-01-05\n",
      "visits.csv": "lead_id,stage,entered_at\nA,a,2025-01-02\n",
    };
    expect(await told(files)).toEqual([expect.stringMatching(/^! no lead reaches b: /)]);
  });

  it("asks for lost leads or times where an export without times has won leads only", async () => {
    const files = {
      "project.yaml": "title: T\nsources: {leads: {files: leads.csv}, outcomes: {files: outcomes.csv}}\n",
      "leads.csv": "lead_id\nA\nB\nC\n",
      "outcomes.csv": "lead_id,outcome\nA,won\nB,won\n",
    };
    const [first, second] = await told(files);
    expect(first).toMatch(/^! no lead is recorded as lost, and without times an open lead has no label/);
    expect(second).toMatch(/^no lead has a time of entry/);
  });
});

describe("data/README.md", () => {
  it("teaches an observe block that a project file may hold", () => {
    const sources = {leads: {files: "leads.csv"}};
    const file = {title: "T", sources, stages: [{id: "qualified"}], ...parse(excerpts[1])};
    expect(projectSchema.parse(file).observe).toMatchObject({design: "snapshot", stage: "qualified", horizon_days: 60});
  });
});
