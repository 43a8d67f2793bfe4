/**
 * What the engine said of SQL that it could not run, as the end of a sentence of ours: without its word for the kind of error, on
 * one line. `within` is the line of the SQL, from 0, where it told one.
 */
export function reasonOf({message}: Pick<Error, "message">): {reason: string; isConversion: boolean; within?: number} {
  const said = message.replace(/^step failed: [^:]*: /, "");
  const [first] = said.split("\n");
  const reason = sentence(first.replace(/^(?:[A-Z]\w* )+Error: /, ""));
  const line = /^LINE (\d+):/m.exec(said)?.[1];
  return {
    reason,
    isConversion: /^Conversion Error/.test(first),
    within: line === undefined ? undefined : Number(line) - 1,
  };
}

/** A sentence of the engine within one of ours. */
export const sentence = (text: string): string =>
  text
    .replaceAll(/\s+/g, " ")
    .replace(/[.!\s]+$/, "")
    .replace(/^[A-Z](?=[a-z ])/, (letter) => letter.toLowerCase());
