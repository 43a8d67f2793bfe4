import {random} from "../../src/analysis/statistics/random.ts";
import type {History} from "../loaders/steps/histories.ts";

/** How leads of a made-up company behave; times in days. */
export interface World {
  /** Mean time from the entry to the decision, exponential. */
  decisionAfter: number;
  /** Activities happen within so many days of the entry, while the lead is undecided; none without it. */
  actsWithin?: number;
  /** Leads that do what is planted win half the time, others one in ten. */
  planted: "action" | "attribute";
  /** Where given, the planted leads that win do so after so many days. */
  plantedWinAfter?: number;
  /** Losses are recorded. */
  hasLost: boolean;
  /** The time of entry is recorded; else the first activity tells it. */
  hasCreated: boolean;
  /** Times are recorded at all. */
  hasTimes?: boolean;
}

const days = 360;

/** Leads of a year, 800 of them, with a quarter of them planted. The data end on day 400. */
export function leadsOf(world: World, seed: number, leads = 800): History[] {
  const draw = random(seed);
  return Array.from({length: leads}, (_, i): History => {
    const created = (i + draw()) * (days / leads);
    const isPlanted = draw() < 0.25;
    const isWon = draw() < (isPlanted ? 0.5 : 0.1);
    const exponential = -Math.log(1 - draw()) * world.decisionAfter;
    const after =
      isWon && isPlanted && world.plantedWinAfter !== undefined ? world.plantedWinAfter * (0.5 + draw()) : exponential;
    const decided = created + after;
    const isDecided = decided < 400 && (isWon || (world.hasLost && draw() < 0.7));
    const within = world.actsWithin;
    const moments = (n: number, share: number) =>
      within === undefined
        ? []
        : Array.from({length: n}, () => created + draw() * within * share).filter((at) => at < decided && at < 400);
    const pages = [...(world.hasCreated ? [] : [created]), ...moments(Math.floor(draw() * 4), 1)];
    const did = world.planted === "action" && isPlanted ? moments(2, 0.5) : [];
    const hasTimes = world.hasTimes !== false;
    return {
      created: world.hasCreated && hasTimes ? created : null,
      activities: hasTimes
        ? [...pages.map((at): [string, number] => ["page", at]), ...did.map((at): [string, number] => ["demo", at])]
        : [],
      ...(isDecided ? {outcome: isWon ? "won" : "lost", decided: hasTimes ? decided : null} : {}),
      attributes: {
        origin:
          world.planted === "attribute" && isPlanted ? "display" : ["ads", "mail", "events"][Math.floor(draw() * 3)],
        size: Math.floor(draw() * 500),
        region: ["north", "south", "west"][Math.floor(draw() * 3)],
      },
    };
  });
}
