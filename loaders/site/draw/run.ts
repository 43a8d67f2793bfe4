import {readFile} from "node:fs/promises";
import {join} from "node:path";
import {autoType, dsvFormat} from "../../../src/components/csv.ts";
import type {Cell, PageCode} from "./cells.ts";

/** What a cell shows, or why it cannot be run without a browser. */
export type Shown = {nodes: Node[]} | {fault: string};

export interface Run {
  /** By the cell's id. */
  shown: Map<string, Shown>;
  /** Names of values that hold elements: what is done to one of these may show in another. */
  living: Set<string>;
  /** Waits for what cells have asked for in the meantime. */
  settled(): Promise<void>;
}

/** Runs every cell of a page once, with the files that stand beside its folder; a cell whose inputs only a browser has is not run. */
export async function runCells({cells, files}: PageCode, folder: string): Promise<Run> {
  const provider = new Map(cells.flatMap((cell) => cell.outputs.map((name) => [name, cell] as const)));
  const shown = new Map<string, Shown>();
  const living = new Set<string>();
  const values = new Map<Cell, Promise<Record<string, unknown>>>();
  const asked: Promise<unknown>[] = [];
  const file = (name: string) => {
    const found = files.find((one) => one.name === name);
    if (!found) throw new Error(`file not found: ${name}`);
    const read = <T>(made: (bytes: Buffer) => T): Promise<T> => {
      const reading = readFile(join(folder, found.path)).then(made);
      asked.push(reading);
      return reading;
    };
    const table = (delimiter: string) => (options: TableOptions) =>
      read((bytes) => rowsOf(bytes.toString("utf8"), {...options, delimiter}));
    return {
      csv: table(","),
      tsv: table("\t"),
      json: () => read((bytes) => JSON.parse(bytes.toString("utf8"))),
      text: () => read((bytes) => bytes.toString("utf8")),
      arrayBuffer: () => read((bytes) => new Uint8Array(bytes).buffer),
    };
  };
  const input = async (name: string, display: (value: unknown) => unknown): Promise<unknown> => {
    if (name === "FileAttachment") return file;
    if (name === "display") return display;
    const from = provider.get(name);
    if (!from) throw new Error(`${name} is not known before the page is open`);
    return (await valuesOf(from))[name];
  };
  const run = async (cell: Cell): Promise<Record<string, unknown>> => {
    const nodes: Node[] = [];
    const display = (value: unknown) => {
      nodes.push(...nodesOf(value, cell.mode));
      return value;
    };
    const inputs = await Promise.all(cell.inputs.map((name) => input(name, display)));
    const outputs = (await cell.body(...inputs)) as Record<string, unknown>;
    shown.set(cell.id, {nodes});
    for (const [name, value] of Object.entries(outputs ?? {})) if (holdsElements(value)) living.add(name);
    return outputs ?? {};
  };
  const valuesOf = (cell: Cell): Promise<Record<string, unknown>> => {
    const known = values.get(cell) ?? run(cell);
    values.set(cell, known);
    return known;
  };
  for (const cell of cells)
    await valuesOf(cell).catch((error: unknown) => {
      shown.set(cell.id, {fault: error instanceof Error ? error.message : String(error)});
    });
  const settled = async () => {
    while (asked.length > 0) await Promise.all(asked.splice(0));
    await new Promise((done) => setImmediate(done));
  };
  return {shown, living, settled};
}

interface TableOptions {
  /** Rows as lists, not as objects by the names in the first line. */
  array?: boolean;
  /** Numbers, dates and yes or no as such, not as texts. */
  typed?: boolean;
}

/** The rows of a table in text, as Framework's `.csv()` gives them. */
function rowsOf(text: string, {delimiter, array = false, typed = false}: TableOptions & {delimiter: string}): unknown {
  const format = dsvFormat(delimiter);
  const make = typed ? (autoType as never) : undefined;
  return array ? format.parseRows(text, make) : format.parse(text, make);
}

const holdsElements = (value: unknown): boolean =>
  typeof value === "object" && value !== null && Object.values(value).some((inner) => inner instanceof Node);

/** What Framework's `display` would put into the page. */
function nodesOf(value: unknown, mode: string | undefined): Node[] {
  if (value instanceof Node) return value instanceof DocumentFragment ? [...value.childNodes] : [value];
  if (mode !== "inline") throw new Error("what a block of code shows must be an element");
  const isMany = typeof value === "object" && value !== null && Symbol.iterator in value;
  return (isMany ? [...(value as Iterable<unknown>)] : [value]).map((one) =>
    one instanceof Node ? one : document.createTextNode(String(one)),
  );
}
