/** The command was called wrongly: its own help says how. Exit code 2. */
export class UsageError extends Error {}
