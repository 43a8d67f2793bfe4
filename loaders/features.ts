import type {ProfileCounts} from "../src/analysis/drivers/activityProfile.ts";
import type {MomentumCounts} from "../src/analysis/drivers/momentum.ts";
import {mostInSteps, mostLookedAt} from "../src/analysis/lookedAt.ts";
import {chooseCandidates} from "../src/analysis/rules/candidates.ts";
import {type Cube, unpackCube} from "../src/analysis/rules/cube.ts";
import {type BinCount, chooseCuts, type FieldCuts, type FieldEdges, isFoundBy} from "../src/analysis/rules/cuts.ts";
import {coincidingWindows, type Pattern, type PatternCounts, patterns} from "../src/analysis/rules/patterns.ts";
import {type Rule, ruleFamily, ruleId, ruleText} from "../src/analysis/rules/rules.ts";
import {type Engine, literal} from "./engine/duckdb.ts";
import {runStep} from "./engine/steps.ts";
import type {Project} from "./project/schema.ts";
import {momentumCounts, momentumWindow} from "./results/momentum.ts";
import {
  actionCellsSql,
  actionCountsSql,
  baseCountsSql,
  behaviourCountsSql,
  byStageAndFold,
  byStageGroups,
  type CountedBy,
  countWindows,
  recencyCountsSql,
  recencyCuts,
} from "./steps/features/actionCounts.ts";
import {hasOthers, numberActions, readActions} from "./steps/features/actions.ts";
import {
  attributeCutsSql,
  attributeEdgesSql,
  binCountsSql,
  type EdgeRow,
  roundedEdges,
} from "./steps/features/attributeBins.ts";
import {type Attribute, attributeCountsSql, rareValuesSql} from "./steps/features/attributeCounts.ts";
import {maskRules, masksSql} from "./steps/features/masks.ts";
import {boundedKinds} from "./steps/lookedAt.ts";

/** Counts of every pattern on the labelled observations, and the patterns they speak of. */
export interface Counted {
  counts: PatternCounts;
  profile: ProfileCounts;
  patterns: Pattern[];
  momentum: MomentumCounts;
  numbers: Numbers;
  /** Values of attributes that are of too few leads to be counted. */
  rareValues: number;
  /** Patterns of a longer window that hold on the same observations as a shorter one. */
  sameWindows: number;
}

/** Number attributes: where they may be cut, what was counted between, and where they are cut. */
interface Numbers {
  edges: FieldEdges[];
  bins: BinCount[];
  cuts: FieldCuts[];
}

/** From observations to counts: one pass over the activities, two over each attribute. */
export async function countPatterns(
  engine: Engine,
  project: Project,
  attributes: readonly Attribute[],
): Promise<Counted> {
  const {windows_days, counts: times, silences_days} = project.candidates;
  const {min_cell} = project.publish;
  const momentum = await momentumWindow(engine, windows_days);
  const windows = countWindows([...windows_days, ...silences_days, momentum, 2 * momentum], writtenRules(project));
  const cuts = [...new Set([...recencyCuts, ...silences_days])].sort((a, b) => a - b);
  const by = await countedBy(engine, project);
  await engine.run("base_counts", baseCountsSql(by));
  const actions = await numberActions(engine);
  await engine.run("action_counts", actionCountsSql(windows, actions, {others: await hasOthers(engine)}));
  await engine.run("action_cells", actionCellsSql({windows: windows_days, cap: Math.max(5, ...times), cuts}, by));
  await engine.run("behaviour_counts", behaviourCountsSql(windows_days, min_cell, by));
  await engine.run("recency_counts", recencyCountsSql(cuts, min_cell, by));
  const numbers = await cutNumbers(engine, project, attributes);
  await engine.run("attribute_counts", attributeCountsSql(attributes, numbers.cuts, min_cell, by));
  for (const step of ["profile_known", "activity_profile"]) await runStep(engine, step);
  const read = <T>(table: string) => engine.rows<T>(table, `select * from ${table} order by all`);
  const counts: PatternCounts = {
    base: await read("steps.base_counts"),
    behaviours: await read("steps.behaviour_counts"),
    recencies: await read("steps.recency_counts"),
    attributes: await read("steps.attribute_counts"),
    numbers: new Set(attributes.filter(({type}) => type === "number").map(({name}) => name)),
    cuts: numbers.cuts,
  };
  const options = {times, silencesDays: silences_days};
  return {
    counts,
    profile: {activities: await read("results.activity_profile"), known: await read("results.profile_weeks")},
    patterns: patterns(counts, options),
    sameWindows: coincidingWindows(counts, options),
    momentum: await momentumCounts(engine, momentum, min_cell),
    numbers,
    rareValues: await engine.count("attribute_counts", rareValuesSql(attributes, by)),
  };
}

