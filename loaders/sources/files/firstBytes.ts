import {closeSync, openSync, readSync} from "node:fs";
import {gunzipSync, constants as zlib} from "node:zlib";

/** What a file is by its first bytes, whatever its name; `text` where nothing else is known. */
export type Kind = "parquet" | "xlsx" | "zip" | "ods" | "xls" | "html" | "pdf" | "json" | "text";

/** The first bytes of a file, unpacked where it is a gzip file. */
export interface FirstBytes {
  kind: Kind;
  isGzip: boolean;
}

const looked = 16_384;

/** Looks at the first bytes of a file. Never throws for what they hold: broken gzip is `text`, and fails when it is read. */
export function firstBytes(path: string): FirstBytes {
  const raw = read(path);
  const isGzip = raw[0] === 0x1f && raw[1] === 0x8b;
  return {kind: kindOf(isGzip ? unpack(raw) : raw), isGzip};
}

function read(path: string): Buffer {
  const bytes = Buffer.alloc(looked);
  const file = openSync(path, "r");
  try {
    return bytes.subarray(0, readSync(file, bytes, 0, looked, 0));
  } finally {
    closeSync(file);
  }
}

function unpack(raw: Buffer): Buffer {
  try {
    return gunzipSync(raw, {finishFlush: zlib.Z_SYNC_FLUSH});
  } catch {
    return Buffer.alloc(0);
  }
}

const startsWith = (bytes: Buffer, ...start: number[]) => start.every((byte, i) => bytes[i] === byte);

function kindOf(bytes: Buffer): Kind {
  if (startsWith(bytes, 0x50, 0x41, 0x52, 0x31)) return "parquet";
  if (startsWith(bytes, 0x50, 0x4b, 3, 4)) return zipKind(bytes.toString("latin1"));
  if (startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0)) return "xls";
  const text = bytes.toString("latin1").replace(/^\xef\xbb\xbf/, "");
  if (text.startsWith("%PDF-")) return "pdf";
  if (/^\s*<(!doctype|html|head|body|table|meta|\?xml)\b/i.test(text)) return "html";
  return /^\s*(\[\s*)?\{\s*("|\})/.test(text) ? "json" : "text";
}

function zipKind(head: string): Kind {
  if (head.includes("opendocument")) return "ods";
  return /^.{30}(\[Content_Types\]\.xml|_rels\/|docProps\/|xl\/)/s.test(head) ? "xlsx" : "zip";
}
