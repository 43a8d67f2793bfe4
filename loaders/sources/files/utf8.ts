import {join} from "node:path";
import type {Source} from "../../project/schema.ts";
import type {StagedFile, Workplace} from "./staged.ts";
import {decode, encodingFor, transcode} from "./transcode.ts";

let count = 0;

/** The file as UTF-8: itself, or a copy in the workplace's folder; and its first 64 kB as text. */
export async function asUtf8(
  {folder}: Workplace,
  source: Source,
  file: StagedFile,
): Promise<{path: string; encoding: string; head: string}> {
  const encoding = encodingFor(source, file, file);
  const head = decode(file.head, encoding);
  if (encoding === "utf-8") return {path: file.path, encoding, head};
  const path = join(folder, `${++count}.utf8${file.format === "json" ? ".json" : ".csv"}`);
  await transcode(file, encoding, path);
  return {path, encoding, head};
}
