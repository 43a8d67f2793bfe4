import {afterAll, beforeAll, describe, expect, it} from "vitest";
import type {Engine} from "../../../loaders/engine/duckdb.ts";
import {funnelReport} from "../../../loaders/results/funnel.ts";
import {random} from "../../../src/analysis/random.ts";
import {type History, load} from "./histories.ts";
import {projectWith} from "./projects.ts";

const stages = ["asked", "met", "offered", "agreed"].map((name, i) => ({id: `stage ${i}`, name}));
const project = projectWith({stages});

interface Stay {
  lead_no: number;
  stage_no: number;
  fate: string;
  days: number | null;
}

const stays = (engine: Engine) =>
  engine.rows<Stay>(
    "stays",
    `select lead_no, stage_no, fate, date_diff('second', first_at, until_at) / 86400.0 as days
    from steps.funnel_stays order by lead_no, stage_no`,
  );

describe("funnel_stays", () => {
  const asOf = 100;
  const fates = async (history: History) => {
    const engine = await load([history], {asOf});
    await funnelReport(engine, project);
    return (await stays(engine)).map(({stage_no, fate, days}) => [stage_no, fate, days]);
  };

  it("tells advanced from lost, waiting and dormant", async () => {
    expect(
      await fates({
        visits: [
          [0, 10],
          [1, 13],
        ],
        outcome: "lost",
        decided: 20,
      }),
    ).toEqual([
      [0, "advanced", 3],
      [1, "lost", 7],
    ]);
    expect(await fates({visits: [[0, 90]]})).toEqual([[0, "waiting", 10]]);
    expect(await fates({visits: [[0, 9]]})).toEqual([[0, "dormant", 91]]);
    expect(await fates({visits: [[0, 9]], activities: [["call", 50]]})).toEqual([[0, "waiting", 91]]);
    expect(await fates({visits: [[2, 10]], outcome: "won", decided: 12})).toEqual([[2, "advanced", 2]]);
  });

  it("counts visits at one time in stage order", async () => {
    expect(
      await fates({
        visits: [
          [1, 95],
          [0, 95],
        ],
      }),
    ).toEqual([
      [0, "advanced", 0],
      [1, "waiting", 5],
    ]);
  });

  it("judges a lead that went back by its last entries, from its first", async () => {
    expect(
      await fates({
        visits: [
          [0, 80],
          [1, 85],
          [0, 90],
        ],
      }),
    ).toEqual([
      [0, "waiting", 20],
      [1, "moved_back", 15],
    ]);
    expect(
      await fates({
        visits: [
          [0, 80],
          [1, 85],
          [0, 90],
          [1, 92],
        ],
      }),
    ).toEqual([
      [0, "advanced", 12],
      [1, "waiting", 15],
    ]);
    expect(
      await fates({
        visits: [
          [0, 80],
          [1, 85],
          [0, 90],
        ],
        outcome: "lost",
        decided: 95,
      }),
    ).toEqual([
      [0, "lost", 15],
      [1, "moved_back", 10],
    ]);
  });

  it("takes visits of unknown time in stage order and leaves their days unknown", async () => {
    expect(
      await fates({
        visits: [
          [0, null],
          [1, 95],
          [2, null],
        ],
      }),
    ).toEqual([
      [0, "advanced", null],
      [1, "advanced", null],
      [2, "waiting", null],
    ]);
    expect(
      await fates({
        visits: [
          [0, 10, 12],
          [1, null],
        ],
        outcome: "won",
        decided: null,
      }),
    ).toEqual([
      [0, "advanced", 2],
      [1, "advanced", null],
    ]);
  });
});

