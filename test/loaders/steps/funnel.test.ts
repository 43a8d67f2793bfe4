import fc from "fast-check";
import {describe, expect, it} from "vitest";
import type {Engine} from "../../../loaders/engine/duckdb.ts";
import {funnelReport} from "../../../loaders/results/funnel.ts";
import {type History, load} from "./histories.ts";
import {projectWith} from "./projects.ts";
import {anyHistory, walk} from "./walk.ts";

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

  it("ends a stay when the lead left, and waits between stages apart", async () => {
    // Left on day 12, entered the next stage on day 20; left that one on day 22, and nothing came since.
    const visits: History["visits"] = [
      [0, 10, 12],
      [1, 20, 22],
    ];
    expect(await fates({visits})).toEqual([
      [0, "advanced", 2],
      [1, "between", 2],
    ]);
    expect(await fates({visits: [[0, 1, 2]]})).toEqual([[0, "gone", 1]]);
    expect(await fates({visits, outcome: "won", decided: 40})).toContainEqual([1, "advanced", 2]);
    expect(await fates({visits, outcome: "lost", decided: 40})).toContainEqual([1, "lost", 2]);
    expect(
      await fates({
        visits: [
          [0, 10, 30],
          [1, 20],
        ],
      }),
    ).toContainEqual([0, "advanced", 10]);
    expect(await fates({visits: [[0, 90, 101]]})).toEqual([[0, "waiting", 10]]);
    expect(
      await fates({
        visits: [
          [0, 10, 11],
          [0, 90],
        ],
      }),
    ).toEqual([[0, "waiting", 90]]);
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
  it("counts every stage as a walk through each lead's history does, and its pieces add up", async () => {
    const [asOf, dormantAfterDays] = [60, 20];
    const counted = ["advanced", "lost", "movedBack", "dormant", "waiting", "gone", "between", "skipped"] as const;
    await fc.assert(
      fc.asyncProperty(fc.array(anyHistory(4), {minLength: 1, maxLength: 300, size: "max"}), async (histories) => {
        const engine = await load(histories, {asOf, dormantAfterDays});
        const {stages: flows} = await funnelReport(engine, project);
        engine.close();
        const walked = histories.map((history) => walk(history, 4, asOf, dormantAfterDays));
        flows.forEach((flow, stage) => {
          const of = (fate: string) => walked.filter((fates) => fates[stage] === fate).length;
          expect(counted.map((fate) => flow[fate])).toEqual(counted.map(of));
          const {entered, advanced, lost, movedBack, dormant, waiting, gone, between, stock} = flow;
          expect(entered).toBe(advanced + lost + movedBack + dormant + waiting + gone + between);
          expect(stock).toBe(dormant + waiting);
        });
        const entering = histories.filter(({visits = []}) => visits.length > 0);
        expect(sum(flows.map(({lost}) => lost))).toBe(entering.filter((h) => h.outcome === "lost").length);
        expect(sum(flows.map(({stock, gone, between}) => stock + gone + between))).toBe(
          entering.filter((h) => !h.outcome).length,
        );
      }),
      {numRuns: 8, seed: 4},
    );
  });
});

describe("funnelReport(engine, project) without stages or times", () => {
  it("gives an empty funnel without stages, the won rate still", async () => {
    const engine = await load([{outcome: "won"}, {outcome: "lost"}, {}], {asOf: 10});
    const report = await funnelReport(engine, projectWith({}));
    expect(report).toMatchObject({
      stages: [],
      won: 1,
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
