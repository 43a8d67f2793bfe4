import type {HorizonChoice} from "../funnel/horizon.ts";

/** How often snapshots are taken. */
export type SnapshotStep = "week" | "month" | "quarter";

/** When leads are looked at: on calendar dates, some days after they entered, at the decision, or without a time. */
export type Look =
  | {design: "snapshot"; every: SnapshotStep}
  | {design: "entry"; delayDays: number}
  | {design: "decision"}
  | {design: "static"};

/** Whether two looks are one and the same. */
export const sameLook = (one: Look, other: Look): boolean =>
  one.design === "snapshot" && other.design === "snapshot"
    ? one.every === other.every
    : one.design === "entry" && other.design === "entry"
      ? one.delayDays === other.delayDays
      : one.design === other.design;

/** Whom a look would see, with the run's outcome window. */
export interface Sight {
  look: Look;
  /** Leads that reach the target and would ever be an observation that converts. */
  winners: number;
  /** Of these, with an activity or a further stage before as-of: something they did is known. */
  known: number;
  /** Leads that would ever be an observation with a label. */
  leads: number;
  /** Observations with a label. */
  observations: number;
  /** Snapshots: leads that reach the target between two of them, before any saw them. */
  between?: number;
}

/** Leads that reach the target, and what keeps them from ever being seen; each is counted once, under the first that holds. */
export interface Winners {
  /** All of them. */
  all: number;
  /** Reached the target at an unknown time. */
  undated: number;
  /** Never came under observation: no time of entry, or never in the observed stage. */
  notEntered: number;
  /** Reached it before they came under observation. */
  early: number;
  /** Came so late that the outcome window reaches past the data's end. */
  notFollowed: number;
  /** Reached it at the very instant they came: nothing can be known of them before. A part of those who can be seen. */
  atOnce: number;
  /** Did something (an activity, a further stage) before they reached it. A part of those who can be seen. */
  acting: number;
}

/** What an observation design was chosen by. */
export interface Coverage {
  winners: Winners;
  /** All leads, and of them those ever under observation. */
  leads: number;
  entered: number;
  /** Lost leads, and of them those without a date. */
  lost: number;
  lostUndated: number;
  /** Rows of the table of outcomes that are decided. */
  outcomes: number;
  /** Days from the first lead to the data's end. */
  spanDays: number;
  /** What each look would see: snapshots before entry, short steps and delays after long ones. */
  sights: Sight[];
  chosen: Sight;
  why: LookReason;
  horizon: HorizonChoice | null;
}

/** Why a look was taken. */
export type LookReason =
  /** The project file says so. */
  | "project file"
  /** Snapshots see as many winners as any look, or nearly so. */
  | "snapshots see enough"
  /** Snapshots miss more, yet see most, and of those they see more is known than soon after the entry. */
  | "snapshots know more"
  /** Sees the most winners. */
  | "entry sees most"
  /** Lost leads have no date: they would stay in every snapshot. */
  | "losses undated"
  /** No lead reaches the target. */
  | "no winners"
  /** Most winners have no date. */
  | "winners undated"
  /** No lead has a time of entry. */
  | "no entries";

/** Shares of all winners: looks that differ by less are alike. */
const alike = 0.05;
/** Monthly snapshots, a quarter of the rows of weekly ones, may see so much less if they see most: shares of all winners. */
const monthly = {alike: 0.1, most: 0.85};
/** Share of the winners under which a look is warned of, and no look is taken for what it knows. */
export const enoughWinners = 0.8;
/** Shares of winners and of leads that are still there after a delay, to those at the entry. */
const stay = {winners: 0.95, leads: 0.8};
/** The same where else next to nothing is known of them. */
const stayAtLeast = {winners: 0.8, leads: 0.5};
/** More observations are not taken without being asked for: weekly snapshots of very many leads. */
const mostObservations = 1_000_000;

/** What the project file says of the look; absent parts are chosen. */
export interface LookAsked {
  design?: Look["design"];
  every?: SnapshotStep;
  delayDays?: number;
}

/**
 * The look that a run takes, from what each look would see.
 *
 * 1. A design that the project file states is taken; its step or delay is chosen where the file does not state it.
 * 2. Without a winner, without times of entry, or where most winners have no date: `static`.
 * 3. Monthly snapshots where they see as many winners as any look, to 5 in a hundred, weekly ones by the same rule where leads
 *    do things that can be known; there monthly ones may miss 10 in a hundred more if they see 85 %.
 * 4. Where they do, and snapshots still see 80 % of the winners: snapshots if they know what more of the winners did
 *    (5 in a hundred, and of half of them at least) than can be known soon after the entry.
 * 5. Else entry, which nobody escapes who is decided between two dates. Its delay is the longest of `naturalDelays` after which
 *    95 % of the winners and 80 % of the leads are still undecided, so that something of what they do is known; none where leads
 *    do nothing. Where nearly nothing would be known, 80 % and 50 % do.
 *
 * Steps shorter than a week are not offered: a lead that stays open for a year would be in the fits 365 times, one that is won
 * in a day once, and what goes with quick wins would count against them.
 */
