import {mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {Engine} from "../../loaders/engine/duckdb.ts";
import {runStep} from "../../loaders/engine/steps.ts";
import {observe} from "../../loaders/observe.ts";
import {Progress} from "../../loaders/progress.ts";
import {readProject} from "../../loaders/project/project.ts";
import {actionCountsSql, countWindows} from "../../loaders/steps/features/actionCounts.ts";
import {numberActions} from "../../loaders/steps/features/actions.ts";
import {masksSql} from "../../loaders/steps/features/masks.ts";
import {loadTables} from "../../loaders/tables/tables.ts";
import type {ExportedRule} from "../../src/exports/card.ts";
import {asOf, generatedCard, generatedFiles, names, rules} from "./generated.ts";

export const leadCount = 1500;

export interface Loaded {
  engine: Engine;
  /** By lead: the rules that hold as of the one instant, by the loader's own steps. */
  held: Map<string, ExportedRule[]>;
}

/** The generated project, loaded, with the loader's masks of every lead. Close its engine afterwards. */
export async function loadGenerated(): Promise<Loaded> {
  const dir = mkdtempSync(join(tmpdir(), "hakari-generated-"));
  for (const [name, text] of Object.entries(generatedFiles(leadCount))) writeFileSync(join(dir, name), text);
  const project = readProject(dir);
  const engine = await Engine.open();
  await loadTables(engine, project, Progress.quiet());
  rmSync(dir, {recursive: true});
  await observe(engine, project);
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
  const card = generatedCard();
  const heldBy = (mask: bigint) => card.rules.filter((_, j) => (mask >> BigInt(j)) & 1n);
  return {engine, held: new Map(rows.map(({lead_id, mask}) => [lead_id, heldBy(BigInt(mask))]))};
}

export const sumOf = (held: readonly ExportedRule[]): number => held.reduce((total, {points}) => total + points, 0);
