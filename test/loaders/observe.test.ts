import {describe, expect, it} from "vitest";
import type {Engine} from "../../loaders/engine/duckdb.ts";
import {observe} from "../../loaders/observe.ts";
import {type History, load} from "./steps/histories.ts";
import {projectWith} from "./steps/projects.ts";

const stages = [{id: "stage 0"}, {id: "stage 1"}, {id: "stage 2"}];

async function observations(histories: History[], asOf: number, observing: object, target = "won") {
  const engine = await load(histories, {asOf});
  const project = projectWith({stages, target, observe: observing, as_of: dayText(asOf)});
  const observed = await observe(engine, project);
  return {engine, observed, rows: await rowsOf(engine)};
}

const dayText = (day: number): string => new Date(Date.UTC(2025, 0, 1) + day * 86_400_000).toISOString().slice(0, 10);

const rowsOf = (engine: Engine) =>
  engine.rows<{lead_no: number; as_of: string; stage_no: number; label: number | null}>(
    "observations",
    "select lead_no, strftime(as_of, '%m-%d') as as_of, stage_no, label from steps.observations order by lead_no, as_of",
  );

describe("observe(snapshot)", () => {
  // Snapshots on 1 February (day 31), 1 March (59), 1 April (90); the data end on day 100, the window is 30 days,
  // so what was seen on 1 April has no label yet.
  const snapshot = {design: "snapshot", horizon_days: 30};

  it("labels 1 where the target is reached within the window, 0 where it is not or the lead is lost", async () => {
    const {rows} = await observations(
      [
        {created: 10, outcome: "won", decided: 65},
        {created: 10, outcome: "lost", decided: 40},
      ],
      100,
      snapshot,
    );
    expect(rows).toEqual([
      {lead_no: 0, as_of: "02-01", stage_no: 0, label: 0},
      {lead_no: 0, as_of: "03-01", stage_no: 0, label: 1},
      {lead_no: 1, as_of: "02-01", stage_no: 0, label: 0},
    ]);
  });

  it("leaves the label unknown where the window reaches past the data's end, also for a lead won early in it", async () => {
    const {rows} = await observations([{created: 80}, {created: 80, outcome: "won", decided: 95}], 100, snapshot);
    expect(rows.map(({as_of, label}) => [as_of, label])).toEqual([
      ["04-01", null],
      ["04-01", null],
    ]);
  });

  it("observes leads in the chosen stage or beyond, in the stage they stood in strictly before as-of", async () => {
    const {rows} = await observations(
      [
        {
          created: 1,
          visits: [
            [0, 1],
            [1, 40],
            [2, 59],
          ],
        },
      ],
      100,
      {...snapshot, stage: "stage 1"},
    );
    expect(rows.map(({as_of, stage_no}) => [as_of, stage_no])).toEqual([
      ["03-01", 1],
      ["04-01", 2],
    ]);
  });

  it("takes a stage as target, and stops observing once it is reached", async () => {
    const {rows} = await observations([{created: 1, visits: [[1, 65]]}], 100, snapshot, "stage 1");
    expect(rows.map(({as_of, label}) => [as_of, label])).toEqual([
      ["02-01", 0],
      ["03-01", 1],
    ]);
  });

  it("takes the window from the data where the project names none", async () => {
    const won = (created: number, days: number): History => ({created, outcome: "won", decided: created + days});
    const {observed} = await observations([won(1, 5), won(2, 8), won(3, 12), won(4, 25), won(5, 40)], 300, {});
    // Four of five have converted by day 25; the next natural window is 30 days.
    expect(observed).toMatchObject({design: "entry", horizonDays: 30, horizonFrom: "Kaplan–Meier"});
  });
});

describe("observe(entry)", () => {
  it("takes each lead once, some days after it entered the stage", async () => {
    const {rows} = await observations(
      [
        {created: 1, visits: [[1, 20]], outcome: "won", decided: 30},
        {created: 1, visits: [[1, 20]], outcome: "lost", decided: 24},
        {created: 1},
      ],
      100,
      {design: "entry", stage: "stage 1", delay_days: 5, horizon_days: 30},
    );
    expect(rows).toEqual([{lead_no: 0, as_of: "01-26", stage_no: 1, label: 1}]);
  });
});

describe("observe(decision)", () => {
  it("takes each lead at its decision, a silent one when the silence has lasted, one still talking not at all", async () => {
    const {rows} = await observations(
      [
        {created: 1, outcome: "won", decided: 30},
        {created: 1, activities: [["call", 5]]},
        {created: 1, activities: [["call", 90]]},
      ],
      100,
      {design: "decision", dormant_after_days: 60},
    );
    expect(rows.map(({lead_no, label}) => [lead_no, label])).toEqual([
      [0, 1],
      [1, 0],
      [2, null],
    ]);
  });
});

describe("observe(static)", () => {
  it("takes each lead once without a time, and leaves open ones without a label", async () => {
    const {rows, observed} = await observations([{outcome: "won"}, {outcome: "lost"}, {}], 100, {});
    expect(observed.design).toBe("static");
    expect(rows.map(({as_of, label}) => [as_of, label])).toEqual([
      [null, 1],
      [null, 0],
      [null, null],
    ]);
  });
});
