import {createReadStream} from "node:fs";
import {createGunzip} from "node:zlib";
import type {Cube} from "../src/analysis/rules/cube.ts";
import {Engine, identifier, literal} from "./engine/duckdb.ts";
import {StepError} from "./engine/stepError.ts";
import {reasonOfFile} from "./fileFaults.ts";
import {didYouMean} from "./project/faults.ts";
import {readHeader} from "./sources/files/header.ts";

const yes = ["1", "yes", "true"];
const no = ["0", "no", "false"];

/** What no name of a column holds: control characters, and what is left of bytes that are no UTF-8. */
const isBinary = /[\p{Cc}\ufffd]/u;

/**
 * Reads a table of yes/no columns (0/1, yes/no or true/false, in any case) as a cube of one observation a row, in the
 * file's order, every row in fold 0. The label column tells conversions; every other column is a rule.
 * CSV or TSV with a header, UTF-8, may be gzipped. Nothing is dropped: a value that is neither yes nor no, or a line with
 * too few or too many columns, is an error that names file, line and column.
 */
export async function readYesNoTable(file: string, label: string): Promise<Cube> {
  const {names, delimiter, quote} = readHeader(await firstText(file));
  checkNames(file, names, label);
  const engine = await Engine.open();
  try {
    await engine.run("keep the order of rows", "set preserve_insertion_order = true");
    await readText(engine, file, names.length, delimiter, quote);
    await checkValues(engine, file, names);
    return await packed(engine, names, names.indexOf(label));
  } finally {
    engine.close();
  }
}

async function firstText(file: string): Promise<string> {
  const bytes = createReadStream(file, {end: (1 << 20) - 1});
  const text = file.endsWith(".gz") ? bytes.pipe(createGunzip()) : bytes;
  const failed = new Promise<never>((_, reject) => {
    bytes.on("error", reject);
  });
  const first = (async () => {
    for await (const chunk of text) return (chunk as Buffer).toString("utf8").replace(/^\uFEFF/, "");
    return "";
  })();
  try {
    return await Promise.race([first, failed]);
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === "ENOENT";
    const reason = isMissing ? null : reasonOfFile(error);
    throw new Error(
      isMissing
        ? `missing file: ${file}; give the path of a CSV file`
        : `unreadable file: ${file}${reason ? `: ${reason}` : ""}; give the path of a CSV file`,
    );
  } finally {
    bytes.destroy();
  }
}

function checkNames(file: string, names: readonly string[], label: string): void {
  if (names.some((name) => isBinary.test(name)))
    throw new Error(`not a table: ${file} is no text; give the path of a CSV file`);
  if (names.length === 1 && names[0] === "") throw new Error(`${file}:1: missing header; name every column`);
  const unnamed = names.indexOf("");
  if (unnamed >= 0) throw new Error(`${file}:1: missing name of column ${unnamed + 1}; name every column`);
  const twice = names.find((name, i) => names.indexOf(name) < i);
  if (twice !== undefined) throw new Error(`${file}:1: column named twice: ${twice}; rename one of them`);
  if (!names.includes(label))
    throw new Error(
      `${file}:1: unknown label column: ${label}${didYouMean(label, names) || `; the columns are ${names.join(", ")}`}`,
    );
}

async function readText(
  engine: Engine,
  file: string,
  columns: number,
  delimiter: string,
  quote: string,
): Promise<void> {
  const types = Array.from({length: columns}, (_, i) => `'c${i}': 'VARCHAR'`).join(", ");
  const values = Array.from({length: columns}, (_, i) => `${meaning(`c${i}`)} as v${i}, c${i}`).join(", ");
  try {
    await engine.run(
      "read the table",
      `create table answers as
       select row_number() over () as row_no, ${values}
       from read_csv(${literal(file)}, auto_detect = false, header = true, columns = {${types}},
         delim = ${literal(delimiter)}, quote = ${literal(quote)}, escape = ${literal(quote)})`,
    );
  } catch (error) {
    if (!(error instanceof StepError)) throw error;
    const line = /on Line: (\d+)/i.exec(error.message)?.[1];
    const reason = /Error when .*|(Expected|Missing|Too many|Value with unterminated).*/i.exec(error.message)?.[0];
    throw new Error(`${file}:${line ?? 1}: malformed line: ${(reason ?? error.message).toLowerCase()}`);
  }
}

const meaning = (column: string) =>
  `case when lower(trim(${column})) in (${yes.map(literal)}) then 1 when lower(trim(${column})) in (${no.map(literal)}) then 0 end`;

/** Refuses the first value, by line, that is neither yes nor no. */
async function checkValues(engine: Engine, file: string, names: readonly string[]): Promise<void> {
  const firsts = names.map((_, i) => `min(case when v${i} is null then row_no end) as f${i}`).join(", ");
  const [row] = await engine.rows<Record<string, number | null>>("first bad values", `select ${firsts} from answers`);
  let bad = -1;
  names.forEach((_, i) => {
    const at = row[`f${i}`];
    if (at !== null && (bad < 0 || at < (row[`f${bad}`] as number))) bad = i;
  });
  if (bad < 0) return;
  const [{value}] = await engine.rows<{value: string | null}>(
    "the bad value",
    `select ${identifier(`c${bad}`)} as value from answers where row_no = ${row[`f${bad}`]}`,
  );
  const line = (row[`f${bad}`] as number) + 1;
  throw new Error(
    `${file}:${line}: invalid value of ${names[bad]}: ${value ?? "nothing"}; use 0 or 1, yes or no, true or false`,
  );
}

async function packed(engine: Engine, names: readonly string[], label: number): Promise<Cube> {
  const rows = await engine.count("count rows", "select count(*) from answers");
  if (rows === 0) throw new Error("missing rows: the table has a header only; give at least one row");
  const conversions = new Float64Array(rows);
  const rules = names.flatMap((_, i) => (i === label ? [] : [i]));
  const counts = await engine.rows<Record<string, number>>(
    "count yes",
    `select ${["count(*) as all_rows", ...rules.map((i) => `sum(v${i}) as n${i}`)].join(", ")} from answers`,
  );
  const holds = rules.map((i) => new Uint32Array(Number(counts[0][`n${i}`])));
  const filled = new Uint32Array(rules.length);
  const columns = [label, ...rules].map((i) => `v${i}`).join(", ");
  const stream = await engine.connection.stream(`select ${columns} from answers order by row_no`);
  let row = 0;
  for (let chunk = await stream.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await stream.fetchChunk()) {
    const outcomes = chunk.getColumnValues(0);
    for (let r = 0; r < chunk.rowCount; ++r) conversions[row + r] = Number(outcomes[r]);
    for (let j = 0; j < rules.length; ++j) {
      const values = chunk.getColumnValues(j + 1);
      for (let r = 0; r < chunk.rowCount; ++r) if (values[r] === 1) holds[j][filled[j]++] = row + r;
    }
    row += chunk.rowCount;
  }
  return {
    rules: rules.map((i) => names[i]),
    holds,
    n: new Float64Array(rows).fill(1),
    conversions,
    fold: new Uint8Array(rows),
    period: new Uint16Array(rows),
    periods: ["all"],
  };
}
