import {describe, expect, it, onTestFinished} from "vitest";
import {Engine} from "../../loaders/engine/duckdb.ts";
import type {Notation} from "../../loaders/project/schema/sources.ts";
import {decideNotation, type MarkCounts} from "../../loaders/tables/numbers/decide.ts";
import {readNumbers} from "../../loaders/tables/numbers/read.ts";
import {numberWords} from "../../src/text/notes/numbers.ts";
import {type Files, loadFiles, messageOf, notesOn} from "./loading.ts";

const none: MarkCounts = {open: 0, openEndingInZero: 0, thousands: 0, decimals: 0, threeDecimals: 0};
const open: MarkCounts = {...none, open: 20, openEndingInZero: 10};

describe("decideNotation(counts)", () => {
  const decide = (comma: MarkCounts, dot: MarkCounts, more = {}) => {
    const {comma: c, dot: d} = decideNotation({comma, dot, small: 0, large: 0, isDotDecimal: false, ...more});
    return [c, d];
  };

  it("takes commas before three digits for thousands, and asks of dots", () => {
    expect(decide(open, none)[0]).toBe("thousands");
    expect(decide(none, open)[1]).toBe("unknown");
    expect(decide(open, open)).toEqual(["unknown", "unknown"]);
    expect(decide(none, open, {isDotDecimal: true})[1]).toBe("decimals");
  });

  it("takes dots for thousands beside small whole numbers, unless larger ones have none", () => {
    expect(decide(none, open, {small: 30})[1]).toBe("thousands");
    expect(decide(none, open, {small: 30, large: 1})[1]).toBe("unknown");
    expect(decide(none, {...open, openEndingInZero: 0}, {small: 30})[1]).toBe("unknown");
  });

  it("lets values with one meaning decide, the other mark's too", () => {
    expect(decide(none, {...open, thousands: 1})[1]).toBe("thousands");
    expect(decide({...none, decimals: 1}, open)[1]).toBe("thousands");
    expect(decide(none, {...open, openEndingInZero: 0, decimals: 5})[1]).toBe("decimals");
    expect(decide(none, {...open, threeDecimals: 1})[1]).toBe("decimals");
    expect(decide(open, {...none, thousands: 1})[0]).toBe("decimals");
  });

  it("asks where decimals of other lengths stand beside three that end in 0: no writer does both", () => {
    expect(decide(none, {...open, decimals: 1})[1]).toBe("unknown");
    expect(decide({...open, decimals: 1}, none)[0]).toBe("unknown");
  });

  it("follows nearly all where a few say otherwise", () => {
    expect(decide(none, {...open, thousands: 96, decimals: 4})[1]).toBe("thousands");
    expect(decide(none, {...open, thousands: 50, decimals: 50})[1]).toBe("unknown");
    expect(decide({...open, thousands: 1, decimals: 1}, none)[0]).toBe("thousands");
  });
});

describe("readNumbers(engine, column)", () => {
  async function numbers(texts: string[], given?: Notation): Promise<(number | string | null)[]> {
    const engine = await Engine.open();
    onTestFinished(() => engine.close());
    await engine.run("staging", "attach ':memory:' as staging");
    const values = texts.map((text, i) => `('${text.replaceAll("'", "''")}', ${i})`).join(", ");
    const rows = `select * from (values ${values}) as v(text, row_key)`;
    const {table} = await readNumbers(engine, {rows, name: "x", given, isDotDecimal: false});
    const read = await engine.rows<{number: number | null; is_open: boolean}>(
      "numbers",
      `select number, is_open from ${table} order by first_row`,
    );
    return read.map(({number, is_open}) => (is_open ? "open" : number));
  }

  it.each([
    [
      "signs",
      ["-5", "+7", "−8", "△9", "▲10", "(11)", "12-", "－13", "(1,200)"],
      [-5, 7, -8, -9, -10, -11, -12, -13, -1200],
    ],
    ["two signs as none", ["--5", "-(5)", "(5", "+-5"], [null, null, null, null]],
    [
      "currencies",
      ["¥1,200", "-¥1,200", "￥1,200円", "JPY 1,200", "\\59,000", "$1,200.50", "1200 USD", "kr 5"],
      [1200, -1200, 1200, 1200, 59000, 1200.5, 1200, 5],
    ],
    ["both notations where one can be meant only", ["1.200,50 €", "$1,200.50"], [1200.5, 1200.5]],
    ["currencies without parts", ["1.200円", "₩15.500"], [1200, 15500]],
    ["no decimals written as a dash", ["1200.-", "1'200,-"], [1200, 1200]],
    [
      "blanks and apostrophes between thousands",
      ["1 234,5", "1\u00a0234\u202f567", "1'234.50", "1’234"],
      [1234.5, 1234567, 1234.5, 1234],
    ],
    ["full width", ["１，２３４．５", "４５％", "（３）"], [1234.5, 45, -3]],
    ["multipliers", ["12万", "1.5億円", "300千円", "5k", "$3.2M"], [120000, 150000000, 300000, 5000, 3200000]],
    ["one unit", ["300人", "1,200人", "80"], [300, 1200, 80]],
    ["Indian groups", ["1,23,456", "12,34,567.5"], [123456, 1234567.5]],
    ["exponents", ["1.5E+3", "2e-1"], [1500, 0.2]],
    [
      "other texts as none",
      ["N/A", "-", "TBD", "10-50", "1000+", "about 50", "1_000", "0x1f", "nan", "12:30"],
      Array(10).fill(null),
    ],
    ["decimal commas", ["31,9", "0,125", "1.234,5"], [31.9, 0.125, 1234.5]],
    ["groups of other lengths as none", ["1,2345,6", "12,34,5"], [null, null]],
    ["all of three digits after a dot", ["227.000", "314.500"], ["open", "open"]],
    ["dots beside small whole numbers", ["1.200", "5", "80", "300"], [1200, 5, 80, 300]],
    ["decimals of many lengths", ["1.125", "31.9", "70.25"], [1.125, 31.9, 70.25]],
    ["one decimal beside thousands", ["1.200", "12.500", "99.5"], ["open", "open", 99.5]],
  ])("reads %s", async (_, texts, expected) => {
    expect(await numbers(texts)).toEqual(expected);
  });

  it("obeys the project file", async () => {
    expect(await numbers(["15.500", "1,5"], "1,234.5")).toEqual([15.5, null]);
    expect(await numbers(["15.500", "1,5"], "1.234,5")).toEqual([15500, 1.5]);
    expect(await numbers(["15 500", "1,5", "1.5"], "1 234,5")).toEqual([15500, 1.5, null]);
  });
});

