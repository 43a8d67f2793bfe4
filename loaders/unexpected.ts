import {reasonOf} from "./engine/sql/reason.ts";
import {StepError} from "./engine/stepError.ts";
import {fileFault} from "./fileFaults.ts";

/** Something went wrong that no check foresaw: which step it was in, in one line; `cause` has the rest. */
export class UnexpectedError extends Error {
  constructor(step: string, cause: unknown) {
    const {name, said} =
      cause instanceof StepError ? {name: cause.step, said: cause.reason} : {name: step, said: messageOf(cause)};
    super(
      `step failed: ${name}: this is a fault of hakari, not of your data; HAKARI_DEBUG=1 before the command shows its details, for a report (${reasonOf({message: said}).reason})`,
      {cause},
    );
    this.name = "UnexpectedError";
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/**
 * An error as people are told it: those that were thrown on purpose as they are; want of space, memory or rights by what would
 * mend it; the rest as a fault of ours in the step that was running.
 */
export function told(error: unknown, step: string): Error {
  if (error instanceof StepError) return wantOf(error) ?? new UnexpectedError(step, error);
  if (error instanceof UnexpectedError) return error;
  return fileFault(error) ?? (isOurFault(error) ? new UnexpectedError(step, error) : (error as Error));
}

/** Whether an error is none that was thrown on purpose: of the language's own kinds, or of the system. */
const isOurFault = (error: unknown): boolean =>
  !(error instanceof Error) ||
  ["TypeError", "RangeError", "ReferenceError", "SyntaxError", "AssertionError"].includes(error.name) ||
  "code" in error;

/** What the engine lacked, where it was nothing of ours. */
function wantOf({step, reason}: StepError): Error | null {
  if (/No space left on device|max_temp_directory_size|disk quota/i.test(reason))
    return new Error(
      `no space left: the disk of the project folder was full at the step ${step}; free some space, or move the project to another disk`,
    );
  if (/Permission denied|Read-only file system/i.test(reason))
    return new Error(
      `cannot write beside the warehouse at the step ${step}: not allowed; give yourself the right to the project folder, or copy it to another place`,
    );
  return null;
}
