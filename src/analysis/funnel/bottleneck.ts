import {mean, sampleStandardDeviation} from "simple-statistics";
import type {Interval} from "../findings.ts";
import {normalQuantile} from "../statistics/distributions.ts";
import {random} from "../statistics/random.ts";
import {type StayRow, stayCells} from "./bottleneckCells.ts";
import {bottleneckFigures, type StageFigures} from "./bottleneckFigures.ts";
import {firstShares, spread, timesDrawn} from "./bottleneckSpread.ts";
import type {StageFlow} from "./funnel.ts";

/** A better pass-through than today's, by which a stage is measured. */
interface Yardstick {
  /** The pass-through that is compared: of all leads (against segments), or of the latest period (against the one before). */
  today: number;
  /** What it would rise to. */
  rate: number;
  /** More won leads a month if it did; below 0 where it is better today. */
  gain: Interval;
  /** Sure to bring something, although every stage was measured by every yardstick (Bonferroni, 5 % in all). */
  isSure: boolean;
}

/** Measured against the best quarter of a stage's leads, by the segments of one attribute. */
export interface SegmentYardstick extends Yardstick {
  attribute: string;
  /** The segments that fill the quarter, best first. */
  values: string[];
}

/** What mending one stage would bring, and how long leads stand in it. */
export interface Bottleneck {
  stage: string;
  name: string;
  /** Where its leads go next; "won" from the last stage. */
  next: string;
  entered: number;
  /** There now, undecided. */
  stock: number;
  /** Leads that entered a month, in the latest period; null without times. */
  entering: number | null;
  /** Share of those who enter that moves on in the end, open leads counted as not yet decided. */
  passThrough: Interval;
  /** Of those who move on, the share that wins in the end. */
  laterWon: number;
  /** Null where no segments differ, or none is large enough. */
  segments: SegmentYardstick | null;
  /** The period before the latest; null where either has too few leads. */
  before: Yardstick | null;
  /** By which the stage is ranked: its segments, unless there are none or the period before was surely better by more. */
  used: "segments" | "before" | null;
  /** Share of the resamples of leads in which mending this stage brings most. */
  first: number;
  /** Null without times. */
  wait: StageWait | null;
}

/** How long leads stand in a stage, beyond what the quickest need. */
export interface StageWait {
  /** Days by which the quickest quarter of those who move on have done so. */
  quickDays: number;
  /** Mean days that a lead that enters stands there beyond that. */
  days: Interval;
  /** The same for all leads that enter in a month. */
  leadDays: Interval;
  /** Median days to move on, among those who do. */
  median: {value: number | null; low: number | null; high: number | null};
  /** Share of the resamples in which leads stand here longest. */
  first: number;
}

/** Which stage is worth mending first. */
export interface BottleneckReport {
  /** In the funnel's order. */
  stages: Bottleneck[];
  /** Ids of stages by the cautious end of what mending them brings, most first; those without a yardstick are not here. */
  ranked: string[];
  /** The stage that surely brings something, and most in nearly all resamples; null: no stage stands out. */
  standsOut: string | null;
  /** The stage where leads surely stand longest; null where it cannot be told, or only one has times. */
  longest: string | null;
  /** Length of the latest period and of the one before, days; null without times. */
  periodDays: number | null;
  /** Days from the first entry into any stage to the data's end: what all figures rest on; null without times. */
  recordDays: number | null;
  /** 0 where there are too few leads to resample: then nothing is ranked. */
  resamples: number;
  /** Stays left out because they have no times, in a stage that otherwise has. */
  undated: number;
}

/** What the engine counted of stays, and how it may be parted. */
export interface BottleneckInput {
  flows: readonly StageFlow[];
  rows: readonly StayRow[];
  /** Upper edges of each stage's bins, days (`stayBins`); empty for a stage without times. */
  edges: readonly number[][];
  periodDays: number | null;
  /** Days from the first entry into any stage to the data's end; null without times. */
  recordDays: number | null;
  /** Leads in a segment or a period, at least. */
  minSupport: number;
  /** Default 0. */
  undated?: number;
  /** At most; default 500. Of very many stages and groups fewer. */
  resamples?: number;
}

/** Days of record under which no gain is told: a month is compared with others only where there are three. */
export const shortestRecord = 91;

/** Leads that entered a stage under which no gain of it is told. */
export const fewestEntered = 30;

/** Of two stages alike, one is first in so many resamples once in twenty times. */
const firstEnough = 0.975;

/** Cells that are summed over all resamples, about, and the resamples that are made whatever that takes. */
const mostSums = 20_000_000;
const fewestResamples = 100;

/** Blocks of leads, at least, without which resampling tells nothing. */
const fewestBlocks = 20;

/**
 * Stages ranked by the deals that mending them would bring: leads that enter in a month, times the rise of the share that moves
 * on (`passShare`: in the end, open leads not yet decided), times the share of those who move on that wins.
 *
 * The share would rise to that of the best quarter of the stage's leads by segment, or to that of the period before. The best
 * quarter is chosen without each fifth of the leads and measured on that fifth (cross-fitting), so that a segment's luck is no
 * target: without true differences the gain is 0 on average, and where it is unclear which segments are best it leans low.
 * Because the choice is unsteady, its value is the mean over the resamples (bagging: Breiman 1996). Intervals are the middle
 * 95 % of resamples of leads (bootstrap of blocks of whole leads), the choice made anew in each; in simulations they cover in
 * 95–100 % of runs. No gain is told of a record shorter than `shortestRecord`, or of a stage that fewer than `fewestEntered` entered.
 */
