import {afterAll, beforeAll, describe, expect, it, onTestFinished} from "vitest";
import type {Engine} from "../../../loaders/engine/duckdb.ts";
import {funnelReport} from "../../../loaders/results/funnel.ts";
import {countStays, stageTimesReport} from "../../../loaders/results/stageTimes.ts";
import {random} from "../../../src/analysis/statistics/random.ts";
import {type History, load} from "./histories.ts";
import {projectWith} from "./projects.ts";

const stages = ["asked", "met", "offered", "agreed"].map((name, i) => ({id: `stage ${i}`, name}));
const project = projectWith({stages});

interface Stay {
  lead_no: number;
  stage_no: number;
  visit_no: number;
  fate: string;
  days: number | null;
}

async function staysOf(histories: readonly History[], asOf: number): Promise<Engine> {
  const engine = await load(histories, {asOf});
  await countStays(engine, project);
  return engine;
}

const rowsOf = (engine: Engine): Promise<Stay[]> =>
  engine.rows<Stay>(
    "test",
    `select lead_no, stage_no, visit_no, fate, date_diff('second', entered_at, until_at) / 86400.0 as days
    from steps.stage_stays order by lead_no, stage_no, visit_no`,
  );

describe("stage_stays", () => {
  const told = async (history: History) => {
    const engine = await staysOf([history], 100);
    onTestFinished(() => engine.close());
    return (await rowsOf(engine)).map(({stage_no, visit_no, fate, days}) => [stage_no, visit_no, fate, days]);
  };

  it("ends a stay where the next one begins, whichever way, and starts the clock again on coming back", async () => {
    const visits: History["visits"] = [
      [0, 80],
      [1, 85],
      [0, 90],
      [1, 92],
    ];
    expect(await told({visits})).toEqual([
      [0, 1, "advanced", 5],
      [0, 2, "advanced", 2],
      [1, 1, "moved_back", 5],
      [1, 2, "waiting", 8],
    ]);
    expect(await told({visits, outcome: "lost", decided: 95})).toContainEqual([1, 2, "lost", 3]);
    expect(await told({visits, outcome: "won", decided: 95})).toContainEqual([1, 2, "advanced", 3]);
  });

  it("takes entries into one stage in a row for one stay, and entries at one time in stage order", async () => {
    expect(
      await told({
        visits: [
          [1, 20],
          [0, 10],
          [0, 12],
          [0, 20],
        ],
      }),
    ).toEqual([
      [0, 1, "advanced", 10],
      [1, 1, "waiting", 80],
    ]);
  });

  it("leaves a length unknown where the entry, the next one or the decision is undated", async () => {
    const visits: History["visits"] = [
      [0, 10],
      [1, null],
    ];
    expect(await told({visits, outcome: "lost", decided: null})).toEqual([
      [0, 1, "advanced", null],
      [1, 1, "lost", null],
    ]);
    expect(await told({visits: [[0, 10]], outcome: "lost", decided: null})).toEqual([[0, 1, "lost", null]]);
    expect(
      await told({
        visits: [
          [0, 10, 12],
          [1, null],
        ],
      }),
    ).toContainEqual([0, 1, "advanced", 2]);
  });

  it("ends a stay when the lead left, if that comes before what follows", async () => {
    const visits: History["visits"] = [
      [0, 10, 12],
      [1, 20, 22],
      [0, 30, 45],
      [2, 40],
    ];
    expect(await told({visits})).toEqual([
      [0, 1, "advanced", 2],
      [0, 2, "advanced", 10],
      [1, 1, "moved_back", 2],
      [2, 1, "waiting", 60],
    ]);
    expect(await told({visits: [[0, 1, 2]]})).toEqual([[0, 1, "gone", 1]]);
    expect(await told({visits: [[0, 1, 2]], outcome: "lost", decided: 50})).toEqual([[0, 1, "lost", 1]]);
    expect(await told({visits: [[0, 1, 101]]})).toEqual([[0, 1, "waiting", 99]]);
  });

  it("uses nothing after the data's end", async () => {
    expect(
      await told({
        visits: [
          [0, 90],
          [1, 101],
        ],
      }),
    ).toEqual([[0, 1, "waiting", 10]]);
    expect(await told({visits: [[0, 90]], outcome: "won", decided: 101})).toEqual([[0, 1, "waiting", 10]]);
  });
});

