import {mkdir} from "node:fs/promises";
import {resolve} from "node:path";
import {fillAfterwards, recordAftermath} from "./aftermath.ts";
import {calendarOf, daySeconds} from "./calendar.ts";
import {Files, type Format} from "./files.ts";
import {Walk} from "./journey.ts";
import {leadMaker} from "./lead.ts";
import {readModel} from "./model.ts";
import {randomStream} from "./random.ts";
import {type Batch, emptyBatch, RowWriter} from "./rows.ts";

export interface SampleOptions {
  /** Project folder: where the model lies and the files go. */
  dir: string;
  /** The model's path, relative to `dir`. */
  model: string;
  leads: number;
  /** Default 1. */
  seed?: number;
  /** Default csv. */
  format?: Format;
  progress?: (leadsDone: number, leads: number) => void;
}

const batchLeads = 2000;

/**
 * Writes leads, activities, stage_visits and outcomes of a company that behaves as its model says. Same model, seed and
 * number of leads: same bytes; the first n leads are the same however many follow. Streams: memory does not grow with the
 * leads, save for the few rows that arrive late. Nothing changes under the final names until all files are whole.
 *
 * @throws where the model is invalid or the folder cannot be written to
 */
export async function generateSample(options: SampleOptions): Promise<void> {
  const {dir, leads, seed = 1, format = "csv", progress} = options;
  const lead = leadWriter(resolve(dir, options.model), seed);
  await mkdir(dir, {recursive: true});
  const files = await Files.create(dir);
  try {
    const late: string[] = [];
    for (let done = 0; done < leads; ) {
      const batch = emptyBatch();
      for (const last = Math.min(done + batchLeads, leads); done < last; ) lead(batch, ++done);
      late.push(batch.late);
      for (const table of ["leads", "activities", "stage_visits", "outcomes"] as const) {
        await files.append(table, batch[table]);
      }
      progress?.(done, leads);
    }
    for (const text of late) await files.append("activities", text);
    await files.finish(format);
  } catch (error) {
    await files.abandon();
    throw error;
  }
}

/** Returns a function that adds the rows of the lead of a number to a batch. */
function leadWriter(modelPath: string, seed: number): (batch: Batch, number: number) => void {
  const model = readModel(modelPath);
  const calendar = calendarOf(model);
  const makeLead = leadMaker(model, calendar);
  const walk = new Walk(model, calendar);
  const writer = new RowWriter(model, calendar);
  return (batch, number) => {
    const random = randomStream(seed, number);
    const lead = makeLead(random, number);
    const journey = walk.journey({lead: random, inStage: randomStream(~seed, number)}, lead);
    recordAftermath(random, model, journey, calendar.days * daySeconds);
    writer.write(batch, random, lead, journey, fillAfterwards(random, model, journey));
  };
}
