/** A rule that is not on the card and that resamples of the leads often choose. */
export interface OftenInstead {
  rule: string;
  text: string;
  /** Share of the resamples whose best card has it, 0–1. */
  kept: number;
  /** Middle of its points there, in points of the card. */
  points: number;
}
