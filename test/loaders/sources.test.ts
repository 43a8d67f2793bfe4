import {join} from "node:path";
import {gzipSync} from "node:zlib";
import iconv from "iconv-lite";
import {describe, expect, it} from "vitest";
import {Engine} from "../../loaders/engine/duckdb.ts";
import {folderWith, loadFiles, loadFolder, messageOf} from "./loading.ts";

const project = (leads: string, more = "") => `title: T\n${more}sources:\n  leads:\n${leads.replace(/^/gm, "    ")}\n`;
const japanese = "lead_id,業種\r\n1,製造\r\n2,小売・卸\r\n";

/** Leads as `lead_id:attribute`, of the first attribute. */
async function leads(files: Record<string, string | Buffer>): Promise<string[]> {
  const {rows, engine} = await loadFiles(files);
  const [{name}] = await engine.rows<{name: string}>("test", "select name from attributes order by position");
  const found = await rows(`select lead_id || ':' || "${name}" as text from leads order by lead_no`);
  return found.map(({text}) => String(text));
}

describe("file sources", () => {
  it.each([
    ["UTF-8", Buffer.from(japanese)],
    ["UTF-8 with a mark", Buffer.from(`\ufeff${japanese}`)],
    ["UTF-16 little-endian", Buffer.from(`\ufeff${japanese}`, "utf16le")],
    ["UTF-16 big-endian", iconv.encode(japanese, "utf-16be", {addBOM: true})],
    ["Shift_JIS", iconv.encode(japanese, "shift_jis")],
  ])("are read in %s without being told", async (_, bytes) => {
    expect(await leads({"project.yaml": project("files: leads.csv"), "leads.csv": bytes})).toEqual([
      "1:製造",
      "2:小売・卸",
    ]);
  });

  it("are read in Shift_JIS from a gzip file", async () => {
    const bytes = gzipSync(iconv.encode(japanese, "shift_jis"));
    expect(await leads({"project.yaml": project("files: leads.csv.gz"), "leads.csv.gz": bytes})).toEqual([
      "1:製造",
      "2:小売・卸",
    ]);
  });

  it("are UTF-8 where only some bytes are broken, and the broken line is set aside", async () => {
    const long = "3,小売\n".repeat(10_000);
    const bytes = Buffer.concat([Buffer.from(`lead_id,業種\n1,製造\n${long}`), Buffer.from([0x32, 0x2c, 0xff, 0x0a])]);
    const yaml = project("files: leads.csv", "load: {max_rejected: 1}\n");
    const {rows} = await loadFiles({"project.yaml": yaml, "leads.csv": bytes});
    expect(await rows(`select lead_id || "業種" as lead from leads order by 1`)).toEqual([
      {lead: "1製造"},
      {lead: "3小売"},
    ]);
    expect(await rows("select line, reason from rejects where reason <> 'duplicate'")).toEqual([
      {line: 10_003, reason: "malformed line"},
    ]);
  });

  it.each([
    ["comma", ","],
    ["semicolon", ";"],
    ["tab", "\t"],
    ["bar", "|"],
  ])("are parted by %s without being told", async (_, d) => {
    const text = `lead_id${d}size\n1${d}"a${d} ""b"""\n`;
    expect(await leads({"project.yaml": project("files: leads.csv"), "leads.csv": text})).toEqual([`1:a${d} "b"`]);
  });

  it("drop an unnamed column without values and keep one with values", async () => {
    const files = {"project.yaml": project("files: leads.csv"), "leads.csv": "lead_id,,size,\n1,x,2,\n2,,3,\n"};
    const {rows} = await loadFiles(files);
    expect(await rows("select name, type from attributes order by position")).toEqual([
      {name: "column2", type: "category"},
      {name: "size", type: "number"},
    ]);
  });

  it("are joined over a glob, whatever their columns and their order", async () => {
    const files = {
      "project.yaml": project("files: in/*.csv"),
      "in/b.csv": "size;lead_id\n9;3\n",
      "in/a.csv": "lead_id,kind\n1,x\n2,y\n",
    };
    const {rows} = await loadFiles(files);
    expect(await rows("select lead_id, kind, size from leads order by lead_no")).toEqual([
      {lead_id: "1", kind: "x", size: null},
      {lead_id: "2", kind: "y", size: null},
      {lead_id: "3", kind: null, size: 9},
    ]);
  });

  it("are read from JSON, NDJSON and Parquet", async () => {
    const dir = folderWith({
      "project.yaml": project("files: [a.json, b.ndjson, c.parquet]\ncolumns: {lead_id: id, created_at: at}"),
      "a.json": '[{"id": 1, "at": "2024-01-02", "size": 5}]',
      "b.ndjson": '{"id": "b", "at": "2024-01-03T00:00:00+09:00", "size": 6.5, "tags": ["x"]}\n',
    });
    const writer = await Engine.open();
    await writer.run(
      "test",
      `copy (select 'c' as id, timestamptz '2024-01-04 00:00:00+00' as at, 7 as size) to '${join(dir, "c.parquet")}'`,
    );
    writer.close();
    const {rows} = await loadFolder(dir);
    expect(await rows("select lead_id, created_at, size, tags from leads order by lead_no")).toEqual([
      {lead_id: "1", created_at: "2024-01-02T00:00:00.000Z", size: 5, tags: null},
      {lead_id: "b", created_at: "2024-01-02T15:00:00.000Z", size: 6.5, tags: '["x"]'},
      {lead_id: "c", created_at: "2024-01-04T00:00:00.000Z", size: 7, tags: null},
    ]);
  });

  it("are selected by `where`, replaced by `query`, and know the place of a row", async () => {
    const yaml = project(
      `files: leads.csv\nwhere: size > 1\nquery: |\n  select source_file || source_row as lead_id, cast(size as integer) as size from source`,
    );
    expect(await leads({"project.yaml": yaml, "leads.csv": "size\n1\n2\n3\n"})).toEqual([
      "leads.csv2:2.0",
      "leads.csv3:3.0",
    ]);
  });

  it("report the hash, the bytes and what became of the rows of each file", async () => {
    const {rows} = await loadFiles({
      "project.yaml": project("files: leads.csv\nwhere: size <> '3'"),
      "leads.csv": "lead_id,size\n1,1\n2,2\n4,3\n",
    });
    expect(await rows("select * from results.sources")).toEqual([
      {
        table_name: "leads",
        source_no: 0,
        file: "leads.csv",
        bytes: 25,
        sha256: "7f84b2733a248b4c725d7e0fb75e683dce1d703b670c12dc532a4f83cc0c289f",
        read: 3,
        loaded: 2,
        not_selected: 1,
        rejected: 0,
      },
    ]);
  });

  it.each([
    [
      "no file",
      "files: none.csv",
      {},
      /project\.yaml:4: sources\.leads\.files: missing file: .*none\.csv; check files/,
    ],
    [
      "a misspelt file",
      "files: deal.csv",
      {"deals.csv": "lead_id\n1\n"},
      /:4: .*missing file: .*; did you mean deals\.csv\?$/,
    ],
    ["an unknown format", "files: a.dat", {"a.dat": "x"}, /^unknown format: a\.dat; set format/],
    ["an empty file", "files: a.csv", {"a.csv": ""}, /^empty file: .*a\.csv/],
    [
      "a missing column",
      "files: a.csv",
      {"a.csv": "lead_idd,x\n1,2\n"},
      /project\.yaml:3: sources\.leads: missing column in a\.csv: lead_id; did you mean lead_idd\?; name it in columns/,
    ],
    [
      "a misspelt column",
      "files: a.csv\ncolumns:\n  created_at: Creatd",
      {"a.csv": "lead_id,Created\n1,2025-01-01\n"},
      /project\.yaml:6: sources\.leads\.columns\.created_at: missing column in a\.csv: Creatd; did you mean Created\?$/,
    ],
    [
      "a broken query",
      "files: a.csv\nquery: select nothing from source",
      {"a.csv": "lead_id\n1\n"},
      /project\.yaml:5: sources\.leads\.query: cannot be run: .*"nothing" not found/,
    ],
    [
      "malformed lines alone",
      "files: a.csv",
      {"a.csv": "lead_id,x\n1,2,3\n1\n"},
      /^malformed CSV file: .*a\.csv:2: expected number of columns: 2 found: 3/,
    ],
    [
      "malformed NDJSON",
      "files: a.ndjson",
      {"a.ndjson": '{"lead_id": 1}\n{"lead_id": }\n'},
      /^malformed JSON file: .*a\.ndjson:2: unexpected character; mend/,
    ],
    [
      "malformed JSON",
      "files: a.json",
      {"a.json": '[{"lead_id": 1},\n{"lead_id": }]'},
      /^malformed JSON file: .*a\.json:2: unexpected character; mend/,
    ],
    [
      "malformed Parquet",
      "files: a.parquet",
      {"a.parquet": "PAR"},
      /^malformed Parquet file: .*a\.parquet: .*too small/,
    ],
    [
      "malformed gzip",
      "files: a.csv.gz",
      {"a.csv.gz": Buffer.from("\x1f\x8blead_id\n1\n", "latin1")},
      /^malformed gzip file: .*a\.csv\.gz/,
    ],
    [
      "bytes in no encoding",
      "files: a.csv",
      {"a.csv": Buffer.from([0x61, 0xff, 0xfd, 0x0a, 0x80, 0x0a])},
      /^unknown encoding: a\.csv, first seen at a\.csv:1; set encoding/,
    ],
  ])("stop at %s with one error", async (_, source, files: Record<string, string | Buffer>, message) => {
    expect(await messageOf(loadFiles({"project.yaml": project(source), ...files}))).toMatch(message);
  });

  it("stop where attributes: names what no source has: a slip must not leave personal values unprotected", async () => {
    const load = (attributes: string) =>
      messageOf(
        loadFiles({
          "project.yaml": `title: x\nsources:\n  leads: {files: a.csv, attributes: {mail: Address, size: size}}\nattributes:\n${attributes}`,
          "a.csv": "lead_id,Address,size,note\n1,a@b.example,2,x\n",
        }),
      );
    expect(await load("  sise: {personal: true}\n  Address: {personal: true}\n")).toMatch(
      /project\.yaml:5: attributes\.sise: unknown attribute: sise; did you mean size\?\n.*project\.yaml:6: attributes\.Address: .*it is loaded as mail, write that$/,
    );
    expect(await load("  mail: {personal: true}\n  note: {personal: true}\n")).toBe("nothing went wrong");
  });
});
