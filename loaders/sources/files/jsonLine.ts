import {createReadStream} from "node:fs";
import {readFile, stat} from "node:fs/promises";
import {createInterface} from "node:readline";
import {createGunzip, gunzipSync} from "node:zlib";

/** Arrays larger than this are not searched: they would have to be held whole. */
const searchable = 256 * 1024 * 1024;

/**
 * The line of the first malformed record of a JSON file, 1-based; of a record of an array the line where it begins. Null
 * where every record is well-formed or the file cannot be searched. The engine's own line numbers are off by one.
 */
export async function malformedLine(path: string, isGzip: boolean): Promise<number | null> {
  const first = await firstCharacter(path, isGzip);
  if (first !== "[") return malformedNdjsonLine(path, isGzip);
  if ((await stat(path)).size > searchable) return null;
  const bytes = await readFile(path);
  return malformedElementLine((isGzip ? gunzipSync(bytes) : bytes).toString("utf8"));
}

const linesOf = (path: string, isGzip: boolean) => {
  const raw = createReadStream(path);
  return createInterface({input: isGzip ? raw.pipe(createGunzip()) : raw, crlfDelay: Number.POSITIVE_INFINITY});
};

async function firstCharacter(path: string, isGzip: boolean): Promise<string | undefined> {
  for await (const line of linesOf(path, isGzip)) if (line.trim()) return line.trim()[0];
}

async function malformedNdjsonLine(path: string, isGzip: boolean): Promise<number | null> {
  let number = 0;
  for await (const line of linesOf(path, isGzip)) {
    ++number;
    if (line.trim() && !isJson(line)) return number;
  }
  return null;
}

function malformedElementLine(text: string): number | null {
  let start = text.indexOf("[") + 1;
  let depth = 0;
  let isString = false;
  for (let i = start; i < text.length; ++i) {
    const c = text[i];
    if (isString) {
      if (c === "\\") ++i;
      else if (c === '"') isString = false;
    } else if (c === '"') isString = true;
    else if (c === "{" || c === "[") ++depth;
    else if (depth > 0 && (c === "}" || c === "]")) --depth;
    else if (depth === 0 && (c === "," || c === "]")) {
      if (!isJson(text.slice(start, i))) return lineAt(text, start);
      start = i + 1;
      if (c === "]") return null;
    }
  }
  return lineAt(text, start);
}

function lineAt(text: string, start: number): number {
  const begin = start + (/\S/.exec(text.slice(start))?.index ?? 0);
  let line = 1;
  for (let i = 0; i < begin; ++i) if (text[i] === "\n") ++line;
  return line;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
