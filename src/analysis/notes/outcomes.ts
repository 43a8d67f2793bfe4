/** Outcomes and stages: words, several a lead, contradictions, stays. */
export type OutcomeNote = never;
