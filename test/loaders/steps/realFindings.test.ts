import {existsSync} from "node:fs";
import {resolve} from "node:path";
import {afterAll, describe, expect, it} from "vitest";
import {Engine} from "../../../loaders/engine/duckdb.ts";
import {observe} from "../../../loaders/observe.ts";
import {Progress} from "../../../loaders/progress.ts";
import {readProject} from "../../../loaders/project/project.ts";
import {bottleneckReport} from "../../../loaders/results/bottlenecks.ts";
import {exposures} from "../../../loaders/results/exposure.ts";
import {funnelReport} from "../../../loaders/results/funnel.ts";
import {leakFlags} from "../../../loaders/results/leaks.ts";
import {pathReport} from "../../../loaders/results/paths.ts";
import {countStays} from "../../../loaders/results/stageTimes.ts";
import {attributesOf} from "../../../loaders/tables/attributes.ts";
import {loadTables} from "../../../loaders/tables/tables.ts";
import {expectAsR} from "../../analysis/staysReference.ts";
import {csvCounts, csvEvents, csvMonths, csvPaths} from "./bpicCounts.ts";

const data = process.env.HAKARI_DATA ?? "../shared/data";
const isThere = existsSync(data);
if (!isThere) console.warn(`skipped: real data absent: ${resolve(data)}; set HAKARI_DATA`);

const loaded = new Map<string, ReturnType<typeof loadReal>>();
afterAll(async () => {
  for (const {engine} of await Promise.all(loaded.values())) engine.close();
});

async function loadReal(id: string) {
  const engine = await Engine.open();
  const project = readProject(`data/${id}`, {HAKARI_DATA: data});
  await loadTables(engine, project, Progress.quiet());
  await observe(engine, project);
  return {engine, project};
}

/** Each set is loaded once. */
function real(id: string): ReturnType<typeof loadReal> {
  const set = loaded.get(id) ?? loadReal(id);
  loaded.set(id, set);
  return set;
}

describe.skipIf(!isThere)("funnelReport(bpic2012)", () => {
  it("counts each stage; from offer sent to sent back is the longest wait", async () => {
    const {engine, project} = await real("bpic2012");
    const {stages, wonRate} = await funnelReport(engine, project);
    expect(stages.map(({entered}) => entered)).toEqual([13087, 7367, 5113, 5015, 3254]);
    expect(stages.map(({advanced, lost, stock}) => [advanced, lost, stock])).toEqual([
      [7367, 5720, 0],
      [5113, 2185, 69],
      [5015, 95, 3],
      [3254, 1530, 231],
      [2246, 912, 96],
    ]);
    expect(wonRate).toMatchObject({conversions: 2246, n: 12688});
    const medians = stages.map(({dwell}) => dwell!.median.value!);
    expect(medians.indexOf(Math.max(...medians))).toBe(3);
    expect(medians[3] * 24).toBeCloseTo(217.7, 1);
    expect(stages[3].dwell!.medianOfAdvanced! * 24).toBeCloseTo(216.06, 1);
  });

  it("leaves stays whose curves, errors and intervals are those of R's survfit to 1e-8, times to the second", async () => {
    const {engine, project} = await real("bpic2012");
    await countStays(engine, project);
    await expectAsR(engine, "bpic2012");
  });
});

describe.skipIf(!isThere)("bottleneckReport(bpic2012)", () => {
  it("has customers wait longest for offers to come back, and no stage to mend by deals, for lack of segments", async () => {
    const {engine, project} = await real("bpic2012");
    const funnel = await funnelReport(engine, project);
    const {longest, standsOut, stages} = await bottleneckReport(engine, project, funnel, []);
    expect(longest).toBe("A_FINALIZED");
    expect(standsOut).toBeNull();
    expect(stages.map(({segments}) => segments)).toEqual([null, null, null, null, null]);
    const {median, days} = stages[3].wait!;
    expect(median.value! * 24).toBeCloseTo(217.7, 1);
    expect([median.low! * 24, median.high! * 24].map(Math.round)).toEqual([215, 233]);
    expect(days.high - days.low).toBeLessThan(1);
  });
});

describe.skipIf(!isThere)("pathReport(bpic2012)", () => {
  it("counts stages, months and paths as independent SQL over the CSV does", async () => {
    const {engine, project} = await real("bpic2012");
    const funnel = await funnelReport(engine, project);
    const {cohorts, variants, rest, skips, movedBack} = await pathReport(engine, project, funnel);
    await csvEvents(engine, data);
    const counts = await csvCounts(engine);
    expect(
      funnel.stages.map(({entered, advanced, movedBack, lost, dormant, waiting, skipped}) => {
        return {entered, advanced, movedBack, lost, dormant, waiting, skipped};
      }),
    ).toEqual(counts);
    expect(cohorts.map(({stage}) => stage)).toEqual(project.stages.map(({id}) => id));
    for (const {stage, months, windowsDays} of cohorts)
      expect(months.map(({month, entered, movedOn}) => ({month, entered, movedOn}))).toEqual(
        await csvMonths(engine, stage, windowsDays),
      );
    expect(variants.map(({stages, n, won, lost}) => ({path: stages.join(">"), n, won, lost}))).toEqual(
      await csvPaths(engine),
    );
    expect([rest.n, skips, movedBack]).toEqual([0, [], []]);
  });
});

