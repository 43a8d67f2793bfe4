/**
 * How much a load looks at, at most. Of more, the commonest are taken: by leads that have them, never by what became of these leads,
 * so that what is found among them needs no further correction. Names that the project file spells out come first.
 */
export const mostLookedAt = {
  /** Columns that are read of one file. */
  fileColumns: 1000,
  /** Attributes; of few leads fewer, see `mostColumns`. */
  columns: 200,
  /** Values of all categories together. */
  values: 600,
  actions: 60,
  /** Topics of actions: "page view of pricing" is one. */
  topics: 100,
  /** Stages, each held equal and with steps of its own. */
  stages: 12,
  /** Attributes that part leads into groups. */
  segments: 20,
} as const;

/**
 * What is looked at in the steps from single stages, in groups of leads and in the profile, where every pattern is counted dozens of
 * times. Of more stages than `mostLookedAt` so many have steps of their own, and all are held equal in so many groups of neighbours; of
 * more segments so many part the leads.
 */
export const mostInSteps = {columns: 40, values: 150, actions: 20, topics: 20, stages: 6, segments: 6} as const;

const fewestColumns = 50;
const leadsAColumn = 5;

/** Attributes looked at of so many leads: more columns than a fifth of the leads tell nothing but luck. */
export const mostColumns = (leads: number): number =>
  Math.min(mostLookedAt.columns, Math.max(fewestColumns, Math.floor(leads / leadsAColumn)));
