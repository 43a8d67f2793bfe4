import {describe, expect, it} from "vitest";
import type {Engine} from "../../loaders/engine/duckdb.ts";
import {observe} from "../../loaders/observe.ts";
import {random} from "../../src/analysis/statistics/random.ts";
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

  it("never takes a lead won nobody knows when for one that was not won", async () => {
    const undated: History = {
      created: 10,
      visits: [
        [0, 10],
        [1, 65],
      ],
      outcome: "won",
      decided: null,
    };
    const dated: History = {created: 10, outcome: "won", decided: 65};
    const {rows} = await observations([undated, dated], 100, snapshot);
    expect(rows.map(({lead_no}) => lead_no)).toEqual([1, 1]);
    const {rows: ofStage} = await observations([undated, dated], 100, snapshot, "stage 1");
    expect(ofStage.filter(({lead_no}) => lead_no === 0).map(({as_of, label}) => [as_of, label])).toEqual([
      ["02-01", 0],
      ["03-01", 1],
    ]);
    const {rows: decisions} = await observations([undated, dated], 100, {design: "decision"});
    expect(decisions.map(({lead_no, label}) => [lead_no, label])).toEqual([[1, 1]]);
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

  it("has a lead that entered no stage in none where entries into the first are recorded, else in the first", async () => {
    const visits: [number, number][] = [
      [0, 40],
      [1, 70],
    ];
    const stagesOf = async (histories: History[]) =>
      (await observations(histories, 100, snapshot)).rows.map(({lead_no, as_of, stage_no}) => [
        lead_no,
        as_of,
        stage_no,
      ]);
    expect(await stagesOf([{created: 1, visits}, {created: 60}])).toEqual([
      [0, "02-01", null],
      [0, "03-01", 0],
      [0, "04-01", 1],
      [1, "04-01", null],
    ]);
    // A history of changes only: nobody ever enters the first stage, all begin there.
    expect(await stagesOf([{created: 1, visits: [[1, 40]]}, {created: 60}])).toEqual([
      [0, "02-01", 0],
      [0, "03-01", 1],
      [0, "04-01", 1],
      [1, "04-01", 0],
    ]);
  });

  it("has a lead seen on its entry in the stage that it enters then", async () => {
    const entry = {design: "entry", horizon_days: 30, stage: "stage 1"};
    const {rows} = await observations([{created: 1, visits: [[1, 40]]}], 100, entry);
    expect(rows.map(({stage_no}) => stage_no)).toEqual([1]);
    const first = await observations([{created: 40, visits: [[0, 40]]}], 100, {...entry, stage: "stage 0"});
    expect(first.rows.map(({stage_no}) => stage_no)).toEqual([0]);
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

describe("observe(no design)", () => {
  const won = (created: number | null, decided: number | null, more: History = {}): History => ({
    created,
    outcome: "won",
    decided,
    ...more,
  });

  it("looks at the entry where winners are decided between two dates", async () => {
    // Monthly snapshots see the four that take 40 days and none of the eight that take 2.
    const quick = Array.from({length: 8}, (_, i) => won(2 + 30 * i, 4 + 30 * i));
    const slow = [3, 33, 63, 93].map((day) => won(day, day + 40));
    const lost: History[] = Array.from({length: 8}, (_, i) => ({
      created: 5 + 30 * i,
      outcome: "lost",
      decided: 60 + 30 * i,
    }));
    const {observed, rows} = await observations([...quick, ...slow, ...lost], 330, {});
    expect(observed).toMatchObject({design: "entry", delayDays: 0});
    expect(
      observed.coverage.sights.find(({look}) => look.design === "snapshot" && look.every === "month")?.winners,
    ).toBe(4);
    expect(rows.filter(({label}) => label === 1)).toHaveLength(12);
  });

  it("waits no longer than quick winners do, so that something of what they did is known", async () => {
    // 25 are won after a quarter of an hour, 25 after 40 days; all look at a page within five minutes.
    const minute = 1 / 1440;
    const lead = (i: number, more: History): History => ({
      created: 6 * i + 0.3,
      activities: [["page", 6 * i + 0.3 + 5 * minute]],
      ...more,
    });
    const {observed} = await observations(
      Array.from({length: 100}, (_, i) => {
        if (i % 2 === 1) return lead(i, {});
        return lead(i, {outcome: "won", decided: 6 * i + 0.3 + (i % 4 === 0 ? 15 * minute : 40)});
      }),
      700,
      {},
    );
    expect(observed).toMatchObject({design: "entry", delayDays: 0.01});
    expect(observed.coverage.chosen).toMatchObject({winners: 50, known: 50});
  });

  it("counts as winners only those of a stated data end", async () => {
    const {observed} = await observations([won(1, 20), won(1, 90), {created: 1}], 60, {horizon_days: 30});
    expect(observed.coverage.winners).toMatchObject({all: 1, notFollowed: 0});
  });

  it("keeps winners without a date out of timed designs, where they would count as never won", async () => {
    const {rows, observed} = await observations([won(10, 65), won(10, 65), won(10, null), {created: 10}], 200, {
      design: "snapshot",
      every: "month",
      horizon_days: 60,
    });
    expect(new Set(rows.map(({lead_no}) => lead_no))).toEqual(new Set([0, 1, 3]));
    expect(observed.coverage.winners).toMatchObject({all: 3, undated: 1});
  });

  it("compares leads as they are where most winners have no date", async () => {
    const {observed} = await observations([won(1, null), won(1, null), won(1, 30), {created: 1}], 100, {});
    expect(observed).toMatchObject({design: "static", coverage: {why: "winners undated"}});
  });

  it("takes the first activity for the entry of a lead without any other time", async () => {
    const {rows} = await observations(
      [won(null, 20, {activities: [["visit", 10]]}), {activities: [["visit", 12]]}, won(null, 30)],
      100,
      {design: "entry", delay_days: 0, horizon_days: 30},
    );
    expect(rows.map(({lead_no, as_of, label}) => [lead_no, as_of, label])).toEqual([
      [0, "01-11", 1],
      [1, "01-13", 0],
    ]);
  });

  it("needs no outcome where the target is a stage", async () => {
    const reaching = Array.from({length: 6}, (_, i): History => ({created: 10 * i, visits: [[1, 10 * i + 45]]}));
    const {observed, rows} = await observations([...reaching, {created: 5}, {created: 50}], 250, {}, "stage 1");
    expect(observed.coverage.winners.all).toBe(6);
    expect(new Set(rows.filter(({label}) => label === 1).map(({lead_no}) => lead_no)).size).toBe(6);
  });

  it("labels a stage reached at an unknown time in a static export", async () => {
    const {observed, rows} = await observations([{visits: [[1, null]]}, {outcome: "lost"}, {}], 100, {}, "stage 1");
    expect(observed.design).toBe("static");
    expect(rows.map(({label}) => label)).toEqual([1, 0, null]);
  });

  it("shortens a window for which leads are not followed", async () => {
    // 16 of 20 winners take 6 days, the record has 45: in a window of 21 days all of these are seen, in one of 30 days those
    // who came by day 15.
    const all = Array.from({length: 20}, (_, i): History => won(i, i + (i < 4 ? 40 : 6)));
    const {observed} = await observations([...all, {created: 3}, {created: 18}], 45, {});
    expect(observed).toMatchObject({horizonDays: 21, horizonFrom: "follow-up"});
    expect(observed.coverage.horizon?.wantedDays).toBe(45);
  });

  const slow = Array.from({length: 20}, (_, i): History => won(i, i + 60 + (i % 3)));

  it("counts leads of a time of which all are decided before the window has ended", async () => {
    // 40 leads in 20 days, each decided after 60 to 62 days; the data end on day 82: nobody is followed for 90 days.
    const lost = Array.from({length: 20}, (_, i): History => ({created: i, outcome: "lost", decided: i + 60}));
    for (const observing of [{horizon_days: 365}, {design: "entry", horizon_days: 90}]) {
      const {observed, rows} = await observations([...slow, ...lost], 82, observing);
      expect(observed.coverage.horizon).toMatchObject({isSettled: true});
      expect(observed.coverage.chosen.winners).toBe(20);
      expect(new Set(rows.filter(({label}) => label === 1).map(({lead_no}) => lead_no)).size).toBe(20);
      expect(rows.filter(({lead_no, label}) => lead_no >= 20 && label !== 0)).toEqual([]);
    }
  });

  it("counts nobody early who came with, or after, a lead that is still open", async () => {
    const {rows} = await observations([...slow, {created: 13}], 82, {design: "entry", horizon_days: 70});
    expect(rows.filter(({label}) => label !== null).map(({lead_no}) => lead_no)).toEqual(
      Array.from({length: 13}, (_, i) => i),
    );
    const {rows: few} = await observations([...slow, {created: 5}], 82, {design: "entry", horizon_days: 80});
    expect(few.filter(({label}) => label !== null).map(({lead_no}) => lead_no)).toEqual([0, 1, 2]);
  });

  it("counts what each design would see as that design then sees it", async () => {
    const draw = random(7);
    const histories = Array.from({length: 150}, (): History => {
      const created = draw() < 0.1 ? null : Math.floor(draw() * 200);
      const start = created ?? 20;
      const end = draw() < 0.5 ? Math.floor(start + draw() * 50) : start + draw() * 3;
      const outcome = draw() < 0.4 ? "won" : draw() < 0.5 ? "lost" : undefined;
      return {
        created,
        visits: draw() < 0.5 ? [[1, start + Math.floor(draw() * 30)]] : [],
        activities: Array.from({length: Math.floor(draw() * 3)}, () => ["visit", start + draw() * 20]),
        ...(outcome ? {outcome, decided: draw() < 0.1 ? null : end} : {}),
      };
    });
    for (const [stage, horizon_days] of [
      ["stage 0", 30],
      ["stage 1", 14],
    ] as const) {
      const all = (await observations(histories, 230, {stage, horizon_days})).observed.coverage.sights;
      for (const {look, ...told} of all) {
        const asked =
          look.design === "snapshot"
            ? {every: look.every}
            : look.design === "entry"
              ? {delay_days: look.delayDays}
              : {};
        const {engine, rows} = await observations(histories, 230, {stage, horizon_days, design: look.design, ...asked});
        const labelled = rows.filter(({label}) => label !== null);
        const leadsOf = (some: typeof rows) => new Set(some.map(({lead_no}) => lead_no)).size;
        const known = await engine.count(
          "known",
          `select count(distinct o.lead_no) from steps.observations o join steps.targets t using (lead_no)
          where label = 1 and (
            exists (from activities a where a.lead_no = o.lead_no and a.occurred_at < o.as_of and a.occurred_at is distinct from t.observed_at)
            or exists (from stage_visits v where v.lead_no = o.lead_no and v.entered_at < o.as_of
              and v.stage_no > (select stage_no from steps.settings)))`,
        );
        const between = await engine.count(
          "between",
          `select count(*) from steps.targets where target_at >= observed_at and not is_undated
            and target_at <= (select as_of from steps.settings) and lead_no not in (select lead_no from steps.observations)`,
        );
        expect([look, told]).toEqual([
          look,
          {
            ...(look.design === "snapshot" ? {between} : {}),
            winners: leadsOf(labelled.filter(({label}) => label === 1)),
            known,
            leads: leadsOf(labelled),
            observations: labelled.length,
          },
        ]);
      }
    }
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
