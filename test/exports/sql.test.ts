import {PGlite} from "@electric-sql/pglite";
import * as polyglot from "@polyglot-sql/sdk";
import {describe, expect, it} from "vitest";
import type {Engine} from "../../loaders/engine/duckdb.ts";
import {runStep} from "../../loaders/engine/steps.ts";
import {observe} from "../../loaders/observe.ts";
import {readProject} from "../../loaders/project/project.ts";
import {actionCountsSql, countWindows} from "../../loaders/steps/actionCounts.ts";
import {numberActions} from "../../loaders/steps/actions.ts";
import {masksSql} from "../../loaders/steps/masks.ts";
import {cardSql, dialects} from "../../src/exports/sql.ts";
import {reasonText, subScore} from "../../src/exports/words.ts";
import {folderWith, loadFolder} from "../loaders/loading.ts";
import {asOf, generatedCard, generatedFiles, names, rules} from "./generated.ts";

const leads = 1500;

interface Scored {
  lead_id: string;
  score: number;
  fit: number;
  engagement: number;
  probability: number;
  reasons: string;
}

/** The project loaded, and every lead's mask as of the one instant by the loader's own steps. */
async function loaded(): Promise<{engine: Engine; masks: Map<string, bigint>}> {
  const dir = folderWith(generatedFiles(leads));
  const {engine} = await loadFolder(dir);
  await observe(engine, readProject(dir));
  await engine.run(
    "every lead",
    `create or replace table steps.moments as
     select lead_no, cast('${asOf.replace("Z", "")}' as timestamp) as as_of, 'all' as period from leads`,
  );
  await runStep(engine, "observations");
  await engine.run(
    "labelled",
    "create or replace table steps.labelled as select *, false as is_test from steps.observations",
  );
  const actions = await numberActions(engine);
  await engine.run("action_counts", actionCountsSql(countWindows([], rules), actions));
  await engine.run("masks", masksSql(rules, names.stages, actions));
  const rows = await engine.rows<{lead_id: string; mask: string}>(
    "masks",
    `select lead_id, cast(mask as varchar) as mask from steps.masks
     join steps.labelled on labelled.obs_no = masks.obs_no join leads on leads.lead_no = labelled.lead_no`,
  );
  return {engine, masks: new Map(rows.map(({lead_id, mask}) => [lead_id, BigInt(mask)]))};
}

/** What the query must answer, from the loader's masks and the points. */
function byMasks(masks: Map<string, bigint>): Map<string, Omit<Scored, "probability">> {
  const {rules: exported} = generatedCard();
  return new Map(
    [...masks].map(([lead_id, mask]) => {
      const held = exported.filter((_, j) => (mask >> BigInt(j)) & 1n);
      const sum = (some: typeof held) => some.reduce((total, {points}) => total + points, 0);
      const fit = sum(held.filter(({rule}) => subScore(rule) === "fit"));
      return [
        lead_id,
        {lead_id, score: sum(held), fit, engagement: sum(held) - fit, reasons: held.map(reasonText).join("; ")},
      ];
    }),
  );
}

function expectSame(found: Scored[], masks: Map<string, bigint>): void {
  const wanted = byMasks(masks);
  expect(found).toHaveLength(leads);
  for (const {probability, ...row} of found) {
    expect(row).toEqual(wanted.get(row.lead_id));
    expect(probability).toBeCloseTo(1 / (1 + Math.exp(-(-2.75 + 0.125 * row.score))), 12);
  }
}

/** The contract's tables copied to PostgreSQL, times with all their digits. */
async function postgres(engine: Engine): Promise<PGlite> {
  const db = new PGlite();
  const attribute = `"${names.attribute.replaceAll('"', '""')}"`;
  const tables = {
    leads: `lead_id varchar, ${attribute} varchar, employees double precision`,
    activities: "lead_id varchar, occurred_at timestamp, activity varchar, topic varchar, actor varchar",
    stage_visits: "lead_id varchar, stage varchar, entered_at timestamp",
  };
  for (const [table, columns] of Object.entries(tables)) {
    await db.exec(`create table ${table} (${columns})`);
    const named = table === "leads" ? `lead_id, ${attribute}, employees` : columns.replace(/ (varchar|timestamp)/g, "");
    const rows = await engine.rows(table, `select to_json(list(t)) as rows from (select ${named} from ${table}) t`);
    await db.query(`insert into ${table} select * from json_to_recordset($1::json) as t (${columns})`, [rows[0].rows]);
  }
  return db;
}

describe("cardSql(card, dialect)", () => {
  it("gives every lead the loader's masks times the points, on DuckDB and on PostgreSQL", async () => {
    const {engine, masks} = await loaded();
    for (const j of rules.keys()) {
      const held = [...masks.values()].filter((mask) => (mask >> BigInt(j)) & 1n).length;
      const isNever = (rules[j].when as {activity?: string}).activity === "never done";
      expect([rules[j].id, isNever || (held > 10 && held < leads - 10)]).toEqual([rules[j].id, true]);
    }
    expectSame(await engine.rows<Scored>("duckdb", cardSql(generatedCard(), "duckdb")), masks);
    const db = await postgres(engine);
    const {rows} = await db.query<Scored>(cardSql(generatedCard(), "postgres"));
    await db.close();
    expectSame(rows, masks);
  });
});
