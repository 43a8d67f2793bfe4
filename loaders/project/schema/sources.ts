import {z} from "zod";
import {name} from "./basics.ts";

const column = name.describe("name of the column in the file");

const source = z
  .strictObject({
    files: z.union([name, z.array(name).min(1)]).describe("path or glob, relative to the project folder"),
    format: z
      .enum(["csv", "parquet", "json"])
      .optional()
      .describe("default: from the file's name; csv covers tsv, json covers ndjson"),
    encoding: z.enum(["utf-8", "utf-16", "shift_jis"]).optional().describe("default: detected"),
    delimiter: z.string().length(1).optional().describe("default: detected"),
    dates: z
      .record(name, name)
      .default({})
      .describe("strptime format by column of the file, e.g. engage_date: '%d-%m-%y'"),
    missing: z
      .array(z.string())
      .optional()
      .describe("placeholders of this source that mean no value; default: the project's"),
    query: name.optional().describe("SQL over the files, read as the table `source`; its columns replace the files'"),
    where: name.optional().describe("SQL condition; rows that fail it are not part of this table"),
    columns: z.record(name, column).default({}).describe("contract column: column of the file; default: the same name"),
    constants: z
      .record(name, name)
      .default({})
      .describe("contract column: one value for every row, e.g. actor: seller"),
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
