import {isUtf8} from "node:buffer";
import {createHash} from "node:crypto";
import {createReadStream} from "node:fs";
import type {Readable} from "node:stream";
import {createGunzip} from "node:zlib";
import {LoadError} from "../loadError.ts";
import type {FoundFile} from "./find.ts";

type Encoding = "utf-8" | "utf-16le" | "utf-16be" | "unknown";

/** What one pass over a file's bytes tells. */
export interface Inspection {
  sha256: string;
  /** From the byte order mark, else whether every byte sequence is UTF-8; of the unpacked text. */
  encoding: Encoding;
  /** Line ends in the unpacked text, a last line without one counted; 0 for binary formats. */
  lines: number;
  /** The first 64 kB of the unpacked bytes. */
  head: Buffer;
}

const headBytes = 65_536;

/** Hashes a file and, for text, tells its encoding and counts its lines: one stream, constant memory. */
export async function inspect({path, format, isGzip}: FoundFile): Promise<Inspection> {
  const hash = createHash("sha256");
  const raw = createReadStream(path, {highWaterMark: 1 << 20});
  if (format === "parquet") {
    for await (const chunk of raw) hash.update(chunk);
    return {sha256: hash.digest("hex"), encoding: "unknown", lines: 0, head: Buffer.alloc(0)};
  }
  raw.on("data", (chunk) => hash.update(chunk));
  try {
    const text = await inspectText(isGzip ? pipeErrors(raw, createGunzip()) : raw);
    return {...text, sha256: hash.digest("hex")};
  } catch (error) {
    const {code, message} = error as NodeJS.ErrnoException;
    if (!code?.startsWith("Z_")) throw error;
    throw new LoadError(`malformed gzip file: ${path}: ${message}; export it again`);
  }
}

function pipeErrors(from: Readable, to: ReturnType<typeof createGunzip>): Readable {
  from.on("error", (error) => to.destroy(error));
  return from.pipe(to);
}

async function inspectText(stream: Readable): Promise<Omit<Inspection, "sha256">> {
  let head = Buffer.alloc(0);
  let rest = Buffer.alloc(0);
  let valid = true;
  let lines = 0;
  let last = 10;
  for await (const piece of stream) {
    const chunk = piece as Buffer;
    if (head.length < headBytes) head = Buffer.concat([head, chunk.subarray(0, headBytes - head.length)]);
    for (let i = 0; i < chunk.length; ++i) if (chunk[i] === 10) ++lines;
    if (chunk.length) last = chunk[chunk.length - 1];
    if (valid) {
      const bytes = rest.length ? Buffer.concat([rest, chunk]) : chunk;
      const end = lastCharacterStart(bytes);
      valid = isUtf8(bytes.subarray(0, end));
      rest = Buffer.from(bytes.subarray(end));
    }
  }
  if (last !== 10) ++lines;
  return {encoding: encodingOf(head, valid && rest.length === 0), lines, head};
}

/** Where a character that the chunk may have cut begins; the chunk's end where none is cut. */
function lastCharacterStart(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); ++back) {
    const byte = bytes[bytes.length - back];
    if ((byte & 0xc0) === 0x80) continue;
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return length > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}

function encodingOf(head: Buffer, isValid: boolean): Encoding {
  if (head[0] === 0xff && head[1] === 0xfe) return "utf-16le";
  if (head[0] === 0xfe && head[1] === 0xff) return "utf-16be";
  return isValid ? "utf-8" : "unknown";
}
