import {count, percent, plural, rateText} from "../analysis/figures.ts";
import type {Rate} from "../analysis/findings.ts";
import type {Ends, MovedBack, PathReport, Skip} from "../analysis/funnel/paths.ts";
import {list} from "./format.ts";

/** Names of stages by id. */
export type StageNames = ReadonlyMap<string, string>;

/** "30 s", "5 min", "6 h", "1 day", "90 days": a length of time in days, whole where it nearly is. */
export function lengthText(days: number): string {
  const hours = days * 24;
  if (hours < 1 / 60) return `${round(hours * 3600)} s`;
  if (hours < 1) return `${round(hours * 60)} min`;
  if (hours < 24) return `${round(hours)} h`;
  return days < 1.05 ? "1 day" : `${round(days)} days`;
}

const round = (value: number): string => (value < 10 ? String(Number(value.toFixed(1))) : value.toFixed(0));

/** "Lead → Engaged → …". */
export const pathText = (stages: readonly string[], names: StageNames): string =>
  stages.map((stage) => (stage === "" ? "…" : (names.get(stage) ?? stage))).join(" → ");

export interface ToldPaths extends Pick<PathReport, "variants"> {
  rest: Ends | null;
  without: Ends | null;
  /** `others`: fewer leads than this took other paths, too few to tell how they ended. */
  hidden: {others: number};
}

/** The commonest path, that of most winners, and how many leads are not in the picture. */
export function variantsText({variants, rest, without, hidden}: ToldPaths, names: StageNames): string {
  const [first] = variants;
  const won = variants.reduce((sum, variant) => sum + variant.won, 0) + (rest?.won ?? 0);
  const winners = [...variants].sort((a, b) => b.won - a.won)[0];
  const way =
    winners.won > 0
      ? ` ${percent(winners.won / won)} of the ${count(won)} won took ${winners === first ? "it" : pathText(winners.stages, names)}.`
      : "";
  const others = rest
    ? ` ${count(rest.n)} leads took other paths, each by few; ${count(rest.won)} of them were won.`
    : "";
  const few = hidden.others > 0 ? ` Fewer than ${count(hidden.others)} leads took other paths.` : "";
  const none = without ? ` ${count(without.n)} leads entered no stage (${count(without.won)} won).` : "";
  return `The commonest path is that of ${count(first.n)} leads (${percent(first.share)}): ${pathText(first.stages, names)}.${way}${others}${few}${none}`;
}

/** How those who skipped a stage fared beside those who did not: the widest difference that the intervals part. */
export function skipsText(skips: readonly Skip[], names: StageNames, minSupport: number): string {
  return compared(
    skips.map(({stage, skipped, entered}) => ({
      name: names.get(stage) ?? stage,
      some: skipped,
      rest: entered,
    })),
    minSupport,
    {deed: "skipped", who: "leads that skipped", others: "those that went through it"},
  );
}

/** How those who moved back fared beside those who never did. */
export function movedBackText(moves: readonly MovedBack[], names: StageNames, minSupport: number): string {
  return compared(
    moves.map(({from, ends, never}) => ({name: names.get(from) ?? from, some: ends, rest: never})),
    minSupport,
    {deed: "moved back from", who: "leads that moved back from", others: "those that never did"},
  );
}

function compared(
  rows: readonly {name: string; some: Ends; rest: Ends}[],
  minSupport: number,
  {deed, who, others}: {deed: string; who: string; others: string},
): string {
  const counts = rows.map(({name, some}, i) =>
    i === 0 ? `${plural(some.n, "lead")} ${deed} ${name}` : `${count(some.n)} ${name}`,
  );
  const told = rows.filter(({some, rest}) => Math.min(some.winRate.n, rest.winRate.n) >= minSupport);
  const apart = told.filter(({some, rest}) => areApart(some.winRate, rest.winRate));
  const start = `${list(counts)}.`;
  if (told.length === 0) return `${start} Too few of them are decided to say how they fared.`;
  if (apart.length === 0)
    return `${start} Where enough are decided to tell, they were won neither more nor less often than ${others}, beyond chance.`;
  return `${start} ${apart
    .map(
      ({name, some, rest}) =>
        `Of decided ${who} ${name} ${rateText(some.winRate)} were won, of ${others} ${rateText(rest.winRate)}.`,
    )
    .join(" ")}`;
}

