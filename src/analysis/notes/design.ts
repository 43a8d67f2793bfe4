/** Whom the observation design sees. */
export type DesignNote = never;
