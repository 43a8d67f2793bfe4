import {describe, expect, it} from "vitest";
import type {Engine} from "../../../loaders/engine/duckdb.ts";
import {runStep} from "../../../loaders/engine/steps.ts";
import {leakFlags} from "../../../loaders/results/leaks.ts";
import {actionCountsSql} from "../../../loaders/steps/features/actionCounts.ts";
import {numberActions} from "../../../loaders/steps/features/actions.ts";
import {leaksFillsSql, leaksObservedSql} from "../../../loaders/steps/leaks/leaks.ts";
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

/** Enough of them to say anything. */
const many = Array.from({length: 6}, () => histories).flat();

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

describe("leaksObservedSql(attributes, actions)", () => {
  it("reads one observation of each lead with its attributes and what was done before it, how often and how long ago", async () => {
    const engine = await load(histories, {asOf: 20});
    await engine.run(
      "labelled",
      `create table steps.labelled as select * from (values
        (1, 0, timestamp '2025-01-05', 1), (2, 1, timestamp '2025-01-05', 1), (3, 1, timestamp '2025-01-15', 0), (4, 4, timestamp '2025-01-15', 0)
      ) as rows (obs_no, lead_no, as_of, label)`,
    );
    const actions = await numberActions(engine);
    await engine.run("action_counts", actionCountsSql([7], actions));
    await runStep(engine, "leaks_observed");
    const sql = leaksObservedSql(
      [attributes[0]],
      actions.filter(({activity}) => activity === "call"),
    );
    const columns = (await engine.connection.runAndReadAll(sql)).getColumnsJS();
    expect(columns.map((column) => column.map((value) => (typeof value === "bigint" ? Number(value) : value)))).toEqual(
      [
        [1, 0, 0],
        [0, 1, 4],
        [null, "buyer", null],
        [0, 1, 1],
        [null, 5, 5],
      ],
    );
  });
});

describe("leaks_leads", () => {
  it("parts decided leads of a cohort and outcome by how long they were open, and knows the furthest stage", async () => {
    const story = (created: number, outcome: "won" | "lost", decided: number, stage?: number): History => ({
      ...{created, outcome, decided},
      visits:
        stage === undefined
          ? []
          : [
              [0, created],
              [stage, created],
              [0, created],
            ],
    });
    const stories = [story(0, "won", 9, 2), story(0, "won", 5), {created: 0}, {outcome: "lost" as const}];
    const engine = await load(stories, {asOf: 20});
    await engine.run("one cohort", "update leads set created_at = null where lead_no = 3");
    await runStep(engine, "leaks_leads");
    const rows = await engine.rows("leads", "select * from steps.leaks_leads order by lead_no");
    expect(rows.map(({outcome, is_slow, stage_no}) => [outcome, is_slow, stage_no])).toEqual([
      ["won", 1, 2],
      ["won", 1, null],
      ["open", null, null],
      ["lost", null, null],
    ]);
    expect(rows.map(({cohort}) => cohort)).toEqual([1, 2, 3, null]);
  });
});

describe("leakFlags(engine, project, attributes)", () => {
  it("flags what only the lost have, and actions recorded at the decision or after it", async () => {
    const engine = await load(many, {asOf: 20});
    expect((await flags(engine)).map(({field, reason}) => [field, reason])).toEqual([
      [attributes[1].name, "exists only for decided leads"],
      ["contract", "recorded after the decision"],
    ]);
    expect(await engine.rows("actions", "select * from results.leaks_actions order by activity")).toEqual([
      {activity: "call", n: 60, by_seller: 0, on_decided: 42, late: 0},
      {activity: "contract", n: 60, by_seller: 0, on_decided: 42, late: 42},
    ]);
  });

  it("takes the project file's word", async () => {
    const engine = await load(many, {asOf: 20});
    const found = await flags(engine, {
      attributes: {role: {known_after: "asked at signing"}, [attributes[1].name]: {trusted: "no"}},
    });
    expect(found.map(({field, reason, excluded}) => [field, reason, excluded])).toEqual([
      ["role", "declared", true],
      [attributes[1].name, "exists only for decided leads", false],
      ["contract", "recorded after the decision", true],
    ]);
  });

  it("flags a field of dates that lie after the lead's creation, unless it is trusted", async () => {
    const engine = await load(many, {asOf: 20});
    const later = [{name: "role", type: "number" as const, isKnownLater: true as const}];
    const found = async (said: object) =>
      (await leakFlags(engine, projectWith({candidates: {min_support: 3}, ...said}), later, []))
        .filter(({field}) => field === "role")
        .map(({reason, excluded}) => [reason, excluded]);
    expect(await found({})).toEqual([["declared", true]]);
    expect(await found({attributes: {role: {trusted: "booked at sign-up"}}})).toEqual([["declared", false]]);
  });

  it("refuses what is said of attributes and actions that are not there", async () => {
    const engine = await load(many, {asOf: 20});
    const said = {attributes: {rol: {trusted: "…"}}, actions: {contracts: {known_after: "…"}}};
    await expect(flags(engine, said)).rejects.toThrow(
      /^project.yaml: attributes: unknown attribute: rol.*"?role.*\nproject.yaml: actions: unknown action: contracts.*contract/,
    );
  });

  it("flags nothing without attributes, activities or leads", async () => {
    const engine = await load([], {asOf: 20});
    expect(await leakFlags(engine, projectWith({}), [], [])).toEqual([]);
  });
});
