import {type DataType, type Schema, tableFromIPC} from "apache-arrow";
import {type Contents, emptyContents} from "./contents.ts";
import {isCount, isNamedCount} from "./counts.ts";
import {tableOf} from "./tables.ts";

/** What columns of an Arrow file say: names, metadata, texts, numbers, and texts that stand side by side; and whatever else lies in its bytes. */
export function readArrow(bytes: Buffer): Contents {
  const contents = emptyContents();
  const say = (place: string, text: string) => contents.passages.push({place, text, kind: "text"});
  try {
    const table = tableFromIPC(bytes);
    const {metadata, fields} = table.schema as Schema;
    for (const [key, value] of metadata) say("its metadata", `${key}: ${value}`);
    let left: {name: string; values: unknown[]} | null = null;
    for (const [i, {name, metadata: about}] of fields.entries()) {
      say("a column's name", name);
      for (const [key, value] of about) say(`metadata of column ${name}`, `${key}: ${value}`);
      const column = table.getChildAt(i);
      if (!column) continue;
      if (!isPlain(column.type)) contents.unreadable = `column ${name}: ${column.type} cannot be read`;
      const values = [...column];
      readColumn(contents, name, new Set(values));
      if (!values.some((value) => typeof value === "string")) continue;
      if (left) sayNeighbours(contents, `columns ${left.name} and ${name}`, left.values, values);
      left = {name, values};
    }
    if (table.numRows <= 2000) {
      const counted = tableOf(
        "its rows",
        table.toArray().map((row) => plainRow(row.toJSON())),
      );
      if (counted) contents.tables.push(counted);
    }
  } catch {
    contents.unreadable = "Arrow data that cannot be read";
  }
  // whatever else lies in the bytes: before, between and after the columns
  for (const [run] of bytes.toString("utf8").matchAll(/[\p{L}\p{M}\p{N}\p{P}\p{S} ]{6,}/gu))
    contents.passages.push({place: "its bytes", text: run, kind: "code"});
  return contents;
}

/** Row values as JSON has them. */
const plainRow = (row: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, typeof value === "bigint" ? Number(value) : value]),
  );

function readColumn(contents: Contents, name: string, values: ReadonlySet<unknown>): void {
  const place = `column ${name}`;
  for (const value of values) {
    if (typeof value === "string") contents.passages.push({place, text: value, kind: "text"});
    else if (value instanceof Date) contents.figures.push({place, name, value: value.getTime()});
    else if (typeof value === "number" || typeof value === "bigint") {
      const n = Number(value);
      if (isCount(name) || isNamedCount(name)) contents.cells.push({place, n});
      else contents.figures.push({place, name, value: n});
    }
  }
}

function sayNeighbours(contents: Contents, place: string, left: readonly unknown[], right: readonly unknown[]): void {
  const pairs = new Set<string>();
  for (let i = 0; i < left.length; ++i) {
    if (typeof left[i] === "string" && typeof right[i] === "string") pairs.add(`${left[i]}\n${right[i]}`);
  }
  for (const text of pairs) if (text.length < 130) contents.passages.push({place, text, kind: "neighbours"});
}

/** Types whose values are numbers, texts, times and yes or no, by their name. */
const isPlain = (type: DataType): boolean =>
  /^(Bool|U?[Ii]nt|Float|Utf8|LargeUtf8|Dictionary|Null|Date|Timestamp|Time)/.test(String(type));

/** What the lines of a text file say; of a table with a header the counts and numbers of its columns, too. */
export function readLines(text: string): Contents {
  const contents = emptyContents();
  const lines = text.split(/\r?\n/);
  for (const [i, line] of lines.entries()) contents.passages.push({place: `line ${i + 1}`, text: line, kind: "text"});
  const mark = [",", "\t", ";", "|"].find((mark) => lines[0]?.includes(mark) && lines[1]?.includes(mark));
  if (mark === undefined) return contents;
  const cells = (line: string) => line.split(mark).map((cell) => cell.trim().replace(/^"(.*)"$/, "$1"));
  const names = cells(lines[0]);
  const rows: Record<string, unknown>[] = [];
  for (const [i, line] of lines.slice(1).entries()) {
    if (line === "") continue;
    const row: Record<string, unknown> = {};
    for (const [k, cell] of cells(line).entries()) {
      const name = names[k] ?? "";
      const value = /^-?\d+(\.\d+)?$/.test(cell) ? Number(cell) : null;
      row[name] = value ?? cell;
      if (value === null) continue;
      const place = `line ${i + 2}`;
      if (isCount(name) || isNamedCount(name)) contents.cells.push({place, n: value});
      else contents.figures.push({place, name, value});
    }
    rows.push(row);
  }
  const table = tableOf("its lines", rows);
  if (table) contents.tables.push(table);
  return contents;
}