describe("countStays(engine, project), stageTimesReport(engine, project, flows)", () => {
  const asOf = 200;
  const histories = randomHistories(1500);
  let engine: Engine;
  beforeAll(async () => {
    engine = await staysOf(histories, asOf);
  });
  afterAll(() => engine.close());

  /** Where the lead is after each of its entries: stage, since when, until when, how it ends. Null: unknown. */
  function walk({visits = [], outcome, decided}: History) {
    const latest = (stage: number) => Math.max(...visits.map(([s, at]) => (s <= stage ? (at ?? -1) : -1)));
    const placed = visits.map(([stage, at]) => ({stage, at, place: at ?? latest(stage)}));
    placed.sort((a, b) => a.place - b.place || a.stage - b.stage);
    const runs: {stage: number; from: number | null}[] = [];
    for (const {stage, at} of placed) {
      const last = runs.at(-1);
      if (last?.stage !== stage) runs.push({stage, from: at});
      else if (at !== null) last.from = Math.min(last.from ?? at, at);
    }
    return runs.map(({stage, from}, i) => {
      const next = runs[i + 1];
      const end = outcome ? (decided ?? null) : asOf;
      const fate = next
        ? next.stage > stage
          ? "advanced"
          : "moved_back"
        : outcome === "won"
          ? "advanced"
          : (outcome ?? "waiting");
      return {
        stage,
        from,
        until: next ? next.from : end,
        fate,
        isFirst: runs.findIndex((run) => run.stage === stage) === i,
      };
    });
  }
  const walked = histories.flatMap(walk);
  const timed = walked.filter(({from, until}) => from !== null && until !== null && until >= from);

  it("agree with a walk through each lead's history: loops, ties, undated entries and ends", async () => {
    const {stages: told} = await stageTimesReport(engine, project, []);
    told.forEach((stage, k) => {
      const mine = walked.filter((stay) => stay.stage === k && stay.isFirst);
      const known = timed.filter((stay) => stay.stage === k && stay.isFirst);
      const ended = (fate: string) => known.filter((stay) => stay.fate === fate).length;
      expect([stage.advanced, stage.lost, stage.movedBack, stage.waiting]).toEqual(
        ["advanced", "lost", "moved_back", "waiting"].map(ended),
      );
      expect(stage.n).toBe(known.length);
      expect(stage.quality).toEqual({
        no_start: mine.filter(({from}) => from === null).length,
        no_end: mine.filter(({from, until}) => from !== null && until === null).length,
        backwards: mine.filter(({from, until}) => from !== null && until !== null && until < from).length,
        at_once: known.filter(({from, until, fate}) => from === until && fate !== "waiting").length,
        came_again: histories.filter((h) => walk(h).filter((stay) => stay.stage === k).length > 1).length,
      });
      const {no_start, no_end, backwards} = stage.quality;
      expect(stage.n + no_start + no_end + backwards).toBe(mine.length);
    });
  });

  it("count as many leads in a stage at the end of each month as a walk finds there", async () => {
    const {stock} = await stageTimesReport(engine, project, []);
    expect(stock?.months).toEqual(["2025-01", "2025-02", "2025-03", "2025-04", "2025-05", "2025-06", "2025-07"]);
    const ends = [31, 59, 90, 120, 151, 181];
    stock?.stages.forEach(({n}, k) => {
      const inside = (day: number) =>
        timed.filter(
          ({stage, from, until, fate}) => stage === k && from! < day && (until! >= day || fate === "waiting"),
        ).length;
      const now = timed.filter(({stage, fate}) => stage === k && fate === "waiting").length;
      expect(n).toEqual([...ends.map(inside), now]);
    });
  });
});

describe("stageTimesReport(engine, project, flows) without times", () => {
  it("tells of no stage, and has no stock", async () => {
    const engine = await staysOf([{visits: [[0, null]]}, {}], 10);
    onTestFinished(() => engine.close());
    const {stages: told, stock} = await stageTimesReport(engine, project, []);
    expect(told.map(({n, course}) => [n, course])).toEqual(stages.map(() => [0, null]));
    expect(told[0].quality.no_start).toBe(1);
    expect(stock).toBeNull();
  });

  it("is empty without stages", async () => {
    const engine = await staysOf([{outcome: "won"}], 10);
    onTestFinished(() => engine.close());
    expect(await stageTimesReport(engine, projectWith({}), [])).toMatchObject({stages: [], stock: null});
  });
});

/** Stories with skips, loops, ties, undated entries, undated decisions and decisions before entries. */
function randomHistories(n: number): History[] {
  const next = random(11);
  const whole = (below: number) => Math.floor(next() * below);
  return Array.from({length: n}, () => {
    const visits = Array.from({length: whole(7)}, (): [number, number | null] => [
      whole(4),
      next() < 0.1 ? null : whole(36) * 5,
    ]);
    const outcome = ([undefined, "won", "lost"] as const)[whole(3)];
    return {visits, outcome, decided: outcome && next() < 0.9 ? 100 + whole(90) : undefined};
  });
}

describe("countStays(engine, project) of leads that leave for nowhere", () => {
  it("has them neither in stock nor waiting, and tells the time between stages", async () => {
    // 100 leads enter on day 1 and leave a day later; 20 of them enter the next stage on day 5, and stay.
    const histories = Array.from(
      {length: 100},
      (_, i): History => ({visits: [[0, 1, 2], ...(i < 20 ? [[1, 5] as [number, number]] : [])]}),
    );
    const engine = await staysOf(histories, 340);
    onTestFinished(() => engine.close());
    const flows = (await funnelReport(engine, project)).stages;
    expect(flows[0]).toMatchObject({entered: 100, advanced: 20, gone: 80, dormant: 0, waiting: 0, stock: 0});
    expect(flows[1]).toMatchObject({entered: 20, dormant: 20, stock: 20});
    const {stages: times, stock} = await stageTimesReport(engine, project, flows);
    expect(times[0]).toMatchObject({n: 100, advanced: 20, gone: 80, waiting: 0, between: {n: 100, waiting: 80}});
    expect(times[0].course?.calendar.dwell.median.value).toBe(1);
    expect(times[0].course?.eventual.advanced.value).toBeCloseTo(0.2, 10);
    expect(times[0].between?.dwell.medianOfAdvanced).toBe(3);
    expect(times[1].between).toBeNull();
    expect(stock?.stages.map(({n}) => n.at(-1))).toEqual([0, 20]);
  });
});
