import {z} from "zod";
import {days, name} from "./basics.ts";

const column = name.describe("name of the column in the file");

/** A value as the file writes it: `-999` and `Select` alike. */
const value = z.union([z.string(), z.number().transform(String), z.boolean().transform(String)]);

/** How numbers are written, by an example. */
export const notations = ["1,234.5", "1.234,5", "1 234,5"] as const;
export type Notation = (typeof notations)[number];

/** Names of iconv-lite; UTF-16 by its mark. */
const encodings = [
  "utf-8",
  "utf-16",
  "shift_jis",
  "euc-jp",
  "windows-1252",
  "windows-1250",
  "windows-1251",
  "macintosh",
  "gb18030",
  "euc-kr",
  "big5",
] as const;

const source = z
  .strictObject({
    files: z.union([name, z.array(name).min(1)]).describe("path or glob, relative to the project folder"),
    format: z
      .enum(["csv", "parquet", "json", "xlsx"])
      .optional()
      .describe("default: from the file's name and first bytes; csv covers tsv, json covers ndjson"),
    encoding: z
      .enum(encodings)
      .optional()
      .describe("default: detected; macintosh, gb18030, euc-kr, big5 and windows-1251 never are"),
    delimiter: z.string().length(1).optional().describe("default: detected"),
    skip_lines: z.number().int().nonnegative().optional().describe("lines above the header; default: detected"),
    header_rows: z
      .number()
      .int()
      .nonnegative()
      .max(5)
      .optional()
      .describe("lines of the header, of which the first names the columns; default: detected, 0 with header"),
    header: z
      .array(name)
      .min(1)
      .optional()
      .describe("names of the columns, in place of the file's or where it has none"),
    totals: z
      .enum(["drop", "keep"])
      .default("drop")
      .describe("rows that sum up the others, and footers: left out and told, or kept"),
    sheet: z
      .union([name, z.number().int().positive()])
      .optional()
      .describe("xlsx: name or number of the sheet; default: the first that has the columns"),
    dates: z
      .record(name, name)
      .default({})
      .describe("strptime format by column of the file, e.g. engage_date: '%d-%m-%y'"),
    numbers: z
      .record(name, z.enum(notations))
      .default({})
      .describe("how a column's numbers are written: '1,234.5', '1.234,5' or '1 234,5'; default: from all its values"),
    missing: z
      .union([z.array(value), z.record(name, z.array(value))])
      .optional()
      .describe(
        "placeholders that mean no value: a list in place of the project's, or lists by column of the file beside it, e.g. {Employees: [-1, -999]}",
      ),
    clean: z
      .record(name, z.record(name, z.string()))
      .default({})
      .describe(
        "what is cut out of a column's texts before they are used, such as ids in addresses: column of the file: {pattern: what stands in its place}, e.g. url: {'/u/[^/]+': '/u/*'}",
      ),
    query: name
      .optional()
      .describe("one SELECT over the files, read as the table `source`; its columns replace the files'"),
    where: name.optional().describe("one SQL condition; rows that fail it are not part of this table"),
    columns: z.record(name, column).default({}).describe("contract column: column of the file; default: the same name"),
    constants: z
      .record(name, name)
      .default({})
      .describe("contract column: one value for every row, e.g. actor: seller"),
    wide: z
      .record(name, name)
      .optional()
      .describe(
        "stage visits and outcomes of one row a lead: column of dates: stage, won or lost; an empty date is no row, e.g. {MQL date: mql}",
      ),
    values: z
      .record(name, z.union([z.array(value).min(1), value.transform((v) => (v === "rest" ? "rest" : [v]))]))
      .optional()
      .describe(
        "outcomes: {won: [Signed], lost: [Dropped], open: rest}; stage visits: stage: its words in the file; added to the known words",
      ),
    several: z
      .enum(["any won", "latest", "first"])
      .default("any won")
      .describe(
        "outcomes: which one counts where a lead has several; any won: won if any is, on the date of the first win",
      ),
    lost_after_days: days
      .optional()
      .describe("outcomes: an undecided lead without any sign for so long is lost, so long after its last sign"),
    lost_when: z
      .union([
        z.strictObject({column: name, filled: z.literal(true)}),
        z.strictObject({column: name, is: z.union([z.array(value).min(1), value.transform((v) => [v])])}),
      ])
      .optional()
      .describe("outcomes: a row is lost where this column is filled, or holds one of these values"),
    attributes: z
      .union([z.literal("all"), z.array(name), z.record(name, column)])
      .optional()
      .describe("leads only: which other columns are attributes; default all"),
  })
  .describe("one set of files that fills one contract table");

/** `sources:` of the project file: what fills the contract tables. */
export const sources = z.strictObject({
  leads: z.union([source.transform((s) => [s]), z.array(source).min(1)]),
  activities: z.union([source.transform((s) => [s]), z.array(source)]).default([]),
  stage_visits: z.union([source.transform((s) => [s]), z.array(source)]).default([]),
  outcomes: z.union([source.transform((s) => [s]), z.array(source)]).default([]),
});
