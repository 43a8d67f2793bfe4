import {describe, expect, it} from "vitest";
import {loadFiles, messageOf} from "./loading.ts";

const project = (settings = "", zone = "UTC") =>
  `title: T\ntimezone: ${zone}\nload: {max_rejected: 1}\nsources:\n  leads: {files: leads.csv${settings ? `, ${settings}` : ""}}\n`;
const csv = (values: string[]) =>
  `lead_id;created_at\n${values.map((v, i) => `${String(i).padStart(3, "0")};"${v}"\n`).join("")}`;

const load = (values: string[], settings = "", zone = "UTC") =>
  loadFiles({"project.yaml": project(settings, zone), "leads.csv": csv(values)});

/** How the values of a column are read: ISO without the needless end; rejects are missing. */
async function times(values: string[], settings?: string, zone?: string): Promise<string[]> {
  const {rows} = await load(values, settings, zone);
  const found = await rows("select created_at from leads order by lead_no");
  return found.map(({created_at}) =>
    String(created_at)
      .replace(/(:00)?\.000Z$/, "")
      .replace("T00:00", ""),
  );
}

describe("times of a source", () => {
  it.each([
    ["ISO dates", ["2024-01-02", "2024-12-31"], ["2024-01-02", "2024-12-31"]],
    ["ISO times", ["2024-01-02 03:04:05.678", "2024-01-02T03:04"], ["2024-01-02T03:04:05.678Z", "2024-01-02T03:04"]],
    [
      "instants",
      ["2024-01-02T03:04:05+09:00", "2024-01-02T03:04:05.5Z", "2024-01-02T03:04Z"],
      ["2024-01-01T18:04:05", "2024-01-02T03:04:05.500Z", "2024-01-02T03:04"],
    ],
    ["year/month/day", ["2024/1/2", "2024/01/02 3:04"], ["2024-01-02", "2024-01-02T03:04"]],
    ["month/day/year by a day over 12", ["1/2/2024", "10/20/2024"], ["2024-01-02", "2024-10-20"]],
    [
      "day/month/year by a day over 12",
      ["1/2/2024 10:00", "20/10/2024 23:59"],
      ["2024-02-01T10:00", "2024-10-20T23:59"],
    ],
    ["12-hour clocks", ["10/20/2024 3:04 PM", "1/2/2024 12:00 AM"], ["2024-10-20T15:04", "2024-01-02"]],
    ["dotted dates", ["02.01.2024", "31.12.2024"], ["2024-01-02", "2024-12-31"]],
    ["Japanese dates", ["2024年1月2日", "2024年12月31日 3時04分"], ["2024-01-02", "2024-12-31T03:04"]],
    ["packed dates", ["20240102", "20241231"], ["2024-01-02", "2024-12-31"]],
    ["names of months", ["5-Oct-2024", "20 October 2024", "Oct 5, 2024"], ["2024-10-05", "2024-10-20", "2024-10-05"]],
    [
      "seconds and milliseconds of the epoch",
      ["1704164645", "1704164645678"],
      ["2024-01-02T03:04:05", "2024-01-02T03:04:05.678Z"],
    ],
    ["two readings that agree", ["05-05-05", "06-06-06"], ["2005-05-05", "2006-06-06"]],
  ])("reads %s", async (_, values, expected) => {
    expect(await times(values)).toEqual(expected);
  });

  it("reads local times in the project's zone, across clock changes as icu does", async () => {
    const local = ["2024-03-31 01:59", "2024-03-31 02:30", "2024-03-31 03:00", "2024-10-27 02:30", "2024-07-01"];
    expect(await times(local, "", "Europe/Berlin")).toEqual([
      "2024-03-31T00:59",
      "2024-03-31T01:30",
      "2024-03-31T01:00",
      "2024-10-27T01:30",
      "2024-06-30T22:00",
    ]);
    expect(await times(["2024-01-01 09:00", "2024-01-01T09:00:00+00:00"], "", "Asia/Tokyo")).toEqual([
      "2024-01-01",
      "2024-01-01T09:00",
    ]);
  });

  it("refuses values that fit two orders with different dates, and names both readings and the setting", async () => {
    expect(await messageOf(load(["20-10-16", "01-03-17"]))).toBe(
      'leads.csv: column created_at: ambiguous dates: "20-10-16" is 2016-10-20 read as %d-%m-%y, or 2020-10-16 read as %y-%m-%d, ' +
        "and all values fit both; decide on the source in project.yaml: dates: {created_at: '%d-%m-%y'} or dates: {created_at: '%y-%m-%d'}",
    );
    expect(await messageOf(load(["01/02/2024 10:00", "03/04/2024 11:00"]))).toMatch(
      /"03\/04\/2024 11:00" is 2024-04-03 .* 2024-03-04/,
    );
  });

  it("reads them as the setting says", async () => {
    expect(await times(["20-10-16", "01-03-17"], "dates: {created_at: '%d-%m-%y'}")).toEqual([
      "2016-10-20",
      "2017-03-01",
    ]);
    expect(await times(["01/02/2024 10:00"], "dates: {created_at: '%m/%d/%Y %H:%M'}", "Asia/Tokyo")).toEqual([
      "2024-01-02T01:00",
    ]);
  });

  it.each([
    [
      ["45663.375", "45664.5"],
      "",
      /2 of 2 values cannot be read as times, such as "45663.375"; write .* dates: \{created_at: 'excel'\}/,
    ],
    [["2025/06.01", "2025/07.01"], "", /2 of 2 values .* dates: \{created_at: '%Y\/%m\.%d'\}/],
    [["Tanaka", "Sato"], "", /such as "Sato"; say how on the source .* or name another column/],
    [["2025-01-06 09:00 IST"], "", /IST can mean several zones: set timezone .* \(now UTC\)/],
    [
      ["1736154000000"],
      "dates: {created_at: epoch}",
      /cannot be read as epoch \(dates\).* dates: \{created_at: 'epoch_ms'\}/,
    ],
    [["1736154000000000"], "dates: {created_at: epoch_ms}", /dates: \{created_at: 'epoch_us'\}/],
    [["06.01.2025"], "dates: {created_at: '%Y-%m-%d'}", /as %Y-%m-%d \(dates\).* dates: \{created_at: '%d.%m.%Y'\}/],
  ])("stops at a column of %s that cannot be read, with what to write", async (values, settings, message) => {
    const strict = project(settings).replace("load: {max_rejected: 1}\n", "");
    expect(await messageOf(loadFiles({"project.yaml": strict, "leads.csv": csv(values)}))).toMatch(message);
  });

  it("reads days of a spreadsheet and microseconds where the project says so", async () => {
    expect(await times(["45663.375", "45664"], "dates: {created_at: excel}", "Asia/Tokyo")).toEqual([
      "2025-01-06",
      "2025-01-06T15:00",
    ]);
    expect(await times(["1736154000000000"], "dates: {created_at: epoch_us}")).toEqual(["2025-01-06T09:00"]);
  });

  it("reads every month of a sorted column with names", async () => {
    const days = Array.from({length: 12}, (_, m) =>
      Array.from({length: 3000}, () =>
        new Date(Date.UTC(2025, m, 15)).toLocaleDateString("en-GB", {day: "numeric", month: "long", year: "numeric"}),
      ),
    ).flat();
    const {rows} = await load(days);
    expect(await rows("select count(created_at) as n from leads")).toEqual([{n: 36_000}]);
  });

  it("refuses a column that no one order fits, with an example of each", async () => {
    expect(await messageOf(load(["20/10/2024", "10/20/2024"]))).toMatch(
      /mixed date formats: "20\/10\/2024" only fits %d\/%m\/%Y, "10\/20\/2024" only fits %m\/%d\/%Y; decide/,
    );
  });

  it("rejects what is no time, and takes empty values as unknown", async () => {
    const {rows} = await load(["2024-01-02", "", "soon", "2024-02-30", "infinity"]);
    expect(await rows("select lead_id, created_at is null as unknown from leads order by lead_no")).toEqual([
      {lead_id: "000", unknown: false},
      {lead_id: "001", unknown: true},
    ]);
    expect(await rows("select line, reason, detail from rejects order by line")).toEqual([
      {line: 4, reason: "unparseable time", detail: "created_at: soon"},
      {line: 5, reason: "unparseable time", detail: "created_at: 2024-02-30"},
      {line: 6, reason: "unparseable time", detail: "created_at: infinity"},
    ]);
  });
});
