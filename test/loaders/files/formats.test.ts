import {join} from "node:path";
import {gzipSync} from "node:zlib";
import {describe, expect, it} from "vitest";
import writeWorkbook from "write-excel-file/node";
import {Engine} from "../../../loaders/engine/duckdb.ts";
import {type Files, folderWith, loadFiles, loadFolder, messageOf, notesOf} from "../loading.ts";

type Value = string | number | boolean | Date | null;

const cell = (value: Value) => {
  if (value === null) return null;
  if (!(value instanceof Date)) return {value};
  return {value, type: Date, format: value.getUTCHours() ? "yyyy/m/d hh:mm" : "yyyy/m/d"};
};

/** An Excel workbook with these sheets. */
const workbook = (sheets: Record<string, Value[][]>): Promise<Buffer> =>
  writeWorkbook(
    Object.entries(sheets).map(([sheet, rows]) => ({sheet, data: rows.map((row) => row.map(cell))})),
  ).toBuffer();

const project = (source: string) =>
  `title: T\ntimezone: Asia/Tokyo\nload: {max_rejected: 1}\nsources:\n  leads: {${source}}\n`;
const load = (source: string, files: Files) => loadFiles({"project.yaml": project(source), ...files});
const at = (text: string) => new Date(`${text}Z`);
const leads: Value[][] = [
  ["Contact ID", "Created", "Size", "Opted in"],
  ["0012", at("2025-01-02T00:00:00"), 1.1, true],
  ["C2", at("2025-01-03T09:30:00"), 0.1 + 0.2, false],
  ["468760000000000001", at("2025-01-04T00:00:00"), 3, true],
];
const columns = "columns: {lead_id: Contact ID, created_at: Created}";
const expected = [
  {lead_id: "0012", created_at: "2025-01-01T15:00:00.000Z", Size: 1.1, "Opted in": "true"},
  {lead_id: "468760000000000001", created_at: "2025-01-03T15:00:00.000Z", Size: 3, "Opted in": "true"},
  {lead_id: "C2", created_at: "2025-01-03T00:30:00.000Z", Size: 0.3, "Opted in": "false"},
];
const shown = 'select lead_id, created_at, "Size", "Opted in" from leads order by lead_id';