/** Stages one by one, or in groups of neighbours, and the values that are looked at, where there are too many. */
async function countedBy(engine: Engine, {stages}: Project): Promise<CountedBy> {
  const kinds = await boundedKinds(engine);
  const by = kinds.has("stage") ? byStageGroups(stages.length, mostInSteps.stages) : byStageAndFold;
  return kinds.has("value") ? {...by, values: {kind: "value", most: mostLookedAt.values}} : by;
}

/** Chooses where numbers are cut, by the observations not kept for the test; leaves `steps.attribute_cuts`. Needs `steps.labelled`. */
export async function cutNumbers(
  engine: Engine,
  project: Pick<Project, "candidates" | "publish">,
  attributes: readonly Attribute[],
): Promise<Numbers> {
  await engine.run("attribute_edges", attributeEdgesSql(attributes));
  const rows = await engine.rows<EdgeRow>(
    "attribute_edges",
    "select * from steps.attribute_edges order by field, value",
  );
  const edges = roundedEdges(rows, attributes);
  await engine.run("bin_counts", binCountsSql(edges));
  const bins = await engine.rows<BinCount>("bin_counts", "select * from steps.bin_counts order by all");
  const cuts = chooseCuts(edges, bins, cutOptions(project));
  await engine.run("attribute_cuts", attributeCutsSql(cuts));
  return {edges, bins, cuts};
}

const cutOptions = ({candidates: {min_support}, publish: {min_cell}}: Pick<Project, "candidates" | "publish">) => ({
  minSupport: Math.max(min_support, min_cell),
  minCell: min_cell,
});

/** The rules of the cube in bit order, which of them the search may use, and today's points. */
export interface RuleBook {
  rules: Rule[];
  /** Why the search may not use the rule; null where it may. */
  excluded: (string | null)[];
  /** Points on today's card; null where the rule is not on it. */
  current: (number | null)[];
  leftOut: {text: string; reason: string}[];
  /** Ids of the rules that leads of these folds alone would have put up for choice, at all times. */
  chosenIn: (isTraining: (fold: number) => boolean) => ReadonlySet<string>;
}

/** Which rules the cube holds: the written ones, those that points must speak of, then the best candidates while a mask has room. */
export function chooseRules(
  project: Project,
  {patterns: all, numbers: {edges, bins}}: Pick<Counted, "patterns" | "numbers">,
  excluded: ReadonlyMap<string, string>,
): RuleBook {
  const today = currentRules(project);
  const {min_support, at_most} = project.candidates;
  const asked = rulesAskedFor(project);
  const never = rulesKeptOff(project);
  const options = {
    minSupport: min_support,
    atMost: Math.min(at_most, maskRules - today.length),
    excluded,
    named: new Set(
      [...today.map(({when}) => ruleId({when})), ...asked.map(({id}) => id)].filter((id) => !never.has(id)),
    ),
    never,
  };
  const {rules: candidates, leftOut} = chooseCandidates(all, options);
  const known = new Set(today.map(({when, in_stage}) => ruleId({when, in_stage})));
  const rules = [...today];
  for (const rule of [...asked, ...candidates]) {
    if (known.has(rule.id) || rules.length === maskRules) continue;
    known.add(rule.id);
    rules.push(rule);
  }
  const fieldOf = ({when}: Rule) =>
    "attribute" in when ? when.attribute : "activity" in when ? when.activity : "stage";
  return {
    rules,
    excluded: rules.map((rule) => excluded.get(fieldOf(rule)) ?? null),
    current: rules.map((_, j) => (j < today.length ? (today[j].points ?? null) : null)),
    leftOut,
    chosenIn: (isTraining) => {
      const among = ({fold}: {fold: number}) => isTraining(fold);
      const isFound = isFoundBy(edges, bins, {...cutOptions(project), among});
      const {rules: chosen} = chooseCandidates(all, {...options, among, isFound});
      return new Set([...asked, ...chosen].map(({id}) => id));
    },
  };
}

