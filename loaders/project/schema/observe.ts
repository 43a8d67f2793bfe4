import {z} from "zod";
import {days, name} from "./basics.ts";

const designs = ["snapshot", "entry", "decision", "static"] as const;
export type Design = (typeof designs)[number];

/** `observe:` of the project file: who is looked at, when, and for how long. */
export const observe = z
  .strictObject({
    design: z
      .enum(designs)
      .optional()
      .describe(
        "when leads are looked at; default: monthly or weekly snapshots where they see the winners, else entry; static without times",
      ),
    stage: name.optional().describe("whom: leads in this stage or beyond; default: the first stage"),
    every: z
      .enum(["week", "month", "quarter"])
      .optional()
      .describe("snapshot dates; default: month, or week where months miss winners"),
    delay_days: z
      .number()
      .nonnegative()
      .optional()
      .describe(
        "entry: as-of is the entry plus this, 0.25 is six hours; default: from the data, 0 where leads have no activities",
      ),
    horizon_days: days
      .optional()
      .describe(
        "outcome window; default: from the data (80th percentile of the time to the target), as long as leads are followed",
      ),
    dormant_after_days: days.default(90).describe("an open lead silent for longer is dormant"),
  })
  .prefault({});

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

/** `calendar:` of the project file. */
export const calendar = z
  .strictObject({
    unit: z
      .enum(["hours", "days", "business_days"])
      .optional()
      .describe("how time in a stage is told first; default: hours where all medians are under two days, else days"),
    weekend: z.array(weekday).default(["sat", "sun"]).describe("days of the week that are no business days"),
    holidays: z
      .array(dateSpan)
      .prefault([])
      .describe("other days that are none, in the project's timezone: 2025-05-05, or 2025-12-29/2026-01-03"),
  })
  .prefault({})
  .describe("what business days are; time on them counts in whole, office hours are not known");
