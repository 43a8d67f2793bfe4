import type {TopLevelSpec} from "vega-lite";

/**
 * A specification as JSON could write it, which is all that a picture can be drawn by at the build and in the browser alike. A date
 * becomes Vega-Lite's own form of one, in UTC; in rows that stand in the specification, its text. What is undefined is left
 * out. Throws on what JSON has no word for, and on data from elsewhere, with the place and what to write instead.
 *
 * @example plainSpec({mark: "bar", encoding: {x: {scale: {domain: [new Date("2025-04-01")]}}}})
 */
export const plainSpec = (spec: object): TopLevelSpec =>
  plain(spec, {place: "spec", name: "", isRow: false}) as TopLevelSpec;

interface At {
  /** "spec.layer[0].mark". */
  place: string;
  /** The key under which it stands. */
  name: string;
  /** In rows that stand in the specification. */
  isRow: boolean;
}

function plain(value: unknown, at: At): unknown {
  const refuse = (what: string, remedy: string): never => {
    throw new Error(`${at.place}: ${what}, which a chart cannot hold; ${remedy}`);
  };
  if (value === null || typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "bigint") return Number(value);
  if (typeof value === "number")
    return Number.isFinite(value) ? value : refuse(String(value), at.isRow ? "write null" : "leave it out");
  if (typeof value === "function")
    return refuse("a function", 'write it as the text of a Vega expression: "datum.x > 1"');
  if (typeof value !== "object") return refuse(typeof value, "write null or a text");
  if (Array.isArray(value)) return value.map((one, i) => plain(one, {...at, place: `${at.place}[${i}]`}));
  if (value instanceof Date) {
    if (at.isRow) return Number.isNaN(value.getTime()) ? null : value.toISOString();
    return Number.isNaN(value.getTime()) ? refuse("an invalid date", "leave it out") : dateTime(value);
  }
  if (value instanceof RegExp)
    return refuse("a regular expression", `write it into the text of an expression: "test(${value}, datum.x)"`);
  const kind = kindOf(value);
  if (kind !== "Object") return refuse(`an object of the kind ${kind}`, "write a plain object or a list");
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .map(([name, inner]) => {
        if (name === "url" && at.name === "data")
          throw new Error(
            `${at.place}.url: data from elsewhere, which a chart cannot hold; give it the rows, or write them as values`,
          );
        const isRow = at.isRow || name === "datasets" || (name === "values" && at.name === "data");
        return [name, plain(inner, {place: `${at.place}.${name}`, name, isRow})];
      }),
  );
}

function kindOf(value: object): string {
  const prototype = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype ? "Object" : (prototype.constructor?.name ?? "unknown");
}

/** Vega-Lite's own form of a date. */
const dateTime = (date: Date): object => ({
  year: date.getUTCFullYear(),
  month: date.getUTCMonth() + 1,
  date: date.getUTCDate(),
  hours: date.getUTCHours(),
  minutes: date.getUTCMinutes(),
  seconds: date.getUTCSeconds(),
  milliseconds: date.getUTCMilliseconds(),
  utc: true,
});
