import {type DataType, type Schema, tableFromIPC} from "apache-arrow";
import {readMarkup} from "./markup.ts";
import {readings} from "./words.ts";

/** A piece of a site's file, as a reader or a program gets it. */
export interface Passage {
  /** Where in the file: "line 12, aria-label of <svg>", ".drivers.drivers[3].text", "column lead_id". */
  place: string;
  text: string;
  /**
   * Text stands by itself, so that it can be compared as a whole; joined is a line put together from parts, in which figures of
   * neighbours may touch; code and comments hold much that is no text.
   */
  kind: "text" | "joined" | "code";
}

/** A passage in all its readings, canonical. */
export interface Said extends Omit<Passage, "text"> {
  readings: string[];
}

/** A passage as it is searched. */
export const saidIn = ({text, ...passage}: Passage): Said => ({...passage, readings: readings(text)});

/** A number of observations or leads in page data. */
export interface Cell {
  place: string;
  n: number;
}

export interface Contents {
  passages: Passage[];
  cells: Cell[];
  /** Why the file, or a part of it, cannot be read; null where it can. */
  unreadable: string | null;
}

const readers: Record<string, (bytes: Buffer) => Contents> = {
  html: (bytes) => readMarkup(bytes.toString("utf8"), readJson),
  svg: (bytes) => readMarkup(bytes.toString("utf8"), readJson),
  xml: (bytes) => readMarkup(bytes.toString("utf8"), readJson),
  json: (bytes) => readJson(bytes.toString("utf8")),
  map: (bytes) => readJson(bytes.toString("utf8")),
  webmanifest: (bytes) => readJson(bytes.toString("utf8")),
  arrow: readArrow,
  js: (bytes) => code(bytes.toString("utf8")),
  mjs: (bytes) => code(bytes.toString("utf8")),
  css: (bytes) => code(bytes.toString("utf8")),
  txt: (bytes) => lines(bytes.toString("utf8")),
  csv: (bytes) => lines(bytes.toString("utf8")),
  md: (bytes) => lines(bytes.toString("utf8")),
};

/** Everything that a file of a site says, its name included. A kind of file that nobody here can read is not passed over: it is unreadable. */
export function contentsOf(file: string, bytes: Buffer): Contents {
  const read = readers[file.split(".").at(-1)?.toLowerCase() ?? ""];
  const name: Passage = {place: "its name", text: file, kind: "text"};
  if (!read) return {passages: [name], cells: [], unreadable: "a kind of file that cannot be read"};
  const {passages, ...rest} = read(bytes);
  return {passages: [name, ...passages], ...rest};
}

const code = (text: string): Contents => ({
  passages: [{place: "its text", text, kind: "code"}],
  cells: [],
  unreadable: null,
});

const lines = (text: string): Contents => ({
  passages: text.split("\n").map((line, i): Passage => ({place: `line ${i + 1}`, text: line, kind: "text"})),
  cells: [],
  unreadable: null,
});

/** Counts of a group, by their names in page data. */
const isCount = (name: string): boolean => /^n(_\w+)?$/.test(name);

/** Rates of a group's own parts: of those won, lost and open the decided ones, of those who entered a stage the ones who left. */
const isOfParts = (name: string): boolean => /^(decided|winRate|passThrough|dropOff)$/.test(name);

/** How many a group has whose parts by outcome are told beside it; null for anything else. */
function wholeOf(part: object): number | null {
  const {n, won, lost, open, entered, advanced} = part as Record<string, unknown>;
  const [whole, ...parts] = entered === undefined ? [n, won, lost, open] : [entered, advanced, lost];
  return [whole, ...parts].every((count) => typeof count === "number") ? (whole as number) : null;
}

/** A note of a load: what it counts are lines and rows of files. */
const isNote = (part: object): boolean => "kind" in part && "level" in part;

/** Numbers under these names are no counts. */
const isId = (name: string): boolean => /^(lead|lead_?id|lead_?no|id)$/i.test(name);

function readJson(text: string): Contents {
  const contents: Contents = {passages: [], cells: [], unreadable: null};
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return {...code(text), unreadable: "JSON that cannot be read"};
  }
  const seen = new Set<string>();
  const say = (text: string, place: string) => {
    if (seen.has(text)) return;
    seen.add(text);
    contents.passages.push({place, text, kind: "text"});
  };
  const walk = (part: unknown, place: string, name: string): void => {
    if (typeof part === "string") say(part, place);
    else if (typeof part === "number") {
      if (isCount(name)) contents.cells.push({place, n: part});
      if (isId(name)) say(String(part), place);
    } else if (Array.isArray(part)) {
      for (let i = 0; i < part.length; ++i) walk(part[i], `${place}[${i}]`, name);
    } else if (part && typeof part === "object") {
      const whole = wholeOf(part);
      if (whole !== null) contents.cells.push({place, n: whole});
      for (const [key, inner] of Object.entries(part)) {
        say(key, `a key at ${place || "the top"}`);
        const before = contents.cells.length;
        walk(inner, `${place}.${key}`, key);
        if ((whole !== null && isOfParts(key)) || isNote(part)) contents.cells.length = before;
      }
    }
  };
  walk(value, "", "");
  return contents;
}

function readArrow(bytes: Buffer): Contents {
  const contents: Contents = {passages: [], cells: [], unreadable: null};
  const say = (place: string, text: string) => contents.passages.push({place, text, kind: "text"});
  // whatever else lies in the bytes: before, between and after the columns
  for (const [run] of bytes.toString("utf8").matchAll(/[\p{L}\p{M}\p{N}\p{P}\p{S} ]{6,}/gu))
    contents.passages.push({place: "its bytes", text: run, kind: "code"});
  try {
    const table = tableFromIPC(bytes);
    const {metadata, fields} = table.schema as Schema;
    for (const [key, value] of metadata) say("its metadata", `${key}: ${value}`);
    for (const [i, {name, metadata: about}] of fields.entries()) {
      say("a column's name", name);
      for (const [key, value] of about) say(`metadata of column ${name}`, `${key}: ${value}`);
      const column = table.getChildAt(i);
      if (!column) continue;
      if (!isPlain(column.type)) contents.unreadable = `column ${name}: ${column.type} cannot be read`;
      const values = new Set<unknown>(column);
      for (const value of values) {
        if (typeof value === "string" || (isId(name) && value !== null)) say(`column ${name}`, String(value));
        else if (isCount(name) && value !== null) contents.cells.push({place: `column ${name}`, n: Number(value)});
      }
    }
  } catch {
    contents.unreadable = "Arrow data that cannot be read";
  }
  return contents;
}

/** Types whose values are numbers, texts, times and yes or no, by their name. */
const isPlain = (type: DataType): boolean =>
  /^(Bool|U?[Ii]nt|Float|Utf8|LargeUtf8|Dictionary|Null|Date|Timestamp|Time)/.test(String(type));