/** The rules that the project file writes out: today's card, and those that limits name by their condition. */
export const writtenRules = (project: Project): Rule[] => [...currentRules(project), ...rulesAskedFor(project)];

const currentRules = (project: Project): Rule[] =>
  project.rules.map((rule) => ({...rule, id: rule.id ?? ruleId(rule)}));

/** Rules that a limit of the project file names by their condition: weighed whatever the screening says. */
const rulesAskedFor = ({points}: Project): Rule[] =>
  points.limits.flatMap(({for: selector}) => ("when" in selector ? [{id: ruleId(selector), when: selector.when}] : []));

/** Ids of the rules that a limit of the project file keeps off the card by their condition. */
const rulesKeptOff = ({points}: Project): Set<string> =>
  new Set(
    points.limits.flatMap(({for: by, use}) => ("when" in by && use === "never" ? [ruleId({when: by.when})] : [])),
  );

/** Compiles the rules to masks, groups these into `results.cube`, and reads it. */
export async function buildCube(engine: Engine, project: Project, {rules, excluded, current}: RuleBook): Promise<Cube> {
  const stageIds = project.stages.map(({id}) => id);
  await engine.run("masks", masksSql(rules, stageIds, await readActions(engine)));
  await runStep(engine, "cube");
  const rows = rules.map((rule, j) => {
    const origin = current[j] === null ? "candidate" : "current";
    const texts = [rule.id, ruleText(rule), ruleFamily(rule), origin, JSON.stringify(rule)].map(literal);
    return `(${j}, ${texts.join(", ")}, ${excluded[j] === null ? "null" : literal(excluded[j])}, ${current[j]})`;
  });
  await engine.run(
    "rules",
    `create or replace table results.rules (
      position integer, id varchar, text varchar, family varchar, origin varchar, body varchar, excluded varchar, current_points integer
    );
    ${rows.length ? `insert into results.rules values ${rows.join(",\n")};` : ""}
    create or replace table results.periods as
      select row_number() over (order by period) - 1 as position, period, as_of, last_as_of from results.period_counts`,
  );
  return readCube(engine);
}

/** The cube as `results` holds it; rows in a fixed order. */
async function readCube(engine: Engine): Promise<Cube> {
  const rules = await engine.rows<{id: string}>("rules", "select id from results.rules order by position");
  const periods = await engine.rows<{period: string}>(
    "periods",
    "select period from results.periods order by position",
  );
  const reader = await engine.connection.runAndReadAll(
    `select cast(mask_low as uinteger), cast(mask_high as uinteger), fold, cast(period as integer), cast(n as double), cast(conversions as double)
    from results.cube order by period, fold, mask_high, mask_low`,
  );
  const [maskLow, maskHigh, fold, period, n, conversions] = reader.getColumns() as number[][];
  return unpackCube({
    rules: rules.map(({id}) => id),
    periods: periods.map(({period}) => period),
    maskLow: Uint32Array.from(maskLow ?? []),
    maskHigh: Uint32Array.from(maskHigh ?? []),
    n: n ?? [],
    conversions: conversions ?? [],
    fold: (fold ?? []).map(Number),
    period: period ?? [],
  });
}
