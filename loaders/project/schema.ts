import {z} from "zod";
import type {PointLimits} from "../../src/analysis/rules/limits.ts";
import {profileOf, toolIds} from "../../src/analysis/rules/profiles.ts";
import type {Rule} from "../../src/analysis/rules/rules.ts";
import {withProfile} from "../../src/analysis/rules/toolGaps.ts";

/**
 * The one definition of `project.yaml`: the TypeScript type, the run-time check and the JSON Schema all come from here.
 * Keys are snake_case, as in SQL. Descriptions are what an editor shows.
 */
const name = z.string().min(1);
const days = z.number().int().positive();

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

const stage = z.strictObject({
  id: name.describe("the stage as the data writes it"),
  name: name.optional().describe("the stage in people's words; default: id"),
  wants: name.optional().describe("what the lead wants to know at this stage"),
  play: name.optional().describe("what the team does for a lead at this stage"),
});

/** The forms of a rule's condition. */
export const conditionForms = [
  z.strictObject({attribute: name, is: z.union([z.string().transform((v) => [v]), z.array(z.string()).min(1)])}),
  z.strictObject({attribute: name, at_least: z.number().optional(), below: z.number().optional()}),
  z.strictObject({attribute: name, missing: z.literal(true)}),
  z.strictObject({activity: name, topic: name.optional(), none_for_days: days}),
  z.strictObject({
    activity: name,
    topic: name.optional(),
    at_least: z.number().int().positive().default(1),
    within_days: days.optional(),
  }),
  z.strictObject({stage: z.union([name.transform((v) => [v]), z.array(name).min(1)])}),
] as const;

const condition = z.union(conditionForms);

const limit = z.strictObject({
  for: z
    .union([
      z.strictObject({rule: name}),
      z.strictObject({when: condition}),
      z.strictObject({family: z.enum(["attribute", "behaviour", "time", "stage"])}),
      z.strictObject({activity: name}),
      z.strictObject({attribute: name}),
    ])
    .describe("the rules it speaks of: one by id or condition, or all of a family, an activity, an attribute"),
  sign: z.enum(["plus", "minus"]).optional(),
  min: z.number().int().optional(),
  max: z.number().int().optional(),
  fixed: z.number().int().optional().describe("these points, whatever the data say"),
  use: z.enum(["always", "never"]).optional().describe("forced in or out"),
  at_most: z.number().int().nonnegative().optional().describe("rules with points among them, at most"),
  cap: z.number().int().nonnegative().optional().describe("most points a lead can get from them together"),
  floor: z.number().int().max(0).optional().describe("least points a lead can get from them together"),
});

const rule = z.strictObject({
  id: name.optional().describe("default: made from the condition"),
  when: condition,
  in_stage: z.union([name.transform((v) => [v]), z.array(name).min(1)]).optional(),
  points: z.number().int(),
});

const attribute = z.strictObject({
  type: z.enum(["category", "number"]).optional().describe("default: detected"),
  personal: z.boolean().default(false).describe("never published, never a rule"),
  known_after: name.optional().describe("why this field is only known after the outcome; flags it as a leak"),
  trusted: name.optional().describe("why a leak flag on this field is wrong; overrules it"),
});

const action = z.strictObject({
  known_after: name
    .optional()
    .describe("why this action is only recorded once the outcome is known; flags it as a leak"),
  trusted: name.optional().describe("why a flag on this action is wrong; overrules it"),
});

const weekday = z.enum(["mon", "tue", "wed", "thu", "fri", "sat", "sun"]);

/** A date, or a first and a last one: `2025-12-29/2026-01-03`. */
const dateSpan = z
  .string()
  .refine((text) => text.split("/").every((date) => z.iso.date().safeParse(date).success) && isSpan(text.split("/")), {
    error: "expected a date such as 2025-05-05, or a first and a last one as in 2025-12-29/2026-01-03",
  })
  .transform((text) => {
    const [from, to = from] = text.split("/");
    return {from, to};
  });

const isSpan = ([from, to = from, ...more]: string[]): boolean => from <= to && more.length === 0;

export const designs = ["snapshot", "entry", "decision", "static"] as const;

