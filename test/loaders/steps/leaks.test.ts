import {describe, expect, it} from "vitest";
import type {Engine} from "../../../loaders/engine/duckdb.ts";
import {runStep} from "../../../loaders/engine/steps.ts";
import {leakFlags} from "../../../loaders/results/leaks.ts";
import {leaksFillsSql} from "../../../loaders/steps/leaks.ts";
import {type History, load} from "./histories.ts";
import {projectWith} from "./projects.ts";

const attributes = [
  {name: "role", type: "category" as const},
  {name: 'lost "why"', type: "category" as const},
];
const flags = (engine: Engine, parts = {}) =>
  leakFlags(engine, projectWith({candidates: {min_support: 3}, ...parts}), attributes, []);

/** Three won, four lost and three open leads; the reason is there for the lost alone. */
const histories: History[] = [..."wwwllllooo"].map((letter, i) => ({
  outcome: letter === "w" ? "won" : letter === "l" ? "lost" : undefined,
  decided: letter === "o" ? undefined : 10,
  attributes: {role: i % 2 ? "buyer" : null, [attributes[1].name]: letter === "l" ? "price" : null},
  activities: [
    ["call", 9],
    ["contract", letter === "w" ? 10 : 11],
  ],
}));

describe("leaksFillsSql(attributes)", () => {
  it("counts leads with a value by outcome in one pass", async () => {
    const engine = await load(histories, {asOf: 20});
    await runStep(engine, "leaks_leads");
    await engine.run("leaks_fills", leaksFillsSql(attributes));
    expect(await engine.rows("fills", "select * from results.leaks_fills order by field desc, outcome")).toEqual([
      {field: "role", outcome: "lost", n: 4, filled: 2},
      {field: "role", outcome: "open", n: 3, filled: 2},
      {field: "role", outcome: "won", n: 3, filled: 1},
      {field: attributes[1].name, outcome: "lost", n: 4, filled: 4},
      {field: attributes[1].name, outcome: "open", n: 3, filled: 0},
      {field: attributes[1].name, outcome: "won", n: 3, filled: 0},
    ]);
  });
});

describe("leakFlags(engine, project, attributes)", () => {
  it("flags what only the lost have, and actions recorded at the decision or after it", async () => {
    const engine = await load(histories, {asOf: 20});
    expect((await flags(engine)).map(({field, reason}) => [field, reason])).toEqual([
      [attributes[1].name, "exists only for decided leads"],
      ["contract", "recorded after the decision"],
    ]);
    expect(await engine.rows("actions", "select * from results.leaks_actions order by activity")).toEqual([
      {activity: "call", n: 10, by_seller: 0, on_decided: 7, late: 0},
      {activity: "contract", n: 10, by_seller: 0, on_decided: 7, late: 7},
    ]);
  });

  it("takes the project file's word", async () => {
    const engine = await load(histories, {asOf: 20});
    const found = await flags(engine, {
      attributes: {role: {known_after: "asked at signing"}, [attributes[1].name]: {trusted: "no"}},
    });
    expect(found.map(({field, reason, excluded}) => [field, reason, excluded])).toEqual([
      ["role", "declared", true],
      [attributes[1].name, "exists only for decided leads", false],
      ["contract", "recorded after the decision", true],
    ]);
  });

  it("flags nothing without attributes, activities or leads", async () => {
    const engine = await load([], {asOf: 20});
    expect(await leakFlags(engine, projectWith({}), [], [])).toEqual([]);
  });
});
