/** A rule that could take the place of one on the card. */
export interface Interchange {
  /** On the card. */
  rule: string;
  text: string;
  other: string;
  otherText: string;
  /** Its best points in that place, the rest of the card as it is. */
  points: number;
  /** What the swap adds to the log-loss, as a share of it; under 0 where the other is better. */
  cost: number;
  /** Share of the observations with either rule on which both hold. */
  overlap: number;
  /** Correlation of the two (φ), −1 to 1. */
  phi: number;
  /** They hold, or do not, together on at least 99.8 % of observations: one thing under two names. */
  isSame: boolean;
  /** Both in a sentence, for the reader. */
  sentence: string;
}
