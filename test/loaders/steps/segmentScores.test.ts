import {describe, expect, it, onTestFinished} from "vitest";
import {Engine} from "../../../loaders/engine/duckdb.ts";
import {
  inStage,
  largeSegmentsSql,
  rareSegmentsSql,
  segmentScoresSql,
} from "../../../loaders/steps/card/segmentScores.ts";

/**
 * Six observations of six leads. Bits 0, 1 and 62 of the masks carry points:
 *   obs  fold  industry  employees  mask          card 0: 1, 2, 5   card 1: −3, 0, 0
 *    1    0     retail      10      0b01            1
 *    2    0     retail      60      0b11            3
 *    3    1     retail      60      0b01                              −3
 *    4    0     steel       10      bit 62          5
 *    5    0     null       null     0               0
 *    6    1     steel       60      bit 62 + 0b10                      0
 */
async function step(testOnly: boolean): Promise<Engine> {
  const engine = await Engine.open();
  onTestFinished(() => engine.close());
  const high = 2n ** 62n;
  await engine.run(
    "tables",
    `create schema steps;
    create table leads (lead_no integer, industry varchar, employees double);
    insert into leads values (1, 'retail', 10), (2, 'retail', 60), (3, 'retail', 60), (4, 'steel', 10), (5, null, null), (6, 'steel', 60);
    create table steps.labelled (obs_no integer, lead_no integer, stage_no integer, fold integer, label integer, is_test boolean);
    insert into steps.labelled values (1, 1, 0, 0, 1, true), (2, 2, 0, 0, 0, true), (3, 3, 1, 1, 1, true), (4, 4, 1, 0, 1, true),
      (5, 5, 1, 0, 0, true), (6, 6, 0, 1, 0, false);
    create table steps.masks (obs_no integer, mask bigint);
    insert into steps.masks values (1, 1), (2, 3), (3, 1), (4, ${high}), (5, 0), (6, ${high + 2n})`,
  );
  const zeros = new Array(59).fill(0);
  const sql = segmentScoresSql(
    [
      {name: "industry", type: "category"},
      {name: "employees", type: "number"},
    ],
    {
      cards: [
        [1, 2, 0, ...zeros, 5],
        [-3, 0, 0, ...zeros, 0],
      ],
      testOnly,
      cuts: [{field: "employees", cuts: [50]}],
    },
  );
  await engine.run("segment_scores", sql);
  return engine;
}

const oneCard = {cards: [[1, 2]], testOnly: false, cuts: []};

const scoresOf = async (engine: Engine, field: string) => {
  const rows = await engine.rows<{
    value: string | null;
    cut: number | null;
    score: number;
    n: number;
    conversions: number;
  }>("test", largeSegmentsSql(1, 1));
  return rows
    .filter((row) => (row as unknown as {field: string}).field === field)
    .map(({value, cut, score, n, conversions}) => [value ?? cut, score, n, conversions]);
};

describe("segmentScoresSql(attributes, cards)", () => {
  it("scores each observation by the card of its fold group, by category", async () => {
    expect(await scoresOf(await step(false), "industry")).toEqual([
      ["retail", 1, 1, 1],
      ["retail", 3, 1, 0],
      ["retail", -3, 1, 1],
      ["steel", 5, 1, 1],
      ["steel", 0, 1, 0],
      [null, 0, 1, 0],
    ]);
  });

  it("puts numbers into the fifths of the cuts, and leads into their stage", async () => {
    const engine = await step(false);
    // Under the lowest cut first (10, 10), then 50 or more (60, 60, 60), missing last.
    expect(await scoresOf(engine, "employees")).toEqual([
      [null, 1, 1, 1],
      [null, 5, 1, 1],
      [50, 3, 1, 0],
      [50, -3, 1, 1],
      [50, 0, 1, 0],
      [null, 0, 1, 0],
    ]);
    expect((await scoresOf(engine, inStage)).map(([stage]) => stage)).toEqual([0, 0, 0, 1, 1, 1]);
  });

  it("keeps to the test where there is one", async () => {
    const tested = await scoresOf(await step(true), "industry");
    expect(tested.reduce((sum, [, , n]) => sum + (n as number), 0)).toBe(5);
  });

  it("leaves small segments to be counted", async () => {
    const engine = await step(false);
    const large = await engine.rows<{field: string; value: string}>("test", largeSegmentsSql(3, 1));
    expect([...new Set(large.filter(({field}) => field === "industry").map(({value}) => value))]).toEqual(["retail"]);
    expect(await engine.rows("test", rareSegmentsSql(3, 1))).toEqual([
      {field: "employees", n_values: 2, n: 3},
      {field: "industry", n_values: 2, n: 3},
    ]);
  });

  it("leaves segments of few leads to be counted, however often these were observed", async () => {
    const engine = await step(false);
    await engine.run(
      "again",
      `insert into steps.labelled values (7, 4, 1, 0, 1, true), (8, 4, 1, 0, 1, true); insert into steps.masks values (7, 1), (8, 1)`,
    );
    await engine.run("segment_scores", segmentScoresSql([{name: "industry", type: "category"}], oneCard));
    const large = await engine.rows<{field: string; value: string}>("test", largeSegmentsSql(3, 3));
    expect([...new Set(large.filter(({field}) => field === "industry").map(({value}) => value))]).toEqual(["retail"]);
    expect(await engine.rows("test", rareSegmentsSql(3, 3))).toEqual([{field: "industry", n_values: 2, n: 5}]);
  });
});
