import {mostInSteps, mostLookedAt} from "../../src/analysis/lookedAt.ts";
import type {LookedAtNote} from "../../src/analysis/notes/lookedAt.ts";
import {attributeColumn} from "../../src/exports/sqlRules.ts";
import {type Engine, literal} from "../engine/duckdb.ts";
import {didYouMean, ProjectFaults} from "../project/faults.ts";
import {meaningsOf, type Named, namedIn} from "../project/named.ts";
import {faultsIn} from "../project/project.ts";
import type {Project} from "../project/schema.ts";
import {type AttributeColumn, attributesOf} from "./attributes.ts";
import {addNotes} from "./notes.ts";

/** Attributes with more values are no segments to compare. */
export const mostSegmentValues = 12;

/**
 * Leaves `main.looked_at`: of what there is too much of, the order in which it is looked at (`place`, from 1), what the project file
 * names first, then the commonest by leads. `kind`: `column` (`field`); `value` and, among the columns of single steps, `step value`
 * (`field`, `value`); `action` (`field`), `topic` (`field`, `value`); `segment` (`field`); `stage` (`field`: its number). A kind of which
 * all is looked at has no rows. Looks at no outcome. Tells in notes.
 *
 * @param noRule columns that can give no rule: the last to be looked at
 * @throws ProjectFaults where `candidates.also` names what the data do not have
 */
export async function chooseLookedAt(engine: Engine, project: Project, noRule: ReadonlySet<string>): Promise<void> {
  await engine.run(
    "looked at",
    "create or replace table main.looked_at (kind varchar, field varchar, value varchar, place integer)",
  );
  const named = namedIn(project);
  const attributes = (await attributesOf(engine)).filter(({name}) => project.attributes[name]?.personal !== true);
  const categories = attributes.filter(({type}) => type === "category");
  await checkAlso(engine, project);
  const parts = [
    await chooseColumns(engine, attributes, named, noRule),
    await chooseValues(engine, project, categories, named),
    ...(await chooseActions(engine, project, named)),
  ];
  const inSteps = parts.flatMap(({what, of}) => {
    const most = mostInSteps[what];
    return of > most ? [{what, of: Math.min(of, mostLookedAt[what]), most}] : [];
  });
  await addNotes(engine, [
    ...parts.flatMap(({notes}) => notes),
    ...(await chooseStages(engine, project)),
    ...(await chooseSegments(engine, project, categories, named)),
    ...(inSteps.length > 0 ? [{kind: "fewer in steps" as const, level: "told" as const, parts: inSteps}] : []),
  ]);
}

interface Chosen {
  what: "columns" | "values" | "actions" | "topics";
  of: number;
  notes: LookedAtNote[];
}

/** So many of those that are not looked at are named, as an example. */
const shown = 3;

const notLookedAt = (what: Chosen["what"], of: number, named: string[]): LookedAtNote[] =>
  of > mostLookedAt[what] ? [{kind: "not looked at", level: "told", what, of, most: mostLookedAt[what], named}] : [];

async function chooseColumns(
  engine: Engine,
  attributes: readonly AttributeColumn[],
  named: Named,
  noRule: ReadonlySet<string>,
): Promise<Chosen> {
  const of = attributes.length;
  if (of > mostInSteps.columns) {
    const filled = await filledOf(
      engine,
      attributes.map(({name}) => name),
    );
    const ranked = attributes
      .map(({name}, i) => ({name, place: placeIn(named.columns, name), isLast: noRule.has(name), filled: filled[i]}))
      .sort((a, b) => a.place - b.place || Number(a.isLast) - Number(b.isLast) || b.filled - a.filled);
    await rank(
      engine,
      "column",
      ranked.map(({name}) => name),
    );
  }
  return {what: "columns", of, notes: []};
}

async function filledOf(engine: Engine, names: readonly string[]): Promise<number[]> {
  if (names.length === 0) return [];
  const counts = names.map((name, i) => `count(${attributeColumn(name)}) as n_${i}`);
  const [row] = await engine.rows<Record<string, number>>(
    "filled attributes",
    `select ${counts.join(", ")} from main.leads`,
  );
  return names.map((_, i) => row[`n_${i}`]);
}

/** Position among the names; behind all of them without one. */
const placeIn = (names: readonly string[], name: string): number => {
  const place = names.indexOf(name);
  return place < 0 ? names.length : place;
};

