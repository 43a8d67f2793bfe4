import {describe, expect, it} from "vitest";
import {codeReason, isNamedCode} from "../../loaders/tables/columns/codes.ts";
import {missingCodes} from "../../loaders/tables/columns/missingCodes.ts";
import type {Note} from "../../src/analysis/notes/note.ts";
import {columnWords} from "../../src/text/notes/columns.ts";
import {noteText} from "../../src/text/notes/notes.ts";
import {numberWords} from "../../src/text/notes/numbers.ts";
import {loadFiles, messageOf, notesOn} from "./loading.ts";

/** Loads leads of one attribute `x`, quoted in the file, created on 2025-01-10. */
async function load(values: readonly string[], {project = "", source = "", column = "x", created = true} = {}) {
  const rows = values.map(
    (value, i) => `L${String(i).padStart(4, "0")},${created ? "2025-01-10 18:00" : ""},"${value}"`,
  );
  const {engine, rows: query} = await loadFiles({
    "project.yaml": `title: T\ntimezone: Asia/Tokyo\n${project}\nsources:\n  leads: {files: leads.csv${source}}\n`,
    "leads.csv": `lead_id,created_at,${column}\n${rows.join("\n")}\n`,
  });
  const attributes = await query("select name, type, is_known_later from attributes");
  const placeholders = await query("select value, n_rows from results.placeholders order by n_rows desc, value");
  const read = attributes.length > 0 ? await query(`select "${column}" as x from leads order by lead_id`) : [];
  return {
    type: attributes[0]?.type,
    isKnownLater: attributes[0]?.is_known_later,
    values: read.map(({x}) => x),
    notes: await notesOn(engine, columnWords, numberWords),
    placeholders,
  };
}

const times = <T>(n: number, make: (i: number) => T): T[] => Array.from({length: n}, (_, i) => make(i));
const cycle = (words: readonly string[], n: number) => times(n, (i) => words[i % words.length]);
const kinds = (notes: readonly Note[]) => notes.map(({kind}) => kind);

