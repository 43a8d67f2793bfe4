import type {Note} from "../../../src/analysis/notes/note.ts";
import {identifier, literal} from "../../engine/duckdb.ts";
import type {Source} from "../../project/schema.ts";
import {LoadError} from "../loadError.ts";
import {distinctNames, type Layout, readLayout, stagedName} from "./header.ts";
import {findNoRecords} from "./leftOut.ts";
import {type LineMap, mapLines, type ReadCsv} from "./lineMap.ts";
import {layoutNotes, leftOutNotes} from "./notes.ts";
import {readColumns, readColumnsNote} from "./readColumns.ts";
import {idColumn, type Part, type StagedFile, type Workplace, wantedColumns} from "./staged.ts";
import type {Utf8Text} from "./transcode.ts";

/**
 * Reads a CSV or TSV text into a staging table, every value as text, empty ones as NULL. Lines that do not fit the
 * header's columns are set aside with their line number; rows that are no records (totals, footers, a second header) are
 * left out and told; columns without a name and without any value are dropped.
 * @throws LoadError where the text has no header or no line fits it.
 */
export async function stageCsv(
  place: Workplace,
  source: Source,
  file: StagedFile,
  table: string,
  text: Utf8Text,
): Promise<Part> {
  const wanted = wantedColumns(source);
  const whole = readLayout(text.head, {...source, wanted, isWhole: text.isWhole});
  if (whole.names.every((name) => name === "") && whole.hasHeader)
    throw new LoadError(
      `missing header: ${file.path}: the file has no line with names; set header or skip_lines on the source, or export it again`,
    );
  if (source.header && source.header.length !== whole.width)
    throw new LoadError(
      `header names ${source.header.length} columns, ${file.path} has ${whole.width}; name each in header, or set delimiter on the source`,
    );
  const all = distinctNames(whole.names).map(stagedName);
  const taken = readColumns(all, place.project);
  const columns = taken.map((i) => all[i]);
  const layout = {...whole, names: taken.map((i) => whole.names[i])};
  const read = await readRows(place, file, table, text, whole, {all, columns});
  const malformed = table.replace(/"$/, '_malformed"');
  const map = read.malformed.count > 0 ? await mapLines(place, read) : undefined;
  if (read.malformed.count > 0) await keepMalformed(place, file, malformed, read, map ?? null);
  const id = Math.max(
    0,
    columns.findIndex((name) => name.toLowerCase() === idColumn(source).toLowerCase()),
  );
  const none = await findNoRecords(
    place.engine,
    {table, columns, rows: read.rows, malformed: read.malformed.count > 0 ? malformed : null, layout, id},
    source,
  );
  if (none.lines.length > 0)
    await place.engine.run("forget no records", `delete from ${malformed} where line in (${none.lines.join(", ")})`);
  const broken = read.malformed.count - none.lines.length;
  if (read.rows === 0 && broken > 0) await refuse(place, file, malformed);
  const left = none.where
    ? await place.engine.count("count rows", `select count(*) from ${table} where ${none.where}`)
    : read.rows;
  const lines = await memo(place, read, map);
  const notes: Note[] = [
    ...text.notes,
    ...readColumnsNote(file.name, all, taken),
    ...layoutNotes(file, source, layout, columns),
    ...(await leftOutNotes(
      place.engine,
      file,
      none,
      none.leftOut.length + none.doubtful.length > 0 ? await lines() : null,
    )),
  ];
  const unnamed = columns.filter((_, i) => layout.names[i] === "");
  const empty = unnamed.length ? await emptyColumns(place, table, unnamed) : [];
  return {
    file: {
      ...file,
      rows: left + broken,
      lines,
      malformed: broken > 0 ? {table: malformed, count: broken} : null,
      table,
      encodingUsed: text.encoding,
      notes: [...file.notes, ...notes],
    },
    columns: columns.filter((name) => !empty.includes(name)).map((name) => ({name, type: "VARCHAR"})),
    from: none.where ? `${table} where ${none.where}` : table,
    row: "rowid",
  };
}

/** The file's line map, made when it is first asked for. */
function memo(place: Workplace, read: ReadCsv, made: LineMap | null | undefined): () => Promise<LineMap | null> {
  let map = made === undefined ? undefined : Promise.resolve(made);
  return () => {
    map ??= mapLines(place, read);
    return map;
  };
}

async function readRows(
  {engine}: Workplace,
  {name}: StagedFile,
  table: string,
  {path, isGzip, lines, isSheet}: Utf8Text,
  {delimiter, quote, skip, hasHeader}: Layout,
  {all, columns}: {all: readonly string[]; columns: readonly string[]},
): Promise<ReadCsv> {
  const given = columns.length === all.length ? "*" : columns.map(identifier).join(", ");
  const types = all.map((column) => `${literal(column)}: 'VARCHAR'`).join(", ");
  await engine.run("forget rejects", "drop table if exists reject_errors; drop table if exists reject_scans");
  await engine.run(
    `read ${name}`,
    `create table ${table} as select ${given} from read_csv(${literal(path)}, auto_detect = false, header = ${hasHeader}, skip = ${skip},
       compression = ${isGzip ? "'gzip'" : "'none'"}, columns = {${types}}, delim = ${literal(delimiter)}, quote = ${literal(quote)},
       escape = ${literal(quote)}, max_line_size = 4194304, store_rejects = true, rejects_limit = 0)`,
  );
  const odd = table.replace(/"$/, '_errors"');
  await engine.run(
    "malformed lines",
    `create table ${odd} as select line, any_value(lower(error_message)) as detail, any_value(left(csv_line, 2000)) as raw
     from reject_errors group by line`,
  );
  const rows = await engine.count("count rows", `select count(*) from ${table}`);
  const count = await engine.count("count malformed", `select count(*) from ${odd}`);
  const malformed = {select: `select line from ${odd}`, count};
  return {
    path,
    isGzip,
    lines,
    isSheet,
    delimiter,
    quote,
    skip,
    hasHeader,
    table,
    rows,
    columns: all.length,
    malformed,
  };
}

/** Malformed lines with the line an editor shows, where it can be known, and the rows before them. */
async function keepMalformed(
  {engine}: Workplace,
  file: StagedFile,
  malformed: string,
  read: ReadCsv,
  map: LineMap | null,
): Promise<void> {
  const errors = read.table.replace(/"$/, '_errors"');
  const top = read.skip + (read.hasHeader ? 1 : 0);
  await engine.run(
    "keep malformed lines",
    map
      ? `create table ${malformed} as
         select e.line + coalesce(b."before", 0) as line, rows_before, ${literal(file.name)} as source_file, detail, raw
         from ${errors} e left join ${map.others} o using (line) asof left join ${map.breaks} b on e.line > b.line`
      : `create table ${malformed} as
         select line, line - ${top} - row_number() over (order by line) as rows_before, ${literal(file.name)} as source_file, detail, raw
         from ${errors}`,
  );
}

async function emptyColumns({engine}: Workplace, table: string, names: string[]): Promise<string[]> {
  const counts = names.map((name) => `count(${identifier(name)}) as ${identifier(name)}`).join(", ");
  const [row] = await engine.rows("empty columns", `select ${counts} from ${table}`);
  return names.filter((name) => row[name] === 0);
}

async function refuse({engine}: Workplace, file: StagedFile, malformed: string): Promise<never> {
  const [{line, detail}] = await engine.rows<{line: number; detail: string}>(
    "first malformed line",
    `select line, detail from ${malformed} order by line limit 1`,
  );
  throw new LoadError(
    `malformed CSV file: ${file.path}:${line}: ${detail}; set delimiter, skip_lines or encoding on the source`,
  );
}
