import type {Activity} from "./actions.ts";
import type {Calendar} from "./calendar.ts";
import type {Table} from "./files.ts";
import type {Journey} from "./journey.ts";
import type {Lead} from "./lead.ts";
import type {Model} from "./model.ts";
import type {Random} from "./random.ts";

/** Rows of a batch of leads as CSV text; `late` are activities that reach the file at its end. */
export type Batch = Record<Table | "late", string>;

export const emptyBatch = (): Batch => ({leads: "", activities: "", stage_visits: "", outcomes: "", late: ""});

/** Writes one lead's rows, with the blemishes of real exports: rows twice, rows late, rows of leads nobody knows. */
export class RowWriter {
  constructor(
    private readonly model: Model,
    private readonly calendar: Calendar,
  ) {}

  write(batch: Batch, random: Random, lead: Lead, journey: Journey, filled: Record<string, string>): void {
    const {traps} = this.model;
    const time = this.calendar.write;
    const row = `${[lead.id, time(lead.createdAt), ...Object.values({...lead.attributes, ...filled})].join(",")}\n`;
    batch.leads += random() < traps.duplicate_leads ? row + row : row;
    for (const activity of journey.activities) this.writeActivity(batch, random, lead.id, activity);
    for (const {stage, enteredAt, leftAt} of journey.visits) {
      batch.stage_visits += `${lead.id},${stage},${time(enteredAt)},${leftAt === undefined ? "" : time(leftAt)}\n`;
    }
    if (!journey.decision) return;
    const {outcome, at, amount} = journey.decision;
    batch.outcomes += `${lead.id},${outcome},${time(at)},${amount ?? ""}\n`;
  }

  private writeActivity(batch: Batch, random: Random, id: string, row: Activity): void {
    const {traps} = this.model;
    const rest = `${this.calendar.write(row.at)},${row.activity},${row.topic ?? ""},${row.channel},${row.campaign ?? ""},${row.actor}\n`;
    const text = `${id},${rest}`;
    const u = random();
    if (u < traps.late_rows) batch.late += text;
    else batch.activities += text;
    if (u > 1 - traps.duplicate_activities) batch.activities += text;
    else if (u > 1 - traps.duplicate_activities - traps.orphans) batch.activities += `X${id.slice(1)},${rest}`;
  }
}
