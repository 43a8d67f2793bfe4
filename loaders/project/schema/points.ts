import {z} from "zod";
import {toolIds} from "../../../src/analysis/rules/profiles.ts";
import {name} from "./basics.ts";
import {condition} from "./rules.ts";

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

/** `points:` of the project file: what is asked of a card. */
export const points = z
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
  .prefault({});

/** `threshold:` of the project file. */
export const threshold = z
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
    plays: z.record(name, name).optional().describe("by band: what the team does for its leads, e.g. A: call today"),
  })
  .prefault({})
  .describe("where the line is drawn: by what sales can call, by what should convert, or by profit");
