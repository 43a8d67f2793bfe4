import type {Suggestion} from "../../src/analysis/card/suggestion.ts";
import type {FunnelReport} from "../../src/analysis/funnel/funnel.ts";
import {fewestTold, type HotReport, type HotRule, hotCells} from "../../src/analysis/hotLeads/hotLeads.ts";
import {isBehaviour, isSilence, type Rule} from "../../src/analysis/rules/rules.ts";
import type {FoldCount} from "../../src/analysis/statistics/byLead.ts";
import type {ThresholdReport} from "../../src/analysis/threshold/thresholdReport.ts";
import {noScore} from "../../src/text/threshold/threshold.ts";
import type {Engine} from "../engine/duckdb.ts";
import {runStep} from "../engine/steps.ts";
import type {RuleBook} from "../features.ts";
import type {Observed} from "../observe.ts";
import type {Project} from "../project/schema.ts";
import {scoreSql} from "../steps/card/segmentScores.ts";
import {countWindows} from "../steps/features/actionCounts.ts";
import {type Action, readActions} from "../steps/features/actions.ts";
import {masksSql} from "../steps/features/masks.ts";
import {stageStaysSql} from "../steps/funnel/stageStays.ts";
import {hotBandsSql, hotWaitsSql} from "../steps/hotLeads/hotChances.ts";
import {
  bandSql,
  hotMomentsSql,
  hotScoresSql,
  nowCountsSql,
  nowTables,
  pastSql,
  thenCountsSql,
  thenTables,
  windowsForMomentum,
} from "../steps/hotLeads/hotLeads.ts";
import {listHotLeads} from "./hotList.ts";

export interface HotInput {
  book: RuleBook;
  suggestion: Suggestion;
  threshold: ThresholdReport | null;
  funnel: Pick<FunnelReport, "stages">;
  observed: Observed;
}

/** Scores every open lead by the suggested card as of the data's end, and lists the best. */
export async function hotLeads(engine: Engine, project: Project, input: HotInput): Promise<HotReport> {
  const {suggestion, threshold, funnel, observed, book} = input;
  const {card} = suggestion;
  await engine.run("stage_stays", stageStaysSql(project.timezone));
  await runStep(engine, "hot_leads");
  const states = await engine.rows<{state: string; n: number}>(
    "hot_leads",
    "select state, count(*) as n from steps.hot_leads group by state",
  );
  const inState = (state: string) => states.find((row) => row.state === state)?.n ?? 0;
  const isStaged = project.stages.length > 0 && observed.design !== "static";
  const rules: HotRule[] = card?.rules.map(({rule, text, points}) => ({rule, text, points})) ?? [];
  const nobody: HotReport = {
    refusal: card && threshold ? null : (suggestion.refusal ?? noScore()),
    scored: inState("scored"),
    notYet: inState("not yet"),
    reached: inState("reached"),
    leads: [],
    cells: [],
    bands: threshold?.bands.map(({name, from, to, rate}) => ({name, from, to, rate})) ?? [],
    bandsFrom: threshold?.measured.how ?? "",
    rules,
    intercept: card?.intercept ?? 0,
    slope: card?.slope ?? 0,
    hasTodaysCard: suggestion.current !== null,
    stages: isStaged
      ? project.stages.map(({id, name, wants = null, play = null}) => ({
          id,
          name,
          wants,
          play,
          slowAfter: funnel.stages.find(({stage}) => stage === id)?.dwell?.p80 ?? null,
          lastAfter: null,
        }))
      : [],
    plays: project.threshold.plays ?? {},
    momentum: null,
  };
  if (nobody.refusal !== null || nobody.scored === 0) return nobody;
  const report = {...nobody, momentum: observed.design === "static" ? null : await whoseMomentum(engine)};
  const onCards = book.rules.filter(({id}, j) => book.current[j] !== null || rules.some(({rule}) => rule.id === id));
  const cuts = report.bands.map(({from}) => from);
  const points = pointsBy(book.rules, rules);
  await engine.run("hot_past_waits", hotWaitsSql);
  await engine.run("hot_past_bands", hotBandsSql(scoreSql(points), bandSql(cuts), isStaged));
  await score(engine, project, {book, onCards, report, isStaged});
  const stageOf = (stage: number | null) => (isStaged ? stage : null);
  const moves = await engine.rows<{stage_no: number; last_days: number}>(
    "hot_last_moves",
    `select stage_no, last_days from steps.hot_last_moves where n_moved >= ${fewestTold}`,
  );
  const lastAfter = (stage: number) => moves.find(({stage_no}) => stage_no === stage)?.last_days ?? null;
  const open = await engine.rows<{stage_no: number | null; band_no: number; n: number}>(
    "hot_scores",
    "select stage_no, band_no, count(*) as n from steps.hot_scores group by 1, 2 order by 1, 2",
  );
  const past = await engine.rows<{stage_no: number | null; band_no: number} & FoldCount>(
    "hot_past",
    pastSql(points, cuts),
  );
  const inCell = <T extends {stage_no: number | null; band_no: number}>(row: T) => ({
    ...row,
    stage: stageOf(row.stage_no),
    band: row.band_no,
  });
  return {
    ...report,
    stages: report.stages.map((stage, i) => ({...stage, lastAfter: lastAfter(i)})),
    cells: hotCells(open.map(inCell), past.map(inCell), project.publish.min_cell),
    leads: await listHotLeads(engine, report, onCards),
  };
}