export function chooseLook(
  {winners, entered, lost, lostUndated, sights}: Omit<Coverage, "chosen" | "why" | "horizon">,
  asked: LookAsked,
): {look: Look; why: LookReason} {
  const acts = winners.acting > 0;
  const ofEntry = entrySight(sights, acts, asked.delayDays);
  const stated = sights.filter(({look}) => isAsked(look, asked));
  const steps = stated.filter(({look}) => look.design === "snapshot").slice(0, acts ? undefined : 1);
  const snapshots = steps.filter(isAffordable);
  const entries = stated.filter(({look}) => look.design === "entry");
  const entryLook: Look = ofEntry?.look ?? {design: "entry", delayDays: asked.delayDays ?? 0};
  const stepLook: Look = snapshots[0]?.look ?? {design: "snapshot", every: asked.every ?? "month"};
  const seeing = (among: readonly Sight[]) => {
    const most = Math.max(0, ...among.map((sight) => sight.winners));
    return snapshots.find(({look, winners: seen}) => {
      const isMost = acts && look.design === "snapshot" && look.every === "month" && seen >= monthly.most * winners.all;
      return seen >= most - (isMost ? monthly.alike : alike) * winners.all;
    });
  };

  if (asked.design === "snapshot") return {look: seeing(snapshots)?.look ?? stepLook, why: "project file"};
  if (asked.design === "entry") return {look: entryLook, why: "project file"};
  if (asked.design) return {look: {design: asked.design}, why: "project file"};
  if (winners.all === 0) return {look: {design: "static"}, why: "no winners"};
  if (entered === 0) return {look: {design: "static"}, why: "no entries"};
  if (2 * winners.undated > winners.all) return {look: {design: "static"}, why: "winners undated"};
  if (2 * lostUndated > lost && (ofEntry?.winners ?? 0) > 0) return {look: entryLook, why: "losses undated"};
  const enough = seeing([...snapshots, ...entries]);
  if (enough) return {look: enough.look, why: "snapshots see enough"};
  const knowing = bestOf(snapshots);
  const knowsMore =
    acts &&
    knowing &&
    knowing.known >= Math.max((ofEntry?.known ?? 0) + alike * winners.all, winners.all / 2) &&
    knowing.winners >= enoughWinners * winners.all;
  return knowsMore ? {look: knowing.look, why: "snapshots know more"} : {look: entryLook, why: "entry sees most"};
}

const isAffordable = ({observations}: Sight, position: number): boolean =>
  position === 0 || observations <= mostObservations;

const isAsked = (look: Look, {every, delayDays}: LookAsked): boolean =>
  look.design === "snapshot"
    ? every === undefined || look.every === every
    : look.design === "entry" && (delayDays === undefined || look.delayDays === delayDays);

const bestOf = (sights: readonly Sight[]): Sight | undefined =>
  [...sights].sort((a, b) => b.winners - a.winners || b.known - a.known)[0];

/** Delays of entry that are tried, in days: from a quarter of an hour to a month. */
export const naturalDelays = [0, 0.01, 0.05, 0.125, 0.25, 0.5, 1, 2, 3, 7, 14, 30] as const;

/** The best of the entries; `acts`: there is something to wait for. */
export function entrySight(sights: readonly Sight[], acts: boolean, delayDays?: number): Sight | undefined {
  const entries = sights.flatMap((sight) =>
    sight.look.design === "entry" && (delayDays === undefined || sight.look.delayDays === delayDays)
      ? [{...sight, delay: sight.look.delayDays}]
      : [],
  );
  const most = Math.max(0, ...entries.map(({winners}) => winners));
  const atFirst = Math.max(0, ...entries.map(({leads}) => leads));
  const after = (share: typeof stay) =>
    entries.filter(({winners, leads}) => winners >= share.winners * most && leads >= share.leads * atFirst);
  const byDelay = [...after(stay)].sort((a, b) => a.delay - b.delay);
  if (!acts) return byDelay[0];
  const known = Math.max(0, ...byDelay.map((sight) => sight.known));
  if (2 * known >= most) return byDelay.filter((sight) => sight.known >= 0.99 * known).at(-1);
  const [telling] = [...after(stayAtLeast)].sort((a, b) => b.known - a.known || a.delay - b.delay);
  return telling && telling.known > known ? telling : byDelay.filter((sight) => sight.known >= known).at(0);
}
