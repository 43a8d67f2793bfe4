import {describe, expect, it} from "vitest";
import {readProject} from "../../loaders/project/project.ts";
import {attributesOf} from "../../loaders/tables/attributes.ts";
import {loadReport} from "../../loaders/tables/report.ts";
import {folderWith, loadFiles, loadFolder, messageOf} from "./loading.ts";

const yaml = (more = "", leads = "") => `title: T
timezone: Asia/Tokyo
load: {max_rejected: 1}
stages: [{id: new}, {id: trial}]
${more}
sources:
  leads: {files: leads.csv${leads}}
  activities: {files: activities.csv}
  stage_visits: {files: visits.csv}
  outcomes: {files: outcomes.csv}
`;

const tables = {
  "leads.csv": `lead_id,created_at,size,code,kind
b,2024-01-01 09:00,10,007,x
a,2024-01-02,Select,008,y
,2024-01-03,5,009,z
b,2024-01-04,99,010,x
c,,3,011,-
`,
  "activities.csv": `lead_id,occurred_at,activity,channel
a,2024-01-03 10:00,visit,web
a,2024-01-03 10:00,click,web
a,2024-01-03 10:00,visit,web
a,2024-01-03 10:00,visit,mail
zz,2024-01-03 10:00,visit,web
b,,visit,web
b,later,visit,web
b,2024-01-05,,web
`,
  "visits.csv": `lead_id,stage,entered_at
a,new,2024-01-02
a,trial,
b,closed,2024-01-02
`,
  "outcomes.csv": `lead_id,outcome,decided_at,amount
a,WON,2024-01-10,"1,200.50"
b,Lost,2023-12-31,
b,lost,2024-02-01,
b,won,2024-02-02,5
c,open,,
c,,,
a,won,2024-01-11,7
c,won,2024-01-01,1.200,50
c,won,2024-01-01,"1.200,5x"
`,
};

const load = () => loadFiles({"project.yaml": yaml("missing: [Select]"), ...tables});

