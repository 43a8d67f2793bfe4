import {type FollowUp, type HorizonChoice, naturalDays, windowFollowed} from "../../src/analysis/funnel/horizon.ts";
import {
  type Coverage,
  chooseLook,
  enoughWinners,
  type Look,
  type LookAsked,
  naturalDelays,
  type Sight,
  type SnapshotStep,
  sameLook,
} from "../../src/analysis/observing/coverage.ts";
import type {Engine} from "../engine/duckdb.ts";
import type {Project} from "../project/schema.ts";
import {
  entrySightsSql,
  followedSql,
  seeableSql,
  snapshotSightSql,
  windowSql,
  winnersSql,
} from "../steps/observations/sights.ts";
import {snapshotDatesSql} from "./dates.ts";

type Counts = Omit<Sight, "look">;

/**
 * Counts whom each look would see with the outcome window (the project's, or else `wanted` as far as leads are followed), and
 * chooses one. Where the look taken misses a fifth of the winners, because these came too late to be followed for the whole
 * window, two more are tried: where all leads of a time are decided, counting them before the window ends; and for snapshots a
 * shorter window, the longest with which they see enough. Needs `steps.settings` and `targets`; leaves `steps.seeable` and the
 * window in the settings.
 */
export async function coverageOf(engine: Engine, project: Project, wanted: number | null): Promise<Coverage> {
  const {horizon_days: stated} = project.observe;
  const horizon = stated ? statedWindow(stated) : windowFollowed(wanted, await followUps(engine, wanted));
  const whole = await coverageWith(engine, project, horizon);
  if (horizon === null || !missesLate(whole)) return whole;
  const settled = await coverageWith(engine, project, {...horizon, days: horizon.wantedDays, ...ofSettled(horizon)});
  if (!missesLate(settled)) return settled;
  if (stated === undefined && whole.chosen.look.design === "snapshot") {
    for (const days of naturalDays.filter((natural) => natural < horizon.days).reverse()) {
      const shorter = await coverageWith(engine, project, {...horizon, days, from: "follow-up"});
      if (shorter.chosen.look.design === "snapshot" && !missesLate(shorter)) return shorter;
    }
  }
  return coverageWith(engine, project, horizon);
}

/** The window that leads of a settled time need: the one wanted, since nobody must be followed to its end. */
const ofSettled = ({from}: HorizonChoice): Partial<HorizonChoice> => ({
  from: from === "follow-up" ? "Kaplan–Meier" : from,
  isSettled: true,
});

/** Whether a timed look is taken that sees too few of the winners, some of whom came too late for the window. */
const missesLate = ({chosen: {look, winners: seen}, winners}: Coverage): boolean =>
  (look.design === "snapshot" || look.design === "entry") &&
  winners.notFollowed > 0 &&
  seen < enoughWinners * winners.all;

async function coverageWith(engine: Engine, project: Project, horizon: HorizonChoice | null): Promise<Coverage> {
  const {design, every, delay_days: delayDays} = project.observe;
  await engine.run("settings", windowSql(horizon));
  await engine.run("seeable", seeableSql);
  const counted = await countWinners(engine);
  const steps: SnapshotStep[] = every === "quarter" ? ["month", "week", "quarter"] : ["month", "week"];
  const delays = [...new Set([...naturalDelays, ...(delayDays === undefined ? [] : [delayDays])])];
  const sights: Sight[] = [];
  for (const step of steps) {
    const [row] = await sightsOf(engine, project, step);
    sights.push({look: {design: "snapshot", every: step}, ...row});
  }
  const entries = await engine.rows<Counts & {delay_days: number}>("entry_sights", entrySightsSql(delays));
  for (const days of delays) {
    const {delay_days: delay, ...counts} = entries.find((row) => row.delay_days === days) ?? {
      delay_days: days,
      ...nobody,
    };
    sights.push({look: {design: "entry", delayDays: delay}, ...counts});
  }
  const asked: LookAsked = {design, every, delayDays};
  const {look, why} = chooseLook({...counted, sights}, asked);
  const chosen = sights.find((sight) => sameLook(sight.look, look)) ?? untimed(look, counted);
  return {...counted, sights, chosen, why, horizon};
}

const nobody: Counts = {winners: 0, known: 0, leads: 0, observations: 0};

const statedWindow = (days: number): HorizonChoice => ({days, from: "project file", wantedDays: days});

async function followUps(engine: Engine, wanted: number | null): Promise<FollowUp[]> {
  if (wanted === null) return [];
  await engine.run("followed", followedSql(wanted));
  return engine.rows<FollowUp>("followed", "select days, leads, seen from steps.followed order by days");
}

async function sightsOf(engine: Engine, project: Project, every: SnapshotStep): Promise<Counts[]> {
  await engine.run("dates_tried", snapshotDatesSql(project, every, "dates_tried", "targets.observed_at"));
  const rows = await engine.rows<Counts & {between_dates: number}>("snapshot_sight", snapshotSightSql("dates_tried"));
  return rows.map(({between_dates: between, ...counts}) => ({...counts, between}));
}

type Counted = Omit<Coverage, "sights" | "chosen" | "why" | "horizon">;

async function countWinners(engine: Engine): Promise<Counted> {
  const [row] = await engine.rows<Record<string, number>>("winners", winnersSql);
  return {
    winners: {
      all: row.all_winners,
      undated: row.undated,
      notEntered: row.not_entered,
      early: row.early,
      notFollowed: row.not_followed,
      atOnce: row.at_once,
      acting: row.acting,
    },
    leads: row.leads,
    entered: row.entered,
    lost: row.lost,
    lostUndated: row.lost_undated,
    outcomes: row.outcomes,
    spanDays: row.span_days,
  };
}

/** What looking back, or at leads as they are, sees: whoever reached the target and has the time that the look needs. */
function untimed(look: Look, {winners, leads, lost, entered}: Counted): Sight {
  if (look.design === "decision") {
    const seen = winners.all - winners.undated - winners.notEntered;
    return {look, winners: seen, known: winners.acting, leads: entered, observations: entered};
  }
  const labelled = Math.min(leads, winners.all + lost);
  return {look, winners: winners.all, known: 0, leads: labelled, observations: labelled};
}
