import {createHash} from "node:crypto";
import {attributeColumn} from "../../src/exports/sqlRules.ts";
import {identifier, literal} from "../engine/duckdb.ts";
import type {StagedFile, Workplace} from "../sources/files/staged.ts";
import type {ContractTable} from "./contract.ts";
import {createNotes} from "./notes.ts";
import {placeholdersSql} from "./placeholders.ts";
import type {Prepared} from "./prepare.ts";
import {examplePlaceSql, filesTogether} from "./rejects.ts";

const textColumns: Record<ContractTable, string[]> = {
  leads: [],
  activities: ["activity", "channel", "topic", "campaign", "actor"],
  stage_visits: ["stage"],
  outcomes: [],
};

const timeColumn: Record<ContractTable, string> = {
  leads: "created_at",
  activities: "occurred_at",
  stage_visits: "entered_at",
  outcomes: "decided_at",
};

/** Creates the empty tables of the load report, in schema `results`. */
export async function createReport({engine}: Workplace): Promise<void> {
  await engine.run(
    "create load report",
    `create schema if not exists results;
     create or replace table results.sources (table_name varchar, source_no integer, file varchar, bytes bigint, sha256 varchar, "read" bigint, loaded bigint, not_selected bigint, rejected bigint);
     create or replace table results.tables (table_name varchar, n_rows bigint);
     create or replace table results.rejects_by_reason (table_name varchar, reason varchar, n_rows bigint, example varchar);
     create or replace table results.columns_profile (name varchar, type varchar, n_distinct bigint, outcome varchar, n_leads bigint, n_missing bigint);
     create or replace table results.timeline (table_name varchar, month varchar, n_rows bigint);
     create or replace table results.placeholders (column_name varchar, value varchar, n_rows bigint);`,
  );
  await createNotes(engine);
}

/** Adds what one table's load did to the report. Column profiles follow with the outcomes, which they are split by. */
export async function reportTable(place: Workplace, table: ContractTable, sources: readonly Prepared[]): Promise<void> {
  const {engine, project} = place;
  for (const source of sources) await reportSource(place, source);
  await engine.run("count rows", `insert into results.tables select ${literal(table)}, count(*) from main.${table}`);
  await engine.run(
    "count rejects",
    `insert into results.rejects_by_reason select table_name, reason, count(*), ${examplePlaceSql}
     from main.rejects where table_name = ${literal(table)} group by all order by count(*) desc, reason`,
  );
  const at = timeColumn[table];
  await engine.run(
    "timeline",
    `insert into results.timeline
     with quarters as (select floor(epoch(${table}.${at}) / 900) as quarter, count(*) as n from main.${table} where ${table}.${at} is not null group by 1)
     select ${literal(table)}, strftime(timezone(${literal(project.timezone)}, to_timestamp(quarter * 900)), '%Y-%m') as month, sum(n)
     from quarters group by month order by month`,
  );
  if (textColumns[table].length > 0) await reportTexts(place, table, textColumns[table]);
  if (table === "outcomes") await reportColumns(place);
}

/** A row a file; one for all where rows are not known to be from one of them. */
async function reportSource({engine}: Workplace, source: Prepared): Promise<void> {
  const {table, number} = source;
  const typed = `staging.typed_${table} where source_no = ${number}`;
  const rejected = `staging.rejected where table_name = ${literal(table)} and source_no = ${number}`;
  const unused =
    table === "outcomes"
      ? `select row_key from staging.outcome_rows where source_no = ${number} and not is_counted`
      : "select cast(null as bigint) as row_key where false";
  for (const {name, bytes, sha256, rows, malformed, condition} of reported(source)) {
    await engine.run(
      "report source",
      `insert into results.sources
       with used as (select count(*) as n, count(*) filter (row_key in (${unused})) as n_unused from ${typed} and ${condition}),
       bad as (select count(distinct row_key) as n from ${rejected} and row_key in (select row_key from ${typed} and ${condition})),
       final as (select used.n - n_unused - bad.n as loaded, bad.n + ${malformed} as rejected from used, bad)
       select ${literal(table)}, ${number}, ${literal(name)}, ${bytes}, ${literal(sha256)}, ${rows}, loaded,
         greatest(0, ${rows} - loaded - rejected), rejected from final`,
    );
  }
}

function reported(source: Prepared) {
  const {files, isByFile} = source;
  const sum = (pick: (file: StagedFile) => number) => files.reduce((total, file) => total + pick(file), 0);
  if (!isByFile) {
    const sha256 = createHash("sha256")
      .update(files.map((file) => file.sha256).join("\n"))
      .digest("hex");
    const malformed = sum((file) => file.malformed?.count ?? 0);
    const [bytes, rows] = [sum((file) => file.bytes), sum((file) => file.rows)];
    return [{name: filesTogether(source), bytes, sha256, rows, malformed, condition: "true"}];
  }
  return files.map(({name, bytes, sha256, rows, malformed}) => ({
    name,
    bytes,
    sha256,
    rows,
    malformed: malformed?.count ?? 0,
    condition: files.length === 1 ? "true" : `source_file = ${literal(name)}`,
  }));
}

async function reportColumns(place: Workplace): Promise<void> {
  const {engine} = place;
  const attributes = await engine.rows<{name: string; type: string}>(
    "attributes",
    "select name, type from main.attributes order by position",
  );
  for (const {name, type} of attributes) {
    const value = attributeColumn(name, "l");
    await engine.run(
      `profile of ${name}`,
      `insert into results.columns_profile
       with whole as (select count(distinct ${value}) as n_distinct from main.leads l)
       select ${literal(name)}, ${literal(type)}, any_value(whole.n_distinct), coalesce(o.outcome, 'open') as outcome, count(*), count(*) - count(${value})
       from main.leads l left join main.outcomes o using (lead_no), whole group by 4 order by 4`,
    );
    if (type === "category")
      await findPlaceholders(place, {from: "main.leads", value: attributeColumn(name), column: name}, "count(*)");
  }
}

/** Placeholders in a large table's columns: their combinations are few, and counted in one pass. */
async function reportTexts(place: Workplace, table: ContractTable, columns: string[]): Promise<void> {
  await place.engine.run(
    `texts of ${table}`,
    `create or replace table staging.texts as select ${columns.join(", ")}, count(*) as n from main.${table} group by all`,
  );
  for (const column of columns)
    await findPlaceholders(place, {from: "staging.texts", value: identifier(column), column}, "sum(n)");
}

async function findPlaceholders(
  {engine}: Workplace,
  {from, value, column}: {from: string; value: string; column: string},
  count: string,
): Promise<void> {
  await engine.run(
    `placeholders in ${column}`,
    `insert into results.placeholders select ${literal(column)}, ${value}, ${count} as found from ${from}
     where lower(${value}) in (${placeholdersSql}) group by 2 order by 3 desc, 2`,
  );
}
