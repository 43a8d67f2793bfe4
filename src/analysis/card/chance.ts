import {type Curve, logOddsAt} from "../points/line.ts";

/** What turns a score into a chance. */
export type ScoreCurve = Curve;

/** Chance to convert that a card gives a score, 0–1. */
export const chanceOf = (score: number, curve: ScoreCurve): number => 1 / (1 + Math.exp(-logOddsAt(curve, score)));
