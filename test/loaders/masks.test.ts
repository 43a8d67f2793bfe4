import {describe, expect, it} from "vitest";
import type {Engine} from "../../loaders/engine/duckdb.ts";
import {buildCube, chooseRules, countPatterns} from "../../loaders/features.ts";
import {observe} from "../../loaders/observe.ts";
import {type History, load} from "./steps/histories.ts";
import {projectWith} from "./steps/projects.ts";
import {attributes, histories, holds, rules, stages} from "./walkedRules.ts";

const project = projectWith({
  stages,
  observe: {design: "snapshot", horizon_days: 30},
  rules: rules.map(({id, when, in_stage, points}) => ({id, when, in_stage, points})),
  as_of: "2025-07-01",
});

async function cubeOf(leads: History[]) {
  const engine = await load(leads, {asOf: 181});
  await observe(engine, project);
  const counted = await countPatterns(engine, project, attributes);
  const book = chooseRules({...project, candidates: {...project.candidates, min_support: 1e9}}, counted, new Map());
  return {engine, cube: await buildCube(engine, project, book), book};
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
