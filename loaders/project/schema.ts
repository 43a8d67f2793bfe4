import {z} from "zod";
import type {PointLimits} from "../../src/analysis/rules/limits.ts";
import {profileOf} from "../../src/analysis/rules/profiles.ts";
import type {Rule} from "../../src/analysis/rules/rules.ts";
import {withProfile} from "../../src/analysis/rules/toolGaps.ts";
import {languages} from "../../src/text/language.ts";
import {name} from "./schema/basics.ts";
import {calendar, observe} from "./schema/observe.ts";
import {points, threshold} from "./schema/points.ts";
import {candidates, rule} from "./schema/rules.ts";
import {sources} from "./schema/sources.ts";

const stage = z.strictObject({
  id: name.describe("the stage as the data writes it"),
  name: name.optional().describe("the stage in people's words; default: id"),
  wants: name.optional().describe("what the lead wants to know at this stage"),
  play: name.optional().describe("what the team does for a lead at this stage"),
});

const attribute = z.strictObject({
  type: z
    .enum(["category", "number", "date"])
    .optional()
    .describe("date: read as days before or after created_at; default: detected"),
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

/**
 * The one definition of `project.yaml`: the TypeScript type, the run-time check and the JSON Schema all come from here,
 * section by section from `schema/`. Keys are snake_case, as in SQL. Descriptions are what an editor shows.
 */
export const projectSchema = z
  .strictObject({
    title: name,
    language: z.enum(languages).default("en").describe("of the pages, exports and every computed sentence"),
    timezone: name.default("UTC").describe("IANA zone in which times without an offset are read"),
    currency: z.string().length(3).optional(),
    as_of: z
      .preprocess((given) => (typeof given === "number" ? String(given) : given), name.optional())
      .describe("ISO date or time of the data's end; default: the last dated row"),
    missing: z.array(z.string()).default([]).describe("placeholders that mean no value, e.g. Select, unknown, '-'"),
    sources,
    sample: z
      .strictObject({model: name, leads: z.number().int().positive().default(5000), seed: z.number().int().default(1)})
      .optional()
      .describe("the source files are generated from this model when they are missing"),
    attributes: z.record(name, attribute).default({}),
    actions: z.record(name, action).default({}).describe("what the team knows of single actions, by activity"),
    stages: z.array(stage).default([]).describe("in order, first to last; won is not a stage"),
    target: name.default("won").describe("won, or the id of a stage to be reached"),
    observe,
    calendar,
    candidates,
    rules: z.array(rule).default([]).describe("the card in use today, with its points"),
    points,
    threshold,
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
          .describe("fewest leads that a published value may belong to, and fewest observations in a published cell"),
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
export type Source = ProjectFile["sources"]["leads"][number] & {
  /** Where the project file writes of it, where that is not its own place: of a source that `wide` made. */
  from?: (string | number)[];
};

/** A complete project: the file's content with every default filled in, and where it lies. */
export interface Project extends Omit<ProjectFile, "stages" | "rules"> {
  /** Absolute path of the project folder. */
  dir: string;
  /** Folders below which its SQL may read files. */
  readable: string[];
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
