import {execFileSync} from "node:child_process";
import {describe, expect, it} from "vitest";
import {standInUtc} from "../../src/components/utcClock.ts";

const texts = [
  "2025-04-01",
  "2025-04-01T10:00:00",
  "2025-04-01 10:00",
  "2025-04-01T24:00",
  "2025-03-09T02:30:00",
  "2025-04-01T10:00:00Z",
  "2025-04-01T10:00:00.123456",
  "2025-04-01T10:00:00+09:00",
  "2025-04-01 10:00 -0500",
  "2025-04-01 10:00 PST",
  "Tue, 01 Apr 2025 10:00:00 GMT",
  "Tue Apr 01 2025 00:00:00 GMT+0900 (Japan Standard Time)",
  "2025-04",
  "2025",
  "2025/04/01",
  "4/1/2025 10:00 PM",
  "Apr 1, 2025",
  "1 April 2025 10:00:00",
  "+012025-04-01",
  "0044-03-15",
  "1/1/99",
  "3",
  "2025年4月1日",
  "",
];

/** Each gives a text; run here on the clock in UTC, and in a process whose zone is UTC. */
const said: Record<string, string> = {
  "every text, read and told in its parts": `${JSON.stringify(texts)}.map((text) => {
    const date = new Date(text);
    const parts = ["FullYear", "Month", "Date", "Day", "Hours", "Minutes", "Seconds", "Milliseconds"].map((part) => date["get" + part]());
    return [text, Date.parse(text), +date, date.getTimezoneOffset(), ...parts, String(date), date.toDateString(), date.toTimeString()].join("|");
  }).join("\\n")`,
  "dates made of parts": `[[2025, 3], [2025, 3, 1, 23, 59, 59, 999], [99, 0], [-1, 0, 1], [2025, NaN], [2025, 14, -3]]
    .map((parts) => +new Date(...parts)).join()`,
  "dates of dates, numbers and nothing": `[new Date(new Date(5)), new Date(1e12), new Date(null), new Date(undefined), new Date({valueOf: () => 7}), new Date({toString: () => "2025-04-01T10:00"})]
    .map(Number).join()`,
  "dates that are set": `(() => { const date = new Date(0); date.setFullYear(2025, 3, 1); date.setHours(9, 30); date.setDate(31); return date.toISOString(); })()`,
  "dates written for people": `(() => { const date = new Date("2025-04-01T00:30"); return [
    date.toLocaleDateString("en-US"), date.toLocaleString("ja-JP", {dateStyle: "long", timeStyle: "short"}), date.toLocaleTimeString("en-GB"),
    date.toLocaleDateString("en-US", {timeZone: "Asia/Tokyo", timeStyle: undefined}), date.toLocaleDateString("en-US", {month: "short", timeZone: undefined}),
    new Intl.DateTimeFormat("en-US", {dateStyle: "full"}).format(date), Intl.DateTimeFormat("en-US").resolvedOptions().timeZone,
  ].join("|"); })()`,
  "what kind of thing a date is": `(() => { class Day extends Date { next() { return new Day(+this + 864e5); } } const day = new Day(2025, 3, 1); return [
    new Date() instanceof Date, day instanceof Date, day.next().toISOString(), typeof Date(), new Date().constructor === Date, Date.length, Date.name,
    JSON.stringify(new Date(2025, 3)), new Date(2025, 3) + 1, new Date(2025, 3) - 1, Date.UTC(2025, 3), Math.abs(Date.now() - new Date()) < 1000,
    new Intl.DateTimeFormat("en") instanceof Intl.DateTimeFormat, String(new Date(NaN)), new Date(NaN).getTimezoneOffset(),
  ].join("|"); })()`,
};

describe("standInUtc()", () => {
  standInUtc();
  const elsewhere = JSON.parse(
    execFileSync(process.execPath, ["-p", `JSON.stringify([${Object.values(said)}])`], {
      env: {...process.env, TZ: "UTC"},
      encoding: "utf8",
    }),
  );

  it("is asked in another zone", () => {
    expect(process.env.TZ).toBe("Asia/Tokyo");
  });

  it.each(Object.entries(said).map(([what, code], i) => ({what, code, i})))("gives $what as UTC does", ({code, i}) => {
    expect(new Function(`return ${code}`)()).toBe(elsewhere[i]);
  });

  it("writes dates in the pages' language where none is asked for", () => {
    expect(new Date("2025-04-01").toLocaleDateString(undefined, {dateStyle: "medium"})).toBe("1 Apr 2025");
  });
});
