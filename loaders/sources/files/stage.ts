import {identifier, literal} from "../../engine/duckdb.ts";
import type {Source} from "../../project/schema.ts";
import {LoadError} from "../loadError.ts";
import {stageCsv} from "./csv.ts";
import {type FoundFile, findFiles} from "./find.ts";
import {distinctNames} from "./header.ts";
import {inspect} from "./inspect.ts";
import {stageJson} from "./json.ts";
import {parquetSelect} from "./parquet.ts";
import {type Column, columnsOf, type Part, type Staged, type StagedFile, type Workplace} from "./staged.ts";
import {asUtf8} from "./transcode.ts";
import {workbookAsCsv} from "./xlsx.ts";

/** Reads the files of a source; text as text, Parquet where it lies. `name` names the relation within `staging`. */
export async function stageFiles(place: Workplace, source: Source, name: string): Promise<Staged> {
  const found = await findFiles(place.engine, place.project, source);
  const parts: {select: string; columns: Column[]}[] = [];
  const files: StagedFile[] = [];
  for (const [i, file] of found.entries()) {
    const part = await stageOne(place, source, file, `staging.${identifier(`${name}_${i}`)}`, found.length > 1);
    files.push({...part.file, columns: part.columns});
    if (part.from) parts.push({columns: part.columns, select: withPlace(part, i)});
  }
  if (parts.length === 0)
    throw new LoadError(`empty files: ${found.map(({name}) => name).join(", ")}; export them again`);
  const relation = `staging.${identifier(name)}`;
  const union = parts.map(({select}) => select).join("\nunion all by name\n");
  await place.engine.run(`stage ${name}`, `create or replace view ${relation} as\n${union}`);
  return {relation, columns: await columnsOf(place.engine, relation), files};
}

function withPlace({columns, from, row, file}: Part, i: number): string {
  const shown = distinctNames(columns.map(({name}) => name));
  const names = columns.map(({name}, j) => `${identifier(name)} as ${identifier(shown[j])}`).join(", ");
  const key = `cast(${i} as bigint) * 1099511627776 + ${row}`;
  return `select ${names}, ${key} as row_key, ${row} + 1 as source_row, ${literal(file.name)} as source_file from ${from}`;
}

async function stageOne(
  place: Workplace,
  source: Source,
  found: FoundFile,
  table: string,
  isOneOfSeveral: boolean,
): Promise<Part> {
  const look = await inspect(found);
  const file: StagedFile = {
    ...found,
    ...look,
    columns: [],
    malformed: null,
    encodingUsed: "",
    rows: 0,
    lines: async () => null,
    notes: found.isMisnamed ? [{kind: "misnamed", level: "told", file: found.name, format: formatOf(found)}] : [],
  };
  if (found.format === "parquet") return parquetSelect(place.engine, file);
  const text =
    found.format === "xlsx"
      ? await workbookAsCsv(place.folder, source, file)
      : await asUtf8(place.folder, source, file);
  if (text.isWhole && /^[\s\ufeff]*$/.test(text.head)) {
    if (!isOneOfSeveral) throw new LoadError(`empty file: ${file.path}; export it again, or take it out of files`);
    return {
      file: {...file, notes: [{kind: "empty_file", level: "warning", file: file.name}]},
      columns: [],
      from: "",
      row: "",
    };
  }
  if (found.format === "json") return stageJson(place, file, table, text);
  return stageCsv(place, source, file, table, text);
}

const formatOf = ({format, isGzip}: FoundFile) => (isGzip ? `${format}, gzip` : format);