/** A project of as many won leads as there are amounts, quoted in the file. */
const amounts = (texts: readonly string[], source = ""): Files => ({
  "project.yaml": `title: T
sources:
  leads: {files: leads.csv}
  outcomes: {files: outcomes.csv${source}}
`,
  "leads.csv": `lead_id\n${texts.map((_, i) => `L${i}`).join("\n")}\n`,
  "outcomes.csv": `lead_id,outcome,amount\n${texts.map((text, i) => `L${i},won,"${text}"`).join("\n")}\n`,
});

async function loadAmounts(texts: readonly string[], source = "") {
  const {engine, rows} = await loadFiles(amounts(texts, source));
  const found = await rows("select amount from outcomes order by cast(substr(lead_id, 2) as integer)");
  return {
    amounts: found.map(({amount}) => amount),
    rejects: await rows("select * from rejects"),
    notes: await notesOn(engine, numberWords),
  };
}

describe("amounts of outcomes", () => {
  it("are read as they are written, and told", async () => {
    const plain = Array.from({length: 20}, (_, i) => String(359000 + i));
    const written = ["-1,200", "(1,200)", "1,200-", "△1,200", "-¥1,200", "¥-1,200", "1,200円", "JPY 1,200"];
    const {amounts, rejects, notes} = await loadAmounts([...plain, ...written]);
    expect(amounts.slice(20)).toEqual([-1200, -1200, -1200, -1200, -1200, -1200, 1200, 1200]);
    expect(amounts.slice(0, 2)).toEqual([359000, 359001]);
    expect(rejects).toEqual([]);
    expect(notes).toContainEqual({
      kind: "negative amounts",
      level: "warning",
      file: "outcomes.csv",
      column: "amount",
      rows: 6,
    });
  });

  it("that cannot be read cost no outcome", async () => {
    const {amounts, rejects, notes} = await loadAmounts(["100", "TBD", "-", "N/A", "200"]);
    expect(amounts).toEqual([100, null, null, null, 200]);
    expect(rejects).toEqual([]);
    expect(notes).toEqual([
      {
        kind: "unread amounts",
        level: "warning",
        file: "outcomes.csv",
        column: "amount",
        rows: 3,
        of: 5,
        place: "outcomes.csv:3",
        local: {text: "TBD"},
      },
    ]);
  });

  it("of two readings stop the load, with both and the setting", async () => {
    const texts = ["227.000", "359.000", "227.000"];
    expect(await messageOf(loadAmounts(texts))).toBe(
      'outcomes.csv: column amount: ambiguous numbers: "227.000" is 227 read as 1,234.5, or 227000 read as 1.234,5, ' +
        "and nothing else in the column decides; decide on the source in project.yaml: numbers: {amount: '1,234.5'} or numbers: {amount: '1.234,5'}",
    );
    expect((await loadAmounts(texts, ", numbers: {amount: '1.234,5'}")).amounts).toEqual([227000, 359000, 227000]);
    expect((await loadAmounts(texts, ", numbers: {amount: '1,234.5'}")).amounts).toEqual([227, 359, 227]);
  });

  it("of two readings that are few are left out and told", async () => {
    const plain = Array.from({length: 99}, (_, i) => String(12000 + i));
    const {amounts, notes} = await loadAmounts([...plain, "1.200"]);
    expect(amounts[99]).toBeNull();
    expect(notes.map(({kind}) => kind)).toEqual(["undecided numbers"]);
  });

  it("in several currencies are told", async () => {
    const {notes} = await loadAmounts(["$1", "€2", "3 EUR"]);
    expect(notes).toContainEqual({
      kind: "several currencies",
      level: "warning",
      file: "outcomes.csv",
      column: "amount",
      rows: 3,
      currencies: ["EUR", "USD"],
    });
  });

  it("refuse a notation for a column that is not there", async () => {
    expect(await messageOf(loadAmounts(["1"], ", numbers: {amont: '1.234,5'}"))).toMatch(
      /sources\.outcomes\.numbers\.amont: missing column: amont; did you mean amount\?$/,
    );
  });
});
