/** A query failed: which step, its SQL, and what the engine said. */
export class StepError extends Error {
  constructor(
    readonly step: string,
    readonly sql: string,
    /** What the engine said, with its word for the kind of error. */
    readonly reason: string,
  ) {
    super(`step failed: ${step}: ${reason}`);
    this.name = "StepError";
  }
}
