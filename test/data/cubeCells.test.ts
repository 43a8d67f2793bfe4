import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {Engine} from "../../loaders/engine/duckdb.ts";
import {cellsSql, ruleCountsSql} from "../../src/data/cubeCells.ts";

let engine: Engine;
beforeAll(async () => {
  engine = await Engine.open();
  await engine.run(
    "cube",
    `create schema results;
    create table results.cube (mask_low bigint, mask_high bigint, fold bigint, period bigint, n bigint, conversions bigint);
    insert into results.cube values
      -- rules 0 and 33 hold; rule 33 alone, in two periods; rule 1 alone
      (1, 2, 0, 0, 4, 1), (0, 2, 0, 0, 3, 0), (0, 2, 0, 1, 3, 2), (2, 0, 1, 0, 2, 2)`,
  );
});
afterAll(() => engine.close());

describe("cellsSql(positions, {keepFolds})", () => {
  it("packs the chosen rules anew and adds periods up", async () => {
    // bit 0 is now rule 33, bit 1 rule 0; rule 1 is gone
    expect(await engine.rows("cells", cellsSql([33, 0], {keepFolds: true}))).toEqual([
      {mask_low: 1, mask_high: 0, fold: 0, n: 6, conversions: 2},
      {mask_low: 3, mask_high: 0, fold: 0, n: 4, conversions: 1},
      {mask_low: 0, mask_high: 0, fold: 1, n: 2, conversions: 2},
    ]);
  });

  it("adds folds up where they are not kept, and gives one cell without rules", async () => {
    expect(await engine.rows("cells", cellsSql([], {keepFolds: false}))).toEqual([
      {mask_low: 0, mask_high: 0, fold: 0, n: 12, conversions: 5},
    ]);
  });
});

describe("ruleCountsSql(positions)", () => {
  it("counts the observations and conversions on which each rule holds, fold by fold", async () => {
    const folds = await engine.rows<{fold: number}>("counts", ruleCountsSql([0, 1, 33]));
    expect(folds.sort((a, b) => a.fold - b.fold)).toEqual([
      {fold: 0, n_0: 4, conversions_0: 1, n_1: 0, conversions_1: 0, n_2: 10, conversions_2: 3},
      {fold: 1, n_0: 0, conversions_0: 0, n_1: 2, conversions_1: 2, n_2: 0, conversions_2: 0},
    ]);
  });
});
