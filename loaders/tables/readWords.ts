import type {OutcomeNote} from "../../src/analysis/notes/outcomes.ts";
import {literal} from "../engine/duckdb.ts";
import {ProjectFaults} from "../project/faults.ts";
import {faultsIn, sourcePath} from "../project/project.ts";
import type {Finding} from "../project/yamlFile.ts";
import type {Workplace} from "../sources/files/staged.ts";
import {addNotes} from "./notes.ts";
import type {Prepared} from "./prepare.ts";
import {doubtfulOutcomes, filesOf, mostNamed, unknownOutcomes, unknownStages} from "./wordFaults.ts";
import {folded, type Reading, readOutcomes, readStages, type WordCount} from "./words.ts";

/**
 * Leaves `staging.outcome_words` (source_no, word, meaning: won, lost or open) for the words of all outcome sources.
 * @throws ProjectFaults with the words that nothing explains, their rows, the nearest known word and the setting that explains them.
 */
export async function readOutcomeWords(place: Workplace, sources: readonly Prepared[]): Promise<void> {
  const faults: Finding[] = [];
  const read: [Prepared, Reading, WordCount[]][] = [];
  for (const source of sources) {
    const counts = await countWords(place, source, "outcome", "decided_at");
    const reading = readOutcomes(counts, source.source.values);
    read.push([source, reading, counts]);
    const path = sourcePath(place.project, "outcomes", source.number);
    const at = source.source.values ? [...path, "values"] : path;
    if (reading.unlisted.length > 0) faults.push({path: at, message: unknownOutcomes(source, reading, counts)});
    else if (reading.doubtful.length > 0) faults.push({path: at, message: doubtfulOutcomes(source, reading.doubtful)});
  }
  if (faults.length > 0) throw new ProjectFaults(faultsIn(place.project, faults));
  await writeMeanings(place, "outcome_words", read);
  await addNotes(
    place.engine,
    read.flatMap(([source, reading, counts]) => wordNotes(place, source, reading, counts)),
  );
}

/**
 * Leaves `staging.stage_words` (source_no, word, meaning: the id of a stage). Rows with other words are for the caller to reject.
 * @throws ProjectFaults where more rows than `load.max_rejected` allows have a word that is no stage: with the words, the nearest stage
 * and the setting.
 */
export async function readStageWords(place: Workplace, sources: readonly Prepared[]): Promise<void> {
  const {stages, load} = place.project;
  const faults: Finding[] = [];
  const read: [Prepared, Reading, WordCount[]][] = [];
  for (const source of sources) {
    const counts = await countWords(place, source, "stage", "entered_at");
    const reading = readStages(counts, stages, source.source.values);
    read.push([source, reading, counts]);
    if (rowsOf(reading.unlisted) <= load.max_rejected * rowsOf(counts)) continue;
    const path = sourcePath(place.project, "stage_visits", source.number);
    faults.push({
      path: source.source.values ? [...path, "values"] : path,
      message: unknownStages(place, source, reading.unlisted),
    });
  }
  if (faults.length > 0) throw new ProjectFaults(faultsIn(place.project, faults));
  await writeMeanings(place, "stage_words", read);
  await addNotes(
    place.engine,
    read.flatMap(([source, reading, counts]) => wordNotes(place, source, reading, counts)),
  );
}

/** Words of a column of a source, the commonest first; rows that cannot be used anyway are not counted. */
async function countWords(
  place: Workplace,
  {table, number}: Prepared,
  column: string,
  time: string,
): Promise<WordCount[]> {
  return place.engine.rows<WordCount>(
    `words of ${table}`,
    `select ${column} as word, count(*) as n, count(${time}) as dated from staging.typed_${table} t
     where source_no = ${number} and ${column} is not null and reason is null group by ${column} order by n desc, word`,
  );
}

async function writeMeanings(place: Workplace, table: string, read: [Prepared, Reading, WordCount[]][]): Promise<void> {
  const rows = read.flatMap(([{number}, {meaning}]) =>
    [...meaning].map(([word, means]) => `(${number}, ${literal(word)}, ${literal(means)})`),
  );
  await place.engine.run(
    table,
    `create or replace table staging.${table} (source_no integer, word varchar, meaning varchar);
     ${rows.length > 0 ? `insert into staging.${table} values ${rows.join(", ")};` : ""}`,
  );
}

const rowsOf = (counts: readonly WordCount[]): number => counts.reduce((sum, {n}) => sum + n, 0);

/** What was understood other than letter by letter, for the record; words of few leads are told at home only. */
function wordNotes(
  {project}: Workplace,
  source: Prepared,
  reading: Reading,
  counts: readonly WordCount[],
): OutcomeNote[] {
  if (!source.mapping.has(source.table === "outcomes" ? "outcome" : "stage")) return [];
  const table = source.table as "outcomes" | "stage_visits";
  const file = filesOf(source);
  const notes: OutcomeNote[] = [];
  const read = counts.filter(
    ({word}) => reading.meaning.has(word) && folded(reading.meaning.get(word) as string) !== folded(word),
  );
  const told = ({n}: WordCount) => n >= project.publish.min_cell;
  const [common, rare] = [read.filter(told), read.filter((one) => !told(one))];
  const pair = ({word, n}: WordCount) => ({word, meaning: reading.meaning.get(word) as string, n});
  if (read.length > 0)
    notes.push({
      kind: "words read",
      level: "told",
      table,
      file,
      words: common.slice(0, mostNamed).map(pair),
      others: read.length - Math.min(common.length, mostNamed),
      ...(rare.length > 0 && {
        local: {
          words: rare
            .slice(0, mostNamed)
            .map(({word}) => word)
            .join(", "),
        },
      }),
    });
  if (reading.denied.length > 0)
    notes.push({
      kind: "no is lost",
      level: "warning",
      file,
      rows: rowsOf(reading.denied),
      dated: reading.denied.reduce((sum, {dated}) => sum + dated, 0),
    });
  if (reading.unused.length > 0)
    notes.push({kind: "words unused", level: "warning", table, file, words: reading.unused});
  if (table === "stage_visits" && reading.unlisted.length > 0)
    notes.push({
      kind: "stages unknown",
      level: "warning",
      file,
      words: reading.unlisted
        .filter(told)
        .slice(0, mostNamed)
        .map(({word, n}) => ({word, n})),
      rows: rowsOf(reading.unlisted),
      of: rowsOf(counts),
    });
  return notes;
}
