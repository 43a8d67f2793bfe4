import {activities, leads, outcomes, plus, project, type Row} from "./row.ts";

const nul = Buffer.alloc(64);

/** Faults of files, of what a source says of them, and of its SQL. */
export const sources: Row[] = [
  [
    "a file that is not there",
    leads("{files: lead.csv}"),
    /sources\.leads\.files: missing file: .*lead\.csv; did you mean leads\.csv/,
  ],
  [
    "three files that are not there",
    project(
      "title: T",
      "sources:",
      "  leads: {files: a.csv}",
      "  activities: {files: b.csv}",
      "  outcomes: {files: c.csv}",
    ),
    /a\.csv[\s\S]*b\.csv[\s\S]*c\.csv/,
  ],
  ["a pattern that matches nothing", leads("{files: 'export-*.csv'}"), /missing file: .*export-\*\.csv/],
  ["a folder in place of a file", {...leads("{files: more}"), "more/x.txt": "x"}, /missing file: .*more.*folder/],
  ["an empty file", {"leads.csv": ""}, /empty file: .*leads\.csv; export it again/],
  ["blanks only", {"leads.csv": "\n\n  \n"}, /empty file: .*leads\.csv/],
  ["a header only", {"leads.csv": "lead_id,created_at\n"}, /missing leads: leads\.csv: a header and no rows/],
  [
    "no column of ids",
    {"leads.csv": "id,created_at\nL1,2025-01-02\n"},
    /missing column in leads\.csv: lead_id.*columns: \{lead_id: …\}/,
  ],
  [
    "a column that is not there",
    leads("{files: leads.csv, columns: {created_at: creatd}}"),
    /missing column in leads\.csv: creatd/,
  ],
  [
    "a contract column that is none",
    leads("{files: leads.csv, columns: {lead: lead_id}}"),
    /sources\.leads\.columns\.lead: unknown contract column: lead/,
  ],
  [
    "the contract column __proto__",
    leads("{files: leads.csv, columns: {__proto__: size}}"),
    /a key that cannot be used: __proto__/,
  ],
  [
    "a constant that is none",
    activities("{files: acts.csv, constants: {aktor: lead}}"),
    /unknown contract column: aktor; did you mean actor/,
  ],
  [
    "an actor that is none",
    activities("{files: acts.csv, constants: {actor: robot}}"),
    /actor.*unknown actor: robot; expected lead or seller/,
  ],
  ["attributes that no file has", leads("{files: leads.csv, attributes: [sise]}"), /sise.*did you mean size/],
  [
    "attributes of activities",
    activities("{files: acts.csv, attributes: [x]}"),
    /attributes belong to leads; move them/,
  ],
  [
    "two columns that are one in lower case",
    {"leads.csv": "id,size\nL1,small\n"},
    /missing column in leads\.csv: lead_id; /,
  ],
  [
    "gzip that is cut",
    {...leads("{files: leads.csv.gz}"), "leads.csv.gz": Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 1, 2])},
    /malformed gzip file: .*export it again|empty file/,
  ],
  [
    "Parquet that is cut",
    {...leads("{files: leads.parquet}"), "leads.parquet": Buffer.from("PAR1abcdefgh")},
    /malformed Parquet file: .*export it again/,
  ],
  [
    "Parquet without its end",
    {
      ...leads("{files: leads.parquet}"),
      "leads.parquet": Buffer.concat([Buffer.from("PAR1"), nul, Buffer.from("\x10\0\0\0XXXX")]),
    },
    /malformed Parquet file: .*export it again/,
  ],
  [
    "a text called Parquet",
    {...leads("{files: leads.parquet}"), "leads.parquet": "lead_id\nL1\n"},
    /malformed Parquet file|./,
  ],
  [
    "a zip called Excel",
    {...leads("{files: leads.xlsx}"), "leads.xlsx": Buffer.from("PK\x03\x04nothing of the kind", "latin1")},
    /malformed Excel workbook: .* is damaged; open it in a spreadsheet program/,
  ],
  [
    "an Excel workbook that is cut",
    {
      ...leads("{files: leads.xlsx}"),
      "leads.xlsx": Buffer.from(`PK\x03\x04${"\0".repeat(26)}[Content_Types].xml and nothing`, "latin1"),
    },
    /malformed Excel workbook: .*save it again/,
  ],
  [
    "an old Excel workbook",
    {...leads("{files: leads.xls}"), "leads.xls": Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0])},
    /old or protected Excel workbook; open it/,
  ],
  [
    "a text called Excel",
    {...leads("{files: leads.xlsx}"), "leads.xlsx": "lead_id\nL1\n"},
    /malformed Excel workbook: .* is text; set format: csv/,
  ],
  ["a web page", {"leads.csv": "<html><body><table></table></body></html>"}, /web page or XML/],
  ["a PDF", {"leads.csv": "%PDF-1.7 x"}, /is a PDF; export the table as CSV/],
  [
    "a format that cannot be told",
    {...leads("{files: leads.dat}"), "leads.dat": "lead_id\nL1\n"},
    /unknown format: leads\.dat; set format/,
  ],
  [
    "a format that is none",
    leads("{files: leads.csv, format: excel}"),
    /sources\.leads\.format: invalid: "excel"; expected one of csv, parquet, json, xlsx/,
  ],
  [
    "JSON that is cut",
    {...leads("{files: leads.json}"), "leads.json": '[{"lead_id": "L1"}, {"lead_id": '},
    /malformed JSON file: .*leads\.json:1: .*mend that record/,
  ],
  ["JSON that is a text", {...leads("{files: leads.json}"), "leads.json": '"lead"'}, /leads\.json/],
  ["JSON of numbers", {...leads("{files: leads.json}"), "leads.json": "[1, 2, 3]"}, /leads\.json.*records/],
  ["JSON of lists", {...leads("{files: leads.json}"), "leads.json": '[["lead_id"], ["L1"]]'}, /leads\.json.*records/],
  [
    "JSON with one record inside",
    {...leads("{files: leads.json}"), "leads.json": '{"data": [{"lead_id": "L1"}]}'},
    /no records: .*leads\.json: one record, of lists alone \(data\); expected a list/,
  ],
  [
    "JSON of a list for each column",
    {...leads("{files: leads.json}"), "leads.json": '{"lead_id": ["L1", "L2"], "size": ["a", "b"]}'},
    /no records: .*leads\.json: one record, of lists alone \(lead_id, size\)/,
  ],
  [
    "JSON of records and others",
    {...leads("{files: leads.json}"), "leads.json": '[{"lead_id": "L1"}, [1], 3]'},
    /no records: .*leads\.json: 2 of 3 values are none/,
  ],
  [
    "JSON without records",
    {...leads("{files: leads.json}"), "leads.json": "[]"},
    /leads\.json: an empty list; expected/,
  ],
  [
    "JSON with single quotes",
    {...leads("{files: leads.json}"), "leads.json": "[{'lead_id': 'L1'}]"},
    /malformed JSON file: .*leads\.json/,
  ],
  [
    "JSON with a comma too many",
    {...leads("{files: leads.ndjson}"), "leads.ndjson": '{"lead_id": "L1"},\n{"lead_id": "L2"}\n'},
    /leads\.ndjson/,
  ],
  [
    "JSON with keys alike",
    {...leads("{files: leads.json}"), "leads.json": '[{"lead_id": "L1", "size": "a", "Size": "b"}]'},
    /keys that differ in upper and lower case alone/,
  ],
  [
    "dates in no known way",
    {"leads.csv": "lead_id,created_at\nL1,soon\nL2,later\n"},
    /leads\.csv: column created_at: 2 of 2 values cannot be read as times/,
  ],
  [
    "a date format without a day",
    leads("{files: leads.csv, dates: {created_at: '%Y'}}"),
    /sources\.leads\.dates\.created_at: invalid format: %Y; expected strptime codes/,
  ],
  [
    "a date format that does not fit",
    leads("{files: leads.csv, dates: {created_at: '%d/%m/%Y'}}"),
    /created_at: .*cannot be read as %d\/%m\/%Y/,
  ],
  ["a date format of a column that is none", leads("{files: leads.csv, dates: {creatd: '%d/%m/%Y'}}"), /dates.*creatd/],
  ["a delimiter of two", leads("{files: leads.csv, delimiter: ', '}"), /sources\.leads\.delimiter: invalid/],
  [
    "an encoding that is none",
    leads("{files: leads.csv, encoding: sjis}"),
    /sources\.leads\.encoding: invalid: "sjis"; expected one of utf-8/,
  ],
  ["a header too short", leads("{files: leads.csv, header: [lead_id]}"), /header names 1 columns, .*leads\.csv has 3/],
  ["lines below zero", leads("{files: leads.csv, skip_lines: -1}"), /skip_lines: invalid: -1/],
  ["more lines than there are", leads("{files: leads.csv, skip_lines: 50}"), /leads\.csv/],
  ["an outcome in other words", {"deals.csv": "lead_id,outcome\nL1,Signed\nL2,Dropped\n"}, /Signed.*values/],
  ["outcomes without an outcome", {"deals.csv": "lead_id,result\nL1,won\n"}, /missing column in deals\.csv: outcome/],
  [
    "stages in other words",
    {
      ...plus("stages: [{id: a}]"),
      ...project(
        "title: T",
        "stages: [{id: mql}]",
        "sources:",
        "  leads: {files: leads.csv}",
        "  stage_visits: {files: visits.csv}",
      ),
      "visits.csv": "lead_id,stage,entered_at\nL1,Other,2025-01-05\nL2,Others,2025-01-06\n",
    },
    /Other/,
  ],
  [
    "values of an outcome that is none",
    outcomes("{files: deals.csv, values: {win: [Signed]}}"),
    /unknown outcome: win; did you mean won/,
  ],
  [
    "values that are a list",
    outcomes("{files: deals.csv, values: [Signed]}"),
    /sources\.outcomes\.values: invalid.*expected a block of keys/,
  ],
  [
    "wide to a stage that is none",
    outcomes("{files: deals.csv, wide: {decided_at: wonn}}"),
    /unknown stage: wonn; did you mean won/,
  ],
  [
    "several that is none",
    outcomes("{files: deals.csv, several: last}"),
    /several: invalid: "last"; expected one of any won/,
  ],
  [
    "numbers in another way",
    leads("{files: leads.csv, numbers: {size: '1.234'}}"),
    /numbers\.size: invalid: "1\.234"; expected one of/,
  ],
  [
    "activities without ids of leads",
    {"acts.csv": "lead_id,occurred_at,activity\nX1,2025-01-04,visit\nX2,2025-01-05,call\n"},
    /activities.*rejected|orphan/,
  ],
  [
    "a query that does not end",
    leads('{files: leads.csv, query: "select * from source where ("}'),
    /sources\.leads\.query: .*syntax error/,
  ],
  [
    "a query of another table",
    leads('{files: leads.csv, query: "select * from leads"}'),
    /sources\.leads\.query: .*unknown table: leads/,
  ],
  [
    "a query of a column that is none",
    leads('{files: leads.csv, query: "select lead, size from source"}'),
    /sources\.leads\.query: cannot be run: .*the columns are lead_id, created_at, size/,
  ],
  [
    "a query that writes",
    leads('{files: leads.csv, query: "drop table source"}'),
    /sources\.leads\.query: unsupported: another statement/,
  ],
  ["a query that is nothing", leads('{files: leads.csv, query: ""}'), /sources\.leads\.query: .*expected some text/],
  [
    "a query that is a number",
    leads("{files: leads.csv, query: 5}"),
    /sources\.leads\.query: invalid: 5; expected a text/,
  ],
  [
    "a query that fails on a row",
    leads('{files: leads.csv, query: "select *, cast(size as integer) as n from source"}'),
    /sources\.leads\.query: cannot be run: .*try_cast/,
  ],
  [
    "a condition of a column that is none",
    leads('{files: leads.csv, where: "sise = 1"}'),
    /sources\.leads\.where: cannot be run: .*the columns are/,
  ],
  [
    "a condition that does not end",
    leads(`{files: leads.csv, where: "size = '"}`),
    /sources\.leads\.where: .*unterminated/,
  ],
  [
    "a condition that leaves nobody",
    leads(`{files: leads.csv, where: "false"}`),
    /missing leads: leads\.csv: no row is left by where or query/,
  ],
  [
    "a condition that is a list",
    leads("{files: leads.csv, where: [a]}"),
    /sources\.leads\.where: invalid.*expected a text/,
  ],
  [
    "a condition with a function that is none",
    leads('{files: leads.csv, where: "frob(size)"}'),
    /sources\.leads\.where: .*frob/,
  ],
  ["lines with more columns than the header", {"leads.csv": "lead_id,size\nL1,a,b,c\nL2,a,b,c\n"}, /leads\.csv/],
  [
    "lines of binary",
    {
      "leads.csv": Buffer.concat([
        Buffer.from("lead_id,size\n"),
        Buffer.from(Array.from({length: 400}, (_, i) => (i * 37) % 256)),
      ]),
    },
    /leads\.csv/,
  ],
  [
    "a sheet of CSV",
    leads("{files: leads.csv, sheet: Leads}"),
    /sources\.leads\.sheet: unsupported here: sheet is for Excel files/,
  ],
  ["a link to nothing", leads("{files: gone.csv}"), /missing file: .*gone\.csv/],
  ["an address", leads("{files: 'https://example.invalid/leads.csv'}"), /missing file|files of this machine/],
  ["all ids empty", {"leads.csv": "lead_id,size\n,a\n,b\n"}, /leads: .*no id|rejected/],
  [
    "one id for all",
    {"leads.csv": `lead_id,size\n${"L1,a\n".repeat(30)}`},
    /too many rejects: leads: 29 of 30 rows, over the limit/,
  ],
  [
    "ids that a spreadsheet cut",
    {"leads.csv": "lead_id,size\n4.6876E+17,a\n4.6876E+17,b\n"},
    /ids cut by a spreadsheet/,
  ],
  [
    "a sample without a model",
    {...project("title: T", "sample: {model: model.yaml}", "sources: {leads: {files: leads.csv}}")},
    /model\.yaml/,
  ],
  [
    "a sample of a model that is none",
    {
      ...project("title: T", "sample: {model: model.yaml}", "sources: {leads: {files: leads.csv}}"),
      "model.yaml": "x: 1\n",
    },
    /model\.yaml/,
  ],
];
