import {z} from "zod";
import {type RunSummary, summaryFormat} from "../../src/analysis/changes/runSummary.ts";

/** A summary as a project keeps it. */
export interface KeptRun extends RunSummary {
  /** Grows with every load of another run than the last: the order of runs without a clock. */
  number: number;
}

/** JSON has no infinity: such bounds are null. */
const figure = z.number().nullable();
const interval = z.looseObject({value: figure, low: figure, high: figure});
const count = z.number();
const id = z.string().nullable();
const rule = z.looseObject({id: z.string(), when: z.looseObject({})});

function isZone(timeZone: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", {timeZone}) !== null;
  } catch {
    return false;
  }
}

/** What comparisons read of a kept run. */
const shape = z.looseObject({
  format: z.literal(summaryFormat),
  number: count,
  run: z.looseObject({
    id: z.string().min(1),
    title: z.string(),
    timezone: z.string().refine(isZone),
    asOf: z
      .string()
      .refine((text) => !Number.isNaN(Date.parse(text)))
      .nullable(),
    stages: z.array(z.looseObject({id: z.string(), name: z.string()})),
    settings: z.looseObject({}),
    versions: z.record(z.string(), z.string()),
  }),
  inputs: z.array(z.looseObject({table: z.string(), file: z.string(), sha256: z.string(), read: count})),
  tables: z.array(z.looseObject({table: z.string(), rows: count})),
  outcomes: z.array(z.looseObject({outcome: z.string()})),
  rejects: z.array(z.looseObject({table: z.string(), reason: z.string(), rows: count})),
  observations: z.looseObject({
    base: interval,
    censored: count,
    periods: z.array(z.looseObject({period: z.string(), n: count, conversions: count})),
  }),
  patterns: z.array(z.looseObject({rule, n: count, conversions: count, oddsRatio: interval})),
  leaks: z.array(z.string()),
  card: z
    .looseObject({
      slope: z.number(),
      rules: z.array(z.looseObject({rule, points: count, interval: interval.nullable()})),
    })
    .nullable(),
  stages: z.array(z.looseObject({stage: z.string(), entered: count, passThrough: interval})),
  bottleneck: z.looseObject({standsOut: id, longest: id}),
  line: interval.nullable(),
  auc: interval.nullable(),
});

/** A kept run by its text, or what is wrong with it: not JSON, another format, or a part that is missing or of another type. */
export function readRun(text: string): {run: KeptRun} | {fault: string} | {format: unknown} {
  if (text.trim() === "") return {fault: "an empty file"};
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return {fault: "invalid JSON: it is cut off or was changed"};
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) return {fault: "not the record of a run"};
  const {format} = value as {format?: unknown};
  if (typeof format === "number" && format !== summaryFormat) return {format};
  const parsed = shape.safeParse(value);
  if (parsed.success) return {run: value as KeptRun};
  const {path} = parsed.error.issues[0];
  return {fault: `not the record of a run: ${path.join(".") || "the whole"} is missing or of another type`};
}
