import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {dirname, join} from "node:path";
import {onTestFinished} from "vitest";
import {Engine, type Row} from "../../loaders/engine/duckdb.ts";
import {Progress} from "../../loaders/progress.ts";
import {readProject} from "../../loaders/project/project.ts";
import {readNotes} from "../../loaders/tables/notes.ts";
import {loadTables} from "../../loaders/tables/tables.ts";
import type {Note} from "../../src/analysis/notes/note.ts";
import {inLanguage} from "../../src/text/language.ts";
import {fileWords} from "../../src/text/notes/files.ts";
import {noteText} from "../../src/text/notes/notes.ts";

export type Files = Record<string, string | Buffer>;

/** A temporary folder with these files, removed after the test. */
export function folderWith(files: Files): string {
  const dir = mkdtempSync(join(tmpdir(), "hakari-test-"));
  onTestFinished(() => rmSync(dir, {recursive: true, force: true}));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(dir, name)), {recursive: true});
    writeFileSync(join(dir, name), content);
  }
  return dir;
}

export interface Loaded {
  engine: Engine;
  dir: string;
  rows(sql: string): Promise<Row[]>;
}

/** Loads a project folder into a database in memory. */
export async function loadFolder(dir: string): Promise<Loaded> {
  const engine = await Engine.open();
  onTestFinished(() => engine.close());
  await loadTables(engine, readProject(dir), Progress.quiet());
  return {engine, dir, rows: (sql) => engine.rows("test", sql)};
}

/** Loads these files, `project.yaml` among them. */
export const loadFiles = (files: Files): Promise<Loaded> => loadFolder(folderWith(files));

/** What a promise was rejected with, as text. */
export async function messageOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => "nothing went wrong",
    (error: Error) => error.message,
  );
}

/** What a load noticed of the kinds that these words are for. */
export const notesOn = async (engine: Engine, ...words: readonly object[]): Promise<Note[]> =>
  (await readNotes(engine)).filter(({kind}) => words.some((told) => kind in told));

/** What a load noticed of files, in English sentences. */
export const notesOf = async ({engine}: Loaded): Promise<string[]> =>
  (await notesOn(engine, fileWords)).map((note) => inLanguage("en", () => noteText(note)));
