import {afterAll, beforeAll, describe, expect, it} from "vitest";
import type {Engine} from "../../loaders/engine/duckdb.ts";
import {readModel} from "../../loaders/sources/sample/model.ts";
import {fitLogistic} from "../../src/analysis/statistics/logistic.ts";
import {advanceTruths, leadDays, loseTruths, type Truth} from "./leadDays.ts";
import {sampleModel, sampleSeed, sampleTables} from "./sampleTables.ts";

const model = readModel(sampleModel);

/** Distance of each fitted weight from the truth, in standard errors. */
async function distances(engine: Engine, truths: Truth[], event: "advance" | "lose") {
  const fit = fitLogistic(await leadDays(engine, model, truths, event), {penalty: "none"});
  expect(fit.converged).toBe(true);
  return truths.map(({name, weight}, j) => ({
    name,
    weight,
    fitted: fit.weights[j],
    distance: (fit.weights[j] - weight) / fit.standardErrors[j + 1],
  }));
}

describe("the sample's written weights, fitted on its lead-days", () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await sampleTables({leads: 5000, seed: sampleSeed});
  });
  afterAll(() => engine.close());

  it("are found again in what moves leads on", async () => {
    const found = await distances(engine, advanceTruths(model), "advance");
    expect(found.filter(({distance}) => Math.abs(distance) > 3)).toEqual([]);
    const near = found.filter(({distance}) => Math.abs(distance) < 1.96);
    expect(near.length / found.length).toBeGreaterThan(0.85);
  });

  it("are found again in what loses leads", async () => {
    const found = await distances(engine, loseTruths(model), "lose");
    expect(found.filter(({distance}) => Math.abs(distance) > 3)).toEqual([]);
  });

  it("leave no weight for what has none: mail opened, exhibitions, blog pages, regions", async () => {
    const nothing: Truth[] = [
      {name: "mail_open", weight: 0, holds: did("mail_open", 30)},
      {name: "exhibition", weight: 0, holds: did("exhibition", 90)},
      {name: "blog", weight: 0, holds: did("page_view", 30, "blog")},
      {name: "kansai", weight: 0, holds: ({attributes}) => attributes.region === "kansai"},
    ];
    const found = await distances(engine, [...nothing, ...advanceTruths(model)], "advance");
    expect(found.slice(0, nothing.length).filter(({distance}) => Math.abs(distance) > 3)).toEqual([]);
  });
});

describe("the sample's 95 % intervals over many companies", () => {
  it("cover the written weights at their rate", async () => {
    const truths = advanceTruths(model);
    const all: number[] = [];
    for (let seed = 100; seed < 106; ++seed) {
      const engine = await sampleTables({leads: 1000, seed});
      all.push(...(await distances(engine, truths, "advance")).map(({distance}) => distance));
      engine.close();
    }
    const covered = all.filter((distance) => Math.abs(distance) < 1.96).length / all.length;
    expect(covered).toBeGreaterThan(0.9);
    expect(covered).toBeLessThan(0.99);
  });
});

function did(activity: string, days: number, topic?: string): Truth["holds"] {
  return (lead, day) =>
    lead.activities.some(
      (row) =>
        row.activity === activity &&
        (topic === undefined || row.topic === topic) &&
        row.at < day &&
        row.at >= day - days,
    );
}
