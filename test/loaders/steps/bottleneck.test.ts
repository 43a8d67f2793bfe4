import {afterAll, beforeAll, describe, expect, it} from "vitest";
import type {Engine} from "../../../loaders/engine/duckdb.ts";
import {bottleneckReport} from "../../../loaders/results/bottlenecks.ts";
import {funnelReport} from "../../../loaders/results/funnel.ts";
import type {BottleneckReport} from "../../../src/analysis/funnel/bottleneck.ts";
import {inputOf, type SimulatedStay, simulate} from "../../analysis/bottleneckSimulation.ts";
import {type History, load} from "./histories.ts";
import {projectWith} from "./projects.ts";

const stages = ["asked", "met", "offered"].map((name, i) => ({id: `stage ${i}`, name}));
const days = 400;
const second = (day: number) => Math.round(day * 86_400) / 86_400;

const stays = simulate({
  seed: 3,
  leads: 400,
  days,
  stages: stages.length,
  attributes: {size: {small: 0.6, large: 0.4}, source: {web: 0.5, fair: 0.3, list: 0.2}},
  pass: (stage) => [0.8, 0.6, 0.5][stage],
  stay: (stage) => [30, 60, 20][stage],
}).map((stay) => ({...stay, from: second(stay.from), until: second(stay.until)}));

/** The same stories as tables; each lead's last stay tells its outcome. */
function histories(all: readonly SimulatedStay[]): History[] {
  const leads = Array.from({length: 400}, (_, lead) => all.filter((stay) => stay.lead === lead));
  return leads.map((own) => {
    const last = own[own.length - 1];
    const isWon = last.event === 1;
    return {
      created: own[0].from,
      visits: own.map(({stage, from}): [number, number] => [stage, from]),
      attributes: last.segments,
      ...(last.event === 0 ? {} : {outcome: isWon ? "won" : "lost", decided: last.until}),
    };
  });
}

describe("bottleneckReport(engine, project, funnel, leaks)", () => {
  let engine: Engine;
  let report: BottleneckReport;
  const project = projectWith({stages});
  beforeAll(async () => {
    engine = await load(histories(stays), {asOf: days});
    report = await bottleneckReport(engine, project, await funnelReport(engine, project), []);
  });
  afterAll(() => engine.close());

  it("counts stays by bin, period and segment as a walk through the stories does", async () => {
    const counted = await engine.rows<Record<string, string | number | null>>(
      "test",
      `select stage_no, kind, field, value, bin, event, sum(n) as n, sum(part) as part
      from results.bottleneck_cells group by all`,
    );
    const key = (row: object) => {
      const {stage_no, kind, field, value, bin, event} = row as Record<string, unknown>;
      return [stage_no, kind, field, value, bin, event].join();
    };
    const expected = new Map<string, {n: number; part: number}>();
    for (const row of inputOf(stays, 3, days, 91).rows) {
      const sum = expected.get(key(row)) ?? {n: 0, part: 0};
      expected.set(key(row), {n: sum.n + row.n, part: sum.part + row.part});
    }
    expect(counted.map(key).sort()).toEqual([...expected.keys()].sort());
    for (const row of counted) {
      expect(row.n).toBe(expected.get(key(row))!.n);
      expect(row.part).toBeCloseTo(expected.get(key(row))!.part, 6);
    }
  });

  it("keeps a lead's stays in one block", async () => {
    const split = await engine.count(
      "test",
      "select count(*) from (select lead_no from steps.bottleneck_stays group by lead_no having min(block) < max(block))",
    );
    expect(split).toBe(0);
  });

  it("reports every stage, with its days, and periods of a quarter of a year", () => {
    expect(report.stages.map(({name, next}) => [name, next])).toEqual([
      ["asked", "met"],
      ["met", "offered"],
      ["offered", "won"],
    ]);
    expect(report.periodDays).toBe(91);
    expect(report.longest).toBe("stage 1");
    expect(report.undated).toBe(0);
    for (const {wait} of report.stages) expect(wait!.days.low).toBeGreaterThan(0);
  });

  it("has nothing to say without stages, and of one lead", async () => {
    const none = projectWith({});
    const empty = await load([{created: 1}], {asOf: 10});
    expect(await bottleneckReport(empty, none, await funnelReport(empty, none), [])).toMatchObject({
      stages: [],
      ranked: [],
      standsOut: null,
    });
    empty.close();
    const single = await load([{created: 1, visits: [[0, 1]], outcome: "won", decided: 3}], {asOf: 10});
    const one = await bottleneckReport(single, project, await funnelReport(single, project), []);
    expect(one.standsOut).toBeNull();
    expect(one.resamples).toBe(0);
    single.close();
  });

  it("ranks stages whose times are unknown by nothing, and counts stays without times", async () => {
    const some = await load(
      Array.from(
        {length: 60},
        (_, i): History => ({
          visits: [
            [0, null],
            [1, i === 0 ? null : i],
          ],
          outcome: i % 2 === 0 ? "won" : "lost",
          decided: i + 5,
        }),
      ),
      {asOf: 100},
    );
    const {stages: found, undated} = await bottleneckReport(some, project, await funnelReport(some, project), []);
    expect(found.map(({entering}) => entering === null)).toEqual([true, false, true]);
    expect(found[0].passThrough.value).toBe(1);
    expect(undated).toBe(1);
    some.close();
  });
});