/** Leaves `steps.hot_scores`, its masks in the order of the rules on either card. */
async function score(
  engine: Engine,
  project: Project,
  {book, onCards, report, isStaged}: {book: RuleBook; onCards: readonly Rule[]; report: HotReport; isStaged: boolean},
): Promise<void> {
  const stageIds = project.stages.map(({id}) => id);
  const actions = await readActions(engine);
  const windows = countWindows([], onCards);
  await engine.run("hot_moments", hotMomentsSql);
  const areByLeads = report.momentum !== "everyone";
  const sellers = await engine.rows<{activity: string}>(
    "actions",
    "select activity from steps.seller_activities order by activity",
  );
  const bySellers = sellers.map(({activity}) => activity);
  await engine.run(
    "hot_action_counts",
    nowCountsSql(windowsForMomentum(windows), actionsOf(onCards, actions), {areByLeads, bySellers}),
  );
  await engine.run("hot_then_counts", thenCountsSql(windows));
  for (const tables of [nowTables, thenTables])
    await engine.run(`${tables.as}masks`, masksSql(onCards, stageIds, actions, tables));
  const current = new Map(book.rules.map(({id}, j) => [id, book.current[j] ?? 0]));
  await engine.run(
    "hot_scores",
    hotScoresSql({
      points: pointsBy(onCards, report.rules),
      todays: onCards.map(({id}) => current.get(id) ?? 0),
      cuts: report.bands.map(({from}) => from),
      isStaged,
    }),
  );
}

/** What leads did themselves; only where no activity is a lead's, what was done with them. */
async function whoseMomentum(engine: Engine): Promise<HotReport["momentum"]> {
  const sides = await engine.rows<{by_seller: number}>(
    "hot_momentum",
    "select distinct by_seller from steps.actions where activity <> 'any'",
  );
  if (sides.length === 0) return null;
  return sides.some(({by_seller}) => by_seller === 0) ? "leads" : "everyone";
}

/** The actions that rules speak of. */
const actionsOf = (rules: readonly Rule[], actions: readonly Action[]): Action[] =>
  actions.filter(({activity, topic}) =>
    rules.some(
      ({when}) =>
        (isBehaviour(when) || isSilence(when)) && when.activity === activity && (when.topic ?? null) === topic,
    ),
  );

const pointsBy = (order: readonly Rule[], rules: readonly HotRule[]): number[] =>
  order.map(({id}) => rules.find(({rule}) => rule.id === id)?.points ?? 0);
