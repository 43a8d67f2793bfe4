import type {Exposure} from "../../src/analysis/drivers/exposure.ts";
import {
  type ActionCount,
  type FillCount,
  findLeaks,
  type LeakFlag,
  type ProgressCount,
  withEffects,
} from "../../src/analysis/leaks/leaks.ts";
import type {Column} from "../../src/analysis/leaks/strength.ts";
import {mostInSteps} from "../../src/analysis/lookedAt.ts";
import {anyActivity} from "../../src/analysis/rules/rules.ts";
import {say} from "../../src/text/language.ts";
import {flow} from "../../src/text/notes/flow.ts";
import type {Engine} from "../engine/duckdb.ts";
import {runStep} from "../engine/steps.ts";
import {didYouMean} from "../project/faults.ts";
import type {Project} from "../project/schema.ts";
import {stageGroupSql} from "../steps/features/actionCounts.ts";
import {readActions} from "../steps/features/actions.ts";
import type {Attribute} from "../steps/features/attributeCounts.ts";
import {leaksFillsSql, leaksObservedSql, leaksSampleSql} from "../steps/leaks/leaks.ts";
import {boundedKinds} from "../steps/lookedAt.ts";
import type {AttributeColumn} from "../tables/attributes.ts";

/**
 * Attributes and actions that may know the outcome: see `findLeaks`. Needs `steps.ends`; leaves `results.leaks_fills`,
 * `results.leaks_actions`, `steps.leaks_progress` and `steps.leaks_sample`.
 */
export async function leakFlags(
  engine: Engine,
  project: Project,
  attributes: readonly AttributeColumn[],
  exposure: readonly Exposure[],
): Promise<LeakFlag[]> {
  await runStep(engine, "leaks_leads");
  if ((await boundedKinds(engine)).has("stage"))
    await engine.run(
      "leaks_leads",
      `update steps.leaks_leads set stage_no = ${stageGroupSql(project.stages.length, mostInSteps.stages)}`,
    );
  await engine.run("leaks_fills", leaksFillsSql(attributes));
  await runStep(engine, "leaks_actions");
  await runStep(engine, "leaks_sample");
  const actions = await engine.rows<ActionCount>(
    "leaks_actions",
    "select * from results.leaks_actions order by activity",
  );
  checkNames(
    project,
    attributes.map(({name}) => name),
    actions.map(({activity}) => activity),
  );
  const read = <T>(table: string) => engine.rows<T>(table, `select * from ${table} order by all`);
  return findLeaks({
    attributes: attributes.map(({name}) => name),
    fills: await read<FillCount>("results.leaks_fills"),
    progress: await read<ProgressCount>("steps.leaks_progress"),
    actions,
    exposure,
    ...(await readSample(engine, attributes)),
    said: {attributes: saidOfAttributes(project, attributes), actions: project.actions},
    minSupport: project.candidates.min_support,
  });
}

/** What the project file says of attributes, and that those whose dates lie after the lead's creation are known only later. */
function saidOfAttributes({attributes: said}: Project, attributes: readonly AttributeColumn[]): Project["attributes"] {
  const added = attributes.flatMap(({name, isKnownLater}) => {
    if (!isKnownLater) return [];
    const line = flow("attributes", {[name]: {trusted: "…"}});
    const known_after = say({
      en: `it holds dates after the lead was created; if they are known by then, ${line}`,
      ja: `リード作成より後の日付が入っている。作成時に分かる値なら${line}`,
    });
    return [[name, {known_after, ...(said[name] ?? {personal: false})}] as const];
  });
  return {...said, ...Object.fromEntries(added)};
}

/** Refuses a known_after or trusted of fields and actions that the data do not have: it would be lost without a word. */
function checkNames(project: Project, attributes: readonly string[], actions: readonly string[]): void {
  const said = Object.entries(project.attributes).filter(([, {known_after, trusted}]) => known_after ?? trusted);
  const faults = (kind: string, names: readonly string[], known: readonly string[]) =>
    names
      .filter((name) => !known.includes(name))
      .map((name) => `project.yaml: ${kind}s: unknown ${kind}: ${name}${didYouMean(name, known)}`);
  const all = [
    ...faults(
      "attribute",
      said.map(([name]) => name),
      [...attributes, ...Object.keys(project.attributes).filter((name) => project.attributes[name].personal)],
    ),
    ...faults("action", Object.keys(project.actions), actions),
  ];
  if (all.length > 0) throw new Error(all.join("\n"));
}

async function readSample(engine: Engine, attributes: readonly Attribute[]) {
  const [outcome = [], fold = [], ...values] = await columnsOf(engine, leaksSampleSql(attributes));
  const of = (isIn: (outcome: unknown) => boolean) => {
    const rows = outcome.flatMap((one, i) => (isIn(one) ? [i] : []));
    const columns = attributes.map(({name}, j): Column => ({name, values: rows.map((i) => plainValue(values[j][i]))}));
    return {rows, fold: rows.map((i) => Number(fold[i])), columns};
  };
  const decided = of((one) => one !== "open");
  const won = decided.rows.map((i) => Number(outcome[i] === "won"));
  return {sample: {...decided, won}, open: of((one) => one === "open")};
}

/**
 * The flags with what each field would do to a card: see `withEffects` of the analysis. Needs `steps.labelled` and
 * `steps.activity_counts`; leaves `steps.leaks_observed`.
 */
export async function leakEffects(
  engine: Engine,
  project: Project,
  attributes: readonly Attribute[],
  flags: readonly LeakFlag[],
): Promise<LeakFlag[]> {
  if (flags.length === 0) return [];
  await runStep(engine, "leaks_observed");
  const actions = (await readActions(engine)).filter(({activity, topic}) => topic === null && activity !== anyActivity);
  const [label = [], fold = [], ...values] = await columnsOf(engine, leaksObservedSql(attributes, actions));
  const fields = [
    ...attributes.map(({name}) => ({name, kind: "attribute"}) as const),
    ...actions.flatMap(({activity}) => {
      const column = {name: activity, kind: "action"} as const;
      return [column, column];
    }),
  ];
  const columns = fields.map((field, j) => ({...field, values: (values[j] ?? []).map(plainValue)}));
  const sample = {won: label.map(Number), fold: fold.map(Number), columns};
  return withEffects(flags, sample, project.candidates.min_support);
}

async function columnsOf(engine: Engine, sql: string): Promise<unknown[][]> {
  const reader = await engine.connection.runAndReadAll(sql);
  return reader.getColumnsJS();
}

/** A value as the analysis takes it: whole numbers of any width are numbers. */
function plainValue(value: unknown): string | number | null {
  if (value === null || value === undefined) return null;
  return typeof value === "string" ? value : Number(value);
}
