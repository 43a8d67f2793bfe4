import {execFileSync} from "node:child_process";
import {mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {Engine, literal} from "../../loaders/engine/duckdb.ts";
import {writeViews} from "../../loaders/results/viewResults.ts";
import type {Views} from "../../loaders/results/views.ts";
import {driverOf} from "../../src/analysis/drivers/driver.ts";
import type {CountedView} from "../../src/analysis/drivers/views.ts";
import {wilson} from "../../src/analysis/statistics/intervals.ts";
import {publicViews} from "../../src/data/viewCells.ts";
import {readSlices, readWholes, sliceKey} from "../../src/pages/readViews.ts";

const rule = {id: "call", when: {activity: "call", at_least: 1}};
const errors = {ratio: 1.5, with: 1.25, without: 2};

/** 400 leads in any stage (150 of them called), 300 in stage 0, 97 in stage 1; the last three are in stage 2, which is not told. */
function view(
  stage: number | null,
  n: number,
  called: number,
  parts: readonly [n: number, called: number][],
): CountedView {
  const counts = {n: called, conversions: called / 2, all: {n, conversions: n / 4}};
  const driver = driverOf({rule, counts, errors}, []);
  const turns = {by: " stage", oddsRatio: {value: 0.5, low: 0.4, high: 0.6}, verdict: "turns" as const};
  return {
    design: "snapshot",
    stage,
    target: "won",
    base: wilson(n / 4, n),
    effect: 1.5,
    cells: [{rule, field: "call", n: called, conversions: called / 2, errors}],
    tooFew: 2,
    slices: parts.map(([n, with_], part) => ({
      slot: 1,
      part,
      base: {n, conversions: n / 4},
      cells: [{rule, n: with_, conversions: with_ / 2}],
    })),
    drivers: [{...driver, adjustments: stage === null ? [turns] : []}],
    lookedAt: 1,
    found: 1,
    expectedFalse: 0,
  };
}

const views: Views = {
  views: [
    view(null, 400, 152, [
      [200, 80],
      [160, 60],
    ]),
    view(0, 300, 120, [
      [160, 60],
      [138, 58],
    ]),
    view(1, 97, 32, []),
  ],
  slots: [{slot: 1, field: "industry", values: ["retail", null]}],
  sample: {leads: 400, of: 800},
  sizes: [null, 0, 1].map((stage) => ({design: "snapshot", stage, leads: 90, censored: 7})),
  own: "snapshot",
};

describe("views as page data", () => {
  const dir = mkdtempSync(join(tmpdir(), "hakari-views-"));
  beforeAll(async () => {
    const engine = await Engine.open(join(dir, "warehouse.duckdb"));
    const run = literal(JSON.stringify({settings: {minCell: 5}}));
    await engine.run(
      "fixture",
      `create schema results; create table results.findings (name varchar, body varchar); insert into results.findings values ('run', ${run})`,
    );
    await writeViews(engine, views);
    engine.close();
    process.env.HAKARI_PROJECT = dir;
  });
  afterAll(() => {
    delete process.env.HAKARI_PROJECT;
    rmSync(dir, {recursive: true});
  });

  it("holds back the smallest stage and segment from which a group of three or two could be told", async () => {
    const shown = await publicViews(5);
    expect(shown.views.map(({stage_no}) => stage_no)).toEqual([null, 0]);
    expect(shown.bases.map(({view, slice, n}) => [view, slice, n])).toEqual([
      [0, 0, 400],
      [0, 1, 200],
      [0, 2, 160],
      [1, 0, 300],
      [1, 1, 160],
    ]);
    expect(shown.views[0]).toMatchObject({is_own: true, leads: 90, censored: 7, too_few: 2, pairs: 1});
    expect(shown.sample).toEqual({leads: 400, of: 800});
    expect(shown.heldBack).toBe(views.views.flatMap(({slices}) => slices).length + 3 - shown.cells.length);
  });

  const arrow = (file: string) => {
    const env = {...process.env, HAKARI_PROJECT: dir};
    return new Uint8Array(execFileSync(process.execPath, ["--import", "tsx", join("src/data", file)], {env})).buffer;
  };

  it("reads whole views as they were counted, with their errors and what becomes of them among like leads", () => {
    const whole = readWholes(arrow("driverViews.arrow.ts"));
    expect(whole.get(0)).toMatchObject([
      {pattern: 0, n: 152, conversions: 76, errors, among: {range: [0.5, 0.5], verdict: "turns"}},
    ]);
    expect(whole.get(1)).toMatchObject([{n: 120, among: {range: null, verdict: "stays"}}]);
    expect(whole.has(2)).toBe(false);
  });

  it("reads segments by view and slice", () => {
    const slices = readSlices(arrow("driverSlices.arrow.ts"));
    expect(slices.get(sliceKey(0, 1))).toMatchObject([{pattern: 0, n: 80, conversions: 40}]);
    expect(slices.get(sliceKey(1, 1))).toMatchObject([{n: 60}]);
    expect(slices.has(sliceKey(1, 2))).toBe(false);
  });
});
