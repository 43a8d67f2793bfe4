import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {hotLeadsCsv} from "../../src/exports/hotLeadsCsv.ts";
import {lead, report} from "../analysis/hotReports.ts";

/** Fields of RFC 4180 text by record: quoted ones may hold line ends. */
function records(csv: string): string[][] {
  const out: string[][] = [[]];
  for (const [, field, end] of csv.replace(/^\uFEFF/, "").matchAll(/("(?:[^"]|"")*"|[^",\r\n]*)(,|\r\n)/g)) {
    out.at(-1)?.push(field);
    if (end !== ",") out.push([]);
  }
  return out.slice(0, -1);
}

describe("hotLeadsCsv(leads, report, run)", () => {
  it("has no cell that a spreadsheet would run, whatever ids, activities and plays hold", () => {
    const hostile = fc
      .tuple(
        fc.constantFrom("", "=", "+", "-", "@", "\t", "\r", "＝", '"=', ",=", "\r\n="),
        fc.string({unit: "grapheme"}),
      )
      .map((parts) => parts.join(""));
    fc.assert(
      fc.property(hostile, hostile, hostile, (id, what, play) => {
        const one = lead({id, latest: [{what, days: 2, times: 1, isByTeam: false}], topics: [{topic: what, times: 1}]});
        const rows = records(hotLeadsCsv([one, lead()], report([one], {plays: {A: play}}), {id: "run"}));
        expect(rows.map(({length}) => length)).toEqual([21, 21, 21]);
        for (const field of rows.flat()) {
          const text = field.startsWith('"') ? field.slice(1, -1) : null;
          if (text === null) expect(field).toMatch(/^(-?\d+(\.\d+)?)?$/);
          else expect(text).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/);
        }
        const read = rows[1][0].slice(1, -1).replaceAll('""', '"');
        expect([id, `'${id}`]).toContain(read);
      }),
    );
  });
});
