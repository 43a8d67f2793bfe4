import {afterAll, beforeAll, describe, expect, it} from "vitest";
import type {Engine} from "../../loaders/engine/duckdb.ts";
import {exposure, type TileCount, type TimesCount} from "../../src/analysis/drivers/exposure.ts";
import {sampleSeed, sampleTables} from "../recovery/sampleTables.ts";

const end = "timestamp '2026-10-01'";
const won = "coalesce(outcome = 'won', false)::int";

describe("the sample of 5,000 leads", () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await sampleTables({leads: 5000, seed: sampleSeed});
    await engine.run(
      "test",
      `create view ends as
      select distinct leads.*, coalesce(outcome, 'open') as outcome, decided_at, amount,
        epoch(coalesce(decided_at, ${end}) - created_at) / 86400 as followed_days
      from leads left join outcomes using (lead_id)`,
    );
  });
  afterAll(() => engine.close());

  const row = async (sql: string) => (await engine.rows<Record<string, number>>("test", sql))[0];

  it("ends as written: a ninth won, half lost, the rest open", async () => {
    const share = await row(
      `select count(*) as leads, avg((outcome = 'won')::int) as won, avg((outcome = 'lost')::int) as lost,
        median(followed_days) filter (outcome = 'won') as days from ends`,
    );
    expect(share.leads).toBe(5000);
    expect(share.won).toBeGreaterThan(0.08);
    expect(share.won).toBeLessThan(0.125);
    expect(share.lost).toBeGreaterThan(0.35);
    expect(share.lost).toBeLessThan(0.51);
    expect(share.days).toBeGreaterThan(70);
    expect(share.days).toBeLessThan(100);
  });

  it("has five stages, over a dozen actions and at most 300,000 activities", async () => {
    const has = await row(
      `select (select count(distinct stage) from stage_visits) as stages,
        count(distinct activity) as actions, count(*) as activities from activities`,
    );
    expect(has.stages).toBe(5);
    expect(has.actions).toBeGreaterThanOrEqual(12);
    expect(has.activities).toBeLessThan(300_000);
  });

  it("brings fewer leads on days off and more in March than in August", async () => {
    const by = await row(
      `select avg((dayofweek(created_at) in (0, 6))::int) as weekends,
        count(*) filter (month(created_at) = 3) as march,
        count(*) filter (month(created_at) = 8 and year(created_at) = 2025) as august from ends`,
    );
    expect(by.weekends).toBeLessThan(0.12);
    expect(by.march).toBeGreaterThan(by.august * 1.3);
  });

  it("makes a naive rate mislead: large companies look worse, end alike, and take longer", async () => {
    const naive = await row(
      `select avg(${won}) filter (size = 'enterprise') as slow, avg(${won}) filter (size <> 'enterprise') as fast,
        median(followed_days) filter (outcome = 'won' and size = 'enterprise') as slow_days,
        median(followed_days) filter (outcome = 'won' and size <> 'enterprise') as fast_days from ends`,
    );
    expect(naive.slow).toBeLessThan(0.8 * naive.fast);
    expect(naive.slow_days).toBeGreaterThan(1.3 * naive.fast_days);
    const [slow, fast] = [await eventualShare("size = 'enterprise'"), await eventualShare("size <> 'enterprise'")];
    expect(Math.abs(slow - fast)).toBeLessThan(0.02);
  });

  /** Share won in the end, lost leads apart and open ones counted as waiting (Aalen and Johansen 1978). */
  async function eventualShare(where: string): Promise<number> {
    const rows = await engine.rows<{outcome: string}>(
      "test",
      `select outcome from ends where ${where} order by followed_days`,
    );
    let undecided = 1;
    let share = 0;
    rows.forEach(({outcome}, i) => {
      if (outcome === "open") return;
      const step = undecided / (rows.length - i);
      if (outcome === "won") share += step;
      undecided -= step;
    });
    return share;
  }

  it("records contracts and onboarding mostly after the decision", async () => {
    const after = await row(
      `select avg((occurred_at > decided_at)::int) filter (activity = 'contract_sent') as contract,
        avg((occurred_at > decided_at)::int) filter (activity = 'onboarding_mail') as onboarding
      from activities join outcomes using (lead_id)`,
    );
    expect(after.contract).toBeGreaterThan(0.8);
    expect(after.contract).toBeLessThan(1);
    expect(after.onboarding).toBe(1);
  });

  it("fills budget_confirmed and lost_reason by the outcome", async () => {
    const filled = await row(
      `select avg((budget_confirmed <> '-')::int) filter (outcome = 'won') as won,
        avg((budget_confirmed <> '-')::int) filter (outcome <> 'won') as others,
        count(*) filter (lost_reason is not null and outcome <> 'lost') as misplaced,
        count(*) filter (lost_reason is null and outcome = 'lost') as unexplained from ends`,
    );
    expect(filled.won).toBeGreaterThan(0.9);
    expect(filled.others).toBeLessThan(0.15);
    expect(filled).toMatchObject({misplaced: 0, unexplained: 0});
  });

  it("calls stuck leads more, so that calls go with fewer wins; not at equal time open", async () => {
    const {crude, atEqualTime, bins, isParadox} = await salesCalls();
    expect(bins.at(-1)!.medianOpenDays).toBeGreaterThan(2 * bins[1].medianOpenDays);
    expect(crude.high).toBeLessThan(0.95);
    expect(atEqualTime.low).toBeLessThan(1);
    expect(atEqualTime.high).toBeGreaterThan(1);
    expect(isParadox).toBe(true);
  });

  async function salesCalls() {
    await engine.run(
      "test",
      `create view called as
      select outcome, followed_days, coalesce(times, 0) as times, ntile(100) over (order by followed_days, lead_id) as tile
      from ends left join (
        select lead_id, count(distinct occurred_at) as times from activities where activity = 'sales_call' group by 1
      ) using (lead_id) where outcome <> 'open'`,
    );
    const of = (columns: string, more: string) =>
      `select ${columns}, tile, count(*) as n, count(*) filter (outcome = 'won') as won, ${more} from called`;
    const tiles = await engine.rows<TileCount>(
      "test",
      `${of("0", "median(followed_days) as open_days")} group by tile order by tile`,
    );
    const times = await engine.rows<TimesCount>(
      "test",
      `${of("least(times, 6) as times", "'sales_call' as activity")} where times > 0 group by least(times, 6), tile`,
    );
    return exposure({tiles, times}, 30)[0];
  }

  it("holds rows twice, late rows, orphans and rows from before the lead, under 5 % in all", async () => {
    const blemishes = await row(
      `select count(*) as n,
        count(*) - (select count(*) from (select distinct * from activities)) as twice,
        count(*) filter (lead_id not in (select lead_id from leads)) as orphans,
        (select count(*) from activities join ends using (lead_id) where occurred_at < created_at) as early,
        (select count(*) - count(distinct lead_id) from leads) as leads_twice from activities`,
    );
    const {n, twice, orphans, early, leads_twice} = blemishes;
    for (const some of [twice, orphans, early, leads_twice]) expect(some).toBeGreaterThan(10);
    expect((twice + orphans + early) / n).toBeLessThan(0.02);
    expect(leads_twice / 5000).toBeLessThan(0.02);
    const late = await row(
      `select avg((lead_id < greatest_before)::int) as share from (
        select lead_id, max(lead_id) over (order by rowid rows between unbounded preceding and 1 preceding) as greatest_before
        from activities where lead_id like 'L%'
      )`,
    );
    expect(late.share).toBeGreaterThan(0.01);
    expect(late.share).toBeLessThan(0.03);
  });

  it("leaves placeholders where the forms left them", async () => {
    const share = await row(
      "select avg((role = 'Select')::int) as role, avg((industry = '-')::int) as industry from ends",
    );
    expect(share.role).toBeGreaterThan(0.05);
    expect(share.industry).toBeGreaterThan(0.02);
  });

  it("drifts in its last quarter: a giveaway brings weak leads", async () => {
    const weak = await row(
      `select avg((first_campaign = 'summer-giveaway-2026')::int) filter (created_at >= '2026-07-01') as late,
        count(*) filter (first_campaign = 'summer-giveaway-2026' and created_at < '2026-07-01') as early,
        avg((stages > 1)::int) filter (first_campaign = 'summer-giveaway-2026') as giveaway_moved,
        avg((stages > 1)::int) filter (first_campaign <> 'summer-giveaway-2026' and created_at >= '2026-07-01') as others_moved
      from ends join (select lead_id, count(*) as stages from stage_visits group by 1) using (lead_id)`,
    );
    expect(weak.early).toBe(0);
    expect(weak.late).toBeGreaterThan(0.2);
    expect(weak.giveaway_moved).toBeLessThan(0.8 * weak.others_moved);
  });
});
