import {locale} from "../text/format.ts";

/**
 * Gives this page, or this process, a clock that stands in UTC: as it would run under `TZ=UTC`, with month names and forms in the
 * pages' language where none is asked for. A date without a time is then the same day, and a chart the same picture, wherever
 * it is drawn or looked at. All that tells local time is replaced: `Date` with what it parses, gets, sets and writes, and
 * `Intl.DateTimeFormat`, which libraries use as well. Instants and zones that are named stay what they are.
 */
export function standInUtc(): void {
  if (isInUtc) return;
  isInUtc = true;
  const prototype = Date.prototype as unknown as Record<string, unknown>;
  for (const part of ["FullYear", "Month", "Date", "Day", "Hours", "Minutes", "Seconds", "Milliseconds"]) {
    prototype[`get${part}`] = prototype[`getUTC${part}`];
    if (part !== "Day") prototype[`set${part}`] = prototype[`setUTC${part}`];
  }
  const written: ThisType<Date> & Record<string, () => unknown> = {
    getTimezoneOffset() {
      return Number.isNaN(this.getTime()) ? Number.NaN : 0;
    },
    getYear() {
      return this.getUTCFullYear() - 1900;
    },
    toString() {
      return texts(this)?.join(" ") ?? "Invalid Date";
    },
    toDateString() {
      return texts(this)?.[0] ?? "Invalid Date";
    },
    toTimeString() {
      return texts(this)?.[1] ?? "Invalid Date";
    },
  };
  for (const [name, write] of Object.entries(written)) replace(prototype, name, write);
  for (const name of ["toLocaleString", "toLocaleDateString", "toLocaleTimeString"]) {
    const local = prototype[name] as (...asked: Asked) => string;
    replace(prototype, name, function (this: Date, ...asked: Asked) {
      return local.apply(this, inUtc(asked));
    });
  }
  const clock = new Proxy(Date, {
    apply: () => new Date().toString(),
    construct: (target, asked, made) => Reflect.construct(target, instantOf(asked), made),
    get: (target, name) => (name === "parse" ? parsed : Reflect.get(target, name)),
  });
  replace(prototype, "constructor", clock);
  replace(globalThis, "Date", clock);
  const formats = new Proxy(Intl.DateTimeFormat, {
    apply: (target, _, asked) => Reflect.construct(target, inUtc(asked as Asked)),
    construct: (target, asked, made) => Reflect.construct(target, inUtc(asked as Asked), made),
  });
  replace(Intl.DateTimeFormat.prototype, "constructor", formats);
  replace(Intl, "DateTimeFormat", formats);
}

let isInUtc = false;

const replace = (owner: object, name: string, value: unknown): void =>
  void Object.defineProperty(owner, name, {value, configurable: true, writable: true, enumerable: false});

/** Languages and how to write; as `toLocaleString` is asked. */
type Asked = [(string | string[])?, Intl.DateTimeFormatOptions?, ...unknown[]];

const inUtc = ([languages, options]: Asked): Asked => [
  languages ?? locale(),
  {...options, timeZone: options?.timeZone ?? "UTC"},
];

/** "Tue Apr 01 2025" and "00:00:00 GMT+0000 (Coordinated Universal Time)"; null of what is no instant. */
function texts(date: Date): [day: string, time: string] | null {
  const parts = /^(\w+), (\d+) (\w+) (-?\d+) ([\d:]+) GMT$/.exec(date.toUTCString());
  if (!parts) return null;
  const [, weekday, day, month, year, time] = parts;
  return [`${weekday} ${month} ${day} ${year}`, `${time} GMT+0000 (Coordinated Universal Time)`];
}

/** What `new Date(...)` is to be given instead, so that it takes what names no zone to be in UTC. */
function instantOf(asked: unknown[]): unknown[] {
  if (asked.length > 1) return [Date.UTC(...(asked as [number, number]))];
  const [value] = asked;
  if (typeof value !== "object" || value === null) return typeof value === "string" ? [parsed(value)] : asked;
  const isPlainDate = Object.prototype.toString.call(value) === "[object Date]";
  const plain = isPlainDate ? (value as Date).getTime() : (value as {valueOf(): unknown}).valueOf();
  return typeof plain === "number" ? [plain] : [parsed(String(value))];
}

const {parse: parsedHere} = Date;
const {getTimezoneOffset: minutesBehind} = Date.prototype;

/** Is a day, a month or a year as ISO 8601 writes it, which always is in UTC; or names a zone: Z, GMT+9, EST, -05:00 behind a time. */
const hasZone = /^(?:\d{4}|[+-]\d{6})(?:-\d\d){0,2}$|(?:\d|\b)(?:Z|UTC?|GMT|[ECMP][SD]T)(?![a-z])|:\d\d[^+-]*[+-]\d/i;

/** Milliseconds since 1970 of a text as `Date.parse` reads it, but in UTC where it names no zone. */
function parsed(value: unknown): number {
  const text = String(value);
  const here = parsedHere(text);
  if (Number.isNaN(here) || hasZone.test(text)) return here;
  const there = [`${text}Z`, `${text} UTC`].map(parsedHere).find((instant) => !Number.isNaN(instant));
  return there ?? here - 60_000 * minutesBehind.call(new Date(here));
}
