/** What the conversions carry: points, or no more than whether a rule counts for a lead or against it. */
export type Strength = "points" | "direction only";
