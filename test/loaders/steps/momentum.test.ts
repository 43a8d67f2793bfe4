import {describe, expect, it} from "vitest";
import {momentumCounts, momentumWindow} from "../../../loaders/results/momentum.ts";
import {actionCountsSql} from "../../../loaders/steps/features/actionCounts.ts";
import {numberActions} from "../../../loaders/steps/features/actions.ts";
import {type History, load} from "./histories.ts";

/** Each lead is looked at once, on day 100; those with an outcome converted. */
async function observed(histories: readonly History[]) {
  const engine = await load(histories, {asOf: 200});
  await engine.run(
    "labelled",
    `create table steps.labelled as
    select lead_no as obs_no, leads.lead_no, timestamp '2025-01-01' + interval '100' day as as_of, '2025-04' as period,
      0 as stage_no, case when outcomes.outcome = 'won' then 1 else 0 end as label, fold, false as is_test
    from leads left join outcomes using (lead_no)`,
  );
  return engine;
}

async function counted(histories: readonly History[]) {
  const engine = await observed(histories);
  await engine.run("action_counts", actionCountsSql([30, 60], await numberActions(engine)));
  const {base, counts} = await momentumCounts(engine, 30);
  const rows = counts.map(({activity, direction, level, n, conversions}) => [
    activity,
    direction,
    level,
    n,
    conversions,
  ]);
  return {base: base.map(({is_known, n, conversions}) => [is_known, n, conversions]), rows};
}

const visits = (...days: number[]): History["activities"] => days.map((day) => ["visit", day]);

describe("momentumCounts(engine, window)", () => {
  it("sets the last window against the one before, of leads known for both", async () => {
    const {rows, base} = await counted([
      {created: 0, activities: visits(80, 90, 60), outcome: "won", decided: 110}, // 2 against 1: rising
      {created: 40, activities: visits(80, 60)}, // 1 against 1: steady; created on the very day both windows begin
      {created: 0, activities: visits(45, 50, 60, 70.5)}, // 1 against 3: falling
      {created: 0, activities: visits(10, 100)}, // before both, and on the day looked at: none
      {created: 41, activities: visits(80)}, // known for too short a time
    ]);
    expect(rows.filter(([activity]) => activity === "visit")).toEqual([
      ["visit", "falling", 4, 1, 0],
      ["visit", "rising", 3, 1, 1],
      ["visit", "steady", 2, 1, 0],
    ]);
    expect(rows.filter(([activity]) => activity === "any")).toHaveLength(3);
    expect(base.filter(([known]) => known === 1)).toHaveLength(4);
    expect(base.filter(([known]) => known === 0)).toEqual([[0, 1, 0]]);
  });

  it("takes a lead without a date for known where it was seen before both windows", async () => {
    const {base} = await counted([
      {created: null, activities: visits(30, 80)},
      {created: null, activities: visits(80)},
      {created: null},
    ]);
    expect(base.map(([known]) => known)).toEqual([1, 0, 0]);
  });

  it("gathers high amounts in classes", async () => {
    const often = (n: number) => visits(...Array.from({length: n}, (_, i) => 71 + i / 10));
    const {rows} = await counted([8, 9, 20, 40, 41].map((n) => ({created: 0, activities: often(n)})));
    expect(rows.filter(([activity]) => activity === "visit").map(([, , level]) => level)).toEqual([
      8,
      12,
      20,
      40,
      null,
    ]);
  });
});

describe("momentumWindow(engine, windows)", () => {
  it("is the window nearest to a month in which half of the leads were known for twice as long", async () => {
    const created = (...days: (number | null)[]) => observed(days.map((day) => ({created: day})));
    expect(await momentumWindow(await created(0, 0, 90), [7, 30, 90])).toBe(30);
    expect(await momentumWindow(await created(0, 80, 85), [7, 30, 90])).toBe(7);
    expect(await momentumWindow(await created(99, 99), [7, 30])).toBe(7);
    expect(await momentumWindow(await created(null, null), [7, 30, 90])).toBe(30);
  });
});
