import {closeSync, createWriteStream, fstatSync, openSync, readSync} from "node:fs";
import {join} from "node:path";
import {Readable} from "node:stream";
import {pipeline} from "node:stream/promises";
import type {CellValue} from "read-excel-file/node";
import type {Note} from "../../../src/analysis/notes/note.ts";
import type {Source} from "../../project/schema.ts";
import {LoadError} from "../loadError.ts";
import type {FoundFile} from "./find.ts";
import {wantedColumns} from "./staged.ts";
import type {Utf8Text} from "./transcode.ts";

/** The text of a workbook is held whole while it is read. */
const mostUnpacked = 512 * 1024 * 1024;

let count = 0;

/**
 * A sheet of an Excel workbook as a CSV text in `folder`, a record a row, blank rows too: a record's number is the row's. Dates
 * are written as ISO text, numbers with the digits of the file, formulas as their values.
 * @throws LoadError where the workbook is broken, protected, too large, or has no such sheet.
 */
export async function workbookAsCsv(
  folder: string,
  source: Pick<Source, "sheet" | "query" | "columns">,
  file: FoundFile,
): Promise<Utf8Text> {
  refuseLarge(file.path);
  const sheets = await readSheets(file.path);
  const names = sheets.map(({sheet}) => sheet);
  const {sheet} = source;
  const at =
    sheet === undefined
      ? likelySheet(sheets, wantedColumns(source))
      : typeof sheet === "number"
        ? sheet - 1
        : names.indexOf(sheet);
  const found = sheets[at];
  if (!found)
    throw new LoadError(
      `missing sheet in ${file.path}: ${sheet}; set sheet on the source to one of ${names.join(", ")}`,
    );
  const path = join(folder, `${++count}.sheet.csv`);
  const lines = found.data.map((row) => row.map(cellText));
  const width = Math.max(0, ...lines.map((cells) => cells.findLastIndex((cell) => cell !== "") + 1));
  const texts = lines.map((cells) => (cells.every((cell) => cell === "") ? "" : line(cells.slice(0, width))));
  await pipeline(Readable.from(texts.map((text) => `${text}\n`)), createWriteStream(path));
  const head = texts.slice(0, 400).join("\n");
  const notes: Note[] = [];
  if (names.length > 1 && sheet === undefined)
    notes.push({kind: "sheet", level: "warning", file: file.name, sheet: found.sheet, others: names.length - 1});
  const damaged = found.data.flatMap((row, i) => (row.some(isTooLong) ? [i + 1] : []));
  if (damaged.length > 0)
    notes.push({
      kind: "long_numbers",
      level: "warning",
      file: file.name,
      n: damaged.length,
      lines: damaged.slice(0, 3),
    });
  return {
    path,
    isGzip: false,
    encoding: "utf-8",
    head: `${head}\n`,
    isWhole: texts.length <= 400,
    lines: texts.length,
    isSheet: true,
    notes,
  };
}

/** The first sheet with the columns asked for, else the first with a row of several cells, else the first. */
function likelySheet(sheets: readonly {data: Cell[][]}[], wanted: readonly string[]): number {
  const has = (test: (row: Cell[]) => boolean) => sheets.findIndex(({data}) => data.slice(0, 30).some(test));
  const names = (row: Cell[]) => row.map((cell) => cellText(cell).trim().toLowerCase());
  const asked = wanted.length > 0 ? has((row) => wanted.every((name) => names(row).includes(name.toLowerCase()))) : -1;
  if (asked >= 0) return asked;
  return Math.max(
    0,
    has((row) => row.filter((cell) => cellText(cell) !== "").length > 1),
  );
}

async function readSheets(path: string) {
  // read by those who have workbooks: it is sixty modules
  const {default: readWorkbook} = await import("read-excel-file/node");
  try {
    return await readWorkbook(path, {parseNumber: (digits) => ({digits})});
  } catch (error) {
    const reason = (error as Error).message.replaceAll("`", "").split("\n")[0].replace(/\.$/, "");
    throw new LoadError(
      `malformed Excel workbook: ${path}: ${reason}; open it in a spreadsheet program and save it again as .xlsx, without a password, or as CSV`,
    );
  }
}

type Cell = CellValue<{digits: string}> | null;

const isDigits = (cell: Cell): cell is {digits: string} =>
  typeof cell === "object" && cell !== null && "digits" in cell;

/** A spreadsheet keeps 15 digits of a number: an id with more has lost its last ones. */
const isTooLong = (cell: Cell) =>
  isDigits(cell) && Number.isInteger(Number(cell.digits)) && Math.abs(Number(cell.digits)) >= 1e15;

function cellText(cell: Cell): string {
  if (cell === null || cell === undefined) return "";
  if (isDigits(cell)) return numberText(cell.digits);
  if ((cell as unknown) instanceof Date) return dateText(cell as unknown as Date);
  return String(cell).replaceAll("\r\n", "\n").replaceAll("\r", "\n");
}

/** Files write 0.1 as 0.10000000000000001, and large numbers with an exponent. */
function numberText(digits: string): string {
  const value = Number(digits);
  if (!Number.isFinite(value)) return digits;
  if (Number.isInteger(value) && Math.abs(value) < 1e21) return BigInt(value).toString();
  return String(Number(value.toPrecision(15)));
}

function dateText(date: Date): string {
  const seconds = new Date(Math.round(date.getTime() / 1000) * 1000).toISOString().slice(0, 19).replace("T", " ");
  return seconds.replace(/ 00:00:00$/, "");
}

const line = (cells: readonly string[]) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(",");

/** Refuses a workbook by the sizes that its directory gives, before it is unpacked. */
function refuseLarge(path: string): void {
  const unpacked = unpackedBytes(path);
  if (unpacked > mostUnpacked)
    throw new LoadError(
      `workbook too large: ${path}: ${Math.round(unpacked / 2 ** 20)} MB unpacked, over the limit of ${mostUnpacked / 2 ** 20} MB; save the sheet as CSV`,
    );
}

/** The sum of the unpacked sizes in a zip file's directory (APPNOTE 4.3.12, 4.3.16); 0 where there is none. */
function unpackedBytes(path: string): number {
  const file = openSync(path, "r");
  try {
    const {size} = fstatSync(file);
    const tail = readAt(file, Math.max(0, size - 65_557), Math.min(size, 65_557));
    const end = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
    if (end < 0) return 0;
    const directory = readAt(file, tail.readUInt32LE(end + 16), tail.readUInt32LE(end + 12));
    let sum = 0;
    for (let at = 0; at + 46 <= directory.length && directory.readUInt32LE(at) === 0x02014b50; ) {
      sum += directory.readUInt32LE(at + 24);
      at += 46 + directory.readUInt16LE(at + 28) + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
    }
    return sum;
  } finally {
    closeSync(file);
  }
}

function readAt(file: number, from: number, length: number): Buffer {
  const bytes = Buffer.alloc(Math.min(length, 16 * 1024 * 1024));
  return bytes.subarray(0, readSync(file, bytes, 0, bytes.length, from));
}