describe("attributes of numbers", () => {
  it.each([
    ["thousands with commas", ["5", "20", "300", "1,200"], [5, 20, 300, 1200]],
    ["thousands with dots", ["5", "20", "300", "1.200"], [5, 20, 300, 1200]],
    ["decimal commas", ["31,9", "44,0", "3,75"], [31.9, 44, 3.75]],
    ["per cents", ["23%", "4.5%", "１００％"], [23, 4.5, 100]],
    ["decimals", ["31.9", "1.125", "2"], [31.9, 1.125, 2]],
  ])("are read from %s", async (_, texts, expected) => {
    const {type, values} = await load(texts);
    expect(type).toBe("number");
    expect(values).toEqual(expected);
  });

  it("of two readings stop the load with every column's question", async () => {
    const files = {
      "project.yaml": "title: T\nsources:\n  leads: {files: l.csv}\n",
      "l.csv": "lead_id,a,b,c\n1,15.500,2.250,1\n2,12.000,3.100,2\n",
    };
    const message = await messageOf(loadFiles(files));
    expect(message.split("\n").map((line) => /column (\w+): ambiguous numbers/.exec(line)?.[1])).toEqual(["a", "b"]);
    const {values} = await load(["15.500"], {source: ", numbers: {x: '1.234,5'}"});
    expect(values).toEqual([15500]);
    expect((await load(["15.500"], {project: "attributes: {x: {type: category}}"})).values).toEqual(["15.500"]);
  });

  it("are asked of commas before three digits where another column has commas before decimals", async () => {
    const files = (rate: string) => ({
      "project.yaml": "title: T\nsources:\n  leads: {files: l.csv}\n",
      "l.csv": `lead_id;size;rate\n1;1,250;${rate}\n2;3,125;2\n`,
    });
    expect(await messageOf(loadFiles(files("0,5")))).toMatch(
      /^l\.csv: column size: ambiguous numbers: "1,250" is 1250/,
    );
    const {rows} = await loadFiles(files("0.5"));
    expect(await rows("select size, rate from leads order by lead_id")).toEqual([
      {size: 1250, rate: 0.5},
      {size: 3125, rate: 2},
    ]);
  });

  it("keep the types of JSON's numbers", async () => {
    const {rows} = await loadFiles({
      "project.yaml": "title: T\nsources:\n  leads: {files: l.json}\n",
      "l.json": '[{"lead_id": 1, "x": 15.125}, {"lead_id": 2, "x": 12.375}]',
    });
    expect(await rows("select x from leads order by lead_id")).toEqual([{x: 15.125}, {x: 12.375}]);
  });

  it("stay numbers beside a few texts, which are missing and told with their line", async () => {
    const {type, values, notes} = await load([...times(39, (i) => String(100 + 7 * i)), "about 50"]);
    expect(type).toBe("number");
    expect(values.slice(38)).toEqual([366, null]);
    expect(notes).toEqual([
      {
        kind: "texts among numbers",
        level: "warning",
        file: "leads.csv",
        column: "x",
        attribute: "x",
        rows: 1,
        of: 40,
        place: "leads.csv:41",
        local: {text: "about 50"},
      },
    ]);
    expect((await load(["1", "2", "x"])).type).toBe("category");
  });

  it("tell that a category is mostly numbers", async () => {
    const {type, notes} = await load([...times(30, String), ...times(20, (i) => `n${i}`)]);
    expect(type).toBe("category");
    expect(kinds(notes)).toEqual(["numbers among texts"]);
  });

  it("have other units kept apart", async () => {
    expect((await load(["300人", "80人", "5"])).values).toEqual([300, 80, 5]);
    const {type, notes} = await load(["3年", "6か月", "2年"]);
    expect(type).toBe("category");
    expect(notes).toMatchObject([{kind: "several units", rows: 3, units: ["か月", "年"]}]);
  });

  it("do not become texts by placeholders, however many", async () => {
    const {type, values, notes} = await load(["unknown", "5", "N/A", "Ｎ／Ａ", "20"]);
    expect([type, values]).toEqual(["number", [null, 5, null, null, 20]]);
    expect(notes).toMatchObject([{kind: "texts among numbers", rows: 3, of: 5, place: "leads.csv:2"}]);
  });

  it("in two notations are each read in the only way, and told", async () => {
    const {values, notes} = await load(["0,5", "1.5", "2.25"]);
    expect(values).toEqual([0.5, 1.5, 2.25]);
    expect(notes).toMatchObject([{kind: "mixed notation", rows: 1}]);
  });

  it("that rules speak of by value stay texts, unless all are numbers", async () => {
    const rule = (when: string) => ({project: `rules: [{when: {attribute: x, ${when}}, points: 1}]`});
    const mixed = [...times(39, String), "about 50"];
    expect((await load(mixed, rule("is: about 50"))).type).toBe("category");
    expect((await load(["1", "2"], rule("is: '1'"))).type).toBe("number");
    expect((await load(["2025-01-09"], rule("at_least: -30"))).values).toEqual([-1]);
  });

  it("declared so make the rest missing, and tell it", async () => {
    const {values, notes} = await load(["1", "x", "y"], {project: "attributes: {x: {type: number}}"});
    expect(values).toEqual([1, null, null]);
    expect(kinds(notes)).toEqual(["texts among numbers"]);
  });
});

describe("missingCodes(codes, rest)", () => {
  it("finds numbers below zero where nothing else is, and those far off", () => {
    expect(missingCodes([-1, -999], {least: 5, most: 1200})).toEqual([-1, -999]);
    expect(missingCodes([999], {least: 0, most: 27})).toEqual([999]);
    expect(missingCodes([-999], {least: -20, most: 41})).toEqual([-999]);
  });

  it("leaves what may be a value", () => {
    expect(missingCodes([99], {least: 18, most: 95})).toEqual([]);
    expect(missingCodes([-1], {least: 0, most: 1})).toEqual([]);
    expect(missingCodes([-1, -99], {least: -300, most: 40})).toEqual([]);
    expect(missingCodes([-1], {least: null, most: null})).toEqual([]);
  });
});

describe("codes for missing", () => {
  const values = [
    ...cycle(["5", "20", "80", "300", "1200"], 50),
    ...times(10, () => "-1"),
    ...times(6, () => "-999"),
    "99999999",
  ];

  it("are suggested and change nothing; rare ones stay local", async () => {
    const {values: read, notes} = await load(values);
    expect(read.filter((x) => x === -1)).toHaveLength(10);
    expect(notes).toEqual([
      {
        kind: "codes for missing",
        level: "warning",
        column: "x",
        codes: [
          {code: -1, leads: 10},
          {code: -999, leads: 6},
        ],
        others: 1,
        local: {codes: "99999999"},
      },
    ]);
    expect(noteText(notes[0])).toContain("missing: {x: [-1, -999, 99999999]}");
  });

  it("are missing once declared for the column, however they are written", async () => {
    const {values: read, notes} = await load([...values, "-999.0"], {source: ", missing: {x: [-1, -999, 99999999]}"});
    expect(read.slice(50)).toEqual(times(18, () => null));
    expect(notes).toEqual([]);
    expect(await messageOf(load(["1"], {source: ", missing: {y: [-1]}"}))).toMatch(/missing\.y: missing column: y/);
  });
});

