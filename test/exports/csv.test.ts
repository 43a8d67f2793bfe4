import {join} from "node:path";
import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {Engine} from "../../loaders/engine/duckdb.ts";
import {cardCsv} from "../../src/exports/csv.ts";
import {ruleLine} from "../../src/exports/words.ts";
import {folderWith} from "../loaders/loading.ts";
import {generatedCard, rules} from "./generated.ts";

const withAttribute = (attribute: string) => {
  const when = {attribute, missing: true as const};
  return generatedCard([{id: "x", when, points: -3}]);
};

/** Fields of RFC 4180 text, each with whether it was quoted. */
function cells(csv: string): {text: string; isQuoted: boolean}[][] {
  const lines = csv.replace(/^\uFEFF/, "").match(/(?:"(?:[^"]|"")*"|[^"\r\n])+(?=\r\n)/g) ?? [];
  return lines.map((line) =>
    [...line.matchAll(/(?:^|,)("(?:[^"]|"")*"|[^,"]*)/g)].map(([, field]) =>
      field.startsWith('"')
        ? {text: field.slice(1, -1).replaceAll('""', '"'), isQuoted: true}
        : {text: field, isQuoted: false},
    ),
  );
}

describe("cardCsv(card)", () => {
  it("is read back by DuckDB with every figure and text", async () => {
    const card = generatedCard();
    const file = join(folderWith({"card.csv": cardCsv(card)}), "card.csv");
    const engine = await Engine.open();
    const rows = await engine.rows("card", `select * from read_csv('${file}', header = true)`);
    engine.close();
    expect(rows).toHaveLength(rules.length);
    for (const [i, row] of rows.entries()) {
      const {rule, points, interval, with: held} = card.rules[i];
      expect(row).toMatchObject({
        points,
        rule: ruleLine(rule),
        low: interval === null ? null : expect.closeTo(interval.low, 4),
        high: interval === null ? null : expect.closeTo(interval.high, 4),
        n: held?.n ?? null,
        rate: held?.value ?? null,
        id: rule.id,
        run: "0123456789ab",
      });
    }
  });

  it.each(["=1+1", "+1", "-1", "@SUM(A1)", "＝1", "＋1", "－1", "＠x"])(
    "takes from a name that begins as %s its power to run",
    (attribute) => {
      const [, [, rule]] = cells(cardCsv(withAttribute(attribute)));
      expect(rule).toEqual({text: `'${attribute} is missing`, isQuoted: true});
    },
  );

  it("leaves numbers numbers, minus or not", () => {
    const [, [points, rule]] = cells(cardCsv(withAttribute("industry")));
    expect(points).toEqual({text: "-3", isQuoted: false});
    expect(rule).toEqual({text: "industry is missing", isQuoted: true});
  });

  it("has no cell that a spreadsheet would run, whatever names hold", () => {
    fc.assert(
      fc.property(
        fc.string({unit: "grapheme", minLength: 1}),
        fc.constantFrom("", "=", "+", "-", "@", "\t", "\r", ";=", '"='),
        (name, first) => {
          const rows = cells(cardCsv(withAttribute(first + name)));
          expect(rows.map((row) => row.length)).toEqual([10, 10]);
          for (const {text, isQuoted} of rows.flat())
            expect(isQuoted ? /^[=+\-@\t\r]/.test(text) : !/^(-?\d+(\.\d+)?)?$/.test(text)).toBe(false);
        },
      ),
    );
  });

  it("begins with the mark by which Excel knows UTF-8 and ends every line as RFC 4180 says", () => {
    const csv = cardCsv(generatedCard());
    expect(csv.charCodeAt(0)).toBe(0xfeff);
    expect(csv.split("\r\n")).toHaveLength(rules.length + 2);
    expect(csv.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
  });
});
