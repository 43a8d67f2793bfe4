import {describe, expect, it, onTestFinished} from "vitest";
import {Engine} from "../../loaders/engine/duckdb.ts";
import {embargoedBefore, periodTimes} from "../../loaders/results/periodTimes.ts";

/** Periods with their first and last observation, and an outcome window of 30 days (or none). */
async function engineWith(periods: readonly [first: string | null, last: string | null][], horizonDays: number | null) {
  const engine = await Engine.open();
  onTestFinished(() => engine.close());
  const time = (text: string | null) => (text ? `timestamp '${text}'` : "cast(null as timestamp)");
  const rows = periods.map(
    ([first, last], i) => `select ${i} as position, ${time(first)} as as_of, ${time(last)} as last_as_of`,
  );
  await engine.run(
    "tables",
    `create schema steps; create schema results;
    create table steps.settings as select cast(${horizonDays ?? "null"} as integer) as horizon_days;
    create table results.periods as ${rows.join(" union all ")}`,
  );
  return engine;
}

describe("periodTimes(engine)", () => {
  it("counts a period's labels as known when its last observation has been followed to the end", async () => {
    const engine = await engineWith([["2025-01-02", "2025-01-30"]], 30);
    expect(await periodTimes(engine)).toEqual([{firstAt: Date.UTC(2025, 0, 2), knownAt: Date.UTC(2025, 2, 1)}]);
  });

  it("is empty without times", async () => {
    expect(await periodTimes(await engineWith([[null, null]], null))).toEqual([]);
  });
});

describe("embargoedBefore(times, testFrom)", () => {
  it("holds back a period with a late entry whose window reaches into the test", async () => {
    // Entries: the first of February is followed to the end by 3 March, its last only by 27 March, after the test begins.
    const engine = await engineWith(
      [
        ["2025-01-01", "2025-01-20"],
        ["2025-02-01", "2025-02-25"],
        ["2025-03-05", "2025-03-28"],
      ],
      30,
    );
    expect(embargoedBefore(await periodTimes(engine), 2)).toEqual([1]);
  });

  it("holds back nothing where labels are known at once", async () => {
    const engine = await engineWith(
      [
        ["2025-01-01", "2025-01-20"],
        ["2025-02-01", "2025-02-25"],
      ],
      null,
    );
    expect(embargoedBefore(await periodTimes(engine), 1)).toEqual([]);
  });
});