async function rank(engine: Engine, kind: string, fields: readonly (string | number)[]): Promise<void> {
  if (fields.length === 0) return;
  const rows = fields.map((field, i) => `(${literal(kind)}, ${literal(String(field))}, null, ${i + 1})`);
  await engine.run(`looked at: ${kind}`, `insert into main.looked_at values ${rows.join(", ")}`);
}

async function chooseValues(
  engine: Engine,
  {publish: {min_cell}}: Project,
  categories: readonly AttributeColumn[],
  named: Named,
): Promise<Chosen> {
  const what = "values" as const;
  if (categories.length === 0) return {what, of: 0, notes: []};
  const distinct = categories.map(({name}) => `count(distinct ${attributeColumn(name)})`);
  const most = await engine.count("values", `select ${distinct.join(" + ")} from main.leads`);
  if (most <= mostInSteps.values) return {what, of: most, notes: []};
  const counted = categories.map(
    (
      {name},
      i,
    ) => `select ${literal(name)} as field, ${i} as position, cast(${attributeColumn(name)} as varchar) as value, count(*) as n
     from main.leads where ${attributeColumn(name)} is not null group by all having count(*) >= ${min_cell}`,
  );
  const inSteps = `field not in (select field from main.looked_at where kind = 'column')
    or field in (select field from main.looked_at where kind = 'column' and place <= ${mostInSteps.columns})`;
  const order = `order by list_position(${pairs(named.values)}, [field, value]) nulls last, n desc, position, value`;
  await engine.run(
    "looked at: values",
    `create or replace temp table counted_values as ${counted.join("\nunion all\n")};
     insert into main.looked_at select 'value', field, value, row_number() over (${order}) from counted_values;
     insert into main.looked_at select 'step value', field, value, row_number() over (${order}) from counted_values where ${inSteps};
     drop table temp.counted_values`,
  );
  const of = await engine.count("values", "select count(*) from main.looked_at where kind = 'value'");
  return {what, of, notes: notLookedAt(what, of, await firstLeftOut(engine, what, "value", "="))};
}

/** SQL of a list of pairs. */
const pairs = (all: readonly (readonly [string, string])[]): string =>
  all.length > 0 ? `[${all.map((pair) => `[${pair.map(literal).join(", ")}]`).join(", ")}]` : "cast([] as varchar[][])";

/** The first of a kind that are not looked at, as `candidates.also` takes them. */
async function firstLeftOut(engine: Engine, what: Chosen["what"], kind: string, sign: string): Promise<string[]> {
  const rows = await engine.rows<{field: string; value: string | null}>(
    "not looked at",
    `select field, value from main.looked_at where kind = '${kind}' and place > ${mostLookedAt[what]} order by place limit ${shown}`,
  );
  return rows.map(({field, value}) => (value === null ? field : field + sign + value));
}

async function chooseActions(engine: Engine, {publish: {min_cell}}: Project, named: Named): Promise<Chosen[]> {
  const [{actions, topics}] = await engine.rows<{actions: number; topics: number}>(
    "actions",
    `select count(distinct activity) as actions, count(topic) as topics
     from (select distinct activity, topic from main.activities)`,
  );
  const list = `[${named.actions.map(literal).join(", ") || "cast(null as varchar)"}]`;
  if (actions > mostInSteps.actions)
    await engine.run(
      "looked at: actions",
      `insert into main.looked_at
       select 'action', activity, null, row_number() over (order by list_position(${list}, activity) nulls last, n desc, activity)
       from (select activity, count(distinct lead_no) as n from main.activities group by activity)`,
    );
  if (topics > mostInSteps.topics || actions > mostInSteps.actions)
    await engine.run(
      "looked at: topics",
      `insert into main.looked_at
       select 'topic', activity, topic,
         row_number() over (order by list_position(${pairs(named.topics)}, [activity, topic]) nulls last, n desc, activity, topic)
       from (
         select activity, topic, count(distinct lead_no) as n from main.activities
         where topic is not null and activity not in (select field from main.looked_at where kind = 'action' and place > ${mostLookedAt.actions})
         group by activity, topic)`,
    );
  const leftOut = async (what: "actions" | "topics") => {
    const kind = what === "actions" ? "action" : "topic";
    const first = await firstLeftOut(engine, what, kind, "/");
    const told: string[] = [];
    for (const name of first) if ((await leadsOf(engine, name, what)) >= min_cell) told.push(name);
    return told;
  };
  return [
    {what: "actions", of: actions, notes: notLookedAt("actions", actions, await leftOut("actions"))},
    {what: "topics", of: topics, notes: notLookedAt("topics", topics, await leftOut("topics"))},
  ];
}

