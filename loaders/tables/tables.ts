import {mkdirSync, rmSync, statSync} from "node:fs";
import {join} from "node:path";
import {tellDataEnd} from "../dataEnd.ts";
import {type Engine, literal} from "../engine/duckdb.ts";
import {engineMemory, keepMemoryLow, memoryOf} from "../memory.ts";
import type {Progress} from "../progress.ts";
import type {Project} from "../project/schema.ts";
import type {Workplace} from "../sources/files/staged.ts";
import {guardSources} from "../sources/guard.ts";
import {LoadError} from "../sources/loadError.ts";
import {noteActivity} from "./activityNotes.ts";
import {type ContractTable, contractTables} from "./contract.ts";
import {loadActivities} from "./dated.ts";
import {loadLeads} from "./leads.ts";
import {chooseLookedAt} from "./lookedAt.ts";
import {noteColumns} from "./noRule.ts";
import {addNotes} from "./notes.ts";
import {findOddDates, readTimeColumns, tellOddDates} from "./oddDates.ts";
import {loadOutcomes} from "./outcomes.ts";
import {type Prepared, prepare, type Shelf} from "./prepare.ts";
import {createRejects, limitRejects, writeRejects} from "./rejects.ts";
import {loadStageVisits} from "./stageVisits.ts";
import {withWide} from "./wide.ts";
import {createReport, reportTable} from "./writeReport.ts";

const loaders = {
  leads: loadLeads,
  activities: loadActivities,
  stage_visits: loadStageVisits,
  outcomes: loadOutcomes,
} satisfies Record<ContractTable, unknown>;

/** Bytes of files up to which staging is kept in memory: what is thrown away a second later need not be written. */
const small = 32 * 1024 * 1024;

/**
 * Reads a project's sources into the open database: `main.leads`, `activities`, `stage_visits`, `outcomes` (empty where
 * the project has no source for them), `attributes`, `rejects`, and the tables of the load report in schema `results`.
 * Rows never pass through JavaScript, and the engine holds no more than its part of the memory, from here on. Staging lies beside the database and is removed at the end. From here on the database opens
 * no files but those of the sources.
 * @throws ProjectFaults where files are missing, or SQL would do more than read what it may; LoadError where a file, its dates or its
 * columns cannot be read, or too many rows are rejected.
 */
export async function loadTables(engine: Engine, project: Project, progress: Progress): Promise<void> {
  const guarded = await guardSources(engine, project);
  const place = await openWorkplace(engine, withWide(guarded.project), guarded.reads);
  try {
    await engine.confine({files: guarded.reads, folders: [place.folder]});
    await createRejects(place);
    await createReport(place);
    await addNotes(engine, guarded.notes);
    const shelf: Shelf = new Map();
    const prepared = new Map<ContractTable, Prepared[]>();
    await engine.run("keep order", "set preserve_insertion_order = true");
    for (const table of contractTables) prepared.set(table, await readSources(place, shelf, table, progress));
    await engine.run("free order", "set preserve_insertion_order = false");
    findOddDates(prepared);
    for (const [table, sources] of prepared) await loadTable(place, table, sources, progress);
    await tellOddDates(place, prepared);
    await tellDataEnd(engine, project);
    await noteActivity(engine);
    await chooseLookedAt(engine, project, await noteColumns(engine, project));
  } finally {
    await closeWorkplace(place);
  }
}

async function readSources(place: Workplace, shelf: Shelf, table: ContractTable, progress: Progress) {
  const {engine, project} = place;
  const sources = project.sources[table];
  const prepared: Prepared[] = [];
  for (const [i, source] of sources.entries()) {
    const read = async () => {
      const rows = await prepare(place, shelf, table, source, i);
      await readTimeColumns(place, rows);
      return rows;
    };
    const name = `read ${table}${sources.length > 1 ? ` (${i + 1} of ${sources.length})` : ""}`;
    prepared.push(
      await progress.step(name, read, {rows: ({read}) => read, percent: () => engine.connection.progress.percentage}),
    );
  }
  if (table === "leads") refuseWithoutRows(prepared);
  return prepared;
}

async function loadTable(place: Workplace, table: ContractTable, prepared: Prepared[], progress: Progress) {
  const {engine} = place;
  const work = async () => {
    await loaders[table](place, prepared);
    await writeRejects(place, table, prepared);
    await limitRejects(
      place,
      table,
      prepared.reduce((sum, {selected}) => sum + selected, 0),
    );
    await reportTable(place, table, prepared);
    return engine.count(`count ${table}`, `select count(*) from main.${table}`);
  };
  if (prepared.length === 0) await work();
  else
    await progress.step(`load ${table}`, work, {rows: (n) => n, percent: () => engine.connection.progress.percentage});
}

/** @throws LoadError where the files of the leads hold none. */
function refuseWithoutRows(prepared: readonly Prepared[]): void {
  if (prepared.some(({selected}) => selected > 0)) return;
  const files = prepared.flatMap(({files}) => files.map(({name}) => name)).join(", ");
  throw new LoadError(
    prepared.every(({read}) => read === 0)
      ? `missing leads: ${files}: a header and no rows; export again with the leads in it`
      : `missing leads: ${files}: no row is left by where or query of sources.leads; change the condition`,
  );
}

async function openWorkplace(engine: Engine, project: Project, reads: readonly string[]): Promise<Workplace> {
  const folder = `${engine.beside}.staging`;
  rmSync(folder, {recursive: true, force: true});
  mkdirSync(folder, {recursive: true});
  const bytes = reads.reduce((sum, path) => sum + (statSync(path, {throwIfNoEntry: false})?.size ?? 0), 0);
  const isSmall = bytes <= small;
  const staging = isSmall ? ":memory:" : join(folder, "staging.duckdb");
  await engine.run("open staging", `attach ${literal(staging)} as staging`);
  keepMemoryLow();
  await engine.run("limit memory", `set memory_limit = '${engineMemory(memoryOf())}'`);
  return {engine, project, folder, isSmall};
}

async function closeWorkplace({engine, folder}: Workplace): Promise<void> {
  await engine.run("drop view", "drop view if exists temp.source");
  await engine.run(
    "throw staging away",
    "pragma disable_checkpoint_on_shutdown; detach staging; pragma enable_checkpoint_on_shutdown",
  );
  await engine.run("free order", "set preserve_insertion_order = false");
  rmSync(folder, {recursive: true, force: true});
}
