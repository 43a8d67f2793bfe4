import {identifier, literal} from "../engine/duckdb.ts";
import {reasonOf} from "../engine/sql/reason.ts";
import {didYouMean, ProjectFaults} from "../project/faults.ts";
import {faultsIn, sourcePath} from "../project/project.ts";
import type {Project, Source} from "../project/schema.ts";
import type {Finding} from "../project/yamlFile.ts";
import {stageFiles} from "../sources/files/stage.ts";
import {
  type Column,
  columnsOf,
  describeColumns,
  type Staged,
  type StagedFile,
  type Workplace,
} from "../sources/files/staged.ts";
import {cleaned} from "./clean.ts";
import {type ContractTable, contract} from "./contract.ts";
import {readableIds} from "./ids.ts";
import {addNotes} from "./notes.ts";
import type {TimeValues} from "./oddDates.ts";
import {filledRows} from "./wide.ts";

/** A source ready to fill a table: its rows after `query` and `where`, and which column gives what. */
export interface Prepared {
  table: ContractTable;
  source: Source;
  /** Place in the project file's list of this table's sources. */
  number: number;
  relation: string;
  columns: Column[];
  files: StagedFile[];
  /** Every row is known to be from one of the files (`source_file`): counts are by file, else for the files together. */
  isByFile: boolean;
  /** Rows that `query` and `where` were given, and that are left of them. */
  read: number;
  selected: number;
  /** Column of the relation by contract column; absent where the source has none. */
  mapping: Map<string, Column>;
  /** The times among them, by contract column; empty until `readTimeColumns`. */
  times: Map<string, TimeValues>;
}

/** Staged relations by what they were read from, so that a file that fills three tables is read once. */
export type Shelf = Map<string, Promise<Staged>>;

/**
 * Reads a source's files, runs its query and condition.
 * @throws ProjectFaults where a column that the table needs is missing, or query or condition cannot be run.
 */
export async function prepare(
  place: Workplace,
  shelf: Shelf,
  table: ContractTable,
  source: Source,
  number: number,
): Promise<Prepared> {
  const staged = await fromShelf(place, shelf, source);
  const chosen = await select(place, staged, table, number);
  const filled = await filledRows(place, chosen.relation, table, number);
  const columns = asTexts(await columnsOf(place.engine, filled), place.project.sources[table][number]);
  const relation = await cleaned(place, {relation: filled, columns}, table, number);
  const offered = [...columns, {name: "source_row", type: "BIGINT"}, {name: "source_file", type: "VARCHAR"}];
  const prepared = {
    table,
    source,
    number,
    relation,
    columns,
    files: staged.files,
    isByFile: !source.query || (await isByFile(place, staged, filled)),
    read: await place.engine.count("rows read", `select count(*) from ${staged.relation}`),
    selected: filled === chosen.relation ? chosen.rows : await countRows(place, relation),
    mapping: mapColumns(place.project, table, number, offered, staged.files),
    times: new Map(),
  };
  if (!prepared.isByFile) {
    const files = staged.files.length;
    await addNotes(place.engine, [{kind: "counted_together", level: "told", table, files}]);
  }
  return readableIds(place, prepared);
}

/** Columns that are cleaned are texts from there on. */
const asTexts = (columns: readonly Column[], {clean}: Source): Column[] =>
  columns.map((column) => (Object.hasOwn(clean, column.name) ? {...column, type: "VARCHAR"} : column));

/** The source's files, read before or now: what else its reading settings say is part of the key. */
async function fromShelf(place: Workplace, shelf: Shelf, source: Source): Promise<Staged> {
  const {files, format, encoding, delimiter, skip_lines, header_rows, header, totals, sheet} = source;
  const key = JSON.stringify([
    [files].flat(),
    format,
    encoding,
    delimiter,
    skip_lines,
    header_rows,
    header,
    totals,
    sheet,
  ]);
  const read = async () => {
    const staged = await stageFiles(place, source, `files_${shelf.size}`);
    await addNotes(
      place.engine,
      staged.files.flatMap(({notes}) => notes),
    );
    return staged;
  };
  const staged = shelf.get(key) ?? read();
  shelf.set(key, staged);
  return staged;
}

/** Whether every row of a query tells which of its files it is from; those of one file are. */
async function isByFile({engine}: Workplace, {files}: Staged, relation: string): Promise<boolean> {
  if (files.length === 1) return true;
  const names = files.map(({name}) => literal(name)).join(", ");
  const others = `source_file is null or source_file not in (${names})`;
  return (await engine.count("rows without a file", `select count(*) from ${relation} where ${others}`)) === 0;
}