/** Intervals that do not touch: stricter than a test at 5 %, about 0.6 %, so that a handful of stages needs no further correction. */
const areApart = (a: Rate, b: Rate): boolean => a.low > b.high || b.low > a.high;

export const pathWords = {
  noStages: "The project has no stages, so that groups, months and paths through them cannot be shown.",
  noGroups:
    "No attribute parts the leads into 2 to 12 groups that may be shown; attributes that leak the outcome are not used.",
  noTimes: "The stages have no times of entry, so that months cannot be told apart.",
  noPeriods: "Fewer than two months of entry have been followed for long enough to compare.",
  noVariants: "No path was taken by enough leads to show.",
  monthsHidden: (n: number) =>
    n === 1
      ? "One month of one stage has too few leads to show."
      : `${count(n)} months of single stages have too few leads to show.`,
  noSkips: "No lead was recorded beyond a stage without entering it.",
  noBack: "No lead moved back to an earlier stage.",
  cause:
    "Leads that skip or go back are not like the others to begin with: a difference says who they are, not what skipping or going back does.",
  first: "First period",
  second: "Second period",
  choosing: "Choose the periods before you look. Whoever tries span after span until something shows will find luck.",
  groups: {
    shows: "How many of the settled leads of each group went on from each stage, or were won.",
    read: "A row is a group, a column a stage. Blue with ▲: passes more often than the other groups in that stage, beyond chance; ochre with ▼: less often. Cells without colour differ no more than chance would let them, or have too few leads.",
    act: "Ask what the team does differently for the coloured groups at that stage, or whether they should be let in at all.",
  },
  cohorts: {
    shows: "Of the leads that entered the stage in each month, the share that had moved on within the same time.",
    read: "Filled: every lead of the month has been followed for that time; the line is the 95 % interval. Hollow: not ripe yet, the share so far can only rise. Intervals that overlap widely are no change.",
    act: "Compare filled months only. Ask what happened in a month that stands out beyond its interval.",
  },
  periods: {
    shows:
      "The share of leads that moved on from each stage within the same time after entering it, in two periods of entry.",
    read: "Hollow: the first period; filled: the second; lines are 95 % intervals. Only what is named as risen or fallen differs beyond chance, all comparisons allowed for.",
    act: "Before you praise or blame a change, see that it is named here, and look for what else changed at the time.",
  },
  variants: {
    shows: "The stages that leads entered, in order, and how they ended.",
    read: "A bar is all leads that took the path: won, still open, lost. Going to and fro between the same two stages is told once. A path that ends early holds the leads that were lost early, so that its share of wins is no verdict on it.",
    act: "Look at the paths that winners take and at the ones on which many are lost. Make the common way easy; ask why the odd ones happen.",
  },
  skips: {
    shows:
      "Among leads recorded beyond a stage, those who went through it beside those who skipped it: the share won of those decided.",
    read: "Hollow: went through it; filled: skipped it; lines are 95 % intervals. Where the lines overlap widely there is no difference to speak of.",
    act: "If a stage is skipped often and skipping makes no difference, ask what the stage is for.",
  },
  back: {
    shows:
      "Among leads that entered a stage, those who never moved back from it beside those who did: the share won of those decided.",
    read: "Hollow: never moved back; filled: moved back at least once. A lead that came on again later counts as having moved back.",
    act: "Read some of the deals that went back: a common reason is a question that should have been asked before.",
  },
} as const;
