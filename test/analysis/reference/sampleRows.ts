import type {Engine} from "../../../loaders/engine/duckdb.ts";
import {buildCube, chooseRules, countPatterns} from "../../../loaders/features.ts";
import {observe} from "../../../loaders/observe.ts";
import {Progress} from "../../../loaders/progress.ts";
import type {Project} from "../../../loaders/project/schema.ts";
import {funnelReport} from "../../../loaders/results/funnel.ts";
import {attributesOf} from "../../../loaders/tables/attributes.ts";
import {loadTables} from "../../../loaders/tables/tables.ts";
import type {Cube} from "../../../src/analysis/rules/cube.ts";

/** From the sample's files to the cube of today's rules and the stays in each stage, by the steps that a load takes. */
export async function prepareSample(engine: Engine, project: Project): Promise<Cube> {
  await loadTables(engine, project, Progress.quiet());
  await observe(engine, project);
  await countPatterns(engine, project, await attributesOf(engine));
  await funnelReport(engine, project);
  return buildCube(
    engine,
    project,
    chooseRules(project, {patterns: [], numbers: {edges: [], bins: [], cuts: []}}, new Map()),
  );
}

/** What R reads: one row for each observation, `label` and then each rule as 0 or 1. */
export const observationRows = (engine: Engine, rules: number): Promise<Record<string, number>[]> => {
  const bits = Array.from({length: rules}, (_, j) => `masks.mask // ${2 ** j} % 2 as r${j + 1}`);
  return engine.rows(
    "test",
    `select labelled.label, ${bits.join(", ")} from steps.masks join steps.labelled using (obs_no) order by all`,
  );
};
