import {readFileSync} from "node:fs";
import {parse} from "yaml";
import {z} from "zod";
import {isBehaviour} from "../../../src/analysis/rules/rules.ts";
import {projectSchema} from "../../project/schema.ts";

const rate = z.number().min(0).max(1);
const day = z.iso.date();
const monthDay = z.string().regex(/^\d\d-\d\d$/, "expected MM-DD");
const shares = z.record(z.string(), rate);
const condition = projectSchema.shape.rules.unwrap().element.shape.when;

const action = z.strictObject({
  a_day: rate.describe("times a day while the lead is active and of usual habit"),
  habit: z.enum(["interest", "mail"]).optional(),
  channel: z.string(),
  campaign: z.string().optional(),
  topics: shares.optional(),
  stages: z.array(z.string()).optional().describe("only while in one of these stages, once a stay at most"),
  share: rate.default(1).describe("of leads that ever do it, where there are `stages`"),
});

const weight = z
  .strictObject({
    when: condition,
    advance: z.number().default(0),
    lose: z.number().default(0),
    from: z.strictObject({date: day, advance: z.number()}).optional().describe("another weight from this day on"),
    half_life_days: z
      .number()
      .positive()
      .optional()
      .describe("the weights halve with every so many midnights since the last time"),
  })
  .refine(({when, half_life_days}) => half_life_days === undefined || isBehaviour(when), {
    path: ["half_life_days"],
    error: "only what a lead did can fade, no attribute and no silence",
  });

const size = z.strictObject({
  share: z.tuple([rate, rate]).describe("of new leads on the first and on the last day, linear between"),
  employees: z.tuple([z.number().int(), z.number().int()]),
  amount: z.number().positive().describe("median amount of a won lead"),
});

/**
 * The written truth of a generated company. Weights are natural-log odds a working day: of moving on (`advance`), and of
 * being lost if it did not move on (`lose`), judged at the day's midnight on what was known before it.
 */
const modelSchema = z.strictObject({
  period: z.strictObject({from: day, to: day}),
  arrivals: z.strictObject({months: z.record(z.string(), z.number().positive()), day_off: rate}),
  days_off: z.array(z.strictObject({from: monthDay, to: monthDay})),
  stages: z.array(z.strictObject({id: z.string(), advance: z.number(), lose: z.number()})).min(2),
  skipped: rate,
  moved_back: rate,
  weights: z.array(weight),
  closing: z.strictObject({months: z.array(z.number().int()), advance: z.number()}),
  active_days: z.record(z.string(), z.number().positive()),
  returns: z.strictObject({share: rate, after_days: z.number().positive()}),
  sizes: z.record(z.string(), size),
  attributes: z.strictObject({industry: shares, role: shares, region: shares, source: shares}),
  campaigns: z.record(z.string(), z.array(z.string()).min(1)),
  habits: z
    .strictObject({interest: z.number(), mail: z.number()})
    .describe("sigma of the log-normal by which leads differ"),
  actions: z.record(z.string(), action),
  day_off_activity: rate,
  visit_pages: z.number().min(1),
  first_touch: z.record(z.string(), z.string()),
  traps: z.strictObject({
    sales_call: z.strictObject({after_days: z.number(), a_day: rate, growth_days: z.number(), stop_days: z.number()}),
    contract_sent: z.strictObject({of_won: rate, before: rate}),
    onboarding_mail: z.strictObject({of_won: rate}),
    budget_confirmed: z.strictObject({won: rate, lost: rate, open: rate}),
    lost_reason: z.array(z.string()).min(1),
    giveaway: z.strictObject({campaign: z.string(), source: z.string(), from: day, share: rate}),
    late_rows: rate,
    duplicate_activities: rate,
    duplicate_leads: rate,
    orphans: rate,
    before_creation: rate,
  }),
});

export type Model = z.infer<typeof modelSchema>;
export type Weight = Model["weights"][number];

function parsed(path: string): unknown {
  try {
    return parse(readFileSync(path, "utf8"));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined || (error as Error).name.startsWith("YAML"))
      throw new Error(`${path}: invalid YAML; take data/sample/model.yaml as an example`);
    throw error;
  }
}

/** Reads a model file. Throws one error that names every fault and its key. */
export function readModel(path: string): Model {
  const result = modelSchema.safeParse(parsed(path));
  if (result.success) return result.data;
  const faults = result.error.issues.map(({path: key}) => key.join(".") || "the whole");
  throw new Error(
    `${path}: invalid model of a sample: ${faults.join(", ")}: missing or of another type; take data/sample/model.yaml as an example`,
  );
}
