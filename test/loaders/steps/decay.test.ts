import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {Engine} from "../../../loaders/engine/duckdb.ts";
import {
  decayBandedSql,
  decayBandsSql,
  decayCountsSql,
  decayKnownSql,
  decayPrognosisSql,
  type Scored,
  scoreColumn,
} from "../../../loaders/steps/card/decayCounts.ts";
import {readActions} from "../../../loaders/steps/features/actions.ts";
import type {Rule} from "../../../src/analysis/rules/rules.ts";

const rule = (id: string, when: Rule["when"]): Rule => ({id, when});

/** Bits of the masks below: trial (+2), manager (+3), quiet for 30 days (−4). */
const scored: Scored[] = [
  {position: 0, points: 2, rule: rule("trial", {activity: "trial", at_least: 1})},
  {position: 1, points: 3, rule: rule("manager", {attribute: "role", is: ["manager"]})},
  {position: 62, points: -4, rule: rule("quiet", {activity: "any", none_for_days: 30})},
];
const prognosis = {
  score: 0.5,
  classes: {stage_no: [{value: 1, weight: 0.25}], quiet: [], open: [{value: 1, weight: -1}]},
};

/**
 * Four observations. 1: trial 12 hours ago, a manager, converted; 2: trial 400 days ago, quiet; 3: mail 3 days ago, a
 * manager, in stage 1, converted; 4: nothing ever.
 */
describe("the steps of decay", () => {
  let engine: Engine;
  const rows = <T>(table: string) => engine.rows<T>("test", `select * from steps.${table} order by all`);
  beforeAll(async () => {
    engine = await Engine.open();
    await engine.run(
      "test",
      `create schema steps;
      create table steps.labelled as select * from (values
        (1, 11, timestamp '2026-03-01', 0, 7, 1), (2, 12, timestamp '2026-03-01', 0, 8, 0),
        (3, 13, timestamp '2026-03-01', 1, 7, 1), (4, 14, timestamp '2026-03-01', 0, 8, 0)
      ) as t(obs_no, lead_no, as_of, stage_no, fold, label);
      create table steps.targets as select lead_no, case when lead_no = 12 then timestamp '2026-01-15' else timestamp '2026-02-20' end as observed_at
      from steps.labelled;
      create table steps.masks as select * from (values (1, 3), (2, 4611686018427387905), (3, 2), (4, 4611686018427387904)) as t(obs_no, mask);
      create table steps.actions as select * from (values
        (1, 'any', null, 0, 4), (2, 'mail', null, 0, 1), (3, 'mail', 'news', 0, 1), (4, 'trial', null, 0, 2), (5, 'call', null, 1, 1)
      ) as t(action_no, activity, topic, by_seller, n_leads);
      create table steps.action_counts as select * from (values
        (1, 1, 43200), (1, 4, 43200), (1, 5, 100), (2, 1, 34560000), (2, 4, 34560000),
        (3, 1, 259200), (3, 2, 259200), (3, 3, 259200)
      ) as t(obs_no, action_no, last_seconds);`,
    );
    await engine.run("test", decayKnownSql(scored, true));
    await engine.run("test", decayPrognosisSql(scored, prognosis));
    await engine.run("test", decayBandedSql(scored, [0]));
    await engine.run("test", decayCountsSql(scored, await readActions(engine), ["call"], 1));
    await engine.run("test", decayBandsSql(scored));
  });
  afterAll(() => engine.close());

  it("decayKnownSql scores with all rules and without an activity's own, and tells silence of leads and time open", async () => {
    expect([scoreColumn("trial", scored), scoreColumn("mail", scored)]).toEqual(["score_0", "score"]);
    const known = await rows<Record<string, number | null>>("decay_known");
    expect(known.map(({score, score_0, quiet, open}) => [score, score_0, quiet, open])).toEqual([
      [5, 3, 0, 0], // 2 + 3; done half a day ago; open for 9 days
      [-2, -4, 7, 1], // 2 − 4, bit 62 among them; over 90 days ago; open for 45 days
      [3, 3, 1, 0], // 3; 3 days ago
      [-4, -4, null, 0],
    ]);
  });

  it("decayPrognosisSql adds up the log odds of what is known", async () => {
    const found = await rows<{score: number; score_0: number}>("decay_prognosis");
    // ½ · 5; ½ · −2 − 1 (open); ½ · 3 + ¼ (stage 1); ½ · −4
    expect(found.map(({score}) => score)).toEqual([2.5, -2, 1.75, -2]);
    expect(found.map(({score_0}) => score_0)).toEqual([1.5, -3, 1.75, -2]);
  });

  it("decayCountsSql counts each action by age, fold and band, and leaves out what no card may use", async () => {
    const counts = await rows<Record<string, string | number | null>>("decay_counts");
    const short = counts.map(({activity, topic, under_days, fold, band, n, conversions, days}) =>
      [activity, topic, under_days, fold, band, n, conversions, days].join(" "),
    );
    expect(short).toEqual([
      "mail news 3 7 1 1 1 3",
      "mail  3 7 1 1 1 3",
      "trial  1 7 1 1 1 0.5",
      "trial   8 0 1 0 400",
    ]);
  });

  it("decayBandsSql counts everyone, once for each column of scores", async () => {
    const bands = await rows<{scored_by: string; fold: number; band: number; n: number; conversions: number}>(
      "decay_bands",
    );
    expect(bands.map((b) => Object.values(b).join(" "))).toEqual([
      "score 7 1 2 2",
      "score 8 0 2 0",
      "score_0 7 1 2 2",
      "score_0 8 0 2 0",
    ]);
  });
});
