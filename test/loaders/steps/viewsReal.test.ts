import {existsSync} from "node:fs";
import {resolve} from "node:path";
import {afterAll, describe, expect, it} from "vitest";
import {Engine} from "../../../loaders/engine/duckdb.ts";
import {countPatterns} from "../../../loaders/features.ts";
import {observe} from "../../../loaders/observe.ts";
import {Progress} from "../../../loaders/progress.ts";
import {readProject} from "../../../loaders/project/project.ts";
import {viewsOf} from "../../../loaders/results/views.ts";
import {attributesOf} from "../../../loaders/tables/attributes.ts";
import {loadTables} from "../../../loaders/tables/tables.ts";
import {differences, recount, writeMoments} from "./viewOracle.ts";

const data = process.env.HAKARI_DATA ?? "../shared/data";
const isThere = existsSync(data);
if (!isThere) console.warn(`skipped: real data absent: ${resolve(data)}; set HAKARI_DATA`);

const engines: Engine[] = [];
afterAll(() => {
  for (const engine of engines) engine.close();
});

async function viewsOfReal(id: string) {
  const engine = await Engine.open();
  engines.push(engine);
  const project = readProject(`data/${id}`, {HAKARI_DATA: data});
  await loadTables(engine, project, Progress.quiet());
  const observed = await observe(engine, project);
  const attributes = await attributesOf(engine);
  const {numbers} = await countPatterns(engine, project, attributes);
  return {
    engine,
    project,
    observed,
    found: await viewsOf(engine, project, {observed, attributes, leaks: [], cuts: numbers.cuts}),
  };
}

describe.skipIf(!isThere)("viewsOf(bpic2012)", () => {
  it("counts every pattern of every whole view as plain SQL on the tables does, the run's own beside them", async () => {
    const {engine, project, observed, found} = await viewsOfReal("bpic2012");
    await writeMoments(engine, project, observed.horizonDays!);
    const rules = new Map(found.views.flatMap(({cells}) => cells.map(({rule}) => [rule.id, rule])));
    const again = await recount(engine, [...rules.values()]);
    const views = found.views.filter(({design}) => design !== "run");
    expect(views).toHaveLength(6 * 2 + 6 * 2 + 6);
    expect(differences(views, again, 30, [...rules.values()])).toEqual([]);
    const own = found.views.find(({design}) => design === "run");
    const [labelled] = await engine.rows("own", "select count(*) as n, sum(label) as conversions from steps.labelled");
    expect(own?.base).toMatchObject(labelled);
    const wins = found.views.find((view) => view.design === "entry" && view.stage === 0 && view.target === "won");
    expect(wins!.base.conversions).toBeLessThanOrEqual(2246);
  });
});

describe.skipIf(!isThere)("viewsOf(x-education)", () => {
  it("has the run's own step alone where there are no times, with segments and without periods", async () => {
    const {found} = await viewsOfReal("x-education");
    expect(found.views.map(({design}) => design)).toEqual(["run"]);
    expect(found.slots.map(({field}) => field)).not.toContain(" period");
    expect(found.views[0].slices.length).toBeGreaterThan(10);
  });
});