describe("Excel workbooks", () => {
  it.each(["l.xlsx", "l.xlsm", "l.csv", "l.xls"])(
    "are read as %s, with dates, digits and texts as they are",
    async (name) => {
      const loaded = await load(`files: ${name}, ${columns}`, {[name]: await workbook({Leads: leads})});
      expect(await loaded.rows(shown)).toEqual(expected);
      const isNamedSo = /xls[xm]$/.test(name);
      expect(await notesOf(loaded)).toEqual(isNamedSo ? [] : [`${name}: read as xlsx, which its bytes are`]);
    },
  );

  it("lose titles, totals and footers, and tell them by the rows of the sheet", async () => {
    const more = [["Leads of 2025"], [], ...leads, [], ["Total", null, 4.4, null], ["Exported by Ann on Monday"]];
    const loaded = await load(`files: l.xlsx, ${columns}`, {"l.xlsx": await workbook({Leads: more})});
    expect(await loaded.rows(shown)).toEqual(expected);
    expect(await notesOf(loaded)).toEqual([
      'l.xlsx:1: 1 line above the header left out "Leads of 2025"; set skip_lines if that is wrong',
      'l.xlsx:8: 1 row of totals left out "Total 4.4"; set totals: keep to keep',
      'l.xlsx:9: 1 line of a footer left out "Exported by Ann on Monday"; set totals: keep to keep',
    ]);
  });

  it("give rejects the row of the sheet, whatever line ends cells have", async () => {
    const rows = [["lead_id", "created_at"], ["a\nb", "2025-01-01"], [], [null, "2025-01-02"]];
    const {rows: query} = await load("files: l.xlsx", {"l.xlsx": await workbook({S: rows})});
    expect(await query("select line, reason from rejects")).toEqual([{line: 4, reason: "no id"}]);
  });

  it("are read from the sheet that has the columns, or the one that is named", async () => {
    const bytes = await workbook({
      About: [["About"]],
      Old: [
        ["Contact ID", "Created"],
        ["X", null],
      ],
      Leads: leads,
    });
    const ids = async (sheet: string, more = columns) => {
      const loaded = await load(`files: l.xlsx${sheet}, ${more}`, {"l.xlsx": bytes});
      return [(await loaded.rows("select lead_id from leads order by 1"))[0].lead_id, ...(await notesOf(loaded))];
    };
    expect(await ids("", `columns: {lead_id: Contact ID}, attributes: {size: Size}, sheet: Leads`)).toEqual(["0012"]);
    expect(await ids("")).toEqual(["X", "l.xlsx: sheet Old was read, 2 other sheets not; set sheet on the source"]);
    expect(await ids(", sheet: Leads")).toEqual(["0012"]);
    expect(await ids(", sheet: 3")).toEqual(["0012"]);
    expect(await messageOf(ids(", sheet: Nope"))).toMatch(
      /^missing sheet in .*l\.xlsx: Nope; .* one of About, Old, Leads$/,
    );
  });

  it("obey skip_lines and header_rows", async () => {
    const rows = [
      ["a", "b"],
      ["lead_id", "size"],
      ["Id", "Size"],
      ["L1", 5],
    ];
    const {rows: query} = await load("files: l.xlsx, skip_lines: 1, header_rows: 2", {
      "l.xlsx": await workbook({S: rows}),
    });
    expect(await query("select lead_id, size from leads")).toEqual([{lead_id: "L1", size: 5}]);
  });

  it("tell numbers that have lost digits", async () => {
    const rows = [
      ["lead_id", "size"],
      [4.6876e17, 1],
      [7, 2],
    ];
    const loaded = await load("files: l.xlsx", {"l.xlsx": await workbook({S: rows})});
    expect(await loaded.rows("select lead_id from leads order by 1")).toEqual([
      {lead_id: "468760000000000000"},
      {lead_id: "7"},
    ]);
    expect(await notesOf(loaded)).toEqual([
      expect.stringMatching(/^l\.xlsx:2: 1 row with numbers of more than 15 digits/),
    ]);
  });

  it("stop where they are broken, too large or have no rows", async () => {
    const bytes = await workbook({S: leads});
    expect(await messageOf(load("files: l.xlsx", {"l.xlsx": bytes.subarray(0, 900)}))).toMatch(
      /^malformed Excel workbook: .*; open it/,
    );
    const directory = bytes.lastIndexOf(Buffer.from("PK\x01\x02", "latin1"));
    const large = Buffer.from(bytes);
    large.writeUInt32LE(600 * 2 ** 20, directory + 24);
    expect(await messageOf(load("files: l.xlsx", {"l.xlsx": large}))).toMatch(
      /^workbook too large: .*: 600 MB unpacked, .*; save the sheet as CSV$/,
    );
    expect(await messageOf(load("files: l.xlsx", {"l.xlsx": await workbook({S: [[]]})}))).toMatch(/^empty file: /);
    expect(await messageOf(load("files: l.xlsx", {"l.xlsx": "lead_id\n1\n"}))).toMatch(
      /^malformed Excel workbook: .* is text; set format: csv/,
    );
  });
});