describe("loadTables(engine, project, progress)", () => {
  it("numbers leads by id, types attributes, and takes declared placeholders as missing", async () => {
    const {engine, rows} = await load();
    expect(await rows("select * exclude (fold) from leads order by lead_no")).toEqual([
      {lead_no: 0, lead_id: "a", created_at: "2024-01-01T15:00:00.000Z", size: null, code: "008", kind: "y"},
      {lead_no: 1, lead_id: "b", created_at: "2024-01-01T00:00:00.000Z", size: 10, code: "007", kind: "x"},
      {lead_no: 2, lead_id: "c", created_at: null, size: 3, code: "011", kind: "-"},
    ]);
    expect(await attributesOf(engine)).toEqual([
      {name: "size", type: "number"},
      {name: "code", type: "category"},
      {name: "kind", type: "category"},
    ]);
  });

  it("gives a lead the same fold whatever else is loaded", async () => {
    // md5: a 0cc175b…, b 92eb5ff…, c 4a8a08f…; the first seven hex digits modulo 20.
    const {rows} = await load();
    expect(await rows("select lead_id, fold from leads order by lead_no")).toEqual([
      {lead_id: "a", fold: 0x0cc175b % 20},
      {lead_id: "b", fold: 0x92eb5ff % 20},
      {lead_id: "c", fold: 0x4a8a08f % 20},
    ]);
  });

  it("keeps activities of one moment apart, in the order of the file", async () => {
    const {rows} = await load();
    expect(
      await rows("select lead_no, activity, channel, topic, actor from activities order by lead_no, occurred_at, seq"),
    ).toEqual([
      {lead_no: 0, activity: "visit", channel: "web", topic: null, actor: null},
      {lead_no: 0, activity: "click", channel: "web", topic: null, actor: null},
      {lead_no: 0, activity: "visit", channel: "mail", topic: null, actor: null},
    ]);
  });

  it("keeps a stage reached at an unknown time, and one outcome a lead", async () => {
    const {rows} = await load();
    expect(await rows("select lead_id, stage, stage_no, entered_at from stage_visits order by stage_no")).toEqual([
      {lead_id: "a", stage: "new", stage_no: 0, entered_at: "2024-01-01T15:00:00.000Z"},
      {lead_id: "a", stage: "trial", stage_no: 1, entered_at: null},
    ]);
    expect(await rows("select lead_id, outcome, decided_at, amount from outcomes order by lead_id")).toEqual([
      {lead_id: "a", outcome: "won", decided_at: "2024-01-09T15:00:00.000Z", amount: 1200.5},
      {lead_id: "b", outcome: "won", decided_at: "2024-02-01T15:00:00.000Z", amount: 5},
      {lead_id: "c", outcome: "won", decided_at: "2023-12-31T15:00:00.000Z", amount: null},
    ]);
  });

  it("sets aside each row that cannot be used, with its line, reason and text", async () => {
    const {rows} = await load();
    expect(await rows("select table_name, line, reason, detail from rejects order by table_name, line")).toEqual([
      {table_name: "activities", line: 4, reason: "duplicate", detail: "equals an earlier row"},
      {table_name: "activities", line: 6, reason: "orphan", detail: "lead_id: zz"},
      {table_name: "activities", line: 7, reason: "unparseable time", detail: "occurred_at is empty"},
      {table_name: "activities", line: 8, reason: "unparseable time", detail: "occurred_at: later"},
      {table_name: "activities", line: 9, reason: "no activity", detail: "activity is empty"},
      {table_name: "leads", line: 4, reason: "no id", detail: "lead_id is empty"},
      {table_name: "leads", line: 5, reason: "duplicate", detail: "lead_id seen before"},
      {
        table_name: "outcomes",
        line: 3,
        reason: "decided before created",
        detail: "created 2024-01-01 00:00:00, decided 2023-12-30 15:00:00",
      },
      {table_name: "outcomes", line: 9, reason: "malformed line", detail: "expected number of columns: 4 found: 5"},
      {table_name: "stage_visits", line: 4, reason: "unknown stage", detail: "stage: closed"},
    ]);
    expect(
      await rows("select raw from rejects where reason = 'orphan' or reason = 'malformed line' order by raw"),
    ).toEqual([
      {raw: "c,won,2024-01-01,1.200,50"},
      {raw: '{"lead_id":"zz","occurred_at":"2024-01-03 10:00","activity":"visit","channel":"web"}'},
    ]);
  });

  it("takes a day's decision as not before the same day's creation", async () => {
    const files = {
      "project.yaml": "title: T\nsources:\n  leads: {files: l.csv}\n  outcomes: {files: o.csv}\n",
      "l.csv": "lead_id,created_at\na,2024-01-01 14:00\n",
      "o.csv": "lead_id,outcome,decided_at\na,won,2024-01-01\n",
    };
    const {rows} = await loadFiles(files);
    expect(await rows("select decided_at from outcomes")).toEqual([{decided_at: "2024-01-01T14:00:00.000Z"}]);
  });

  it("counts lines through quoted line ends, blank lines and malformed lines", async () => {
    const project = "title: T\nload: {max_rejected: 1}\nsources:\n  leads: {files: l.csv}\n";
    const reject = async (csv: string) =>
      (await loadFiles({"project.yaml": project, "l.csv": csv})).rows(`select line, "row" from rejects`);
    expect(await reject('lead_id,note\na,"x\ny"\nb,z\n,lost\n')).toEqual([{line: 5, row: 3}]);
    expect(await reject("lead_id,note\na,x\n\n\n,lost\n")).toEqual([{line: 5, row: 2}]);
    expect(await reject('lead_id,note\na,"x\n\ny ""z"""\n\nb,c,d\nb,"""q\nr"\n,lost\n\n')).toEqual([
      {line: 9, row: 3},
      {line: 6, row: null},
    ]);
    expect(await reject('lead_id,note\r\na,x\r\nb,"u\r\nv\r\nw"\r\n,lost')).toEqual([{line: 6, row: 3}]);
  });

  it("stops where too many rows are rejected, with counts by reason", async () => {
    const files = {
      "project.yaml": "title: T\nload: {max_rejected: 0.5}\nsources:\n  leads: {files: l.csv}\n",
      "l.csv": 'lead_id\na\na\na\n""\n',
    };
    expect(await messageOf(loadFiles({...files, "l.csv": "lead_id,x\na,1\na,2\na,3\n,4\n"}))).toBe(
      "too many rejects: leads: 3 of 4 rows, over the limit of 0.5:\n  duplicate: 2 rows, first l.csv:3: lead_id seen before\n" +
        "  no id: 1 rows, first l.csv:5: lead_id is empty\nmend the file or the source's settings, or raise load.max_rejected in project.yaml",
    );
  });

  it("leaves tables without a source empty, and lets attributes bear any name", async () => {
    const files = {
      "project.yaml": "title: T\nsources:\n  leads: {files: l.csv, columns: {lead_id: source_row}}\n",
      "l.csv": "month,outcome,campaign,stage,reason,row_key,n\nmay,x,1,s,r,k,2\n",
    };
    const {rows} = await loadFiles(files);
    expect(await rows("select table_name, n_rows from results.tables")).toEqual([
      {table_name: "leads", n_rows: 1},
      {table_name: "activities", n_rows: 0},
      {table_name: "stage_visits", n_rows: 0},
      {table_name: "outcomes", n_rows: 0},
    ]);
    expect(await rows("select lead_id, month, campaign, row_key_2 from leads")).toEqual([
      {lead_id: "1", month: "may", campaign: 1, row_key_2: "k"},
    ]);
  });
});

describe("loadReport(engine, project)", () => {
  it("assembles sources, outcomes, rejects, columns, timeline and suggested placeholders", async () => {
    const dir = folderWith({
      "project.yaml": yaml("missing: [Select]\nattributes: {code: {personal: true}}"),
      ...tables,
    });
    const {engine} = await loadFolder(dir);
    const report = await loadReport(engine, readProject(dir));
    expect(
      report.sources.map(({table, read, loaded, notSelected, rejected}) => [
        table,
        read,
        loaded,
        notSelected,
        rejected,
      ]),
    ).toEqual([
      ["leads", 5, 3, 0, 2],
      ["activities", 8, 3, 0, 5],
      ["stage_visits", 3, 2, 0, 1],
      ["outcomes", 9, 3, 4, 2],
    ]);
    expect(report.outcomes).toEqual([
      {outcome: "won", leads: 3, amount: 1205.5},
      {outcome: "lost", leads: 0, amount: null},
      {outcome: "open", leads: 0, amount: null},
    ]);
    expect(report.rejects[0]).toEqual({
      table: "leads",
      reason: "duplicate",
      rows: 1,
      example: "leads.csv:5",
    });
    expect(
      report.columns.map(({column, distinct, missing}) => [column, distinct, missing.conversions, missing.n]),
    ).toEqual([
      ["size", 2, 1, 3],
      ["kind", 3, 0, 3],
    ]);
    expect(report.columns[0].missingByOutcome.map(({outcome, rate}) => [outcome, rate.conversions, rate.n])).toEqual([
      ["won", 1, 3],
    ]);
    expect(report.timeline[0]).toEqual({table: "leads", month: "2024-01", rows: 2});
    expect(report.placeholders).toEqual([{column: "kind", value: "-", rows: 1}]);
  });
});
