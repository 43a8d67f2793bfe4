import type {Rate} from "../findings.ts";
import {groupBy} from "../statistics/groupBy.ts";
import {wilson} from "../statistics/intervals.ts";
import type {EventTime} from "../statistics/survival.ts";
import type {StageCohorts} from "./cohorts.ts";
import {dwellTime} from "./dwell.ts";
import type {ReachCount, StageFlow} from "./funnel.ts";
import type {GroupReport} from "./groupRates.ts";

/** How groups of leads pass the stages, how months and periods differ, and which ways leads take. Lists are empty without stages. */
export interface PathReport extends PathWays {
  /** Fewest leads that are compared. */
  minSupport: number;
  groups: GroupReport;
  cohorts: StageCohorts[];
}

/** How some leads ended; the rate is won of those decided. */
export interface Ends {
  n: number;
  won: number;
  lost: number;
  open: number;
  winRate: Rate;
}

/** Leads that entered the same stages in the same order. */
export interface Variant extends Ends {
  /** Stage ids; an empty one stands for "and so on". */
  stages: string[];
  /** Share of the leads that entered any stage. */
  share: number;
  /** Days from the first stage to the decision, of those decided; null without times. */
  days: EventTime | null;
}

/** Leads recorded beyond a stage: those who never entered it beside those who did. */
export interface Skip {
  stage: string;
  skipped: Ends;
  entered: Ends;
}

/** Leads that ever moved back from a stage: to where, and beside those who entered it and never did. */
export interface MovedBack {
  from: string;
  to: {stage: string; ends: Ends}[];
  ends: Ends;
  never: Ends;
}

interface PathWays {
  /** The commonest first, each of at least the least number of leads. */
  variants: Variant[];
  /** All other paths together. */
  rest: Ends;
  /** Leads that entered no stage. */
  without: Ends;
  skips: Skip[];
  movedBack: MovedBack[];
}

type Outcome = "won" | "lost" | "open";

/** What the engine counted: see `loaders/steps/funnel/paths_*.sql`. */
export interface PathCounts {
  variants: {path: string | null; outcome: Outcome; days: number | null; n: number}[];
  reach: ReachCount[];
  /** Leads that entered a stage; `beyond` of them were recorded in a later one. */
  ends: {stage_no: number; outcome: Outcome; n: number; beyond: number}[];
  back: {from_no: number; to_no: number | null; outcome: Outcome; n: number}[];
}

/** Ways through the stages, none of them of fewer than `fewest` leads. */
export function pathWays(stages: readonly Pick<StageFlow, "stage">[], counts: PathCounts, fewest: number): PathWays {
  const all = endsOf(counts.variants);
  const paths = [...groupBy(counts.variants, ({path}) => path)].map(([path, rows]) => ({
    path,
    rows,
    ends: endsOf(rows),
  }));
  const isTold = ({path, ends}: (typeof paths)[number]) => path !== null && ends.n >= fewest;
  const idOf = (text: string) => stages[Number(text)]?.stage ?? "";
  return {
    variants: paths
      .filter(isTold)
      .map(({path, rows, ends}) => ({
        ...ends,
        stages: (path ?? "").split(">").map(idOf),
        share: ends.n / all.n,
        days: daysOf(rows),
      }))
      .sort((a, b) => b.n - a.n),
    rest: endsOf(paths.filter((path) => !isTold(path)).flatMap(({rows}) => rows)),
    without: endsOf(counts.reach.filter(({furthest_no}) => furthest_no === null)),
    skips: stages.flatMap(({stage}, stageNo) => {
      const here = counts.ends.filter(({stage_no}) => stage_no === stageNo);
      const entered = endsOf(here.map(({outcome, beyond}) => ({outcome, n: beyond})));
      const beyond = endsOf(counts.reach.filter(({furthest_no}) => furthest_no !== null && furthest_no > stageNo));
      const skipped = lessEnds(beyond, entered);
      return skipped.n > 0 ? [{stage, skipped, entered}] : [];
    }),
    movedBack: stages.flatMap(({stage}, stageNo) => {
      const back = counts.back.filter(({from_no}) => from_no === stageNo);
      if (back.length === 0) return [];
      const ends = endsOf(back.filter(({to_no}) => to_no === null));
      const to = [...groupBy(back, ({to_no}) => to_no)]
        .flatMap(([toNo, rows]) => (toNo === null ? [] : [{stage: stages[toNo].stage, ends: endsOf(rows)}]))
        .sort((a, b) => b.ends.n - a.ends.n);
      const entered = endsOf(counts.ends.filter(({stage_no}) => stage_no === stageNo));
      return [{from: stage, to, ends, never: lessEnds(entered, ends)}];
    }),
  };
}

function endsOf(rows: readonly {outcome: Outcome; n: number}[]): Ends {
  const of = (wanted: Outcome) => rows.reduce((sum, {outcome, n}) => sum + (outcome === wanted ? n : 0), 0);
  return ends(of("won"), of("lost"), of("open"));
}

const ends = (won: number, lost: number, open: number): Ends => ({
  n: won + lost + open,
  won,
  lost,
  open,
  winRate: wilson(won, won + lost),
});

const lessEnds = (all: Ends, some: Ends): Ends => ends(all.won - some.won, all.lost - some.lost, all.open - some.open);

function daysOf(rows: PathCounts["variants"]): EventTime | null {
  const dated = rows.flatMap(({days, n}) => (days === null ? [] : [{days, advanced: n, lost: 0, waiting: 0}]));
  return dwellTime(dated)?.median ?? null;
}
