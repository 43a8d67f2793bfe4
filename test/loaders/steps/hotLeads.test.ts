import {beforeAll, describe, expect, it} from "vitest";
import type {Engine} from "../../../loaders/engine/duckdb.ts";
import {buildCube, chooseRules} from "../../../loaders/features.ts";
import {observe} from "../../../loaders/observe.ts";
import {hotLeads} from "../../../loaders/results/hotLeads.ts";
import {writeLeadsBehind} from "../../../loaders/results/leadsBehind.ts";
import {actionCountsSql} from "../../../loaders/steps/features/actionCounts.ts";
import {numberActions} from "../../../loaders/steps/features/actions.ts";
import type {Suggestion} from "../../../src/analysis/card/suggestion.ts";
import {fewestTold, type HotReport} from "../../../src/analysis/hotLeads/hotLeads.ts";
import {isAttribute, ruleText} from "../../../src/analysis/rules/rules.ts";
import {wilson} from "../../../src/analysis/statistics/intervals.ts";
import type {ThresholdReport} from "../../../src/analysis/threshold/thresholdReport.ts";
import {histories, holds, rules, stages} from "../walkedRules.ts";
import {type History, load} from "./histories.ts";
import {projectWith} from "./projects.ts";

const asOf = 181;
const project = projectWith({
  stages,
  observe: {design: "snapshot", horizon_days: 30},
  rules: rules.map(({id, when, in_stage}, j) => ({id, when, in_stage, points: j})),
  as_of: "2025-07-01",
  publish: {min_cell: 5},
});
/** Points of the suggested card: rule j has 2j + 1, every other one minus; today's card gives it j. */
const points = rules.map((_, j) => (j % 2 ? -1 : 1) * (2 * j + 1));
const suggestion = {
  card: {
    rules: rules.map((rule, j) => ({rule, text: ruleText(rule), points: points[j]})),
    intercept: -2,
    slope: 0.1,
  },
  current: {},
} as unknown as Suggestion;
const bands = [
  {name: "A", from: 10, to: 50},
  {name: "B", from: 0, to: 9},
  {name: "C", from: -50, to: -1},
].map((band) => ({...band, rate: wilson(1, 10)}));
const threshold = {bands, measured: {how: "by hand"}} as unknown as ThresholdReport;
const noStages = {stages: []};

async function scored(leads: readonly History[]): Promise<{engine: Engine; report: HotReport}> {
  const engine = await load(leads, {asOf});
  const observed = await observe(engine, project);
  await engine.run("action_counts", actionCountsSql([7, 14, 30], await numberActions(engine)));
  const book = chooseRules(project, {patterns: [], numbers: {edges: [], bins: [], cuts: []}}, new Map());
  await buildCube(engine, project, book);
  const report = await hotLeads(engine, project, {book, suggestion, threshold, funnel: noStages, observed});
  await engine.run("local", "create schema local");
  await writeLeadsBehind(engine, book, new Set());
  return {engine, report};
}

/** The stage last entered before the moment; null where none was. */
const stageAt = ({visits = []}: History, at: number): number | null =>
  visits
    .filter(([, entered]) => (entered as number) < at)
    .sort((a, b) => (b[1] as number) - (a[1] as number) || b[0] - a[0])[0]?.[0] ?? null;

/** First stays by stage, and the stay at the data's end, read by hand: entries into one stage in a row are one stay. */
function staysOf({visits = [], decided}: History): {
  first: Map<number, {from: number; to: number}>;
  here: {stage: number; from: number} | undefined;
} {
  const entries = visits
    .map(([stage, entered]) => ({stage, from: entered as number}))
    .filter(({from}) => from <= asOf)
    .sort((a, b) => a.from - b.from || a.stage - b.stage)
    .filter(({stage}, i, all) => all[i - 1]?.stage !== stage);
  const end = typeof decided === "number" && decided <= asOf ? decided : asOf;
  const first = new Map<number, {from: number; to: number}>();
  for (const [i, {stage, from}] of entries.entries())
    if (!first.has(stage)) first.set(stage, {from, to: entries[i + 1]?.from ?? end});
  return {first, here: entries.at(-1)};
}

const scoreAt = (lead: History, at: number, given: readonly number[]): number =>
  rules.reduce((sum, rule, j) => sum + (holds(rule, lead, stageAt(lead, at) ?? -1, at) ? given[j] : 0), 0);

