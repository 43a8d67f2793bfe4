import type {Note} from "../../src/analysis/notes/note.ts";
import type {Engine} from "../engine/duckdb.ts";
import {matching} from "../engine/sql/matching.ts";
import {lineAt, placeFiles, readsOf} from "../engine/sql/namedFiles.ts";
import {isBelow, placeOf} from "../engine/sql/reach.ts";
import {type Looked, lookAtCondition, lookAtQuery} from "../engine/sql/readOnly.ts";
import {ProjectFaults} from "../project/faults.ts";
import {faultsIn, sourcePath} from "../project/project.ts";
import type {Project, Source} from "../project/schema.ts";
import type {Finding, Path} from "../project/yamlFile.ts";
import {missingFile} from "./files/find.ts";

/** A project whose sources may be read. */
export interface Guarded {
  /** Files that its SQL names relative to the project folder are absolute. */
  project: Project;
  /** All files that it reads: paths, and patterns as they are written. */
  reads: string[];
  /** Files of `files` that lie where nobody has allowed its SQL to read. */
  notes: Note[];
}

/**
 * Looks at what a project file wants to read, and at its `query` and `where`, before anything of it is run: they are to read, and
 * nothing else, files below the folders that are readable (`files` may name any). Needs a database that is not confined yet.
 * @throws ProjectFaults with every missing file, and all that is wrong with the SQL.
 */
export async function guardSources(engine: Engine, project: Project): Promise<Guarded> {
  const folders = project.readable;
  const findings: Finding[] = [];
  const reads = new Set<string>();
  const outside = new Set<string>();
  const findFiles = async (source: Source) => {
    for (const pattern of [source.files].flat()) {
      const found = await matching(engine, pattern);
      if (found.length === 0) findings.push(missingFile(project, source, pattern));
      for (const path of readsOf(pattern, found)) reads.add(path);
      for (const path of found) if (!isBelow(placeOf(path), folders)) outside.add(placeOf(path));
    }
  };
  const guard = async (sql: string, path: Path, look: Promise<Looked>) => {
    const {faults, files} = await look;
    const placed = await placeFiles(engine, sql, files, {dir: project.dir, folders});
    for (const read of placed.reads) reads.add(read);
    for (const {message, at} of [...faults, ...placed.faults]) findings.push({path, message, within: lineAt(sql, at)});
    return placed.sql;
  };
  const sources = {...project.sources};
  for (const table of Object.keys(sources) as (keyof typeof sources)[]) {
    const guarded: Source[] = [];
    for (const [i, source] of project.sources[table].entries()) {
      const path = sourcePath(project, table, i);
      const {query, where} = source;
      await findFiles(source);
      guarded.push({
        ...source,
        query: query && (await guard(query, [...path, "query"], lookAtQuery(engine, query, ["source"]))),
        where: where && (await guard(where, [...path, "where"], lookAtCondition(engine, where))),
      });
    }
    sources[table] = guarded;
  }
  if (findings.length > 0) throw new ProjectFaults(faultsIn(project, findings));
  return {project: {...project, sources}, reads: [...reads], notes: notesOn([...outside])};
}

function notesOn(outside: readonly string[]): Note[] {
  if (outside.length === 0) return [];
  return [{kind: "outside", level: "told", n: outside.length, local: {example: outside.slice(0, 5).join(", ")}}];
}
