import {identifier, literal} from "../../engine/duckdb.ts";
import type {Source} from "../../project/schema.ts";
import {LoadError} from "../loadError.ts";
import {distinctNames, readHeader, stagedName} from "./header.ts";
import type {Part, StagedFile, Workplace} from "./staged.ts";
import {asUtf8} from "./utf8.ts";

/**
 * Reads a CSV or TSV file into a staging table, every value as text, empty ones as NULL. Lines that do not fit the
 * header's columns are set aside with their line number; columns without a name and without any value are dropped.
 */
export async function stageCsv(place: Workplace, source: Source, file: StagedFile, table: string): Promise<Part> {
  const {path, encoding, head} = await asUtf8(place, source, file);
  const {delimiter, quote, names} = readHeader(head, source.delimiter);
  const columns = distinctNames(names).map(stagedName);
  const types = columns.map((name) => `${literal(name)}: 'VARCHAR'`).join(", ");
  const {engine} = place;
  await engine.run("forget rejects", "drop table if exists reject_errors; drop table if exists reject_scans");
  await engine.run(
    `read ${file.name}`,
    `create table ${table} as select * from read_csv(${literal(path)}, auto_detect = false, header = true,
       columns = {${types}}, delim = ${literal(delimiter)}, quote = ${literal(quote)}, escape = ${literal(quote)},
       max_line_size = 4194304, store_rejects = true, rejects_limit = 0)`,
  );
  const malformed = await keepMalformed(place, file, table);
  const rows = await engine.count("count rows", `select count(*) from ${table}`);
  if (rows === 0 && malformed) await refuse(place, file, malformed.table);
  const unnamed = columns.filter((_, i) => names[i] === "");
  const empty = unnamed.length ? await emptyColumns(place, table, unnamed) : [];
  return {
    file: {...file, rows: rows + (malformed?.count ?? 0), malformed, table, encodingUsed: encoding},
    columns: columns.filter((name) => !empty.includes(name)).map((name) => ({name, type: "VARCHAR"})),
    from: table,
    row: "rowid",
  };
}

async function emptyColumns({engine}: Workplace, table: string, names: string[]): Promise<string[]> {
  const counts = names.map((name) => `count(${identifier(name)}) as ${identifier(name)}`).join(", ");
  const [row] = await engine.rows("empty columns", `select ${counts} from ${table}`);
  return names.filter((name) => row[name] === 0);
}

async function keepMalformed({engine}: Workplace, file: StagedFile, table: string): Promise<StagedFile["malformed"]> {
  const count = await engine.count("malformed lines", "select count(distinct line) from reject_errors");
  if (count === 0) return null;
  const kept = table.replace(/"$/, '_malformed"');
  await engine.run(
    "keep malformed lines",
    `create table ${kept} as
     with lines as (select line, any_value(lower(error_message)) as detail, any_value(left(csv_line, 2000)) as raw from reject_errors group by line)
     select line, line - 1 - row_number() over (order by line) as rows_before, ${literal(file.name)} as source_file, detail, raw from lines`,
  );
  return {table: kept, count};
}

async function refuse({engine}: Workplace, file: StagedFile, malformed: string): Promise<never> {
  const [{line, detail}] = await engine.rows<{line: number; detail: string}>(
    "first malformed line",
    `select line, detail from ${malformed} order by line limit 1`,
  );
  throw new LoadError(`malformed CSV file: ${file.path}:${line}: ${detail}; set delimiter or encoding on the source`);
}
