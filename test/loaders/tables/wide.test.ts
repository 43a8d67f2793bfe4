import {describe, expect, it} from "vitest";
import {readNotes} from "../../../loaders/tables/notes.ts";
import {loadFiles, messageOf} from "../loading.ts";

// Of 24 leads every second has an MQL date, every fourth a demo, every eighth was won (i = 0, 8, 16), every ninth lost (0, 9, 18).
const table = (empty = "") =>
  `id,created,MQL Date,Demo Date,Won Date,Lost Date,Worth,stage\n${Array.from({length: 24}, (_, i) => {
    const day = (every: number, month: string) => (i % every === 0 ? `2025-${month}-01` : empty);
    return `L${i},2025-01-01,${day(2, "02")},${day(4, "03")},${day(8, "04")},${day(9, "05")},${i},now`;
  }).join("\n")}\n`;

const project = (sources: string, more = "") => `title: T
stages: [{id: mql}, {id: demo}]
${more}sources:
  leads: {files: leads.csv, columns: {lead_id: id, created_at: created}, attributes: []}
${sources}`;

const load = (sources: string, more = "", csv = table()) =>
  loadFiles({"project.yaml": project(sources, more), "leads.csv": csv});
const fault = async (sources: string) => (await messageOf(load(sources))).replaceAll(/\S*project\.yaml:/g, "");

const counts = async (loading: ReturnType<typeof load>) =>
  (await loading).rows(
    "select stage as what, count(*) as n, count(distinct entered_at) as days from stage_visits group by 1 union all select outcome, count(*), count(distinct decided_at) from outcomes group by 1 order by 1",
  );

const right = [
  {what: "demo", n: 6, days: 1},
  {what: "lost", n: 2, days: 1},
  {what: "mql", n: 12, days: 1},
  {what: "won", n: 3, days: 1},
];

describe("wide", () => {
  const all = "wide: {MQL Date: mql, Demo Date: demo, Won Date: won, Lost Date: lost}";

  it("makes a visit or an outcome of each filled date, in whichever table it is declared", async () => {
    expect(await counts(load(`  stage_visits: {files: leads.csv, columns: {lead_id: id}, ${all}}\n`))).toEqual(right);
    expect(await counts(load(`  outcomes: {files: leads.csv, columns: {lead_id: id}, ${all}}\n`))).toEqual(right);
  });

  it("takes declared placeholders as empty, finds columns in any case, and reads amounts of outcomes", async () => {
    const sources = `  stage_visits: {files: leads.csv, columns: {lead_id: id, amount: Worth}, missing: [never], ${all.replace("Won Date", "won date")}}\n`;
    const loaded = load(sources, "", table("never"));
    expect(await counts(loaded)).toEqual(right);
    expect(await (await loaded).rows("select sum(amount) as worth from outcomes where outcome = 'won'")).toEqual([
      {worth: 24},
    ]);
  });

  it("lets `several` decide where a lead has both dates", async () => {
    const sources = (several: string) =>
      `  outcomes: {files: leads.csv, columns: {lead_id: id}, ${all}, several: ${several}}\n`;
    expect((await counts(load(sources("latest")))).find(({what}) => what === "won")?.n).toBe(2);
    expect((await counts(load(sources("any won")))).find(({what}) => what === "lost")?.n).toBe(2);
  });

  it("names a rejected row by its line", async () => {
    const csv = table().replace("L4,2025-01-01,2025-02-01", "L4,2025-01-01,soon");
    const {rows} = await load(
      `  stage_visits: {files: leads.csv, columns: {lead_id: id}, ${all}}\n`,
      "load: {max_rejected: 0.5}\n",
      csv,
    );
    expect(await rows("select line, reason, detail from rejects")).toEqual([
      {line: 6, reason: "unparseable time", detail: "MQL Date: soon"},
    ]);
  });

  it("refuses columns and stages that are not there, and what it gives itself, with line and nearest", async () => {
    const source = (more: string) => `  stage_visits: {files: leads.csv, columns: {lead_id: id}, ${more}}\n`;
    expect(await fault(source("wide: {MQL Dat: mql}"))).toBe(
      "5: sources.stage_visits.wide.MQL Dat: missing column: MQL Dat; did you mean MQL Date?",
    );
    expect(await fault(source("wide: {MQL Date: mqls}"))).toContain("unknown stage: mqls; did you mean mql?");
    expect(await fault(source("wide: {MQL Date: mql}, constants: {stage: mql}"))).toContain(
      "stage beside wide, which gives it; leave it out",
    );
    expect(await fault("  activities: {files: leads.csv, wide: {MQL Date: mql}}\n")).toContain(
      "wide belongs to stage_visits or outcomes",
    );
  });
});

describe("constants over dates", () => {
  it("stops where many dates are empty, with the line of wide that mends it, and the line does mend it", async () => {
    const [mql, won] = [
      "  stage_visits: {files: leads.csv, columns: {lead_id: id, entered_at: MQL Date}, constants: {stage: mql}}\n",
      "  outcomes: {files: leads.csv, columns: {lead_id: id, decided_at: Won Date}, constants: {outcome: won}}\n",
    ];
    expect(await fault(mql)).toBe(
      "5: sources.stage_visits: MQL Date is empty in 12 of 24 rows called mql in leads.csv; if an empty date means that it did not happen, in place of stage in constants and entered_at in columns write wide: {MQL Date: mql}",
    );
    expect(await fault(won)).toContain("Won Date is empty in 21 of 24 rows called won in leads.csv");
    const mended = "  stage_visits: {files: leads.csv, columns: {lead_id: id}, wide: {MQL Date: mql}}\n";
    expect(await counts(load(mended))).toEqual([{what: "mql", n: 12, days: 1}]);
  });

  it("tells of a few empty dates, and stands before a column of the same name", async () => {
    const csv = table().replaceAll("2025-01-01", "2025-01-02").replace("L3,2025-01-02", "L3,");
    const {rows, engine} = await load(
      "  stage_visits: {files: leads.csv, columns: {lead_id: id, entered_at: created}, constants: {stage: mql}}\n",
      "",
      csv,
    );
    expect(await rows("select stage, count(*) as n, count(entered_at) as dated from stage_visits group by 1")).toEqual([
      {stage: "mql", n: 24, dated: 23},
    ]);
    expect(await readNotes(engine)).toContainEqual({
      kind: "constant undated",
      level: "warning",
      table: "stage_visits",
      file: "leads.csv",
      column: "created",
      meaning: "mql",
      rows: 1,
      of: 24,
    });
  });
});
