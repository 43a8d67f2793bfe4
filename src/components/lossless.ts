/**
 * A value as JSON that `revived` makes whole again: regular expressions, dates and the numbers that JSON has no word for are told
 * by name. What is undefined, and functions, are left out, as JSON does.
 */
export const toJson = (value: unknown): string =>
  JSON.stringify(value, function (this: Record<string, unknown>, key, written) {
    // a date has become a text before it is asked about
    const inner = this[key];
    if (inner instanceof RegExp) return {[mark]: "RegExp", of: [inner.source, inner.flags]};
    if (inner instanceof Date) return {[mark]: "Date", of: [String(inner.getTime())]};
    if (typeof inner === "number" && !Number.isFinite(inner)) return {[mark]: "Number", of: [String(inner)]};
    return written;
  });

const mark = "$made";

const makers = {
  RegExp: ([source, flags]: string[]) => new RegExp(source, flags),
  Date: ([time]: string[]) => new Date(Number(time)),
  Number: ([name]: string[]) => Number(name),
};

/** What `toJson` was given, of what was read of its JSON. */
export function revived(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(revived);
  if (typeof value !== "object" || value === null) return value;
  if (mark in value) {
    const {[mark]: kind, of} = value as unknown as {[mark]: keyof typeof makers; of: string[]};
    return makers[kind](of);
  }
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, revived(inner)]));
}