describe("files under another name", () => {
  const text = "lead_id,size\n1,5\n";
  it.each([
    ["gzip", "l.csv", gzipSync(text), "csv, gzip"],
    ["unpacked text", "l.csv.gz", text, "csv"],
    ["JSON", "l.txt", '[{"lead_id": 1, "size": 5}]', "json"],
  ])("are read as what they are: %s", async (_, name, bytes, format) => {
    const loaded = await load(`files: ${name}`, {[name]: bytes});
    expect(await loaded.rows("select lead_id, size from leads")).toEqual([{lead_id: "1", size: 5}]);
    expect(await notesOf(loaded)).toEqual([`${name}: read as ${format}, which its bytes are`]);
  });

  it.each([
    [
      "an old workbook",
      "l.xls",
      Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
      /old or protected Excel workbook; .* as \.xlsx or CSV/,
    ],
    [
      "a web page",
      "l.xls",
      "<html><body><table><tr><td>lead_id</td></tr></table>",
      /is a web page or XML.* as \.xlsx or CSV/,
    ],
    [
      "a zip archive",
      "l.csv",
      Buffer.from(`PK\x03\x04${"\0".repeat(26)}a.csv`, "latin1"),
      /is a zip archive; unpack it/,
    ],
    ["a PDF", "l.csv", "%PDF-1.7\n", /is a PDF; export the table as CSV/],
  ])("stop with what they are: %s", async (_, name, bytes, message) => {
    expect(await messageOf(load(`files: ${name}`, {[name]: bytes}))).toMatch(message);
  });
});

/** Two leads at 2025-01-01 00:30 and 15:00 as INT96, written by pyarrow 26 with use_deprecated_int96_timestamps. */
const int96 = Buffer.from(
  "UEFSMRUAFSAVICwVBBUAFQYVBhwAAAACAAAABAEBAAAAQQEAAABCFQAVPBU8LBUEFQAVBhUGHAAAAAIAAAAEAQBQXBijAQAABYwlAABg0docMQAABYwlABUEGTw1ABgGc2NoZW1hFQQAFQwlAhgHbGVhZF9pZCUATBwAAAAVBiUCGApjcmVhdGVkX2F0ABYEGRwZLCYAHBUMGSUGABkYB2xlYWRfaWQVABYEFkYWRiYISRwVABUAFQIAPBYEGQYZJgAEAAAAJgAcFQYZJQYAGRgKY3JlYXRlZF9hdBUAFgQWYhZiJk5JHBUAFQAVAgA8KQYZJgAEAAAAFqgBFgQmCBaoAQAoIHBhcnF1ZXQtY3BwLWFycm93IHZlcnNpb24gMjYuMC4xGSwcAAAcAAAA1wAAAFBBUjE=",
  "base64",
);

/** Writes Parquet files of queries into a folder of a project, and loads it. */
async function loadParquet(yaml: string, queries: Record<string, string>, files: Files = {}) {
  const dir = folderWith({"project.yaml": yaml, ...files});
  const writer = await Engine.open();
  for (const [name, query] of Object.entries(queries))
    await writer.run("test", `copy (${query}) to '${join(dir, name)}'`);
  writer.close();
  return loadFolder(dir);
}

