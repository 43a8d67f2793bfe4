import {identifier, literal} from "../../engine/duckdb.ts";
import type {Source} from "../../project/schema.ts";
import {LoadError} from "../loadError.ts";
import {stageCsv} from "./csv.ts";
import {findFiles} from "./find.ts";
import {distinctNames, shownName} from "./header.ts";
import {inspect} from "./inspect.ts";
import {stageJson} from "./json.ts";
import {parquetSelect} from "./parquet.ts";
import {type Column, columnsOf, type Part, type Staged, type StagedFile, type Workplace} from "./staged.ts";

/** Reads the files of a source; text as text, Parquet where it lies. `name` names the relation within `staging`. */
export async function stageFiles(place: Workplace, source: Source, name: string): Promise<Staged> {
  const found = await findFiles(place.engine, place.project, source);
  const parts: {select: string; columns: Column[]}[] = [];
  const files: StagedFile[] = [];
  for (const [i, file] of found.entries()) {
    const inspected = {...file, ...(await inspect(file)), columns: [], malformed: null, encodingUsed: "", rows: 0};
    const part = await stageOne(place, source, inspected, `staging.${identifier(`${name}_${i}`)}`);
    files.push({...part.file, columns: part.columns});
    parts.push({columns: part.columns, select: withPlace(part, i)});
  }
  const relation = `staging.${identifier(name)}`;
  const union = parts.map(({select}) => select).join("\nunion all by name\n");
  await place.engine.run(`stage ${name}`, `create or replace view ${relation} as\n${union}`);
  return {relation, columns: await columnsOf(place.engine, relation), files};
}

function withPlace({columns, from, row, file}: Part, i: number): string {
  const shown = distinctNames(columns.map(({name}) => shownName(name)));
  const names = columns.map(({name}, j) => `${identifier(name)} as ${identifier(shown[j])}`).join(", ");
  const key = `cast(${i} as bigint) * 1099511627776 + ${row}`;
  return `select ${names}, ${key} as row_key, ${row} + 1 as source_row, ${literal(file.name)} as source_file from ${from}`;
}

async function stageOne(place: Workplace, source: Source, file: StagedFile, table: string): Promise<Part> {
  if (file.bytes === 0) throw new LoadError(`empty file: ${file.path}; export it again, or take it out of files`);
  if (file.format === "parquet") return parquetSelect(place.engine, file);
  return file.format === "json" ? stageJson(place, source, file, table) : stageCsv(place, source, file, table);
}
