import type {HorizonChoice} from "../funnel/horizon.ts";
import {type Coverage, enoughWinners, entrySight, type LookReason, type Sight, type Winners} from "./coverage.ts";

/** Why winners are not seen. */
export type Missed = {
  /** `late`: after the outcome window that began with the entry; `other`: between two snapshots, or before the delay was over. */
  cause: "undated" | "notEntered" | "early" | "notFollowed" | "late" | "other";
  /** So many winners. */
  winners: number;
};

/** Why there is nothing to compare. */
export type Lack =
  | "no outcome"
  | "nothing won"
  | "nobody reaches"
  | "no winner seen"
  | "no other lead seen"
  | "nothing seen with a label";

/** What pages and commands tell of a run's design. */
export interface DesignReport {
  /** Leads that reach the target. */
  winners: number;
  leads: number;
  chosen: Sight;
  /** The best of the others: of snapshots the month, of entry the best delay; those that the project file could name instead. */
  others: Sight[];
  why: LookReason;
  /** Winners that are not seen, by cause: most first. */
  missed: Missed[];
  /** Under four fifths of the winners are seen; of a design that was chosen, of those that the record and the window allow. */
  isPoor: boolean;
  lack: Lack | null;
  horizon: HorizonChoice | null;
  /** Days from the first lead to the data's end. */
  spanDays: number;
}

/** The coverage as it is told. `target`: won, or a stage. */
export function designReport(coverage: Coverage, target: string): DesignReport {
  const {winners, leads, chosen, why, horizon, spanDays} = coverage;
  return {
    winners: winners.all,
    leads,
    chosen,
    others: othersOf(coverage),
    why,
    missed: missedOf(coverage),
    isPoor: isPoorly(coverage),
    lack: lackOf(coverage, target),
    horizon: isTimed(chosen) ? horizon : null,
    spanDays,
  };
}

function othersOf({sights, chosen, winners}: Coverage): Sight[] {
  const snapshots = sights.filter(({look}) => look.design === "snapshot");
  const entry = entrySight(sights, winners.acting > 0);
  const {look} = chosen;
  if (look.design === "entry") return snapshots.slice(0, 1);
  if (look.design === "snapshot")
    return [
      ...snapshots.filter((one) => one !== chosen && one.look.design === "snapshot" && one.look.every === "month"),
      ...(entry ? [entry] : []),
    ];
  return [...snapshots.slice(0, 1), ...(entry ? [entry] : [])];
}

const isTimed = ({look}: Sight): boolean => look.design === "snapshot" || look.design === "entry";

/** Winners who were followed from their entry on and reached the target after the window; snapshots see them on later dates. */
function lateAtEntry({winners, sights, chosen}: Coverage): number {
  const atOnce = sights.find(({look}) => look.design === "entry" && look.delayDays === 0);
  if (chosen.look.design !== "entry" || !atOnce) return 0;
  const {all, undated, notEntered, early, notFollowed} = winners;
  return Math.max(0, all - undated - notEntered - early - notFollowed - atOnce.winners);
}

/** Winners of no fault of the design: this share at most came too recently, and this share converts after the window by its making. */
const excused = {notFollowed: 0.25, late: 0.2};

function isPoorly(coverage: Coverage): boolean {
  const {winners, chosen, why} = coverage;
  if (why === "project file") return chosen.winners < enoughWinners * winners.all;
  const recent = isTimed(chosen) ? Math.min(winners.notFollowed, excused.notFollowed * winners.all) : 0;
  const late = Math.min(lateAtEntry(coverage), excused.late * winners.all);
  return chosen.winners < enoughWinners * (winners.all - recent - late);
}

function missedOf(coverage: Coverage): Missed[] {
  const {winners, chosen} = coverage;
  const unseen = winners.all - chosen.winners;
  if (unseen <= 0) return [];
  const parts: (keyof Winners & Missed["cause"])[] = isTimed(chosen)
    ? ["undated", "notEntered", "early", "notFollowed"]
    : ["undated", "notEntered"];
  const known = parts.map((cause) => ({cause, winners: winners[cause]}));
  const named =
    chosen.between === undefined || chosen.leads === 0 ? known : withFollowUp(known, unseen, chosen.between);
  const rest = unseen - named.reduce((sum, part) => sum + part.winners, 0);
  const late = Math.min(rest, lateAtEntry(coverage));
  return [...named, {cause: "late" as const, winners: late}, {cause: "other" as const, winners: rest - late}]
    .filter((part) => part.winners > 0)
    .sort((a, b) => b.winners - a.winners);
}

/** Snapshots that came before the win and yet do not see it have no label: what no date could see is known, the others are late. */
function withFollowUp(parts: readonly Missed[], unseen: number, between: number): Missed[] {
  const others = parts.filter(({cause}) => cause !== "notFollowed");
  const left = unseen - others.reduce((sum, part) => sum + part.winners, 0);
  return [...others, {cause: "notFollowed", winners: Math.max(0, left - between)}];
}

function lackOf({winners, chosen, outcomes, lost}: Coverage, target: string): Lack | null {
  if (winners.all === 0) return target !== "won" ? "nobody reaches" : outcomes === 0 ? "no outcome" : "nothing won";
  if (chosen.look.design === "static") return lost === 0 ? "no other lead seen" : null;
  if (chosen.leads === 0) return "nothing seen with a label";
  if (chosen.winners === 0) return "no winner seen";
  return chosen.leads <= chosen.winners && chosen.observations <= chosen.winners ? "no other lead seen" : null;
}
