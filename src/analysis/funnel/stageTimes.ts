import type {Interval, Rate} from "../findings.ts";
import {wilson} from "../statistics/intervals.ts";
import type {IncidenceStep} from "../statistics/survival.ts";
import {type Dwell, dwellTime, type Followed, follow, movedBy, type StayCount} from "./dwell.ts";
import type {Stage} from "./funnel.ts";

/** How lengths of time are told. Business days lie on the project's working days, 24 hours each. */
export const timeUnits = ["hours", "days", "business days"] as const;
/** What times in stages are told in. */
export type TimeUnit = (typeof timeUnits)[number];

/** Time in the stages, and how many leads were in each of them month by month. Without stages, `stages` is empty. */
export interface StageTimes {
  /** What a page starts with: as the project file says, or hours where every known median is under two days, else days. */
  unit: TimeUnit;
  /** What business days leave out: days of the week (`sat`), and days as first and last date. */
  calendar: {weekend: string[]; holidays: {from: string; to: string}[]};
  dormantAfterDays: number;
  /** In the funnel's order. */
  stages: StageTime[];
  /** Null where no stay has known times. */
  stock: StageStock | null;
}

/** First stays of leads in a stage: from the first entry until the lead left, another stage, the decision or the data's end. */
export interface StageTime {
  stage: string;
  name: string;
  /** First stays of known length, and how they ended; `waiting` ones had not at the data's end. */
  n: number;
  advanced: number;
  lost: number;
  movedBack: number;
  /** Left for no other stage so far, undecided. */
  gone: number;
  waiting: number;
  /** Between leaving the stage and what came next; null where no lead is known to have left before. */
  between: Between | null;
  /** What the data do not tell, and what is peculiar in them. */
  quality: Omit<StayQuality, "stage_no" | "entered">;
  /** Open leads in the stage at the data's end that are silent for too long: they count as still waiting. */
  dormant: number;
  /** Null where no stay has a known length. */
  course: Course | null;
}

/** Time of leads between stages, after they left one. */
export interface Between {
  /** Leads that left before anything else came; those to which nothing has come yet. */
  n: number;
  waiting: number;
  /** Days until the next stage or winning, among those who go on. */
  dwell: Omit<Dwell, "curve">;
}

/** What becomes of leads that enter a stage, by the calendar and by business days. */
export interface Course {
  /** Moved on of all n: counts those who still wait as if they never would. */
  plain: Rate;
  /** Share that moves on, is lost, moves back, leaves for no stage by the end of the follow-up, by Aalen–Johansen; and the rest. */
  eventual: {advanced: Interval; lost: Interval; movedBack: Interval; gone: Interval; waiting: number};
  /** Days the lead followed longest was followed. */
  followedDays: number;
  calendar: Clock;
  business: Clock;
}

/** The course of time by one clock, in days of 24 hours on it. */
export interface Clock {
  dwell: Omit<Dwell, "curve">;
  /** Leads not yet gone after the median, and after the 80th percentile. */
  beyond: {median: number | null; p80: number | null};
  /** Shares that have left each way by then, in equal steps of time from 0 until nine tenths of those who leave have. */
  fates: FatePoint[];
  /** Of those who move on, the share that has not yet, in equal steps of time; empty where none did. */
  stays: ({days: number; atRisk: number} & Interval)[];
}

interface FatePoint {
  days: number;
  /** Leads that had not left and were still followed. */
  atRisk: number;
  advanced: Interval;
  lost: Interval;
  movedBack: Interval;
  gone: Interval;
  waiting: number;
}

/** How many leads were in each stage, month by month. */
export interface StageStock {
  /** `2025-09`, ascending; the last is the data's end. */
  months: string[];
  /** Leads in the stage at the end of each month; stages without times are not here. */
  stages: {stage: string; name: string; n: (number | null)[]}[];
}

/** Stays of one length in one stage. */
export type TimedStays = StayCount & {stage_no: number};

/** How first stays are known: see `loaders/steps/funnel/stay_quality.sql`. */
export interface StayQuality {
  stage_no: number;
  entered: number;
  /** No length: time of the entry unknown, of the end unknown, the end before the entry. */
  no_start: number;
  no_end: number;
  backwards: number;
  /** Left at the instant of the entry: a length of 0. */
  at_once: number;
  /** Leads that came back later: only their first stay counts. */
  came_again: number;
}

/** Leads in a stage at the end of a month. */
export interface StockCount {
  stage_no: number;
  month: string;
  n: number;
}

export interface StageTimesInput {
  stages: readonly Stage[];
  /** By position of the stage. */
  dormant: readonly number[];
  dormantAfterDays: number;
  calendar: StageTimes["calendar"];
  /** As the project file says; absent: chosen by the medians. */
  unit?: TimeUnit;
  stays: readonly TimedStays[];
  businessStays: readonly TimedStays[];
  /** Times between stages, after leaving each; `waiting` still are. */
  between: readonly TimedStays[];
  quality: readonly StayQuality[];
  /** Ascending by month. */
  stock: readonly StockCount[];
  /** Month in which the data end. */
  lastMonth: string;
}

/** Points of a curve, and months of a stock, that a page needs at most. */
const curvePoints = 80;
const stockMonths = 36;

const unknown = {no_start: 0, no_end: 0, backwards: 0, at_once: 0, came_again: 0};

