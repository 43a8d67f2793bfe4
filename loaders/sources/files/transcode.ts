import {createReadStream, createWriteStream} from "node:fs";
import {join} from "node:path";
import {Transform} from "node:stream";
import {pipeline} from "node:stream/promises";
import {createGunzip} from "node:zlib";
import iconv from "iconv-lite";
import type {Note} from "../../../src/analysis/notes/note.ts";
import type {Source} from "../../project/schema.ts";
import {LoadError} from "../loadError.ts";
import type {FoundFile} from "./find.ts";
import {guessEncoding} from "./guess.ts";
import type {Inspection} from "./inspect.ts";

/** A text file as UTF-8 with one kind of line end: itself, or a copy. */
export interface Utf8Text {
  path: string;
  isGzip: boolean;
  /** The encoding that it was read in. */
  encoding: string;
  /** The first 64 kB as text. */
  head: string;
  isWhole: boolean;
  /** Line ends, a last line without one counted. */
  lines: number;
  /** It was a sheet: its lines are told by the sheet's rows, line ends within cells not counted. */
  isSheet?: boolean;
  notes: Note[];
}

const remedy = "set encoding on the source: utf-8, shift_jis, euc-jp, windows-1252, windows-1250, macintosh or another";

/**
 * The encoding to read a text file in: the source's, else what its bytes tell. A file of which some lines are UTF-8 and few
 * are not is UTF-8: these lines become rejects.
 * @throws LoadError where the encoding cannot be told.
 */
export function encodingFor(source: Pick<Source, "encoding">, {name}: {name: string}, look: Inspection): string {
  if (source.encoding === "utf-16") return look.marked === "utf-16be" ? "utf-16be" : "utf-16le";
  if (source.encoding) return source.encoding;
  if (look.marked) return look.marked;
  const {others, utf8Lines} = look;
  if (others.n === 0 || others.n * 2 <= utf8Lines) return "utf-8";
  if (utf8Lines > 0 && others.n < utf8Lines * 10)
    throw new LoadError(
      `two encodings in one file: ${name}: ${utf8Lines} lines or more are UTF-8, ${others.n} are not, the first at ${name}:${others.lines[0]}; ` +
        "export it again in one encoding, or set encoding on the source",
    );
  const encoding = guessEncoding(others.sample);
  if (encoding) return encoding;
  throw new LoadError(`unknown encoding: ${name}, first seen at ${name}:${others.lines[0]}; ${remedy}`);
}

export const decode = (bytes: Buffer, encoding: string): string => iconv.decode(bytes, encoding, {stripBOM: true});

let count = 0;

/**
 * The text of a file as UTF-8 with LF or CRLF throughout and without bytes of zero: the file itself where it is so, else a
 * copy in `folder`, made in a stream.
 * @throws LoadError where the encoding is unknown, or the one that the source names is wrong.
 */
export async function asUtf8(
  folder: string,
  source: Pick<Source, "encoding">,
  file: FoundFile & Inspection,
): Promise<Utf8Text> {
  const encoding = encodingFor(source, file, file);
  const {ends, nuls, isWhole} = file;
  const isUtf8 = encoding === "utf-8";
  const notes: Note[] = isUtf8 ? [] : [{kind: "encoding", level: "told", file: file.name, encoding}];
  if (isUtf8 && file.others.n > 0) {
    const {n, lines} = file.others;
    notes.push({kind: "broken_lines", level: "warning", file: file.name, n, lines: lines.slice(0, 3)});
  }
  const isMixed = ends.cr > 0 || (ends.crlf > 0 && ends.lf > 0);
  const lines = ends.lf + ends.crlf + ends.cr + (ends.isCut ? 1 : 0);
  const head = normalised(decode(file.head, encoding), ends);
  if (isUtf8 && !isMixed && nuls === 0)
    return {path: file.path, isGzip: file.isGzip, encoding, head, isWhole, lines, notes};
  const path = join(folder, `${++count}.utf8`);
  const normaliser = new Normaliser(ends);
  const recode = isUtf8 ? [] : [iconv.decodeStream(encoding, {stripBOM: true}), iconv.encodeStream("utf-8")];
  const unpack = file.isGzip ? [createGunzip()] : [];
  await pipeline([createReadStream(file.path), ...unpack, ...recode, normaliser, createWriteStream(path)]);
  if (!isUtf8) notes.push(...refuseGarbled(file.name, encoding, normaliser));
  if (normaliser.nuls > 0) notes.push({kind: "zero_bytes", level: "told", file: file.name, n: normaliser.nuls});
  return {path, isGzip: false, encoding, head, isWhole, lines: normaliser.lines + (normaliser.isCut ? 1 : 0), notes};
}

function refuseGarbled(name: string, encoding: string, {garbled, lines}: Normaliser): Note[] {
  if (garbled.n === 0) return [];
  if (garbled.n > Math.max(3, lines / 50))
    throw new LoadError(
      `not in ${encoding}: ${name}: ${garbled.n} lines cannot be read in it, the first at ${name}:${garbled.lines[0]}; set another encoding on the source, or take it out to have it detected`,
    );
  return [{kind: "garbled_lines", level: "warning", file: name, encoding, n: garbled.n, lines: garbled.lines}];
}

/** A CR alone ends a line in files that have few other ends; in others it is a blank. */
const crMeans = ({lf, crlf, cr}: Inspection["ends"]) => (cr * 10 > lf + crlf ? 10 : 32);

function normalised(text: string, ends: Inspection["ends"]): string {
  return text
    .replaceAll("\0", "")
    .replaceAll("\r\n", "\n")
    .replaceAll("\r", String.fromCharCode(crMeans(ends)));
}

/** Makes CRLF and CR to LF, leaves bytes of zero out, counts lines and those with a replacement character. */
class Normaliser extends Transform {
  nuls = 0;
  lines = 0;
  isCut = false;
  readonly garbled: {n: number; lines: number[]} = {n: 0, lines: []};
  private readonly cr: number;
  private isAfterCr = false;
  private lastGarbled = -1;
  private tail = 0;

  constructor(ends: Inspection["ends"]) {
    super();
    this.cr = crMeans(ends);
  }

  override _transform(chunk: Buffer | string, _: BufferEncoding, done: (error: null, out: Buffer) => void): void {
    const bytes = typeof chunk === "string" ? Buffer.from(chunk) : chunk;
    const out = Buffer.alloc(bytes.length + 1);
    let n = 0;
    const put = (byte: number) => {
      out[n++] = byte;
      this.tail = ((this.tail << 8) | byte) & 0xffffff;
      if (byte === 10) ++this.lines;
      else if (this.tail === 0xefbfbd) this.noteGarbled();
      this.isCut = byte !== 10;
    };
    for (let i = 0; i < bytes.length; ++i) {
      const byte = bytes[i];
      if (this.isAfterCr && byte !== 10) put(this.cr);
      this.isAfterCr = byte === 13;
      if (byte === 0) ++this.nuls;
      else if (byte !== 13) put(byte);
    }
    done(null, out.subarray(0, n));
  }

  override _flush(done: (error: null, out?: Buffer) => void): void {
    if (this.isAfterCr && this.cr === 10) ++this.lines;
    if (this.isAfterCr) this.isCut = this.cr !== 10;
    done(null, this.isAfterCr ? Buffer.from([this.cr]) : undefined);
  }

  private noteGarbled(): void {
    if (this.lastGarbled === this.lines) return;
    this.lastGarbled = this.lines;
    ++this.garbled.n;
    if (this.garbled.lines.length < 3) this.garbled.lines.push(this.lines + 1);
  }
}
