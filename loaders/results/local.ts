import type {HotReport} from "../../src/analysis/hotLeads/hotLeads.ts";
import {type Engine, literal} from "../engine/duckdb.ts";
import type {Project} from "../project/schema.ts";
import {type HotInput, hotLeads} from "./hotLeads.ts";
import {writeLeadsBehind} from "./leadsBehind.ts";

/** Fills schema `local`: what holds leads, and stays at home unless the project file asks for it to be published. */
export async function writeLocal(engine: Engine, project: Project, input: HotInput): Promise<void> {
  await engine.run("local", "create schema if not exists local");
  const report = await hotLeads(engine, project, input);
  await engine.run(
    "hot_leads",
    `create or replace table local.hot_leads (body varchar); insert into local.hot_leads values (${literal(JSON.stringify(report))})`,
  );
  await writeLeadsBehind(engine, input.book, new Set(report.rules.map(({rule}) => rule.id)));
}

/** The Hot leads of a loaded project. */
export async function readHotLeads(engine: Engine): Promise<HotReport> {
  const [{body}] = await engine.rows<{body: string}>("hot_leads", "select body from local.hot_leads");
  return JSON.parse(body) as HotReport;
}
