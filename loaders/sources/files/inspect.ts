import {isAscii, isUtf8} from "node:buffer";
import {createHash} from "node:crypto";
import {createReadStream} from "node:fs";
import type {Readable} from "node:stream";
import {createGunzip} from "node:zlib";
import {LoadError} from "../loadError.ts";
import type {FoundFile} from "./find.ts";

/** What one pass over a file's bytes tells; of the unpacked text, and nothing but the hash of binary formats. */
export interface Inspection {
  sha256: string;
  /** The first 64 kB. */
  head: Buffer;
  /** The head is all there is. */
  isWhole: boolean;
  /** From the byte order mark, or from where bytes of zero lie. */
  marked: "utf-8" | "utf-16le" | "utf-16be" | null;
  /** Lines by their ends (`cr`: CR alone), and whether a last line has none. */
  ends: {lf: number; crlf: number; cr: number; isCut: boolean};
  nuls: number;
  /** Lines with more than ASCII that are UTF-8, at least as many as counted. */
  utf8Lines: number;
  /** Lines that are not UTF-8: how many, where the first are (from 1), and up to 256 kB of them. */
  others: {n: number; lines: number[]; sample: Buffer};
}

const headBytes = 65_536;
const sampleBytes = 262_144;
const longestLine = 4_194_304;
/** Lines of UTF-8 after which no more are counted. */
const enoughLines = 100_000;

/**
 * Hashes a file and, for text, looks at every byte for its encoding and its line ends: one stream, constant memory.
 * @throws LoadError where a gzip file is broken.
 */
export async function inspect({path, format, isGzip}: FoundFile): Promise<Inspection> {
  const hash = createHash("sha256");
  const raw = createReadStream(path, {highWaterMark: 1 << 20});
  const text = new TextLook();
  if (format === "parquet" || format === "xlsx") {
    for await (const chunk of raw) hash.update(chunk);
    return {...text.end(), sha256: hash.digest("hex")};
  }
  raw.on("data", (chunk) => hash.update(chunk));
  try {
    for await (const chunk of isGzip ? pipeErrors(raw, createGunzip()) : raw) text.feed(chunk as Buffer);
    return {...text.end(), sha256: hash.digest("hex")};
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

class TextLook {
  private head = Buffer.alloc(0);
  private marked: Inspection["marked"] = null;
  private readonly ends = {lf: 0, crlf: 0, cr: 0};
  private nuls = 0;
  private last = 10;
  private bytes = 0;
  private utf8Lines = 0;
  private readonly others: {n: number; lines: number[]; samples: Buffer[]; size: number} = {
    n: 0,
    lines: [],
    samples: [],
    size: 0,
  };
  /** Bytes of a line that is not at its end, and lines before them. */
  private rest = Buffer.alloc(0);
  private line = 1;

  feed(chunk: Buffer): void {
    if (this.bytes === 0) this.marked = markOf(chunk);
    this.bytes += chunk.length;
    if (this.head.length < headBytes)
      this.head = Buffer.concat([this.head, chunk.subarray(0, headBytes - this.head.length)]);
    this.countEnds(chunk);
    const bytes = this.rest.length ? Buffer.concat([this.rest, chunk]) : chunk;
    const end = Math.max(bytes.lastIndexOf(10), this.ends.lf + this.ends.crlf === 0 ? bytes.lastIndexOf(13) : -1) + 1;
    const cut = end === 0 && bytes.length > longestLine ? bytes.length : end;
    this.judge(bytes.subarray(0, cut));
    this.rest = Buffer.from(bytes.subarray(cut));
  }

  private countEnds(chunk: Buffer): void {
    let {last} = this;
    let [lf, crlf, cr, nuls] = [0, 0, 0, 0];
    for (let i = 0; i < chunk.length; ++i) {
      const byte = chunk[i];
      if (byte === 10) {
        if (last === 13) ++crlf;
        else ++lf;
      } else if (byte === 13) ++cr;
      else if (byte === 0) ++nuls;
      last = byte;
    }
    this.last = last;
    this.ends.lf += lf;
    this.ends.crlf += crlf;
    this.ends.cr += cr - crlf;
    this.nuls += nuls;
  }

  /** Whole lines: in one look where all are ASCII or UTF-8, line by line where not. */
  private judge(block: Buffer): void {
    const isText = this.marked === null || this.marked === "utf-8";
    if (isText && !isAscii(block) && (this.utf8Lines < enoughLines || !isUtf8(block))) this.judgeLines(block);
    else {
      for (let at = block.indexOf(10); at >= 0; at = block.indexOf(10, at + 1)) ++this.line;
    }
  }

  private judgeLines(block: Buffer): void {
    const isCr = this.ends.lf + this.ends.crlf === 0;
    for (let from = 0; from < block.length; ) {
      const at = block.indexOf(isCr ? 13 : 10, from);
      const to = at < 0 ? block.length : at + 1;
      const line = block.subarray(from, to);
      if (!isUtf8(line)) this.noteOther(line);
      else if (!isAscii(line)) ++this.utf8Lines;
      if (at >= 0) ++this.line;
      from = to;
    }
  }

  private noteOther(line: Buffer): void {
    const {others} = this;
    ++others.n;
    if (others.lines.length < 20) others.lines.push(this.line);
    if (others.size > sampleBytes) return;
    others.samples.push(Buffer.from(line));
    others.size += line.length;
  }

  end(): Omit<Inspection, "sha256"> {
    this.judge(this.rest);
    return {
      head: this.head,
      isWhole: this.bytes <= headBytes,
      marked: this.marked,
      ends: {...this.ends, isCut: this.last !== 10 && this.last !== 13},
      nuls: this.nuls,
      utf8Lines: this.utf8Lines,
      others: {n: this.others.n, lines: this.others.lines, sample: Buffer.concat(this.others.samples)},
    };
  }
}

/** Characters that every table has: delimiters and line ends. */
const common = [9, 10, 13, 44, 59];

/** The encoding of a byte order mark; or UTF-16 without one, whose delimiters have a zero on one side. */
function markOf(chunk: Buffer): Inspection["marked"] {
  if (chunk[0] === 0xff && chunk[1] === 0xfe) return "utf-16le";
  if (chunk[0] === 0xfe && chunk[1] === 0xff) return "utf-16be";
  if (chunk[0] === 0xef && chunk[1] === 0xbb && chunk[2] === 0xbf) return "utf-8";
  const counts = {little: 0, big: 0, alone: 0};
  for (let i = 0; i + 1 < Math.min(chunk.length, 65_536); i += 2) {
    const [first, second] = [chunk[i], chunk[i + 1]];
    if (common.includes(first) && second === 0) ++counts.little;
    else if (common.includes(second) && first === 0) ++counts.big;
    else if (common.includes(first) && second > 0 && second < 128) ++counts.alone;
    else if (common.includes(second) && first > 0 && first < 128) ++counts.alone;
  }
  const {little, big, alone} = counts;
  if (little > 1 && little > 4 * (big + alone)) return "utf-16le";
  return big > 1 && big > 4 * (little + alone) ? "utf-16be" : null;
}