describe("placeholders", () => {
  it("are hinted at in any width and case, and not joined", async () => {
    const texts = [
      "(not set)",
      "N/A",
      "n/a",
      "＃ＲＥＦ！",
      "該当なし",
      "ー",
      "－",
      "（空白）",
      "未回答",
      "#VALUE!",
      "retail",
    ];
    const {values, placeholders} = await load(texts);
    expect(values).toEqual(texts);
    expect(placeholders.map(({value}) => value).sort()).toEqual(texts.filter((text) => text !== "retail").sort());
  });
});

describe("attributes of dates", () => {
  it("are days before or after the day of created_at, in the project's zone", async () => {
    // Created 2025-01-10 18:00 in Tokyo.
    const {type, values, notes, isKnownLater} = await load(["2025-01-10", "2024-12-31", "2025-01-01 23:59", ""]);
    expect(type).toBe("number");
    expect(values).toEqual([0, -10, -9, null]);
    expect(notes).toEqual([{kind: "dates as days", level: "told", column: "x", rows: 3, after: 0, unread: 0}]);
    expect(isKnownLater).toBe(false);
  });

  it("are a leak sign where they lie after", async () => {
    const {values, notes, isKnownLater} = await load([...times(8, () => "2025/01/09"), "2025/01/11", "2025/02/10"]);
    expect(values.slice(7)).toEqual([-1, 1, 31]);
    expect(notes).toEqual([{kind: "dates as days", level: "warning", column: "x", rows: 10, after: 2, unread: 0}]);
    expect(isKnownLater).toBe(true);
  });

  it("are found in packed days, and not in other numbers of eight digits", async () => {
    expect((await load(["20250109", "20241231"])).values).toEqual([-1, -10]);
    expect((await load(["20250199", "20249999"])).values).toEqual([20250199, 20249999]);
  });

  it("stay categories where two readings fit, which is told and stops nothing", async () => {
    const {type, notes} = await load(["01/02/2025", "03/04/2025"]);
    expect(type).toBe("category");
    expect(kinds(notes)).toEqual(["undecided dates"]);
    expect(noteText(notes[0])).toContain("dates: {x: '%d/%m/%Y'}");
    const given = await load(["01/02/2025", "11/01/2025"], {source: ", dates: {x: '%d/%m/%Y'}"});
    expect(given.values).toEqual([22, 1]);
  });

  it("are left out without created_at, unless kept as texts", async () => {
    const {type, notes} = await load(["2025-01-10", "2024-12-31"], {created: false});
    expect(type).toBeUndefined();
    expect(kinds(notes)).toEqual(["dates without a beginning"]);
    const kept = await load(["2025-01-10"], {created: false, project: "attributes: {x: {type: category}}"});
    expect(kept.values).toEqual(["2025-01-10"]);
    expect(await messageOf(load(["2025-01-10"], {created: false, project: "attributes: {x: {type: date}}"}))).toMatch(
      /attributes\.x\.type: type: date requires created_at/,
    );
  });

  it("may be asked for among other texts", async () => {
    const {values, notes} = await load(["2025-01-11", "soon"], {project: "attributes: {x: {type: date}}"});
    expect(values).toEqual([1, null]);
    expect(notes).toMatchObject([{kind: "dates as days", rows: 1, after: 1, unread: 1}]);
  });
});

describe("codeReason(name, numbers)", () => {
  const few = {filled: 100, distinct: 5, shortest: 1, longest: 1};

  it.each(["segment", "customerType", "Industry Code", "area_no", "顧客区分", "業種コード", "Owner ID", "ownerId"])(
    "takes a few numbers of %s for codes",
    (name) => expect(codeReason(name, few)).toBe("name"),
  );

  it.each(["pages", "visits", "employees", "Number of employees", "video", "paid", "年商"])(
    "takes those of %s for numbers",
    (name) => {
      expect(isNamedCode(name)).toBe(false);
      expect(codeReason(name, few)).toBeNull();
    },
  );

  it("takes many numbers for codes where they are of one length, or hardly shared", () => {
    expect(codeReason("zip", {filled: 100, distinct: 60, shortest: 5, longest: 5})).toBe("name");
    expect(codeReason("employee no", {filled: 100, distinct: 99, shortest: 1, longest: 3})).toBe("name");
    expect(codeReason("employees no", {filled: 100, distinct: 40, shortest: 1, longest: 4})).toBeNull();
    expect(codeReason("corporate", {filled: 100, distinct: 95, shortest: 13, longest: 13})).toBe("ids");
    expect(codeReason("type", {filled: 100, distinct: 60, shortest: 1, longest: 2})).toBeNull();
  });
});

