import {mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {beforeAll, describe, expect, it, onTestFinished} from "vitest";
import {Engine} from "../../loaders/engine/duckdb.ts";
import {memoryOf} from "../../loaders/memory.ts";
import {Progress} from "../../loaders/progress.ts";
import {readProject} from "../../loaders/project/project.ts";
import {type findingsOf, loadProject} from "../../loaders/warehouse.ts";
import {lookedAtWords} from "../../src/text/notes/lookedAt.ts";
import {noteText} from "../../src/text/notes/notes.ts";
import {planted, wide, writeWideProject} from "../bench/wideProject.ts";
import {folderWith, loadFiles, loadFolder, messageOf, notesOn} from "./loading.ts";

/** Of everything a little more than is looked at. */
const width = {
  ...wide,
  leads: 400,
  columns: 204,
  actions: 90,
  topics: 300,
  activities: 7_000,
  stages: 14,
  visits: 4_000,
};

function wideFolder(more = ""): string {
  const dir = mkdtempSync(join(tmpdir(), "hakari-wide-"));
  writeWideProject(dir, width, more);
  return dir;
}

describe("a project with more than a load looks at", () => {
  const dir = wideFolder();
  let findings: Awaited<ReturnType<typeof findingsOf>>;
  beforeAll(async () => {
    try {
      findings = await loadProject(readProject(dir), Progress.quiet());
    } finally {
      rmSync(dir, {recursive: true});
    }
  }, 240_000);

  it("says of each kind how much is looked at, and how to name others", () => {
    const told = findings.load.notes.filter(({kind}) => kind in lookedAtWords).map(noteText);
    expect(told).toEqual([
      expect.stringMatching(
        /^204 attributes: the 80 best filled are looked at, not .+; name others with candidates: \{also: \[\w+\]\}$/,
      ),
      expect.stringMatching(/^90 actions: the 60 commonest are looked at/),
      expect.stringMatching(/topics of actions: the 100 commonest are looked at/),
      expect.stringMatching(/^14 stages: held equal in 6 groups of neighbours/),
      expect.stringMatching(
        /attributes of 2 to 12 values: leads are parted into groups by the 6 with a value for most leads/,
      ),
      expect.stringMatching(
        /^single steps, groups of leads, .+ look at fewer: the 40 best filled of 80 attributes, the 150 commonest of \d+ values/,
      ),
    ]);
  });

  it("finds what is planted all the same", () => {
    const found = findings.drivers.drivers.filter(({q}) => q < 0.05).map(({text}) => text);
    expect(found.some((text) => text.startsWith(planted.activity))).toBe(true);
  });
});

describe("candidates.also", () => {
  it("has named attributes, values, actions and topics looked at, whatever is commoner", async () => {
    const dir = wideFolder("candidates: {also: [list_8, column_1=v2, action_89, action_3/topic 299]}\n");
    onTestFinished(() => rmSync(dir, {recursive: true}));
    const {rows} = await loadFolder(dir);
    expect(
      await rows(
        "select kind, field, value from looked_at where place = 1 and kind <> 'segment' and kind <> 'stage' order by all",
      ),
    ).toEqual([
      {kind: "action", field: "action_89", value: null},
      {kind: "column", field: "list_8", value: null},
      {kind: "step value", field: "column_1", value: "v2"},
      {kind: "topic", field: "action_3", value: "topic 299"},
      {kind: "value", field: "column_1", value: "v2"},
    ]);
  }, 120_000);

  it("refuses what the data do not have, with line and the nearest name", async () => {
    const message = messageOf(
      loadFiles({
        "project.yaml": "title: T\nsources: {leads: {files: leads.csv}}\ncandidates:\n  also: [cty]\n",
        "leads.csv": "lead_id,city\nA,x\nB,y\n",
      }),
    );
    expect(await message).toMatch(/project\.yaml:4: candidates\.also\S*: .*cty.*city/);
  });
});

it("leaves a project alone of which all is looked at", async () => {
  const {engine, rows} = await loadFiles({
    "project.yaml": "title: T\nsources: {leads: {files: leads.csv}}\n",
    "leads.csv": "lead_id,city\nA,x\nB,y\n",
  });
  expect(await rows("select * from looked_at")).toEqual([]);
  expect(await notesOn(engine, lookedAtWords)).toEqual([]);
});

it("reads of a file with thousands of columns the first, and those that are named", async () => {
  const names = Array.from({length: 3000}, (_, i) => `c${i}`);
  const rows = Array.from({length: 30}, (_, i) => [`L${i}`, ...names.map((_, j) => (i + j) % 3)].join(","));
  const dir = folderWith({
    "project.yaml": `title: T
sources: {leads: {files: leads.csv, where: c2998 <> '7'}}
rules: [{when: {attribute: c2999, at_least: 1}, points: 5}]
`,
    "leads.csv": `lead_id,${names.join(",")}\n${rows.join("\n")}\n`,
  });
  const loaded = await loadFolder(dir);
  expect((await notesOn(loaded.engine, lookedAtWords)).map(noteText)[0]).toBe(
    "leads.csv: 3,001 columns: the first 1,000 and those that the source names are read; name others with attributes: [c997] on the source",
  );
  expect(await loaded.rows('select "c2999" as named, "c9" as early from leads where lead_id = \'L1\'')).toEqual([
    {named: 0, early: 1},
  ]);
});

describe("memory", () => {
  it("is 1.5 GB unless HAKARI_MEMORY says otherwise", () => {
    expect(memoryOf({})).toBe(1500e6);
    expect(memoryOf({HAKARI_MEMORY: "4GB"})).toBe(4e9);
    expect(memoryOf({HAKARI_MEMORY: "2 GiB"})).toBe(2 ** 31);
  });

  it.each([
    ["much", "invalid HAKARI_MEMORY: much; expected a size such as 1500MB or 4GB"],
    ["4", "invalid HAKARI_MEMORY: 4; expected a size such as 1500MB or 4GB"],
    ["100MB", "HAKARI_MEMORY too small: 100MB; a load takes 500MB at least"],
  ])("refuses %s", (given, message) => {
    expect(() => memoryOf({HAKARI_MEMORY: given})).toThrow(message);
  });

  it("that is not enough is told with the step and the remedy", async () => {
    const engine = await Engine.open();
    onTestFinished(() => engine.close());
    await engine.run("limit", "set memory_limit = '20MB'; set max_temp_directory_size = '0KB'");
    const message = await messageOf(engine.run("long list", "select list(i) from range(20000000) t(i)"));
    expect(message).toMatch(
      /^out of memory: long list: more than a load may hold, 1500MB; set HAKARI_MEMORY=3000MB \(\d+[MG]B are free\), or take fewer columns/,
    );
  });
});

it("is shown in data/README.md", async () => {
  const dir = mkdtempSync(join(tmpdir(), "hakari-also-"));
  onTestFinished(() => rmSync(dir, {recursive: true}));
  writeFileSync(
    join(dir, "project.yaml"),
    "title: T\nsources: {leads: {files: l.csv}, activities: {files: a.csv}}\ncandidates: {also: [webinar, page_view/pricing, city=Kyoto]}\n",
  );
  writeFileSync(join(dir, "l.csv"), "lead_id,city\nA,Kyoto\nB,Osaka\n");
  writeFileSync(
    join(dir, "a.csv"),
    "lead_id,occurred_at,activity,topic\nA,2025-01-01,webinar,\nB,2025-01-02,page_view,pricing\n",
  );
  expect((await loadFolder(dir)).engine).toBeDefined();
});