const leadsOf = (engine: Engine, name: string, what: "actions" | "topics"): Promise<number> =>
  engine.count(
    "leads of an action",
    `select count(distinct lead_no) from main.activities where ${what === "actions" ? "activity" : "activity || '/' || topic"} = ${literal(name)}`,
  );

async function chooseStages(engine: Engine, {stages}: Project): Promise<LookedAtNote[]> {
  const of = stages.length;
  if (of <= mostLookedAt.stages) return [];
  const entered = await engine.rows<{stage_no: number}>(
    "looked at: stages",
    "select stage_no from main.stage_visits group by stage_no order by count(distinct lead_no) desc, stage_no",
  );
  const numbers = [...new Set([...entered.map(({stage_no}) => stage_no), ...stages.keys()])];
  await rank(engine, "stage", numbers);
  const own = numbers.slice(0, mostInSteps.stages).sort((a, b) => a - b);
  const named = own.map((i) => stages[i].name);
  return [{kind: "stages in groups", level: "told", of, most: mostInSteps.stages, named}];
}

async function chooseSegments(
  engine: Engine,
  {attributes}: Project,
  categories: readonly AttributeColumn[],
  named: Named,
): Promise<LookedAtNote[]> {
  const known = categories.map(({name}) => name).filter((name) => attributes[name]?.known_after === undefined);
  if (known.length <= mostLookedAt.segments) return [];
  const counts = known.map((name, i) => `count(distinct ${attributeColumn(name)}) as n_${i}`);
  const [row] = await engine.rows<Record<string, number>>("segments", `select ${counts.join(", ")} from main.leads`);
  const few = known.filter((_, i) => row[`n_${i}`] >= 2 && row[`n_${i}`] <= mostSegmentValues);
  if (few.length <= mostLookedAt.segments) return [];
  const filled = await filledOf(engine, few);
  const ranked = few
    .map((name, i) => ({name, place: placeIn(named.columns, name), filled: filled[i]}))
    .sort((a, b) => a.place - b.place || b.filled - a.filled)
    .map(({name}) => name);
  await rank(engine, "segment", ranked);
  const parting = ranked.slice(0, mostInSteps.segments);
  return [{kind: "groups by few attributes", level: "told", of: few.length, named: parting}];
}

/** Refuses names of `candidates.also` that the data do not have. */
async function checkAlso(engine: Engine, project: Project): Promise<void> {
  const {also = []} = project.candidates;
  if (also.length === 0) return;
  const columns = new Set((await attributesOf(engine)).map(({name}) => name));
  const acts = await engine.rows<{activity: string; topic: string | null}>(
    "actions",
    "select distinct activity, topic from main.activities order by all",
  );
  const actions = new Set(acts.map(({activity}) => activity));
  const topics = new Set(acts.map(({activity, topic}) => JSON.stringify([activity, topic])));
  const hasValue = async ([column, value]: [string, string]) =>
    columns.has(column) &&
    (await engine.count(
      "a value",
      `select count(*) from main.leads where cast(${attributeColumn(column)} as varchar) = ${literal(value)}`,
    )) > 0;
  const faults = [];
  for (const [i, text] of also.entries()) {
    const meant = meaningsOf(text);
    const isKnown =
      columns.has(text) ||
      actions.has(text) ||
      meant.topics.some((pair) => topics.has(JSON.stringify(pair))) ||
      (await Promise.all(meant.values.map(hasValue))).includes(true);
    if (isKnown) continue;
    const near = didYouMean(text, [...columns, ...actions]);
    const remedy = near || "; expected an attribute, attribute=value, an action or action/topic that the data have";
    faults.push({path: ["candidates", "also", i], message: `unknown: ${text}${remedy}`});
  }
  if (faults.length > 0) throw new ProjectFaults(faultsIn(project, faults));
}
