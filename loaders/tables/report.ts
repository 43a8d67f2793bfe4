import type {ColumnReport, LoadReport} from "../../src/analysis/run.ts";
import {wilson} from "../../src/analysis/statistics/intervals.ts";
import type {Engine} from "../engine/duckdb.ts";
import type {Project} from "../project/schema.ts";
import {readNotes} from "./notes.ts";

type Outcome = "won" | "lost" | "open";
const outcomes: Outcome[] = ["won", "lost", "open"];

interface ProfileRow {
  column: string;
  type: "category" | "number";
  distinct: number;
  outcome: Outcome;
  leads: number;
  missing: number;
}

/** Assembles what the load wrote to schema `results` into the report that pages and the command show. */
export async function loadReport(engine: Engine, project: Project): Promise<LoadReport> {
  return {
    sources: await engine.rows(
      "sources",
      `select table_name as "table", file, bytes, sha256, "read", loaded, not_selected as "notSelected", rejected from results.sources`,
    ),
    tables: await engine.rows("tables", `select table_name as "table", n_rows as "rows" from results.tables`),
    outcomes: await countOutcomes(engine),
    rejects: await engine.rows(
      "rejects",
      `select table_name as "table", reason, n_rows as "rows", example from results.rejects_by_reason`,
    ),
    columns: (await profileColumns(engine)).filter(({column}) => !project.attributes[column]?.personal),
    timeline: await engine.rows(
      "timeline",
      `select table_name as "table", month, n_rows as "rows" from results.timeline`,
    ),
    placeholders: await engine.rows(
      "placeholders",
      `select column_name as "column", value, n_rows as "rows" from results.placeholders`,
    ),
    notes: await readNotes(engine),
  };
}

async function countOutcomes(engine: Engine): Promise<LoadReport["outcomes"]> {
  const rows = await engine.rows<LoadReport["outcomes"][number]>(
    "outcomes",
    `select coalesce(o.outcome, 'open') as outcome, count(*) as leads, sum(o.amount) as amount
     from main.leads left join main.outcomes o using (lead_no) group by 1`,
  );
  return outcomes.map((outcome) => rows.find((r) => r.outcome === outcome) ?? {outcome, leads: 0, amount: null});
}

async function profileColumns(engine: Engine): Promise<ColumnReport[]> {
  const rows = await engine.rows<ProfileRow>(
    "columns",
    `select name as "column", type, n_distinct as "distinct", outcome, n_leads as leads, n_missing as missing
     from results.columns_profile p join main.attributes a using (name, type) order by a.position`,
  );
  const byColumn = new Map<string, ProfileRow[]>();
  for (const row of rows) byColumn.set(row.column, [...(byColumn.get(row.column) ?? []), row]);
  return [...byColumn.values()].map(profile);
}

function profile(rows: ProfileRow[]): ColumnReport {
  const [{column, type, distinct}] = rows;
  const sum = (pick: (row: ProfileRow) => number) => rows.reduce((total, row) => total + pick(row), 0);
  return {
    column,
    type,
    distinct,
    missing: wilson(
      sum((r) => r.missing),
      sum((r) => r.leads),
    ),
    missingByOutcome: outcomes.flatMap((outcome) => {
      const row = rows.find((r) => r.outcome === outcome);
      return row ? [{outcome, rate: wilson(row.missing, row.leads)}] : [];
    }),
  };
}
