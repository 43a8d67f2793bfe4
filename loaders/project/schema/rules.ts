import {z} from "zod";
import {days, name} from "./basics.ts";

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

/** When a rule holds. */
export const condition = z.union(conditionForms);

/** One rule of the card in use today. */
export const rule = z.strictObject({
  id: name.optional().describe("default: made from the condition"),
  when: condition,
  in_stage: z.union([name.transform((v) => [v]), z.array(name).min(1)]).optional(),
  points: z.number().int(),
});

/** `candidates:` of the project file: which rules are looked at. */
export const candidates = z
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
    also: z
      .array(name)
      .max(200)
      .optional()
      .describe(
        "what is looked at first where there is too much: attributes, attribute=value, actions, action/topic, e.g. [webinar, page_view/pricing, city=Kyoto]",
      ),
  })
  .prefault({});
