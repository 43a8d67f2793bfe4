/** What turns a score into a chance. */
export interface ScoreCurve {
  /** Natural-log odds at a score of 0. */
  intercept: number;
  /** Natural-log odds of one point. */
  slope: number;
}

/** Chance to convert that a card gives a score, 0–1: P = 1 / (1 + exp(−(intercept + slope · score))). */
export const chanceOf = (score: number, {intercept, slope}: ScoreCurve): number =>
  1 / (1 + Math.exp(-(intercept + slope * score)));