/** The rows that are left of a source's files by its query and condition, and how many they are. */
async function select(
  place: Workplace,
  staged: Staged,
  table: ContractTable,
  number: number,
): Promise<{relation: string; rows: number}> {
  const {engine, project} = place;
  const {query, where} = project.sources[table][number];
  const name = `${table}_${number}`;
  let relation = staged.relation;
  const attempt = async <T>(key: "query" | "where", work: () => Promise<T>): Promise<T> => {
    const columns = (await columnsOf(engine, relation)).map((column) => column.name);
    try {
      return await work();
    } catch (error) {
      const path = [...sourcePath(project, table, number), key];
      throw new ProjectFaults(faultsIn(project, [{path, ...cannotRun(error as Error, columns)}]));
    }
  };
  if (query)
    relation = await attempt("query", () => runQuery(engine, staged, query, `staging.${identifier(`${name}_query`)}`));
  if (!where) return {relation, rows: await countRows(place, relation)};
  return attempt("where", async () => {
    const selected = `staging.${identifier(`${name}_selected`)}`;
    await engine.run(name, `create or replace view ${selected} as select * from ${relation} where (${where}\n)`);
    return {relation: selected, rows: await countRows(place, selected)};
  });
}

const countRows = ({engine}: Workplace, relation: string): Promise<number> =>
  engine.count("rows selected", `select count(*) from ${relation}`);

/** Why the engine could not run SQL that only reads, with the line of its text. */
function cannotRun(error: Error, columns: readonly string[]): {message: string; within?: number} {
  const {reason, isConversion, within} = reasonOf(error);
  const remedy = isConversion
    ? "try_cast gives no value where one does not fit"
    : `the columns are ${columns.slice(0, 12).join(", ")}${columns.length > 12 ? " …" : ""}`;
  return {message: `cannot be run: ${reason}; ${remedy}`, within};
}

async function runQuery(
  engine: Workplace["engine"],
  {relation, files}: Staged,
  query: string,
  table: string,
): Promise<string> {
  await engine.run("view source", `create or replace temp view source as select * exclude (row_key) from ${relation}`);
  const result = (await describeColumns(engine, `select * from (${query}\n)`)).map(({name}) => name);
  const rows = result.includes("source_row") ? "source_row, " : "";
  const names = files.map(({name}) => literal(name)).join(", ");
  const fileOrder = result.includes("source_file") ? `list_position([${names}], cast(source_file as varchar)), ` : "";
  const missing = ["source_row", "source_file"].filter((c) => !result.includes(c));
  const nulls = missing.map((c) => `, cast(null as ${c === "source_row" ? "bigint" : "varchar"}) as ${c}`).join("");
  const order =
    fileOrder +
    rows +
    result
      .filter((c) => c !== "source_row")
      .map(identifier)
      .join(", ");
  await engine.run(
    "run query",
    `create or replace table ${table} as select * ${nulls} from (${query}\n) order by ${order}`,
  );
  const keyed = table.replace(/"$/, '_rows"');
  await engine.run("key rows", `create or replace view ${keyed} as select *, rowid as row_key from ${table}`);
  return keyed;
}

function mapColumns(
  project: Project,
  table: ContractTable,
  number: number,
  offered: Column[],
  files: readonly StagedFile[],
): Map<string, Column> {
  const source = project.sources[table][number];
  const path = sourcePath(project, table, number);
  const mapping = new Map<string, Column>();
  const find = (name: string) =>
    offered.find((c) => c.name === name) ?? offered.find((c) => c.name.toLowerCase() === name.toLowerCase());
  const names = offered.map(({name}) => name);
  const known = contract[table].map(({name}) => name);
  const faults: Finding[] = [];
  for (const {name, isRequired} of contract[table]) {
    const given = source.columns[name];
    if (given === undefined && source.constants[name] !== undefined) continue;
    const wanted = given ?? name;
    const found = find(wanted);
    if (found) mapping.set(name, found);
    else if (given !== undefined || (isRequired && !(name === "outcome" && source.lost_when))) {
      const hint = didYouMean(wanted, names) || `; the source has ${names.slice(0, 12).join(", ")}`;
      const remedy = given === undefined ? `; name it in columns: {${name}: …}` : "";
      faults.push({
        path: given === undefined ? path : [...path, "columns", name],
        message: `missing column in ${files.map((file) => file.name).join(", ")}: ${wanted}${hint}${remedy}`,
      });
    }
  }
  for (const key of ["columns", "constants"] as const) {
    for (const given of Object.keys(source[key])) {
      if (known.includes(given)) continue;
      const hint = didYouMean(given, known) || `; expected one of ${known.join(", ")}`;
      faults.push({path: [...path, key, given], message: `unknown contract column: ${given}${hint}`});
    }
  }
  if (faults.length > 0) throw new ProjectFaults(faultsIn(project, faults));
  return mapping;
}

/** A constant, or nothing, in place of a column that the source does not have. */
export const constantSql = (value: string | undefined, as: string): string =>
  value === undefined ? `cast(null as ${as})` : `cast(${literal(value)} as ${as})`;
