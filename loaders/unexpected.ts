import {StepError} from "./engine/duckdb.ts";

/** Something went wrong that no check foresaw: which step it was in, in one line; `cause` has the rest. */
export class UnexpectedError extends Error {
  constructor(step: string, cause: unknown) {
    const [first] = (cause instanceof Error ? cause.message : String(cause)).split("\n");
    const where = cause instanceof StepError ? "" : `step failed: ${step}: `;
    super(
      `${where}${first.trim()}; this is a fault of hakari, not of your data: HAKARI_DEBUG=1 before the command shows its details, for a report`,
      {cause},
    );
    this.name = "UnexpectedError";
  }
}

/** Whether an error is none that was thrown on purpose: a failed query, or one of the language's own kinds. */
export const isOurFault = (error: unknown): boolean =>
  !(error instanceof Error) ||
  error instanceof StepError ||
  ["TypeError", "RangeError", "ReferenceError", "SyntaxError", "AssertionError"].includes(error.name);
