import type {LeakFlag} from "../../src/analysis/findings.ts";
import {type FillCount, findLeaks, type LateCount} from "../../src/analysis/leaks.ts";
import type {Column} from "../../src/analysis/strength.ts";
import type {Engine} from "../engine/duckdb.ts";
import {runStep} from "../engine/steps.ts";
import type {Project} from "../project/schema.ts";
import type {Attribute} from "../steps/attributeCounts.ts";
import {leaksFillsSql, leaksSampleSql} from "../steps/leaks.ts";

/**
 * Attributes and actions that may know the outcome: see `findLeaks`. Needs `steps.ends`; leaves `results.leaks_fills`,
 * `results.leaks_late` and `steps.leaks_sample`.
 */
export async function leakFlags(
  engine: Engine,
  project: Project,
  attributes: readonly Attribute[],
): Promise<LeakFlag[]> {
  await engine.run("leaks_fills", leaksFillsSql(attributes));
  await runStep(engine, "leaks_late");
  await runStep(engine, "leaks_sample");
  const said = (key: "known_after" | "trusted") =>
    new Map(
      Object.entries(project.attributes).flatMap(([name, {[key]: why}]) =>
        why === undefined ? [] : [[name, why] as const],
      ),
    );
  return findLeaks({
    attributes: attributes.map(({name}) => name),
    fills: await engine.rows<FillCount>("leaks_fills", "select * from results.leaks_fills"),
    late: await engine.rows<LateCount>("leaks_late", "select * from results.leaks_late order by activity"),
    sample: await readSample(engine, attributes),
    knownAfter: said("known_after"),
    trusted: said("trusted"),
    minSupport: project.candidates.min_support,
  });
}

async function readSample(engine: Engine, attributes: readonly Attribute[]) {
  const reader = await engine.connection.runAndReadAll(leaksSampleSql(attributes));
  const [won = [], fold = [], ...values] = reader.getColumnsJS();
  const columns = attributes.map(({name}, j): Column => ({name, values: (values[j] ?? []) as Column["values"]}));
  return {won: won.map(Number), fold: fold.map(Number), columns};
}
