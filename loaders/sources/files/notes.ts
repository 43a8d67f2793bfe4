import type {Note} from "../../../src/analysis/notes/note.ts";
import type {Engine} from "../../engine/duckdb.ts";
import type {Source} from "../../project/schema.ts";
import type {FoundFile} from "./find.ts";
import type {Layout} from "./header.ts";
import type {NoRecords} from "./leftOut.ts";
import {type LineMap, lineOfRow} from "./lineMap.ts";
import {idColumn} from "./staged.ts";

/** Notes on the lines above a file's header and on names that it gives twice. */
export function layoutNotes(
  {name: file}: Pick<FoundFile, "name">,
  source: Pick<Source, "columns" | "skip_lines">,
  {above, names}: Layout,
  columns: readonly string[],
): Note[] {
  const notes: Note[] = [];
  if (above.length > 0) {
    const local = {example: above[0].text.slice(0, 80)};
    const lines = above.slice(0, 3).map(({line}) => line + 1);
    notes.push({kind: "left_out", level: "told", file, what: "title", n: above.length, lines, local});
  }
  const mapped = new Set([idColumn(source), ...Object.values(source.columns)].map((name) => name.toLowerCase()));
  columns.forEach((as, i) => {
    const name = names[i];
    if (name === "" || name === as) return;
    const level = mapped.has(name.toLowerCase()) ? "warning" : "told";
    notes.push({kind: "named_twice", level, file, name, as});
  });
  return notes;
}

/** Notes on rows and lines that are no records, with the line where the first stand. */
export async function leftOutNotes(
  engine: Engine,
  {name: file}: Pick<FoundFile, "name">,
  {leftOut, doubtful}: NoRecords,
  map: LineMap | null,
): Promise<Note[]> {
  const notes: Note[] = [];
  for (const {what, rows, lines, n, example} of leftOut) {
    const at = [...(await linesOf(engine, rows.slice(0, 3), map)), ...lines].sort((a, b) => a - b).slice(0, 3);
    const local = example ? {example} : undefined;
    notes.push({kind: "left_out", level: "told", file, what, n, lines: at, ...(local && {local})});
  }
  if (doubtful.length > 0) {
    const at = await linesOf(engine, doubtful.slice(0, 3), map);
    notes.push({kind: "maybe_total", level: "warning", file, n: doubtful.length, lines: at});
  }
  return notes;
}

async function linesOf(engine: Engine, rows: readonly number[], map: LineMap | null): Promise<number[]> {
  if (!map || rows.length === 0) return [];
  const {sql, join} = lineOfRow(map, "r.source_row", "l");
  const values = rows.map((row) => `(${row + 1}::bigint)`).join(", ");
  const found = await engine.rows<{line: number}>(
    "lines of rows",
    `select ${sql} as line from (values ${values}) r(source_row) ${join} order by line`,
  );
  return found.map(({line}) => line);
}
