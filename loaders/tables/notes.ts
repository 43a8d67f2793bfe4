import type {Note} from "../../src/analysis/notes/note.ts";
import {type Engine, literal} from "../engine/duckdb.ts";

/** Creates the empty table of notes, in schema `results`. */
export const createNotes = (engine: Engine): Promise<void> =>
  engine.run("create notes", "create or replace table results.notes (position integer, body varchar)");

/** Adds what was noticed to the load's notes, in the order in which they will be told. */
export async function addNotes(engine: Engine, notes: readonly Note[]): Promise<void> {
  if (notes.length === 0) return;
  const before = await engine.count("notes", "select count(*) from results.notes");
  const rows = notes.map((note, i) => `(${before + i}, ${literal(JSON.stringify(note))})`);
  await engine.run("add notes", `insert into results.notes values ${rows.join(", ")}`);
}

/** The load's notes, in their order: warnings first. */
export async function readNotes(engine: Engine): Promise<Note[]> {
  const rows = await engine.rows<{body: string}>("notes", "select body from results.notes order by position");
  const notes = rows.map(({body}) => JSON.parse(body) as Note);
  return [...notes.filter(({level}) => level === "warning"), ...notes.filter(({level}) => level === "told")];
}
