/** How numbers are written, and what stood among them. */
export type NumberNote = never;
