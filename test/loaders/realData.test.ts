import {existsSync} from "node:fs";
import {resolve} from "node:path";
import {describe, expect, it, onTestFinished} from "vitest";
import {Engine} from "../../loaders/engine/duckdb.ts";
import {Progress} from "../../loaders/progress.ts";
import {readProject} from "../../loaders/project/project.ts";
import {loadReport} from "../../loaders/tables/report.ts";
import {loadTables} from "../../loaders/tables/tables.ts";
import {folderWith, loadFolder, messageOf} from "./loading.ts";

const data = process.env.HAKARI_DATA ?? "../shared/data";
const isThere = existsSync(data);
if (!isThere) console.warn(`skipped: real data absent: ${resolve(data)}; set HAKARI_DATA`);

async function loadReal(id: string) {
  const engine = await Engine.open();
  onTestFinished(() => engine.close());
  const project = readProject(`data/${id}`, {HAKARI_DATA: data});
  await loadTables(engine, project, Progress.quiet());
  const {outcomes, ...report} = await loadReport(engine, project);
  return {engine, report, outcomes: Object.fromEntries(outcomes.map((o) => [o.outcome, o.leads])), amounts: outcomes};
}

/** Totals of each set as its README tells them. */
describe.skipIf(!isThere)("loadTables(real data)", () => {
  it("reproduces the known totals of bpic2012", async () => {
    const {engine, report, outcomes} = await loadReal("bpic2012");
    expect(outcomes).toEqual({won: 2246, lost: 10442, open: 399});
    expect(
      await engine.rows(
        "test",
        "select stage, count(distinct lead_no) as n from stage_visits group by stage_no, stage order by stage_no",
      ),
    ).toEqual([
      {stage: "A_SUBMITTED", n: 13087},
      {stage: "A_PREACCEPTED", n: 7367},
      {stage: "A_ACCEPTED", n: 5113},
      {stage: "A_FINALIZED", n: 5015},
      {stage: "O_SENT_BACK", n: 3254},
    ]);
    expect(report.tables).toContainEqual({table: "activities", rows: 72413});
    expect(report.rejects).toEqual([]);
    const wait = `with sent as (select lead_no, min(entered_at) as at from stage_visits where stage = 'A_FINALIZED' group by 1),
      back as (select lead_no, min(entered_at) as at from stage_visits where stage = 'O_SENT_BACK' group by 1)
      select median(epoch(back.at - sent.at)) / 3600 from sent join back using (lead_no)`;
    expect(await engine.count("test", wait)).toBeCloseTo(216, 0);
  });

  it("reproduces the known totals of crm-sales", async () => {
    const {engine, report, outcomes, amounts} = await loadReal("crm-sales");
    expect(outcomes).toEqual({won: 4238, lost: 2473, open: 2089});
    expect(amounts.map(({amount}) => amount)).toEqual([10005534, null, null]);
    expect(
      await engine.rows(
        "test",
        "select stage, count(*) as n from stage_visits group by stage_no, stage order by stage_no",
      ),
    ).toEqual([
      {stage: "Prospecting", n: 8800},
      {stage: "Engaging", n: 8300},
    ]);
    const days = `select outcome, cast(median(date_diff('day', created_at, decided_at)) as integer) as days
      from outcomes join leads using (lead_no) group by outcome order by outcome desc`;
    expect(await engine.rows("test", days)).toEqual([
      {outcome: "won", days: 57},
      {outcome: "lost", days: 14},
    ]);
    expect(await engine.count("test", "select count(*) from leads where series is null")).toBe(0);
    expect(report.rejects).toEqual([]);
  });

  it("reads x-education without its unnamed column and with Select as missing", async () => {
    const {engine, report, outcomes} = await loadReal("x-education");
    expect(outcomes).toEqual({won: 3561, lost: 5679, open: 0});
    expect(report.columns.map(({column}) => column)).not.toContain("column38");
    expect(await engine.count("test", "select count(*) from leads where Specialization = 'Select'")).toBe(0);
    expect(report.placeholders).toEqual([{column: "Country", value: "unknown", rows: 5}]);
  });

  it("reads bank-marketing with row numbers as ids and suggests `unknown` without removing it", async () => {
    const {engine, report, outcomes} = await loadReal("bank-marketing");
    expect(outcomes).toEqual({won: 4640, lost: 36548, open: 0});
    expect(await engine.count("test", "select count(*) from leads where job = 'unknown'")).toBe(330);
    expect(report.placeholders).toContainEqual({column: "default", value: "unknown", rows: 8597});
    expect(report.columns.find(({column}) => column === "pdays")?.missing.conversions).toBe(39673);
  });

  const variant = (file: string, dates = "") =>
    folderWith({
      "project.yaml": `title: T
sources:
  leads: {files: ${resolve(data, "crm_sales_opps/date_variants", file)}, columns: {lead_id: opportunity_id, created_at: engage_date}, attributes: [product]${dates}}
`,
    });

  it("refuses the day-month-year pipeline and reads it with the setting", async () => {
    expect(await messageOf(loadFolder(variant("sales_pipeline_ddmmyy.csv")))).toMatch(
      /^sales_pipeline_ddmmyy\.csv: column engage_date: ambiguous dates: "\d\d-\d\d-1\d" is .* read as %d-%m-%y, or .* read as %y-%m-%d/,
    );
    const {rows} = await loadFolder(variant("sales_pipeline_ddmmyy.csv", ", dates: {engage_date: '%d-%m-%y'}"));
    const expected = [{lead_id: "1C1I7A6R", created_at: "2016-10-20T00:00:00.000Z"}];
    const first = "select lead_id, created_at from leads where lead_id = '1C1I7A6R'";
    expect(await rows(first)).toEqual(expected);
    expect(await (await loadFolder(variant("sales_pipeline_mdyyyy.csv"))).rows(first)).toEqual(expected);
  });
});