describe.skipIf(!isThere)("exposures(bpic2012)", () => {
  it("counts what SQL over the CSV counts: decided leads with an offer, by calls before the decision", async () => {
    const {engine, project} = await real("bpic2012");
    const calls = (await exposures(engine, project)).find(({action}) => action === "W_Nabellen offertes")!;
    const counted = await engine.rows<{calls: number; n: number; won: number; days: number}>(
      "test",
      `with events as (
        select case_id, "concept:name" as what, "lifecycle:transition" as step, cast("time:timestamp" as timestamptz) as happened_at
        from read_csv('${data}/bpic2012/events.csv.gz')
      ),
      decided as (
        select case_id, min(happened_at) as decided_at, max(case when what in ('A_ACTIVATED', 'A_REGISTERED', 'A_APPROVED') then 1 else 0 end) as won
        from events
        where what in ('A_ACTIVATED', 'A_REGISTERED', 'A_APPROVED', 'A_DECLINED', 'A_CANCELLED')
          and case_id in (select case_id from events where what in ('A_FINALIZED', 'O_SENT_BACK'))
        group by case_id
      ),
      called as (
        select decided.case_id, any_value(won) as won, least(6, count(events.happened_at)) as calls,
          epoch(any_value(decided_at) - cast(any_value(REG_DATE) as timestamptz)) / 86400 as days
        from decided
        join read_csv('${data}/bpic2012/cases.csv') as cases on cases.case_id = decided.case_id
        left join events on events.case_id = decided.case_id and what = 'W_Nabellen offertes' and step = 'COMPLETE' and events.happened_at < decided_at
        group by decided.case_id
      )
      select calls, count(*) as n, cast(sum(won) as integer) as won, median(days) as days from called group by calls order by calls`,
    );
    expect(calls.bins.map(({n, conversions}) => [n, conversions])).toEqual(counted.map(({n, won}) => [n, won]));
    const apart = calls.bins.map(({medianOpenDays}, i) => Math.abs(medianOpenDays - counted[i].days));
    expect(Math.max(...apart)).toBeLessThan(0.2);
    const [one, most] = [calls.bins[1], calls.bins[6]];
    expect(one.value - most.value).toBeGreaterThan(one.atEqualTime!.value - most.atEqualTime!.value);
    expect(calls.byTime.flatMap(({cells}) => cells).reduce((sum, {n}) => sum + n, 0)).toBe(
      calls.bins.slice(1).reduce((sum, {n}) => sum + n, 0),
    );
  });

  it("warns that more follow-up calls go with fewer wins because stuck leads are called more", async () => {
    const {engine, project} = await real("bpic2012");
    await engine.run("all leads, whatever stage the project looks at", "update steps.settings set stage_no = 0");
    const calls = (await exposures(engine, project)).find(({action}) => action === "W_Nabellen offertes");
    expect(calls?.isParadox).toBe(true);
    expect(calls!.crude.high).toBeLessThan(calls!.atEqualTime.low);
    expect(calls?.text).toMatch(
      /^more W_Nabellen offertes go with fewer wins \(1: 59 %, 6 or more: 30 %\), because stuck leads/,
    );
  });
});

describe.skipIf(!isThere)("leakFlags(real data)", () => {
  const flagged = async (id: string) => {
    const {engine, project} = await real(id);
    const exposure = await exposures(engine, project);
    const flags = await leakFlags(engine, project, await attributesOf(engine), exposure);
    return flags.map(({field, reason}) => [field, reason]);
  };

  it("flags the call's duration in bank-marketing, and nothing else", async () => {
    expect(await flagged("bank-marketing")).toEqual([["duration", "alone too good"]]);
  });

  it("flags what sales fills in on x-education", async () => {
    const fields = await flagged("x-education");
    expect(fields).toEqual(
      expect.arrayContaining([
        ["Tags", "alone too good"],
        ["Lead Quality", "missingness follows the outcome"],
        ["Lead Profile", "missingness follows the outcome"],
        ["Last Notable Activity", "state at export"],
      ]),
    );
    const origins = ["Lead Origin", "Lead Source", "TotalVisits", "Total Time Spent on Website", "City", "Country"];
    expect(fields.filter(([field]) => origins.includes(field))).toEqual([]);
  });

  it("flags the account's facts in crm-sales, which open deals lack", async () => {
    expect(await flagged("crm-sales")).toEqual(
      ["sector", "revenue", "employees", "office_location"].map((field) => [field, "missingness follows the outcome"]),
    );
  });

  it("says of every action in bpic2012 that the bank does it, and leaves out only the follow-up call", async () => {
    const found = await flagged("bpic2012");
    expect(found).toHaveLength(6);
    expect(found.filter(([, reason]) => reason !== "done by the seller")).toEqual([
      ["W_Nabellen offertes", "repeated on stuck leads"],
    ]);
  });
});
