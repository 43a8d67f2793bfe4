/** What was done about dates that cannot be where they stand, and about columns of times. */
export type TimeNote = never;
