import {describe, expect, it} from "vitest";
import type {Engine} from "../../loaders/engine/duckdb.ts";
import {buildCube, chooseRules, countPatterns} from "../../loaders/features.ts";
import {observe} from "../../loaders/observe.ts";
import {random} from "../../src/analysis/random.ts";
import {type Condition, isAttribute, isBehaviour, isSilence, type Rule, ruleId} from "../../src/analysis/rules.ts";
import {type History, load} from "./steps/histories.ts";
import {projectWith} from "./steps/projects.ts";

const stages = [{id: "stage 0"}, {id: "stage 1"}];
const attributes = [
  {name: "industry", type: "category"},
  {name: "employees", type: "number"},
] as const;

const conditions: Condition[] = [
  {activity: "visit", at_least: 1},
  {activity: "visit", at_least: 2, within_days: 30},
  {activity: "call", at_least: 1, within_days: 7},
  {activity: "any", none_for_days: 14},
  {activity: "call", none_for_days: 30},
  {attribute: "industry", is: ["retail", "public"]},
  {attribute: "industry", missing: true},
  {attribute: "employees", at_least: 50, below: 500},
  {stage: ["stage 1"]},
];
const rules: Rule[] = [
  ...conditions.map((when) => ({id: ruleId({when}), when, points: 1})),
  {id: "late visit", when: conditions[0], in_stage: ["stage 1"], points: 1},
  {id: "late silence", when: conditions[3], in_stage: ["stage 1"], points: 1},
];

const project = projectWith({
  stages,
  observe: {design: "snapshot", horizon_days: 30},
  rules: rules.map(({id, when, in_stage, points}) => ({id, when, in_stage, points})),
  as_of: "2025-07-01",
});

/** Histories at random: activities before and after every snapshot, stages in any order. */
function histories(count: number, seed: number): History[] {
  const next = random(seed);
  const day = (): number => Math.floor(next() * 180 * 24) / 24;
  const times = (most: number) => Array.from({length: Math.floor(next() * most)}, day);
  return Array.from({length: count}, () => ({
    created: Math.floor(next() * 60),
    visits: [...times(2).map((t): [number, number] => [0, t]), ...times(2).map((t): [number, number] => [1, t])],
    activities: [
      ...times(6).map((t): [string, number] => ["visit", t]),
      ...times(3).map((t): [string, number] => ["call", t]),
    ],
    attributes: {
      industry: [null, "retail", "public", "steel"][Math.floor(next() * 4)],
      employees: next() < 0.2 ? null : Math.floor(next() * 1000),
    },
  }));
}

async function cubeOf(leads: History[]) {
  const engine = await load(leads, {asOf: 181});
  await observe(engine, project);
  const counted = await countPatterns(engine, project, attributes);
  const book = chooseRules(
    {...project, candidates: {...project.candidates, min_support: 1e9}},
    counted.patterns,
    new Map(),
  );
  return {engine, cube: await buildCube(engine, project, book), book};
}

/** The rule read by hand: no SQL, no windows kept. */
function holds({when, in_stage}: Rule, lead: History, stage: number, asOf: number): boolean {
  if (in_stage && !in_stage.includes(`stage ${stage}`)) return false;
  if (isAttribute(when)) {
    const value = lead.attributes?.[when.attribute] ?? null;
    if (when.missing) return value === null;
    if (value === null) return false;
    return when.is
      ? when.is.includes(String(value))
      : Number(value) >= (when.at_least ?? -1e9) && Number(value) < (when.below ?? 1e9);
  }
  if ("stage" in when) return when.stage.includes(`stage ${stage}`);
  const done = (lead.activities ?? [])
    .filter(([activity, at]) => (when.activity === "any" || when.activity === activity) && (at as number) < asOf)
    .map(([, at]) => asOf - (at as number));
  if (isSilence(when)) return !done.some((days) => days <= when.none_for_days);
  return isBehaviour(when) && done.filter((days) => days <= (when.within_days ?? 1e9)).length >= when.at_least;
}

async function masks(engine: Engine) {
  return engine.rows<{lead_no: number; day: number; stage_no: number; mask: number}>(
    "masks",
    `select labelled.lead_no, date_diff('hour', timestamp '2025-01-01', as_of) / 24.0 as day, stage_no, mask
    from steps.masks join steps.labelled on labelled.obs_no = masks.obs_no order by labelled.obs_no`,
  );
}

describe("buildCube(engine, project, rules)", () => {
  const leads = histories(200, 7);

  it("sets the bit of every rule exactly where the rule, read by hand, holds", async () => {
    const {engine} = await cubeOf(leads);
    const rows = await masks(engine);
    expect(rows.length).toBeGreaterThan(500);
    for (const {lead_no, day, stage_no, mask} of rows) {
      const byHand = rules.reduce((sum, rule, j) => sum + (holds(rule, leads[lead_no], stage_no, day) ? 2 ** j : 0), 0);
      expect({lead_no, day, mask}).toEqual({lead_no, day, mask: byHand});
    }
  });

  it("keeps every labelled observation in the cube once", async () => {
    const {engine, cube} = await cubeOf(leads);
    const labelled = await engine.count("labelled", "select count(*) from steps.labelled");
    expect(cube.n.reduce((sum, n) => sum + n, 0)).toBe(labelled);
    for (const [j, rows] of cube.holds.entries()) {
      const held = await engine.count("held", `select count(*) from steps.masks where (mask >> ${j}) & 1 = 1`);
      expect(rows.reduce((sum, r) => sum + cube.n[r], 0)).toBe(held);
    }
  });

  it("is blind to what happens after as-of", async () => {
    const last = 151; // 1 June, the last snapshot with a label
    const more = leads.map((lead) => ({
      ...lead,
      activities: [...(lead.activities ?? []), ["call", last], ["visit", 170]] as [string, number][],
    }));
    const [before, after] = await Promise.all([cubeOf(leads), cubeOf(more)]);
    expect(await masks(after.engine)).toEqual(await masks(before.engine));
  });
});
