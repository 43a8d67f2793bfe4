import {cpSync, mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {Engine} from "../../../loaders/engine/duckdb.ts";
import {countPatterns} from "../../../loaders/features.ts";
import {observe} from "../../../loaders/observe.ts";
import {Progress} from "../../../loaders/progress.ts";
import {readProject} from "../../../loaders/project/project.ts";
import {exposures} from "../../../loaders/results/exposure.ts";
import {leakFlags} from "../../../loaders/results/leaks.ts";
import {type Views, viewsOf} from "../../../loaders/results/views.ts";
import {ensureSample} from "../../../loaders/sources/sample/ensure.ts";
import {attributesOf} from "../../../loaders/tables/attributes.ts";
import {loadTables} from "../../../loaders/tables/tables.ts";
import {type DriverReport, driverReport} from "../../../src/analysis/drivers/drivers.ts";
import {viewFigures} from "../../../src/analysis/drivers/viewFigures.ts";
import {differences, recount, writeMoments} from "./viewOracle.ts";

describe("viewsOf(the sample)", () => {
  const dir = mkdtempSync(join(tmpdir(), "hakari-"));
  let engine: Engine;
  let found: Views;
  let report: DriverReport;
  beforeAll(async () => {
    for (const file of ["project.yaml", "model.yaml"]) cpSync(join("data/sample", file), join(dir, file));
    const project = readProject(dir);
    await ensureSample(project, Progress.quiet());
    engine = await Engine.open();
    await loadTables(engine, project, Progress.quiet());
    const observed = await observe(engine, project);
    const attributes = (await attributesOf(engine)).filter(({name}) => !project.attributes[name]?.personal);
    const exposure = await exposures(engine, project);
    const leaks = await leakFlags(engine, project, attributes, exposure);
    const counted = await countPatterns(engine, project, attributes);
    found = await viewsOf(engine, project, {observed, attributes, leaks, cuts: counted.numbers.cuts});
    const options = {minSupport: 30, oneRowPerLead: false, doseWindow: 90, exposure, leaks, adjustments: new Map()};
    report = driverReport({...counted, ...options});
    await writeMoments(engine, project, 120);
  });
  afterAll(() => {
    engine.close();
    rmSync(dir, {recursive: true});
  });

  it("has every design, stage and target that the data allow", () => {
    const of = (design: string) => found.views.filter((view) => view.design === design);
    expect(of("snapshot").map(({stage, target}) => `${stage} ${target}`)).toEqual(
      ["next", "won"].flatMap((target) => [null, 0, 1, 2, 3, 4].map((stage) => `${stage} ${target}`)),
    );
    expect(of("entry")).toHaveLength(12);
    expect(new Set(of("decision").map(({target}) => target))).toEqual(new Set(["won"]));
    expect(found.own).toBe("snapshot");
    expect(found.sample).toEqual({leads: 5000, of: 5000});
  });

  it("counts every pattern of every whole view as plain SQL on the tables does", async () => {
    const rules = new Map(found.views.flatMap(({cells}) => cells.map(({rule}) => [rule.id, rule])));
    const again = await recount(engine, [...rules.values()]);
    expect(differences(found.views, again, 30)).toEqual([]);
    expect(rules.size).toBeGreaterThan(200);
  });

  it("shows the main report's figures where it looks at the same step", () => {
    const own = found.views.find((view) => view.design === "snapshot" && view.stage === null && view.target === "won");
    const figures = (drivers: DriverReport["drivers"]) =>
      drivers
        .map(({rule, oddsRatio: {value, low, high}, with: w, without, q}) => ({
          id: rule.id,
          figures: [w.n, w.conversions, w.low, w.high, without.low, without.high, value, low, high, q].map((v) =>
            v.toPrecision(10),
          ),
        }))
        .sort((a, b) => (a.id < b.id ? -1 : 1));
    expect(figures(own!.drivers)).toEqual(figures(report.drivers));
    expect([own!.lookedAt, own!.found, own!.tooFew]).toEqual([report.lookedAt, report.found, report.tooFew.length]);
  });

  it("has the same drivers when a page computes them from the cells", () => {
    for (const {base, effect, cells, drivers} of found.views) {
      const patterns = cells.map(({rule, field}) => ({rule, field}));
      const errors = new Map(cells.map((cell, i) => [i, cell.errors]));
      const counts = cells.map(({n, conversions}, pattern) => ({pattern, n, conversions}));
      const again = viewFigures({...base, effect}, counts, {patterns, errors, flags: new Map()});
      expect(again.base).toEqual(base);
      expect(again.drivers.map(({rule, oddsRatio, p, q}) => [rule.id, oddsRatio, p, q])).toEqual(
        drivers.map(({rule, oddsRatio, p, q}) => [rule.id, oddsRatio, p, q]),
      );
    }
  });

  it("counts every pattern among manufacturers as plain SQL on their rows alone does", async () => {
    await engine.run(
      "oracle",
      "create or replace temp table labelled_moments as select m.* from labelled_moments m join leads using (lead_no) where industry = 'manufacturing'",
    );
    const {slot, values} = found.slots.find(({field}) => field === "industry")!;
    const among = found.views.flatMap((view) =>
      view.slices
        .filter((slice) => slice.slot === slot && values[slice.part] === "manufacturing")
        .map(({base, cells}) => ({...view, base, cells})),
    );
    const rules = new Map(found.views.flatMap(({cells}) => cells.map(({rule}) => [rule.id, rule])));
    expect(among.length).toBeGreaterThan(20);
    expect(differences(among, await recount(engine, [...rules.values()]), 30)).toEqual([]);
  });

  it("finds the planted reversal, names the stage as what turns it, and says so of no other action", () => {
    const own = found.views.find((view) => view.design === "snapshot" && view.stage === null && view.target === "won")!;
    const turning = own.drivers.filter(({reversed}) => reversed);
    expect(turning.length).toBeGreaterThan(0);
    for (const {rule, adjustments, oddsRatio} of turning) {
      expect(rule.when).toMatchObject({activity: "discount_request"});
      expect(oddsRatio.low).toBeGreaterThan(1);
      const turns = adjustments.filter(({verdict}) => verdict === "turns");
      expect(turns.map(({by}) => by)).toEqual([" stage"]);
      expect(turns[0].oddsRatio.high).toBeLessThan(1);
    }
  });

  it("parts each view without losing an observation", () => {
    const own = found.views.find((view) => view.design === "snapshot" && view.stage === null && view.target === "won")!;
    const industry = found.slots.find(({field}) => field === "industry")!;
    const parts = own.slices.filter(({slot}) => slot === industry.slot);
    const sum = (key: "n" | "conversions") => parts.reduce((total, {base}) => total + base[key], 0);
    expect([sum("n"), sum("conversions")]).toEqual([own.base.n, own.base.conversions]);
  });
});
