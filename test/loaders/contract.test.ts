import {readFileSync} from "node:fs";
import {describe, expect, it} from "vitest";
import {contract, contractTables} from "../../loaders/tables/contract.ts";
import {loadFiles} from "./loading.ts";

const readme = readFileSync("data/README.md", "utf8");

/** The section of a table in data/README.md. */
const section = (table: string) => readme.split(/^## /m).find((text) => text.startsWith(`${table}:`)) ?? "";

describe("data/README.md", () => {
  it.each(contractTables)("tells every column of %s", (table) => {
    for (const {name} of contract[table]) expect(section(table)).toContain(`\`${name}\``);
  });

  it("shows excerpts that load without a reject", async () => {
    const excerpt = (table: string) => /```\n([\s\S]*?)```/.exec(section(table))?.[1] ?? "";
    const {rows} = await loadFiles({
      "project.yaml": `title: T
stages: [{id: engaged}, {id: qualified}]
sources:
${contractTables.map((table) => `  ${table}: {files: ${table}.csv}`).join("\n")}
`,
      ...Object.fromEntries(contractTables.map((table) => [`${table}.csv`, excerpt(table)])),
    });
    expect(await rows("select table_name, n_rows from results.tables")).toEqual([
      {table_name: "leads", n_rows: 2},
      {table_name: "activities", n_rows: 3},
      {table_name: "stage_visits", n_rows: 2},
      {table_name: "outcomes", n_rows: 2},
    ]);
    expect(await rows("select * from rejects")).toEqual([]);
  });

  it("shows settings for exports that load as it says", async () => {
    const text = readme.split(/^### /m).find((part) => part.startsWith("Exports as they come")) ?? "";
    const [yaml, csv, bareYaml, bareCsv] = [...text.matchAll(/```(?:yaml)?\n([\s\S]*?)```/g)].map(([, block]) => block);
    const report = await loadFiles({"project.yaml": `title: T\n${yaml}`, "report.csv": csv});
    expect(await report.rows("select lead_id, size from leads order by 1")).toEqual([
      {lead_id: "L0001", size: 120},
      {lead_id: "Total", size: 120},
    ]);
    const bare = await loadFiles({"project.yaml": `title: T\n${bareYaml}`, "names.csv": bareCsv});
    expect(await bare.rows("select lead_id, size from leads order by 1")).toEqual([
      {lead_id: "L0001", size: 120},
      {lead_id: "L0002", size: 80},
    ]);
  });

  it("shows a pattern that cuts ids out of addresses, and keeps rows apart that differed in them alone", async () => {
    const text = readme.split(/^## /m).find((part) => part.startsWith("Leads stay at home")) ?? "";
    const yaml = [...text.matchAll(/```yaml\n([\s\S]*?)```/g)][1][1];
    const {rows} = await loadFiles({
      "project.yaml": `title: T\n${yaml}`,
      "leads.csv": "lead_id\nA1\nB2\n",
      "visits.csv":
        "lead_id,occurred_at,activity,page\nA1,2025-01-02 10:00,view,/u/7714/edit\nA1,2025-01-02 10:00,view,/u/7715/edit\nB2,2025-01-03,view,/u/9\nB2,2025-01-04,view,/help\n",
    });
    expect(await rows("select topic, count(*) as n from activities group by topic order by topic")).toEqual([
      {topic: "/help", n: 1},
      {topic: "/u/*", n: 1},
      {topic: "/u/*/edit", n: 2},
    ]);
    const [{body}] = await rows(`select body from results.notes where body like '%"cleaned"%'`);
    expect(JSON.parse(String(body))).toMatchObject({
      kind: "cleaned",
      level: "told",
      table: "activities",
      column: "page",
      rows: 3,
      values: 2,
    });
  });

  it("shows a query and a condition that load", async () => {
    const text = readme.split(/^### /m).find((part) => part.startsWith("A project file from a stranger")) ?? "";
    const {rows} = await loadFiles({
      "project.yaml": `title: T\n${/```yaml\n([\s\S]*?)```/.exec(text)?.[1]}`,
      "leads.csv": "lead_id,postcode\n1,10\n2,20\n3,30\n",
      "lists/regions.csv": "postcode,region\n10,north\n20,test\n30,south\n",
    });
    expect(await rows("select lead_id, region from leads order by 1")).toEqual([
      {lead_id: "1", region: "north"},
      {lead_id: "3", region: "south"},
    ]);
  });

  it("shows settings for numbers that load", async () => {
    const numbers = readme.split(/^## /m).find((text) => text.startsWith("Numbers")) ?? "";
    const {rows} = await loadFiles({
      "project.yaml": `title: T\n${/```yaml\n([\s\S]*?)```/.exec(numbers)?.[1]}`,
      "leads.csv": "lead_id,turnover,employees\n1,15.500,20\n2,12.000,-1\n3,9.250,-999\n",
    });
    expect(await rows("select turnover, employees from leads order by lead_id")).toEqual([
      {turnover: 15500, employees: 20},
      {turnover: 12000, employees: null},
      {turnover: 9250, employees: null},
    ]);
  });

  const declared = (part: string) => /```yaml\n([\s\S]*?)```/.exec(readme.slice(readme.indexOf(part)))?.[1] ?? "";
  const project = (sources: string) =>
    `title: T\nstages: [{id: mql}]\nsources:\n  leads: {files: leads.csv, columns: {lead_id: Id}, attributes: []}\n${sources}`;

  it("shows how words, several outcomes and losses are declared", async () => {
    const {rows} = await loadFiles({
      "project.yaml": project(declared("Words are compared")),
      "leads.csv": "Id,created_at\n1,2025-01-01\n2,2025-01-01\n3,2025-01-01\n4,2025-01-01\n5,2025-06-01\n",
      "deals.csv":
        "Contact,Deal Stage,Close Date,Reason\n1,no show,2025-02-01,\n1,Signed,2025-03-01,\n2,Dropped,2025-02-01,\n3,Talking,2025-02-01,price\n5,Talking,,\n",
    });
    expect(
      await rows("select lead_id, outcome, strftime(decided_at, '%m-%d') as day from outcomes order by 1"),
    ).toEqual([
      {lead_id: "1", outcome: "won", day: "03-01"},
      {lead_id: "2", outcome: "lost", day: "02-01"},
      {lead_id: "3", outcome: "lost", day: "02-01"},
      {lead_id: "4", outcome: "lost", day: "05-01"},
    ]);
  });

  it("shows how a date column a stage is declared", async () => {
    const {rows} = await loadFiles({
      "project.yaml": project(declared("## One row a lead")),
      "leads.csv": "Id,MQL Date,Won Date,Lost Date\n1,2025-01-02,2025-02-01,\n2,2025-01-03,,2025-03-01\n3,,,\n",
    });
    expect(
      await rows(
        "select stage as what, count(*) as n from stage_visits group by 1 union all select outcome, count(*) from outcomes group by 1 order by 1",
      ),
    ).toEqual([
      {what: "lost", n: 1},
      {what: "mql", n: 2},
      {what: "won", n: 1},
    ]);
  });
});
