import {readArrow, readLines} from "./columns.ts";
import {type Contents, code, codeWithGroups, emptyContents, type Passage} from "./contents.ts";
import {readJson} from "./json.ts";
import {type Letters, lettersOf} from "./letters.ts";
import {readMarkup} from "./markup.ts";
import {canonical, variants} from "./words.ts";

/** A passage in all its readings, canonical. */
export interface Said extends Omit<Passage, "text"> {
  readings: string[];
}

/** A passage as it is searched for contacts. */
export const saidIn = ({text, ...passage}: Passage): Said => ({
  ...passage,
  readings: [...new Set(variants(text).map(canonical))],
});

/** A passage as it is searched for secrets. */
export interface Searched extends Omit<Passage, "text"> {
  letters: Letters[];
}

export const searchedIn = ({place, kind}: Pick<Passage, "place" | "kind">, readings: readonly string[]): Searched => ({
  place,
  kind,
  letters: readings.map(lettersOf).filter(({text}) => text.length > 1),
});

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
  txt: (bytes) => readLines(bytes.toString("utf8")),
  csv: (bytes) => readLines(bytes.toString("utf8")),
  tsv: (bytes) => readLines(bytes.toString("utf8")),
  md: (bytes) => readLines(bytes.toString("utf8")),
};

/** Scripts but those that were made before any data came near them. */
const isOwnScript = (file: string): boolean => /\.m?js$/.test(file) && !/^(_client|_observablehq)[/\\]/.test(file);

/** Everything that a file of a site says, its name included. A kind of file that nobody here can read is not passed over: it is unreadable. */
export function contentsOf(file: string, bytes: Buffer): Contents {
  const read = readers[file.split(".").at(-1)?.toLowerCase() ?? ""];
  const name: Passage = {place: "its name", text: file, kind: "text"};
  if (!read) return {...emptyContents(), passages: [name], unreadable: "a kind of file that cannot be read"};
  const {passages, ...rest} = isOwnScript(file) ? codeWithGroups(bytes.toString("utf8")) : read(bytes);
  return {passages: [name, ...passages], ...rest};
}
