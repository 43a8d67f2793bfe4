import type {Interval, Rate} from "../findings.ts";
import {wilson} from "../statistics/intervals.ts";
import {type Dwell, dwellTime, type StayCount} from "./dwell.ts";
import {type ShareBasis, shareWithin, type ToldShare} from "./shareWithin.ts";

/** Fates are judged from a lead's last entry into the stage; see `stageFlows`. */
export interface StageFlow {
  stage: string;
  name: string;
  /** Leads that ever entered; those that were recorded beyond it without entering. */
  entered: number;
  skipped: number;
  /** Of those entered: went on to a later stage or won; lost; moved back and not on again; silent too long; still waiting. */
  advanced: number;
  lost: number;
  movedBack: number;
  dormant: number;
  waiting: number;
  /** Of those entered: left for no other stage, undecided, and silent too long; the same, and not silent. */
  gone: number;
  between: number;
  /** In the stage at the data's end, undecided (dormant + waiting). */
  stock: number;
  /** Advanced over entered and no longer waiting, here or between stages: what a plain ratio shows. */
  passThrough: Rate;
  dropOff: Rate;
  /** Of whom pass-through is a share: not of settled leads where nobody is known to have failed (see `shareWithin`). */
  basis: ShareBasis;
  /** Time to move on among those who move on, open leads counted as still waiting (see `dwellTime`). Null without times. */
  dwell: Dwell | null;
}

/** Stages with what passes through them, and the share won. */
export interface FunnelReport {
  stages: StageFlow[];
  won: number;
  lost: number;
  wonRate: Rate;
  wonBasis: ShareBasis;
  /** Of the lost: those that `lost_after_days` takes for it; set for the page. */
  assumedLost?: {leads: number; days: number} | null;
  /**
   * Attribute by which a naive rate misleads, because one segment is slow: naive rate beside the share won in the end
   * (Aalen–Johansen).
   */
  segments: {
    attribute: string;
    segments: {value: string; naive: Rate; eventual: Interval; medianDays: number | null}[];
    text: string | null;
  } | null;
}

/** A stage of the project, in the funnel's order wherever there are several. */
export interface Stage {
  id: string;
  name: string;
}

/** Leads that entered a stage, by how their stay ended; `went_past`: recorded beyond it or won. */
export interface FlowCount {
  stage_no: number;
  entered: number;
  advanced: number;
  lost: number;
  moved_back: number;
  dormant: number;
  waiting: number;
  gone: number;
  between_stages: number;
  went_past: number;
}

/** All leads by the furthest stage they were recorded in (null: none) and by outcome. */
export interface ReachCount {
  furthest_no: number | null;
  outcome: "won" | "lost" | "open";
  n: number;
}

/** What the engine counted: see `loaders/steps/funnel/funnel_*.sql`. */
export interface FunnelCounts {
  flows: FlowCount[];
  reach: ReachCount[];
  dwell: (StayCount & {stage_no: number})[];
  /** Time from entry until leads moved on, or have been followed; with stage null from creation until they were won. */
  within: (StayCount & {stage_no: number | null})[];
}

const nothing = {
  entered: 0,
  advanced: 0,
  lost: 0,
  moved_back: 0,
  dormant: 0,
  waiting: 0,
  gone: 0,
  between_stages: 0,
  went_past: 0,
};

/**
 * The stages in order, each with the fates of the leads that entered it. A fate is judged from the lead's last entry into the
 * stage, so each lead lost is lost at one stage, each open one waits at one, and
 * entered = advanced + lost + moved back + dormant + waiting + gone + between.
 *
 * Pass-through, where some are known to have failed, is advanced, drop-off lost, dormant or gone, both over those entered and no longer waiting, here or between stages.
 */
function stageFlows(stages: readonly Stage[], {flows, reach, dwell, within}: FunnelCounts): StageFlow[] {
  const isLostKnown = reach.some(({outcome, n}) => outcome === "lost" && n > 0);
  return stages.map(({id, name}, stageNo) => {
    const flow = flows.find(({stage_no}) => stage_no === stageNo) ?? {...nothing, stage_no: stageNo};
    const {entered, advanced, lost, dormant, waiting, gone, between_stages: between} = flow;
    const isSettled = isLostKnown && (advanced + waiting + between < entered || waiting + between === 0);
    const settled = entered - waiting - between;
    const {rate, basis} = toldShare(
      isSettled,
      within.filter(({stage_no}) => stage_no === stageNo),
      [advanced, settled, entered],
    );
    const past = reach
      .filter(({furthest_no, outcome}) => outcome === "won" || (furthest_no ?? -1) > stageNo)
      .reduce((sum, {n}) => sum + n, 0);
    return {
      stage: id,
      name,
      entered,
      skipped: past - flow.went_past,
      advanced,
      lost,
      movedBack: flow.moved_back,
      dormant,
      waiting,
      gone,
      between,
      stock: dormant + waiting,
      passThrough: rate,
      dropOff: wilson(lost + dormant + gone, isSettled ? settled : entered),
      basis,
      dwell: dwellTime(dwell.filter(({stage_no}) => stage_no === stageNo)),
    };
  });
}

/** What share moved on: of the settled; where nobody is known to have failed, of all who entered, so that it is not everybody. */
function toldShare(
  isFailureKnown: boolean,
  within: readonly StayCount[],
  [moved, settled, entered]: [number, number, number],
): ToldShare {
  if (isFailureKnown) return {rate: wilson(moved, settled), basis: {of: "settled"}};
  return shareWithin(within) ?? {rate: wilson(moved, entered), basis: {of: "entered"}};
}

/** The funnel without its segments. The won rate is over decided leads; where none is recorded as lost, over all. */
export function funnel(stages: readonly Stage[], counts: FunnelCounts): Omit<FunnelReport, "segments"> {
  const ended = (outcome: string) =>
    counts.reach.filter((row) => row.outcome === outcome).reduce((sum, {n}) => sum + n, 0);
  const [won, lost] = [ended("won"), ended("lost")];
  const all = counts.within.filter(({stage_no}) => stage_no === null);
  const {rate, basis} = toldShare(lost > 0, all, [won, won + lost, won + ended("open")]);
  return {stages: stageFlows(stages, counts), won, lost, wonRate: rate, wonBasis: basis};
}