/** The report from what was counted. Moving on, being lost and moving back compete; open leads count until the data's end. */
export function stageTimes({stages, unit, ...input}: StageTimesInput): StageTimes {
  const told = stages.map(({id, name}, stageNo): StageTime => {
    const mine = <T extends {stage_no: number}>(rows: readonly T[]) => rows.filter((row) => row.stage_no === stageNo);
    const stays = mine(input.stays);
    const sum = (key: "advanced" | "lost" | "moved_back" | "gone" | "waiting") =>
      stays.reduce((total, row) => total + (row[key] ?? 0), 0);
    const {stage_no: _, entered: __, ...quality} = mine(input.quality)[0] ?? {stage_no: 0, entered: 0, ...unknown};
    const counts = {
      advanced: sum("advanced"),
      lost: sum("lost"),
      movedBack: sum("moved_back"),
      gone: sum("gone"),
      waiting: sum("waiting"),
    };
    const n = counts.advanced + counts.lost + counts.movedBack + counts.gone + counts.waiting;
    return {
      stage: id,
      name,
      n,
      ...counts,
      between: betweenOf(mine(input.between)),
      quality,
      dormant: input.dormant[stageNo] ?? 0,
      course: n === 0 ? null : courseOf(stays, mine(input.businessStays), wilson(counts.advanced, n)),
    };
  });
  const medians = told.flatMap(({course}) => course?.calendar.dwell.median.value ?? []);
  return {
    unit: unit ?? (medians.length > 0 && medians.every((days) => days < 2) ? "hours" : "days"),
    calendar: input.calendar,
    dormantAfterDays: input.dormantAfterDays,
    stages: told,
    stock: stockOf(stages, input.stock, input.lastMonth),
  };
}

function betweenOf(rows: readonly StayCount[]): Between | null {
  const found = dwellTime(rows);
  if (!found) return null;
  const {curve: _, ...dwell} = found;
  return {n: dwell.n, waiting: rows.reduce((sum, {waiting}) => sum + waiting, 0), dwell};
}

function courseOf(stays: readonly StayCount[], businessStays: readonly StayCount[], plain: Rate): Course {
  const followed = follow(stays);
  const last = followed.steps[followed.steps.length - 1];
  const share = (k: number): Interval => {
    const interval = intervalOf(last, k);
    const {low, high} = interval.value > 0 && interval.value < 1 ? interval : wilson(interval.value * plain.n, plain.n);
    return {value: interval.value, low, high};
  };
  return {
    plain,
    eventual: {advanced: share(0), lost: share(1), movedBack: share(2), gone: share(3), waiting: last.waiting},
    followedDays: last.time,
    calendar: clockOf(stays, followed),
    business: clockOf(businessStays, follow(businessStays)),
  };
}

function clockOf(stays: readonly StayCount[], followed: Followed): Clock {
  const {steps, moves} = followed;
  const {curve: _, ...dwell} = dwellTime(stays, followed) as Dwell;
  const last = steps[steps.length - 1];
  const left = 1 - last.waiting;
  const mostLeft = steps.find(({waiting}) => 1 - waiting >= 0.9 * left)?.time ?? last.time;
  const end = Math.min(last.time, 1.25 * mostLeft) || last.time;
  const beyond = (days: number | null) => (days === null ? null : (steps[passed(steps, days)]?.atRisk ?? 0));
  const lastMove = moves.at(-1)?.days ?? 0;
  const slowest = Math.min(lastMove, 2.2 * (dwell.p80 ?? lastMove)) || lastMove;
  return {
    dwell,
    beyond: {median: beyond(dwell.median.value), p80: beyond(dwell.p80)},
    fates: evenly(end).map((days) => {
      const step = steps[passed(steps, days) - 1];
      return {
        days,
        atRisk: beyond(days) as number,
        advanced: intervalOf(step, 0),
        lost: intervalOf(step, 1),
        movedBack: intervalOf(step, 2),
        gone: intervalOf(step, 3),
        waiting: step?.waiting ?? 1,
      };
    }),
    stays: (moves.length > 0 ? evenly(slowest) : []).map((days) => {
      const {value, low, high} = movedBy(followed, moves.findLast((move) => move.days <= days)?.moved ?? 0);
      return {days, atRisk: beyond(days) as number, value: 1 - value, low: 1 - high, high: 1 - low};
    }),
  };
}

/** How many of the steps come no later. */
function passed(steps: readonly IncidenceStep[], days: number): number {
  let [low, high] = [0, steps.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (steps[middle].time <= days) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Times from 0 to the end in equal steps; the end alone counts where it is 0. */
const evenly = (end: number): number[] =>
  end > 0 ? Array.from({length: curvePoints + 1}, (_, i) => (i * end) / curvePoints) : [0];

const intervalOf = (step: IncidenceStep | undefined, k: number): Interval =>
  step ? {value: step.incidence[k], low: step.low[k], high: step.high[k]} : {value: 0, low: 0, high: 0};

/** The latest months; one that only begins where the data end, and in which nothing happens, is no month. */
function stockOf(stages: readonly Stage[], counts: readonly StockCount[], lastMonth: string): StageStock | null {
  const all = [...new Set(counts.map(({month}) => month))];
  const series = stages.flatMap(({id, name}, k) => {
    const n = counts.filter(({stage_no}) => stage_no === k).map((row) => row.n);
    return n.length > 0 ? [{stage: id, name, n}] : [];
  });
  if (series.length === 0) return null;
  const end = all.length - 1;
  const isEmpty = end > 0 && all[end] > lastMonth && series.every(({n}) => n[end] === n[end - 1]);
  const cut = <T>(values: readonly T[]) => (isEmpty ? values.slice(0, -1) : values).slice(-stockMonths);
  return {months: cut(all), stages: series.map(({n, ...stage}) => ({...stage, n: cut(n)}))};
}
