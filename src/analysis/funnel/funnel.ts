import type {Interval, Rate} from "../findings.ts";
import {wilson} from "../statistics/intervals.ts";
import {type Dwell, dwellTime, type StayCount} from "./dwell.ts";

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
  /** In the stage at the data's end, undecided (dormant + waiting). */
  stock: number;
  /** Advanced over entered and no longer waiting: what a plain ratio shows. */
  passThrough: Rate;
  dropOff: Rate;
  /** Time to move on among those who move on, open leads counted as still waiting (see `dwellTime`). Null without times. */
  dwell: Dwell | null;
}

/** Stages with what passes through them, and the share won. */
export interface FunnelReport {
  stages: StageFlow[];
  won: number;
  wonRate: Rate;
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
}

const nothing = {entered: 0, advanced: 0, lost: 0, moved_back: 0, dormant: 0, waiting: 0, went_past: 0};

/**
 * The stages in order, each with the fates of the leads that entered it. A fate is judged from the lead's last entry into the
 * stage, so each lead lost is lost at one stage, each open one waits at one, and
 * entered = advanced + lost + moved back + dormant + waiting.
 *
 * Pass-through is advanced, drop-off lost or dormant, both over those entered and no longer waiting.
 */
function stageFlows(stages: readonly Stage[], {flows, reach, dwell}: FunnelCounts): StageFlow[] {
  return stages.map(({id, name}, stageNo) => {
    const flow = flows.find(({stage_no}) => stage_no === stageNo) ?? {...nothing, stage_no: stageNo};
    const {entered, advanced, lost, dormant, waiting} = flow;
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
      stock: dormant + waiting,
      passThrough: wilson(advanced, entered - waiting),
      dropOff: wilson(lost + dormant, entered - waiting),
      dwell: dwellTime(dwell.filter(({stage_no}) => stage_no === stageNo)),
    };
  });
}

/** The funnel without its segments. The won rate is over decided leads. */
export function funnel(stages: readonly Stage[], counts: FunnelCounts): Omit<FunnelReport, "segments"> {
  const ended = (outcome: string) =>
    counts.reach.filter((row) => row.outcome === outcome).reduce((sum, {n}) => sum + n, 0);
  const won = ended("won");
  return {
    stages: stageFlows(stages, counts),
    won,
    wonRate: wilson(won, won + ended("lost")),
  };
}
