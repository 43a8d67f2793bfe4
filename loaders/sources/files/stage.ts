import {identifier, literal} from "../../engine/duckdb.ts";
import type {Source} from "../../project/schema.ts";
import {LoadError} from "../loadError.ts";
import {stageCsv} from "./csv.ts";
import {type FoundFile, findFiles} from "./find.ts";
import {distinctNames, shownName} from "./header.ts";
import {inspect} from "./inspect.ts";
import {stageJson} from "./json.ts";
import {parquetSelect} from "./parquet.ts";
import {
  type Column,
  columnsOf,
  isFraction,
  type Part,
  type Staged,
  type StagedFile,
  type Workplace,
  wholeText,
} from "./staged.ts";
import {asUtf8} from "./transcode.ts";
import {workbookAsCsv} from "./xlsx.ts";

/** Reads the files of a source; text as text, Parquet where it lies. `name` names the relation within `staging`. */
export async function stageFiles(place: Workplace, source: Source, name: string): Promise<Staged> {
  const found = await findFiles(place.engine, place.project, source);
  const parts: Part[] = [];
  const files: StagedFile[] = [];
  for (const [i, file] of found.entries()) {
    const part = await stageOne(place, source, file, `staging.${identifier(`${name}_${i}`)}`, found.length > 1);
    files.push({...part.file, columns: part.columns});
    parts.push(part);
  }
  const filled = parts.filter(({from}) => from !== "");
  if (filled.length === 0)
    throw new LoadError(`empty files: ${found.map(({name}) => name).join(", ")}; export them again`);
  const relation = `staging.${identifier(name)}`;
  const types = typesByColumn(filled);
  const selects = parts.flatMap((part, i) => (part.from ? [withPlace(part, i, types)] : []));
  const union = selects.join("\nunion all by name\n");
  await place.engine.run(`stage ${name}`, `create or replace view ${relation} as\n${union}`);
  return {relation, columns: await columnsOf(place.engine, relation), files};
}

/**
 * The types that each column has in the files.
 * @throws LoadError where a column is of instants in one file and of local times in another.
 */
function typesByColumn(parts: readonly Part[]): Map<string, Set<string>> {
  const types = new Map<string, Set<string>>();
  const instant = "TIMESTAMP WITH TIME ZONE";
  for (const {columns, file} of parts) {
    for (const {name, type} of columns) {
      const given = types.get(name.toLowerCase()) ?? new Set();
      const other = [...given].find((t) => t.startsWith("TIMESTAMP") && (t === instant) !== (type === instant));
      if (other !== undefined && type.startsWith("TIMESTAMP"))
        throw new LoadError(
          `times of two kinds in one column: ${name} is ${type} in ${file.name} and ${other} in another file; make a source of each kind`,
        );
      types.set(name.toLowerCase(), given.add(type));
    }
  }
  return types;
}

function withPlace({columns, from, row, file}: Part, i: number, types: ReadonlyMap<string, Set<string>>): string {
  const shown = distinctNames(columns.map(({name}) => shownName(name)));
  const value = ({name, type}: Column) =>
    isFraction(type) && types.get(name.toLowerCase())?.has("VARCHAR") ? wholeText(identifier(name)) : identifier(name);
  const names = columns.map((column, j) => `${value(column)} as ${identifier(shown[j])}`).join(", ");
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