describe("Parquet files", () => {
  it("have timestamps of type INT96 read as instants in UTC, which is told", async () => {
    const loaded = await load("files: l.parquet", {"l.parquet": int96});
    expect(await loaded.rows("select lead_id, created_at from leads order by 1")).toEqual([
      {lead_id: "A", created_at: "2025-01-01T00:30:00.000Z"},
      {lead_id: "B", created_at: "2025-01-01T15:00:00.000Z"},
    ]);
    expect(await notesOf(loaded)).toEqual([
      expect.stringMatching(/^l\.parquet: created_at of type INT96 read as instants in UTC/),
    ]);
  });

  it("have timestamps adjusted to UTC as instants, and others as local times", async () => {
    const {rows} = await loadParquet(project("files: [a.parquet, b.parquet]"), {
      "a.parquet": "select 'A' as lead_id, timestamptz '2025-01-01 00:30:00+00' as created_at",
      "b.parquet": "select 'B' as lead_id, timestamptz '2025-01-01 15:00:00+00' as created_at",
    });
    expect(await rows("select created_at from leads order by lead_id")).toEqual([
      {created_at: "2025-01-01T00:30:00.000Z"},
      {created_at: "2025-01-01T15:00:00.000Z"},
    ]);
    const local = await loadParquet(project("files: a.parquet"), {
      "a.parquet": "select 'A' as lead_id, timestamp '2025-01-01 09:30:00' as created_at",
    });
    expect(await local.rows("select created_at from leads")).toEqual([{created_at: "2025-01-01T00:30:00.000Z"}]);
  });

  it("match ids that are fractions in one file and whole numbers in another", async () => {
    const yaml = `title: T\nstages: [{id: met}]\nsources:\n  leads: {files: l.parquet}\n  stage_visits: {files: [v.parquet, w.parquet]}\n  outcomes: {files: o.csv}\n`;
    const loaded = await loadParquet(
      yaml,
      {
        "l.parquet": "select unnest([1::double, 2, 12345678901]) as lead_id",
        "v.parquet": "select 1::bigint as lead_id, 'met' as stage",
        "w.parquet": "select 2::double as lead_id, 'met' as stage",
      },
      {"o.csv": "lead_id,outcome\n1.0,won\n12345678901.0,lost\n"},
    );
    expect(await loaded.rows("select lead_id from stage_visits order by 1")).toEqual([{lead_id: "1"}, {lead_id: "2"}]);
    expect(await loaded.rows("select lead_id, outcome from outcomes order by 1")).toEqual([
      {lead_id: "1", outcome: "won"},
      {lead_id: "12345678901", outcome: "lost"},
    ]);
    expect(await notesOf(loaded)).toEqual(["o.csv: ids in lead_id of outcomes written as 1.0 are read as 1"]);
  });
});

describe("columns of several files", () => {
  it("have ids of a CSV file and of fractions in a Parquet file matched", async () => {
    const {rows} = await loadParquet(
      project("files: [a.csv, b.parquet]"),
      {"b.parquet": "select unnest([2::double, 3]) as lead_id, 1.5::double as size"},
      {"a.csv": "lead_id,size\n1,2.5\n2,3\n"},
    );
    expect(await rows("select lead_id, size from leads order by 1")).toEqual([
      {lead_id: "1", size: 2.5},
      {lead_id: "2", size: 3},
      {lead_id: "3", size: 1.5},
    ]);
  });

  it("stop where times are instants in one and local in another", async () => {
    const load = loadParquet(project("files: [a.parquet, b.parquet]"), {
      "a.parquet": "select 'A' as lead_id, timestamptz '2025-01-01 00:30:00+00' as created_at",
      "b.parquet": "select 'B' as lead_id, timestamp '2025-01-01 15:00:00' as created_at",
    });
    expect(await messageOf(load)).toBe(
      "times of two kinds in one column: created_at is TIMESTAMP in b.parquet and TIMESTAMP WITH TIME ZONE in another file; make a source of each kind",
    );
  });
});

describe("ids in powers of ten", () => {
  it("stop a load where leads share one, and are a warning where each is another", async () => {
    expect(await messageOf(load("files: l.csv", {"l.csv": "lead_id,x\n4.6876E+17,1\n4.6876E+17,2\nL3,5\n"}))).toBe(
      "ids cut by a spreadsheet: l.csv: lead_id: 2 rows have ids such as 4.6876E+17, and only 1 of them are distinct; format the column as text in the spreadsheet and export again",
    );
    const loaded = await load("files: l.csv", {"l.csv": 'lead_id,x\n"4,6876E+17",1\n4.6877E+17,2\n'});
    expect(await notesOf(loaded)).toEqual([
      expect.stringMatching(/^l\.csv: 2 leads rows with ids such as 4\.6876E\+17 in lead_id, 2 ids apart/),
    ]);
  });

  it("are not seen in ids of letters and digits", async () => {
    const loaded = await load("files: l.csv", {"l.csv": "lead_id,x\n12e5,1\nE+17,2\n4e17a,3\n"});
    expect(await notesOf(loaded)).toEqual([]);
  });
});
