import {cpSync, mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {Engine} from "../../../loaders/engine/duckdb.ts";
import {countPatterns} from "../../../loaders/features.ts";
import {type Observed, observe} from "../../../loaders/observe.ts";
import {Progress} from "../../../loaders/progress.ts";
import {readProject} from "../../../loaders/project/project.ts";
import type {Project} from "../../../loaders/project/schema.ts";
import {bottleneckReport} from "../../../loaders/results/bottlenecks.ts";
import {exposures} from "../../../loaders/results/exposure.ts";
import {funnelReport} from "../../../loaders/results/funnel.ts";
import {journeyReport} from "../../../loaders/results/journey.ts";
import {leakFlags} from "../../../loaders/results/leaks.ts";
import {stepViews} from "../../../loaders/results/viewResults.ts";
import {viewsOf} from "../../../loaders/results/views.ts";
import {ensureSample} from "../../../loaders/sources/sample/ensure.ts";
import {attributesOf} from "../../../loaders/tables/attributes.ts";
import {loadTables} from "../../../loaders/tables/tables.ts";
import {countGrids} from "../../../src/analysis/drivers/countGrid.ts";
import {momentumOf} from "../../../src/analysis/drivers/momentum.ts";

/** The traps that `data/sample/model.yaml` plants. */
describe("the sample's traps", () => {
  const dir = mkdtempSync(join(tmpdir(), "hakari-"));
  let engine: Engine;
  let project: Project;
  let observed: Observed;
  beforeAll(async () => {
    for (const file of ["project.yaml", "model.yaml"]) cpSync(join("data/sample", file), join(dir, file));
    project = readProject(dir);
    await ensureSample(project, Progress.quiet());
    engine = await Engine.open();
    await loadTables(engine, project, Progress.quiet());
    observed = await observe(engine, project);
  });
  afterAll(() => {
    engine.close();
    rmSync(dir, {recursive: true});
  });

  it("leakFlags finds what is filled in or recorded afterwards, and nothing else", async () => {
    const flags = await leakFlags(engine, project, await attributesOf(engine), await exposures(engine, project));
    expect(flags.map(({field, reason}) => [field, reason])).toEqual([
      ["budget_confirmed", "exists only for decided leads"],
      ["lost_reason", "exists only for decided leads"],
      ["contract_sent", "recorded after the decision"],
      ["onboarding_mail", "recorded after the decision"],
      ["sales_call", "repeated on stuck leads"],
    ]);
  });

  it("exposures finds that stuck leads are called more, and nothing else", async () => {
    const found = await exposures(engine, project);
    expect(found.filter(({isParadox}) => isParadox).map(({action}) => action)).toEqual(["sales_call"]);
    expect(found[0].atEqualTime.high).toBeGreaterThan(1);
  });

  it("funnelReport finds that enterprise leads are slow, not worse", async () => {
    const {segments, stages} = await funnelReport(engine, project);
    expect(segments?.attribute).toBe("size");
    expect(segments?.text).toMatch(/^by size, enterprise seems to win less often/);
    for (const {entered, advanced, lost, movedBack, dormant, waiting} of stages) {
      expect(entered).toBe(advanced + lost + movedBack + dormant + waiting);
    }
  });

  it("bottleneckReport finds that leads wait longest in Qualified, which comes first by deals without being sure", async () => {
    const flags = await leakFlags(engine, project, await attributesOf(engine), await exposures(engine, project));
    const {longest, ranked, standsOut, stages} = await bottleneckReport(
      engine,
      project,
      await funnelReport(engine, project),
      flags,
    );
    expect(longest).toBe("qualified");
    expect(ranked[0]).toBe("qualified");
    expect(standsOut).toBeNull();
    const {segments} = stages[2];
    expect(segments?.attribute).toBe("role");
    expect(segments!.gain.low).toBeGreaterThan(0);
  });

  it("countGrids keeps the planted counts and windows among the best, and finds none for an exhibition", async () => {
    const {counts, momentum} = await countPatterns(engine, project, await attributesOf(engine));
    const flagged = new Set(["sales_call", "contract_sent"]);
    const options = {minSupport: 30, oneRowPerLead: false, flagged};
    const {grids} = countGrids(counts, {...options, times: [1, 2, 3, 5], windowsDays: [7, 30, 90]});
    const found = (action: string) => grids.find((grid) => grid.action === action)!;
    const isAsGood = (action: string, atLeast: number, windowDays: number) =>
      found(action).cells.find((cell) => cell.atLeast === atLeast && cell.windowDays === windowDays)!.isAsGood;
    expect(isAsGood("page_view (pricing)", 2, 30)).toBe(true);
    expect(isAsGood("page_view (case-study)", 1, 30)).toBe(true);
    expect(isAsGood("seminar", 1, 90)).toBe(true);
    expect(isAsGood("page_view (pricing)", 5, 7)).toBe(false);
    expect(found("page_view (pricing)").best.pOfAll).toBeLessThan(0.001);
    expect(found("exhibition").best.p).toBeGreaterThan(0.05);
    const trial = momentumOf(momentum, options).actions.find(({action}) => action === "trial")!;
    expect(trial.atEqualAmount!.low).toBeGreaterThan(1);
  });

  it("journeyReport names only actions that the model gives a weight, in their direction", async () => {
    const attributes = await attributesOf(engine);
    const {numbers} = await countPatterns(engine, project, attributes);
    const leaks = await leakFlags(engine, project, attributes, await exposures(engine, project));
    const views = await viewsOf(engine, project, {observed, attributes, leaks, cuts: numbers.cuts});
    const funnel = await funnelReport(engine, project);
    const {stages} = await journeyReport(engine, project, funnel, stepViews(views, project));
    const names = (key: "did" | "against") =>
      stages.map(({step}) => (step?.[key] ?? []).map(({text}) => text.replace(/ (in the last|\d+ or more).*$/, "")));
    expect(names("did")).toEqual([
      ["seminar", "inquiry"],
      ["trial", "seminar"],
      ["seminar", "inquiry"],
      ["trial"],
      ["inquiry"],
    ]);
    const harmful = ["no activity for 30 days", "unsubscribe", "page_view (careers)", "discount_request"];
    expect(
      names("against")
        .flat()
        .filter((name) => !harmful.includes(name)),
    ).toEqual([]);
    expect(names("against")[4]).toContain("discount_request");
  });
});
