import {dwellTime, type StayCount} from "./dwell.ts";
import type {FunnelReport, StageFlow} from "./findings.ts";
import {percent, rangeText} from "./headlines.ts";
import {wilson} from "./intervals.ts";

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

/** What the engine counted: see `loaders/steps/funnel_*.sql`. */
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
export function stageFlows(stages: readonly Stage[], {flows, reach, dwell}: FunnelCounts): StageFlow[] {
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

/**
 * The funnel without its segments. The won rate is over decided leads. The longest wait is the longest median time to move on,
 * the biggest drop the stage at which most leads are lost or fall silent; stages that fewer than `minSupport` leads moved on
 * from, or entered, are not ranked.
 */
export function funnel(
  stages: readonly Stage[],
  counts: FunnelCounts,
  minSupport: number,
): Omit<FunnelReport, "segments"> {
  const flows = stageFlows(stages, counts);
  const ended = (outcome: string) =>
    counts.reach.filter((row) => row.outcome === outcome).reduce((sum, {n}) => sum + n, 0);
  const won = ended("won");
  return {
    stages: flows,
    won,
    wonRate: wilson(won, won + ended("lost")),
    longestWait: longestWait(flows, minSupport),
    biggestDrop: biggestDrop(flows, minSupport),
  };
}

function longestWait(flows: readonly StageFlow[], minSupport: number): FunnelReport["longestWait"] {
  const waits = flows.flatMap((flow, i) => {
    const medianDays = flow.dwell?.median.value ?? null;
    if (medianDays === null || !flow.dwell || flow.dwell.advanced < minSupport) return [];
    return [{flow, dwell: flow.dwell, medianDays, next: flows[i + 1]?.name ?? "won"}];
  });
  const [longest] = waits.sort((a, b) => b.medianDays - a.medianDays);
  if (!longest) return null;
  const {flow, dwell, medianDays, next} = longest;
  const text =
    `median ${durationText(medianDays)} from ${flow.name} to ${next}, among those who move on, ` +
    `open leads counted as waiting; n ${count(dwell.n)} (${count(dwell.advanced)} moved on, ${count(flow.stock)} still there)`;
  return {stage: flow.stage, next, medianDays, text};
}

function biggestDrop(flows: readonly StageFlow[], minSupport: number): FunnelReport["biggestDrop"] {
  const dropped = ({lost, dormant}: StageFlow) => lost + dormant;
  const [biggest] = flows
    .filter((flow) => flow.entered >= minSupport && dropped(flow) > 0)
    .sort((a, b) => dropped(b) - dropped(a));
  if (!biggest) return null;
  const {value, n} = biggest.dropOff;
  const silent = biggest.dormant > 0 ? ` or silent for too long (${count(biggest.dormant)})` : "";
  const text =
    `most leads leave at ${biggest.name}: ${count(dropped(biggest))} of ${count(n)} no longer waiting there were lost${silent}, ` +
    `${percent(value)} (${rangeText(biggest.dropOff)})`;
  return {stage: biggest.stage, text};
}

const count = (n: number): string => n.toLocaleString("en");

/** "12 min", "4.1 h", "9.0 days (216 h)", "23 days": a length of time in days as people say it. */
export function durationText(days: number): string {
  const hours = days * 24;
  if (hours < 1) return `${(hours * 60).toFixed(hours * 60 < 10 ? 1 : 0)} min`;
  if (days < 2) return `${hours.toFixed(1)} h`;
  if (days < 14) return `${days.toFixed(1)} days (${hours.toFixed(0)} h)`;
  return `${days.toFixed(0)} days`;
}