describe("funnelReport(engine, project)", () => {
  const asOf = 60;
  const histories = randomHistories(3000);
  let engine: Engine;
  beforeAll(async () => {
    engine = await load(histories, {asOf, dormantAfterDays: 20});
  });
  afterAll(() => engine.close());

  it("agrees with a walk through each lead's history, and its pieces add up", async () => {
    const report = await funnelReport(engine, project);
    const walked = histories.flatMap((history, lead_no) =>
      [0, 1, 2, 3].flatMap((stage_no) => {
        const fate = walk(history, stage_no);
        return fate === null ? [] : [{lead_no, stage_no, fate}];
      }),
    );
    expect((await stays(engine)).map(({lead_no, stage_no, fate}) => ({lead_no, stage_no, fate}))).toEqual(walked);
    report.stages.forEach((flow, stage) => {
      const of = (fate: string) => walked.filter((w) => w.stage_no === stage && w.fate === fate).length;
      const {entered, advanced, lost, movedBack, dormant, waiting, skipped} = flow;
      expect(entered).toBe(advanced + lost + movedBack + dormant + waiting);
      expect([advanced, lost, movedBack, dormant, waiting]).toEqual(
        ["advanced", "lost", "moved_back", "dormant", "waiting"].map(of),
      );
      expect(skipped).toBe(histories.filter((h) => isSkipped(h, stage)).length);
    });
    const entering = histories.filter(({visits}) => visits && visits.length > 0);
    expect(sum(report.stages.map(({lost}) => lost))).toBe(entering.filter((h) => h.outcome === "lost").length);
    expect(sum(report.stages.map(({stock}) => stock))).toBe(entering.filter((h) => !h.outcome).length);
  });

  function walk({visits = [], outcome, activities = []}: History, stage: number): string | null {
    const last = new Map<number, number | null>();
    for (const [s, at] of visits) last.set(s, Math.max(last.get(s) ?? -1, at ?? -1));
    let latest = -1;
    for (const s of [0, 1, 2, 3]) {
      if (last.get(s) === -1) last.set(s, latest);
      latest = Math.max(latest, last.get(s) ?? -1);
    }
    const path = [...last].sort((a, b) => a[1]! - b[1]! || a[0] - b[0]).map(([s]) => s);
    if (!path.includes(stage)) return null;
    const after = path.slice(path.indexOf(stage) + 1);
    if (outcome === "won" || after.some((s) => s > stage)) return "advanced";
    if (after.length > 0) return "moved_back";
    if (outcome === "lost") return "lost";
    const seen = Math.max(...[...visits, ...activities].map(([, at]) => at ?? -1));
    return seen >= 0 && asOf - seen > 20 ? "dormant" : "waiting";
  }
});

describe("funnelReport(engine, project) without stages or times", () => {
  it("gives an empty funnel without stages, the won rate still", async () => {
    const engine = await load([{outcome: "won"}, {outcome: "lost"}, {}], {asOf: 10});
    const report = await funnelReport(engine, projectWith({}));
    expect(report).toMatchObject({
      stages: [],
      won: 1,
      longestWait: null,
      biggestDrop: null,
      wonRate: {n: 2, conversions: 1},
    });
  });

  it("counts stages without times and leaves the dwell time out", async () => {
    const engine = await load(
      [
        {
          visits: [
            [0, null],
            [1, null],
          ],
        },
        {visits: [[0, null]], outcome: "lost"},
      ],
      {asOf: 10},
    );
    const {
      stages: [asked, met],
    } = await funnelReport(engine, project);
    expect(asked).toMatchObject({entered: 2, advanced: 1, lost: 1, dwell: null});
    expect(met).toMatchObject({entered: 1, waiting: 1, dwell: null});
  });

  it("shows a stage that nobody entered but leads went past", async () => {
    const engine = await load(
      [
        {
          visits: [
            [0, 1],
            [2, 2],
          ],
        },
        {outcome: "won"},
      ],
      {asOf: 10},
    );
    const {stages} = await funnelReport(engine, project);
    expect(stages.map(({entered, skipped}) => [entered, skipped])).toEqual([
      [1, 1],
      [0, 2],
      [1, 1],
      [0, 1],
    ]);
  });
});

const sum = (numbers: number[]): number => numbers.reduce((total, n) => total + n, 0);

const isSkipped = ({visits = [], outcome}: History, stage: number): boolean =>
  !visits.some(([s]) => s === stage) && (outcome === "won" || visits.some(([s]) => s > stage));

/** Stories with skips, loops, ties, equal and unknown times. */
function randomHistories(n: number): History[] {
  const next = random(7);
  const whole = (below: number) => Math.floor(next() * below);
  return Array.from({length: n}, () => {
    const visits = Array.from({length: whole(7)}, (): [number, number | null] => [
      whole(4),
      next() < 0.15 ? null : whole(12) * 5,
    ]);
    const outcome = ([undefined, "won", "lost"] as const)[whole(3)];
    const activities = Array.from({length: whole(2)}, (): [string, number] => ["call", whole(60)]);
    return {visits, outcome, decided: outcome ? 58 : undefined, activities};
  });
}