export const projectSchema = z
  .strictObject({
    title: name,
    language: z.enum(["en", "ja"]).default("en"),
    timezone: name.default("UTC").describe("IANA zone in which times without an offset are read"),
    currency: z.string().length(3).optional(),
    as_of: name.optional().describe("ISO date or time of the data's end; default: the last dated row"),
    missing: z.array(z.string()).default([]).describe("placeholders that mean no value, e.g. Select, unknown, '-'"),
    sources: z.strictObject({
      leads: z.union([source.transform((s) => [s]), z.array(source).min(1)]),
      activities: z.union([source.transform((s) => [s]), z.array(source)]).default([]),
      stage_visits: z.union([source.transform((s) => [s]), z.array(source)]).default([]),
      outcomes: z.union([source.transform((s) => [s]), z.array(source)]).default([]),
    }),
    sample: z
      .strictObject({model: name, leads: z.number().int().positive().default(5000), seed: z.number().int().default(1)})
      .optional()
      .describe("the source files are generated from this model when they are missing"),
    attributes: z.record(name, attribute).default({}),
    actions: z.record(name, action).default({}).describe("what the team knows of single actions, by activity"),
    stages: z.array(stage).default([]).describe("in order, first to last; won is not a stage"),
    target: name.default("won").describe("won, or the id of a stage to be reached"),
    observe: z
      .strictObject({
        design: z
          .enum(designs)
          .optional()
          .describe("default: snapshot where activities or stages have times, else static"),
        stage: name.optional().describe("whom: leads in this stage or beyond; default: the first stage"),
        every: z.enum(["week", "month", "quarter"]).default("month").describe("snapshot dates"),
        delay_days: z.number().nonnegative().default(0).describe("entry: as-of is the entry plus this"),
        horizon_days: days
          .optional()
          .describe("outcome window; default: from the data (Kaplan–Meier, 80th percentile)"),
        dormant_after_days: days.default(90).describe("an open lead silent for longer is dormant"),
      })
      .prefault({}),
    calendar: z
      .strictObject({
        unit: z
          .enum(["hours", "days", "business_days"])
          .optional()
          .describe(
            "how time in a stage is told first; default: hours where all medians are under two days, else days",
          ),
        weekend: z.array(weekday).default(["sat", "sun"]).describe("days of the week that are no business days"),
        holidays: z
          .array(dateSpan)
          .prefault([])
          .describe("other days that are none, in the project's timezone: 2025-05-05, or 2025-12-29/2026-01-03"),
      })
      .prefault({})
      .describe("what business days are; time on them counts in whole, office hours are not known"),
    candidates: z
      .strictObject({
        windows_days: z.array(days).min(1).max(4).default([7, 30, 90]),
        counts: z.array(z.number().int().positive()).min(1).default([1, 2, 3, 5]),
        silences_days: z.array(days).default([14, 30]),
        min_support: z
          .number()
          .int()
          .positive()
          .default(30)
          .describe("observations on which a rule must hold, and must not"),
        at_most: z.number().int().min(1).max(63).default(40),
      })
      .prefault({}),
    rules: z.array(rule).default([]).describe("the card in use today, with its points"),
    points: z
      .strictObject({
        at_most: z.number().int().positive().default(10).describe("rules with points on the suggested card"),
        min: z.number().int().max(0).default(-10),
        max: z.number().int().min(0).default(10),
        step: z.number().int().positive().default(1).describe("points are multiples of this"),
        total: z
          .strictObject({min: z.number().int().max(0).optional(), max: z.number().int().min(0).optional()})
          .default({})
          .describe("lowest and highest score a lead can reach"),
        ladders: z
          .enum(["monotone", "free"])
          .default("monotone")
          .describe("monotone: more often or more lately never counts less"),
        limits: z.array(limit).default([]).describe("limits on single rules or on groups of them"),
        tool: name
          .optional()
          .describe(`the scoring tool that will run the card, whose limits are obeyed too: ${toolIds.join(", ")}`),
      })
      .prefault({}),
    threshold: z
      .strictObject({
        capacity_a_month: z.number().positive().optional().describe("leads that sales can call a month"),
        precision: z
          .number()
          .gt(0)
          .max(1)
          .optional()
          .describe("share of the leads above the line that should convert, e.g. 0.25"),
        value: z.number().positive().optional().describe("what a conversion brings, in the project's currency"),
        call_cost: z.number().nonnegative().optional().describe("what calling one lead costs"),
        bands: z
          .array(z.number().int())
          .min(1)
          .max(9)
          .optional()
          .describe("lowest score of each band but the last, e.g. [12, 8, 3]; default: bands that the data tell apart"),
        plays: z
          .record(name, name)
          .optional()
          .describe("by band: what the team does for its leads, e.g. A: call today"),
      })
      .prefault({})
      .describe("where the line is drawn: by what sales can call, by what should convert, or by profit"),
    load: z
      .strictObject({
        max_rejected: z
          .number()
          .min(0)
          .max(1)
          .default(0.05)
          .describe("share of a table's rows that may be rejected before the load stops"),
      })
      .prefault({}),
    publish: z
      .strictObject({
        min_cell: z
          .number()
          .int()
          .positive()
          .default(5)
          .describe("smallest number of observations a published cell may hold"),
        hot_leads: z
          .boolean()
          .default(false)
          .describe(
            "publish leads, too: the Hot leads page, and the leads behind a pattern; default: shown locally only",
          ),
      })
      .prefault({}),
  })
  .describe("a Hakari project");

export type ProjectFile = z.infer<typeof projectSchema>;
export type Source = ProjectFile["sources"]["leads"][number];
export type Design = (typeof designs)[number];

/** A complete project: the file's content with every default filled in, and where it lies. */
export interface Project extends Omit<ProjectFile, "stages" | "rules"> {
  /** Absolute path of the project folder. */
  dir: string;
  /** The folder's name: `sample`, `bpic2012`. */
  id: string;
  stages: (ProjectFile["stages"][number] & {name: string})[];
  rules: (ProjectFile["rules"][number] & {id: string})[];
}

/** What the project file asks of a card, and what its scoring tool allows, as the analysis takes it, for these rules. */
export function pointLimits({at_most, tool, ...points}: Project["points"], rules: readonly Rule[]): PointLimits {
  const limits = {...points, atMost: at_most};
  const profile = tool === undefined ? undefined : profileOf(tool);
  return profile ? withProfile(limits, profile, rules) : limits;
}