describe("attributes of codes", () => {
  it("are categories and told; a rule on a range keeps them numbers", async () => {
    const {type, values, notes} = await load(["1", "2", "3", "2"], {column: "segment"});
    expect(type).toBe("category");
    expect(values).toEqual(["1", "2", "3", "2"]);
    expect(notes).toEqual([{kind: "codes", level: "told", column: "segment", distinct: 3, why: "name"}]);
    const rule = "rules: [{when: {attribute: segment, at_least: 2}, points: 1}]";
    expect((await load(["1", "2"], {column: "segment", project: rule})).type).toBe("number");
    expect((await load(["0", "1", "3"], {column: "pages"})).type).toBe("number");
  });

  it("have leading zeros, of which a slip among numbers is none", async () => {
    expect((await load(["01234", "90210", "10001"])).type).toBe("category");
    const slip = await load([...times(199, (i) => String(i + 1)), "007"]);
    expect([slip.type, slip.values[199]]).toEqual(["number", 7]);
  });
});

describe("spellings", () => {
  it("that differ in case, width or blanks are joined under the commonest, and told", async () => {
    const texts = ["software", "software", "SOFTWARE", "Software ", "softwａre", "retail", "ｶﾞｽ  会社", "ガス 会社"];
    const {values, notes} = await load(texts, {project: "publish: {min_cell: 5}"});
    expect(values).toEqual([...times(5, () => "software"), "retail", "ガス 会社", "ガス 会社"]);
    expect(notes).toEqual([
      {
        kind: "spellings",
        level: "told",
        column: "x",
        values: 2,
        spellings: 6,
        joined: [{value: "software", rows: 5}],
        local: {spellings: "software, SOFTWARE, Software, softwａre; ガス 会社, ｶﾞｽ  会社"},
      },
    ]);
  });

  it("keep the one that the project file uses, and long ids apart", async () => {
    const rule = "rules: [{when: {attribute: x, is: Mail}, points: 1}]";
    expect((await load(["mail", "mail", "Mail"], {project: rule})).values).toEqual(["Mail", "Mail", "Mail"]);
    const ids = ["0015g00000AbCdE", "0015g00000ABCDE"];
    expect((await load(ids)).values).toEqual(ids);
  });

  it("of actions, topics and channels are joined over all sources", async () => {
    const {engine, rows} = await loadFiles({
      "project.yaml":
        "title: T\npublish: {min_cell: 1}\nsources:\n  leads: {files: l.csv}\n  activities: [{files: a.csv}, {files: b.csv}]\n",
      "l.csv": "lead_id\n1\n",
      "a.csv":
        "lead_id,occurred_at,activity,topic\n1,2025-01-01,Page View,Pricing\n1,2025-01-02,Page View,pricing\n1,2025-01-03,call,pricing\n",
      "b.csv": "lead_id,occurred_at,activity\n1,2025-01-04,page  view\n1,2025-01-05,ＰＡＧＥ　ＶＩＥＷ\n",
    });
    expect(await rows("select activity, topic from activities order by occurred_at")).toEqual([
      {activity: "Page View", topic: "pricing"},
      {activity: "Page View", topic: "pricing"},
      {activity: "call", topic: "pricing"},
      {activity: "Page View", topic: null},
      {activity: "Page View", topic: null},
    ]);
    // Rows are no leads: which values were joined is not published.
    expect(
      (await notesOn(engine, columnWords, numberWords)).map((note) =>
        note.kind === "spellings" ? [note.column, note.joined] : note,
      ),
    ).toEqual([
      ["activity", []],
      ["topic", []],
    ]);
  });

  it("of ids lose the blanks around them, tabs and marks without width too", async () => {
    const {rows} = await loadFiles({
      "project.yaml": "title: T\nsources:\n  leads: {files: l.csv}\n  outcomes: {files: o.csv}\n",
      "l.csv": 'lead_id\n1\n"\t2"\n3\u3000\n',
      "o.csv": 'lead_id,outcome\n\u00a01,won\n2,won\n"3\ufeff",won\n',
    });
    expect(await rows("select lead_id from outcomes order by lead_id")).toEqual([
      {lead_id: "1"},
      {lead_id: "2"},
      {lead_id: "3"},
    ]);
  });
});