/** Half of the leads at random are decided, one of them only after the data's end, one at that very moment. */
const leads = histories(240, 11).map((lead, i): History => {
  if (i === 1) return {...lead, outcome: "won", decided: 200};
  if (i === 3) return {...lead, outcome: "lost", decided: asOf};
  return i % 2 ? {...lead, outcome: i % 3 ? "won" : "lost", decided: 120 + (i % 50)} : lead;
});
const numberOf = ({id}: {id: string}) => Number(id.replace("lead ", ""));

describe("hotLeads(engine, project, card)", () => {
  let engine: Engine;
  let report: HotReport;
  beforeAll(async () => {
    ({engine, report} = await scored(leads));
  });

  it("lists every lead that is open at the data's end, those decided later too, and nobody who is decided", () => {
    const open = leads.flatMap(({decided}, i) => (decided === undefined || (decided as number) > asOf ? [i] : []));
    expect(report.leads.map(numberOf).sort((a, b) => a - b)).toEqual(open);
    expect(report.scored).toBe(open.length);
    expect(report.cells.reduce((sum, cell) => sum + cell.open, 0)).toBe(open.length);
  });

  it("scores each as the rules read by hand do, now and 30 days before, on both cards", () => {
    for (const lead of report.leads) {
      const history = leads[numberOf(lead)];
      const came = Math.min(history.created as number, ...(history.visits ?? []).map(([, at]) => at as number));
      expect(lead).toMatchObject({
        score: scoreAt(history, asOf, points),
        todays: scoreAt(
          history,
          asOf,
          rules.map((_, j) => j),
        ),
        before: came < asOf - 30 ? scoreAt(history, asOf - 30, points) : null,
        stage: stageAt(history, asOf),
      });
      expect(lead.rules.reduce((sum, j) => sum + points[j], 0)).toBe(lead.score);
      expect(lead.band).toBe(lead.score >= 10 ? 0 : lead.score >= 0 ? 1 : 2);
    }
  });

  it("tells what each did, when, and which attributes are not known", () => {
    for (const lead of report.leads) {
      const {activities = [], attributes: known} = leads[numberOf(lead)];
      const within = (from: number, to: number) =>
        activities.filter(([, at]) => asOf - (at as number) > from && asOf - (at as number) <= to).length;
      expect([lead.recent, lead.earlier]).toEqual([within(0, 30), within(30, 60)]);
      const last = Math.max(...activities.map(([, at]) => at as number));
      expect(lead.latest[0]?.days ?? Number.POSITIVE_INFINITY).toBeCloseTo(asOf - last, 4);
      const missing = ["industry", "employees"].filter((name) => known?.[name] === null);
      expect(lead.unknown.map(({attribute}) => attribute)).toEqual(missing);
    }
  });

  it("tells of each what became of past leads that waited as long in the stage, as counted by hand", () => {
    const waits = [0, 1, 2, 4, 7, 14, 30, 60, 90, 180, 365];
    const stays = leads.map((lead) => ({lead, ...staysOf(lead)}));
    let told = 0;
    for (const lead of report.leads) {
      const {here} = staysOf(leads[numberOf(lead)]);
      if (here === undefined) {
        expect([lead.daysInStage, lead.past.fromDays]).toEqual([null, null]);
        continue;
      }
      expect(lead.daysInStage).toBeCloseTo(asOf - here.from, 4);
      const days = Math.max(...waits.filter((wait) => wait <= (lead.daysInStage as number) + 1e-6));
      expect(lead.past.fromDays).toBe(days);
      if (lead.past.inBand) continue;
      const followed = stays.flatMap(({lead: {outcome, decided}, first}) => {
        const stay = first.get(lead.stage as number);
        if (!stay || stay.to <= stay.from || stay.to < stay.from + days - 1e-6 || stay.from + days + 30 > asOf)
          return [];
        const won = outcome === "won" ? (decided as number) : Number.POSITIVE_INFINITY;
        return won < stay.from + days ? [] : [won < stay.from + days + 30];
      });
      expect({id: lead.id, n: lead.past.n, converted: lead.past.converted}).toEqual({
        id: lead.id,
        n: followed.length,
        converted: followed.filter(Boolean).length,
      });
      told += followed.length >= fewestTold ? 1 : 0;
    }
    expect(told).toBeGreaterThan(10);
  });

  it("orders by chance, then by score; whose past is of too few stand below, who is dormant last", () => {
    const keys = report.leads.map(({past: {n, converted}, isDormant, score}) => [
      isDormant ? 1 : 0,
      n >= fewestTold ? 0 : 1,
      n >= fewestTold ? -converted / n : 0,
      -score,
    ]);
    const sorted = [...keys].sort((a, b) => a.map((x, i) => x - b[i]).find((x) => x !== 0) ?? 0);
    expect(keys).toEqual(sorted);
  });

  it("counts the past of each stage and band as the labelled observations have it", async () => {
    const past = report.cells.reduce((sum, cell) => sum + (cell.past?.n ?? 0), 0);
    const hidden = report.cells.filter((cell) => cell.past === null).length;
    const labelled = await engine.count("labelled", "select count(*) from steps.labelled");
    expect(labelled - past).toBeLessThan(5 * hidden + 1);
    expect(past).toBeGreaterThan(500);
  });

  it("is blind to what happens at the data's end or after it", async () => {
    const more = leads.map((lead) => ({
      ...lead,
      activities: [...(lead.activities ?? []), ["call", asOf], ["visit", 190]] as [string, number][],
    }));
    expect((await scored(more)).report).toEqual(report);
  });

  it("counts the leads behind each rule as the observations themselves do, by stage and by period", async () => {
    for (const [j] of rules.entries()) {
      const held = `from steps.masks join steps.labelled on labelled.obs_no = masks.obs_no where (mask >> ${j}) & 1 = 1`;
      const [truth] = await engine.rows(
        "truth",
        `select count(*) as n, coalesce(cast(sum(label) as integer), 0) as won, count(distinct lead_no) as leads,
          count(distinct case when label = 1 then lead_no end) as converted ${held}`,
      );
      const [staged] = await engine.rows(
        "staged",
        `select count(*) as n, coalesce(cast(sum(label) as integer), 0) as won ${held} and labelled.stage_no is not null`,
      );
      for (const part of ["stage", "period"]) {
        const [counted] = await engine.rows(
          "counted",
          `select cast(coalesce(sum(n), 0) as integer) as n, cast(coalesce(sum(conversions), 0) as integer) as won
          from results.rule_counts where position = ${j} and part_of = '${part}'`,
        );
        const {n, won} = part === "stage" ? staged : truth;
        expect({part, j, ...counted}).toEqual({part, j, n, won});
      }
      const [leadsOf] = await engine.rows(
        "leads",
        `select leads, converted from results.rule_leads where position = ${j}`,
      );
      expect({j, ...leadsOf}).toEqual({j, leads: truth.leads, converted: truth.converted});
      const listed = await engine.rows<{obs_no: number}>(
        "listed",
        `select obs_no from local.leads_behind where position = ${j} order by obs_no desc`,
      );
      const newest = await engine.rows<{obs_no: number}>(
        "newest",
        `select masks.obs_no ${held} order by masks.obs_no desc limit 200`,
      );
      expect(listed).toEqual(newest);
    }
    expect(rules.some(({when}) => isAttribute(when))).toBe(true);
  });
});

describe("hotLeads without a card, without open leads", () => {
  it("says why, and lists nobody", async () => {
    const open = leads.slice(0, 40);
    const engine = await load(open, {asOf});
    const observed = await observe(engine, project);
    const book = {rules: [], excluded: [], current: [], leftOut: [], chosenIn: () => new Set<string>()};
    const refused = {card: null, current: null, refusal: "too few converted"} as unknown as Suggestion;
    const report = await hotLeads(engine, project, {
      book,
      suggestion: refused,
      threshold: null,
      funnel: noStages,
      observed,
    });
    expect(report).toMatchObject({refusal: "too few converted", leads: [], cells: []});
    expect(report.scored).toBeGreaterThan(10);

    const decided = open.map((lead) => ({...lead, outcome: "lost" as const, decided: 100}));
    const none = await load(decided, {asOf});
    const looked = await observe(none, project);
    expect(
      await hotLeads(none, project, {book, suggestion, threshold, funnel: noStages, observed: looked}),
    ).toMatchObject({
      scored: 0,
      leads: [],
      refusal: null,
    });
  });
});
