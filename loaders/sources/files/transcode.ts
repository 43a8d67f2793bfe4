import {isUtf8} from "node:buffer";
import {createReadStream, createWriteStream} from "node:fs";
import {pipeline} from "node:stream/promises";
import {createGunzip} from "node:zlib";
import iconv from "iconv-lite";
import type {Source} from "../../project/schema.ts";
import {LoadError} from "../loadError.ts";
import type {FoundFile} from "./find.ts";
import type {Inspection} from "./inspect.ts";

/**
 * The encoding to read a text file in: the source's, else what its bytes tell. A file with broken bytes is told by its
 * first 64 kB, where these hold anything but ASCII: UTF-8 (the broken lines become rejects), or Shift_JIS.
 * @throws LoadError where the encoding cannot be told.
 */
export function encodingFor(source: Source, file: FoundFile, {encoding, head}: Inspection): string {
  if (source.encoding === "utf-16") return encoding === "utf-16be" ? "utf-16be" : "utf-16le";
  if (source.encoding) return source.encoding;
  if (encoding !== "unknown") return encoding;
  const whole = head.subarray(0, Math.max(head.lastIndexOf(10), 0));
  if (whole.some((byte) => byte > 127)) {
    if (isUtf8(whole)) return "utf-8";
    if (!decode(whole, "shift_jis").includes("\ufffd")) return "shift_jis";
  }
  throw new LoadError(`unknown encoding: ${file.name}; set encoding: utf-8, utf-16 or shift_jis on the source`);
}

export const decode = (bytes: Buffer, encoding: string): string => iconv.decode(bytes, encoding, {stripBOM: true});

/** Writes the file's text as UTF-8 to `to`, unpacked, in a stream. */
export async function transcode(file: FoundFile, encoding: string, to: string): Promise<void> {
  const steps = [iconv.decodeStream(encoding, {stripBOM: true}), iconv.encodeStream("utf-8"), createWriteStream(to)];
  const raw = createReadStream(file.path);
  await (file.isGzip ? pipeline([raw, createGunzip(), ...steps]) : pipeline([raw, ...steps]));
}
