import {describe, expect, it} from "vitest";
import {zoneNames} from "../../loaders/sources/files/timeWords.ts";
import {loadFiles} from "./loading.ts";

/** How one value is read in this zone, as ISO in UTC; null where it is refused. */
async function read(value: string, zone: string, settings = ""): Promise<string | null> {
  const {rows} = await loadFiles({
    "project.yaml": `title: T\ntimezone: ${zone}\nload: {max_rejected: 1}\nsources:\n  leads: {files: leads.csv${settings}}\n`,
    "leads.csv": `lead_id;created_at\n1;"${value}"\n`,
  });
  const [row] = await rows("select created_at from leads");
  return row ? String(row.created_at).replace(".000Z", "Z") : null;
}

const nine = "2025-01-06T09:00:00Z";
const tokyo = "2025-01-06T00:00:00Z";

describe("one time in many ways of writing", () => {
  it.each([
    ["2025-01-06 09:00:00 +09:00", "Asia/Tokyo", tokyo],
    ["2025-01-06 09:00:00 +0900", "UTC", tokyo],
    ["2025-01-06 09:00:00 +09", "UTC", tokyo],
    ["2025-01-06 09:00 +09:00", "UTC", tokyo],
    ["2025-01-06T09:00:00z", "Asia/Tokyo", nine],
    ["2025-01-06 09:00:00 GMT", "Asia/Tokyo", nine],
    ["2025-01-06 09:00:00 UTC", "Asia/Tokyo", nine],
    ["2025-01-06 09:00:00 UTC+9", "UTC", tokyo],
    ["2025-01-06 09:00:00 -0330", "UTC", "2025-01-06T12:30:00Z"],
    ["2025-01-06T09:00+09:00[Asia/Tokyo]", "UTC", tokyo],
    ["2025-01-06T09:00:00,250Z", "UTC", "2025-01-06T09:00:00.250Z"],
    ["20250106T090000Z", "Asia/Tokyo", nine],
    ["1/16/2025, 9:00:00 AM", "UTC", "2025-01-16T09:00:00Z"],
    ["1/16/2025, 9:00:00\u202fPM", "UTC", "2025-01-16T21:00:00Z"],
    ["1/16/2025 9:00\u00a0p.m.", "UTC", "2025-01-16T21:00:00Z"],
    ["1/16/2025 9PM", "UTC", "2025-01-16T21:00:00Z"],
    ["1/16/2025 0:30 AM", "UTC", "2025-01-16T00:30:00Z"],
    ["1/16/2025 0:30 PM", "UTC", "2025-01-16T12:30:00Z"],
    ["1/16/2025 15:30 PM", "UTC", "2025-01-16T15:30:00Z"],
    ["1/16/2025 15:30 AM", "UTC", null],
    ["Jan 06, 2025 at 09:00 AM", "UTC", nine],
    ["January 6th, 2025 at 9:00 am", "UTC", nine],
    ["Jan  6 2025  9:00AM", "UTC", nine],
    ["6 Sept 2025", "UTC", "2025-09-06T00:00:00Z"],
    ["06-JAN-25 09.00.00.000000 AM", "UTC", nine],
    ["06/Jan/2025:09:00:00 +0900", "UTC", tokyo],
    ["2025-Jan-06 09:00", "UTC", nine],
    ["Mon, 06 Jan 2025 09:00:00 +0000", "Asia/Tokyo", nine],
    ["Mon, 6 Jan 2025 09:00:00 GMT", "Asia/Tokyo", nine],
    ["Monday, January 6, 2025 9:00 AM", "UTC", nine],
    ["Mon Jan 06 2025 09:00:00 GMT+0900 (Japan Standard Time)", "UTC", tokyo],
    ["Mon Jan 06 2025 09:00:00 GMT+0900 (日本標準時)", "UTC", tokyo],
    ["Mon Jan 06 09:00:00 JST 2025", "Asia/Tokyo", tokyo],
    ["Mon Jan  6 09:00:00 2025", "UTC", nine],
    ["2025-01-06 09:00:00 JST", "Asia/Tokyo", tokyo],
    ["2025-01-06 09:00 JST", "UTC", tokyo],
    ["2025-01-06 09:00:00 PST", "America/Los_Angeles", "2025-01-06T17:00:00Z"],
    ["2025-07-06 09:00:00 PDT", "America/Los_Angeles", "2025-07-06T16:00:00Z"],
    ["1/16/2025 9:00 AM PST", "America/Los_Angeles", "2025-01-16T17:00:00Z"],
    ["2025-01-06 09:00:00 CET", "UTC", "2025-01-06T08:00:00Z"],
    ["2025-07-06 09:00:00 CEST", "Europe/Berlin", "2025-07-06T07:00:00Z"],
    ["2025-01-06 09:00:00 IST", "Asia/Kolkata", "2025-01-06T03:30:00Z"],
    ["2025-01-06 09:00:00 KST", "Asia/Seoul", tokyo],
    ["2025-01-06 09:00:00 IST", "Asia/Tokyo", null],
    ["2025-01-06 09:00:00 PST", "Asia/Manila", null],
    ["2025年1月6日(月) 9:00", "UTC", nine],
    ["2025年1月6日（月）９時００分", "UTC", nine],
    ["2025年1月6日 月曜日 午前9時", "UTC", nine],
    ["2025年01月06日 午後9時05分30秒", "UTC", "2025-01-06T21:05:30Z"],
    ["2025/1/6(月)", "UTC", "2025-01-06T00:00:00Z"],
    ["2025/1/6(月) 9:00", "UTC", nine],
    ["2025/01/06 午後 9:00", "UTC", "2025-01-06T21:00:00Z"],
    ["2025/01/06 午後0:30", "UTC", "2025-01-06T12:30:00Z"],
    ["２０２５／１／６", "UTC", "2025-01-06T00:00:00Z"],
    ["２０２５／１／６　９：００", "UTC", nine],
    ["令和7年1月6日", "UTC", "2025-01-06T00:00:00Z"],
    ["令和7年1月6日(月) 9:00", "UTC", nine],
    ["令和元年5月1日", "UTC", "2019-05-01T00:00:00Z"],
    ["R7.1.6", "UTC", "2025-01-06T00:00:00Z"],
    ["R07/01/06 09:00", "UTC", nine],
    ["H31/4/30", "UTC", "2019-04-30T00:00:00Z"],
    ["平成12年4月1日", "UTC", "2000-04-01T00:00:00Z"],
    ["昭和64年1月7日", "UTC", "1989-01-07T00:00:00Z"],
    ["2025. 1. 6. 오전 9:00:00", "UTC", nine],
    ["2025/1/6 上午9:00:00", "UTC", nine],
    ["2025年1月6日 星期一 9:00", "UTC", nine],
    ["202501060900", "UTC", nine],
    ["20250106090000", "UTC", nine],
    ["06.01.2025, 09:00", "UTC", nine],
    ["06.01.2025 09:00 Uhr", "UTC", nine],
    ["06.01.2025 um 9 Uhr", "UTC", nine],
    ["06.01.2025 - 09:00", "UTC", nine],
    ["06.01.2025 09.00", "UTC", nine],
    ["Montag, 6. Januar 2025 um 09:00", "UTC", nine],
    ["Mo, 06.01.2025 09:00", "UTC", nine],
    ["6. März 2025", "UTC", "2025-03-06T00:00:00Z"],
    ["6 janvier 2025 à 09:00", "UTC", nine],
    ["mar. 4 mars 2025 09:00", "UTC", "2025-03-04T09:00:00Z"],
    ["6 févr. 2025 09h30", "UTC", "2025-02-06T09:30:00Z"],
    ["6 de enero de 2025", "UTC", "2025-01-06T00:00:00Z"],
    ["Mar 4, 2025", "UTC", "2025-03-04T00:00:00Z"],
    ["2025-01-06 24:00", "UTC", "2025-01-07T00:00:00Z"],
    ["31.12.2024 24:00:00", "Asia/Tokyo", "2024-12-31T15:00:00Z"],
    ["12/31/2024 24:00", "UTC", "2025-01-01T00:00:00Z"],
    ["2025年1月6日 24時00分", "UTC", "2025-01-07T00:00:00Z"],
    ["202501062400", "UTC", "2025-01-07T00:00:00Z"],
    ["2016-12-31 23:59:60", "UTC", "2017-01-01T00:00:00Z"],
    ["31.12.2016 23:59:60", "UTC", "2017-01-01T00:00:00Z"],
    ["2016-12-31T23:59:60Z", "Asia/Tokyo", "2017-01-01T00:00:00Z"],
    ["2025-02-30 24:00", "UTC", null],
    ["25:00 2025-01-06", "UTC", null],
    ["1736154000", "Asia/Tokyo", nine],
    ["1736154000.25", "UTC", "2025-01-06T09:00:00.250Z"],
    ["1736154000000", "UTC", nine],
    ["1736154000000000", "UTC", nine],
    ["1736154000000000000", "UTC", nine],
    ["soon", "UTC", null],
    ["May", "UTC", null],
    ["Order 12 March", "UTC", null],
  ])("reads %s in %s as %s", async (value, zone, expected) => {
    expect(await read(value, zone)).toBe(expected);
  });
});

describe("zoneNames(zone)", () => {
  it("knows a zone's own names in winter and summer, and no foreign ones that mean several", () => {
    expect(zoneNames("America/Los_Angeles")).toContainEqual({name: "PDT", minutes: -420});
    expect(zoneNames("Australia/Sydney")).toContainEqual({name: "AEDT", minutes: 660});
    expect(zoneNames("Asia/Tokyo").map(({name}) => name)).not.toContain("IST");
  });
});