export function bottlenecks(input: BottleneckInput): BottleneckReport {
  const {flows, periodDays, recordDays, minSupport, undated = 0} = input;
  const isShort = recordDays !== null && recordDays < shortestRecord;
  const cells = stayCells(input.rows, flows.length, minSupport);
  const figures = bottleneckFigures({...input, cells});
  const found = figures(null);
  const affordable = Math.max(fewestResamples, Math.floor(mostSums / cells.length));
  const draws = cells.filled >= fewestBlocks ? Math.min(input.resamples ?? 500, affordable) : 0;
  const next = random(1);
  const drawn = Array.from({length: draws}, () => figures(timesDrawn(cells.blocks.length, next)));
  const stages = flows.map((flow, s): Bottleneck => {
    const of = stageIn(found, drawn, s);
    const isTold = !isShort && flow.entered >= fewestEntered;
    const segments = isTold ? of.segments() : null;
    const before = isTold ? of.before() : null;
    return {
      stage: flow.stage,
      name: flow.name,
      next: flows[s + 1]?.name ?? "won",
      entered: flow.entered,
      stock: flow.stock,
      entering: found[s].entering,
      passThrough: of.spread(({pass}) => pass) ?? {value: found[s].pass, low: 0, high: 1},
      laterWon: found[s].later,
      segments,
      before,
      used: better(segments, before),
      first: 0,
      wait: of.wait(flow),
    };
  });
  const gains = drawn.map((draw) => stages.map(({used}, s) => (used === null ? null : draw[s].gain[used])));
  const days = drawn.map((draw) => draw.map((figure) => figure.days?.beyond ?? null));
  const firstByGain = firstShares(gains);
  const firstByDays = firstShares(days);
  for (const [s, stage] of stages.entries()) {
    stage.first = firstByGain[s] ?? 0;
    if (stage.wait) stage.wait.first = firstByDays[s];
  }
  const ranked = stages.filter(({used}) => used !== null).sort((a, b) => cautious(b) - cautious(a));
  const timed = stages.filter(({wait}) => wait !== null);
  const best = ranked.find((stage) => usedOf(stage)?.isSure && stage.first >= firstEnough);
  return {
    stages,
    ranked: ranked.map(({stage}) => stage),
    standsOut: best?.stage ?? null,
    longest: timed.length > 1 ? (timed.find(({wait}) => wait!.first >= firstEnough)?.stage ?? null) : null,
    periodDays,
    recordDays,
    resamples: draws,
    undated,
  };
}

/** The yardstick by which a stage is ranked. */
export const usedOf = (stage: Bottleneck): Yardstick | null => (stage.used === null ? null : stage[stage.used]);

const cautious = (stage: Bottleneck): number => usedOf(stage)?.gain.low ?? Number.NEGATIVE_INFINITY;

function better(segments: Yardstick | null, before: Yardstick | null): Bottleneck["used"] {
  if (segments === null || before === null) return segments ? "segments" : before ? "before" : null;
  return before.gain.low > Math.max(0, segments.gain.low) ? "before" : "segments";
}

/** What the resamples say of one stage; without resamples, nothing. */
function stageIn(found: readonly StageFigures[], drawn: readonly (readonly StageFigures[])[], s: number) {
  const {pass, passNow, gap, gain, best, days, entering} = found[s];
  const looks = found.reduce((sum, {gain: {segments, before}}) => sum + known(segments) + known(before), 0);
  const z = normalQuantile(1 - 0.05 / Math.max(1, looks));
  const values = (of: (figures: StageFigures) => number | null) => drawn.map((draw) => of(draw[s]) ?? 0);
  const spreadOf = (of: (figures: StageFigures) => number | null, value = of(found[s])): Interval | null =>
    drawn.length === 0 || value === null ? null : spread(value, values(of));
  return {
    spread: spreadOf,
    segments(): SegmentYardstick | null {
      if (drawn.length === 0 || gain.segments === null || best === null) return null;
      const all = values((figures) => figures.gain.segments);
      const value = mean(all);
      return {
        today: pass,
        rate: pass + mean(values((figures) => figures.gap.segments)),
        gain: spread(value, all),
        isSure: value > z * sampleStandardDeviation(all),
        attribute: best.field,
        values: best.segments.map((segment) => segment.value),
      };
    },
    before(): Yardstick | null {
      if (drawn.length === 0 || gain.before === null || gap.before === null) return null;
      const all = values((figures) => figures.gain.before);
      return {
        today: passNow,
        rate: passNow + gap.before,
        gain: spread(gain.before, all),
        isSure: gain.before > z * sampleStandardDeviation(all),
      };
    },
    wait({dwell}: StageFlow): StageWait | null {
      const beyond = spreadOf((figures) => figures.days?.beyond ?? null);
      const leadDays = spreadOf((figures) => figures.days && figures.days.beyond * (figures.entering ?? 0));
      if (days === null || entering === null || beyond === null || leadDays === null) return null;
      const median = dwell?.median ?? {value: null, low: null, high: null};
      return {quickDays: days.quick, days: beyond, leadDays, median, first: 0};
    },
  };
}

const known = (value: number | null): number => (value === null ? 0 : 1);
