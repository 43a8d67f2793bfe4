import {existsSync, readdirSync, statSync} from "node:fs";
import {basename, dirname, join, relative} from "node:path";
import type {Engine} from "../../engine/duckdb.ts";
import {matching} from "../../engine/sql/matching.ts";
import {didYouMean, ProjectFaults} from "../../project/faults.ts";
import {faultsIn, sourcePath} from "../../project/project.ts";
import type {Project, Source} from "../../project/schema.ts";
import type {Finding} from "../../project/yamlFile.ts";
import {LoadError} from "../loadError.ts";
import {firstBytes, type Kind} from "./firstBytes.ts";

export type Format = "csv" | "parquet" | "json" | "xlsx";

/** A file of a source, found. */
export interface FoundFile {
  path: string;
  /** Relative to the project folder, or the last segments of the path of a file elsewhere; unlike every other of the source. */
  name: string;
  bytes: number;
  format: Format;
  isGzip: boolean;
  /** Its name says another format than its bytes, which are right. */
  isMisnamed: boolean;
}

/**
 * The files that a source names, in the order of the list and of their names within a glob; each once.
 * @throws ProjectFaults where a path or glob matches nothing; LoadError where a format cannot be told or read.
 */
export async function findFiles(engine: Engine, project: Project, source: Source): Promise<FoundFile[]> {
  const paths = new Set<string>();
  for (const pattern of [source.files].flat()) {
    const found = await matching(engine, pattern);
    if (found.length === 0) throw new ProjectFaults(faultsIn(project, [missingFile(project, source, pattern)]));
    for (const path of found) paths.add(path);
  }
  const names = distinctTails(project.dir, [...paths]);
  const files = [...paths].map((path, i) => describeFile(path, names[i], source));
  const unused = unusedSetting(source, files);
  if (unused !== null) {
    const path = [...placeOf(project, source), unused.key];
    const message = `unsupported here: ${unused.key} is for ${unused.of} files, and ${files[0].name} is none; leave it out, or name another file`;
    throw new ProjectFaults(faultsIn(project, [{path, message}]));
  }
  return files;
}

/** A setting of a source that none of its files can have. */
function unusedSetting(source: Source, files: readonly FoundFile[]): {key: string; of: string} | null {
  const has = (...formats: Format[]) => files.some(({format, bytes}) => bytes === 0 || formats.includes(format));
  if (source.sheet !== undefined && !has("xlsx")) return {key: "sheet", of: "Excel"};
  const ofCsv = (["delimiter"] as const).find((key) => source[key] !== undefined);
  if (ofCsv && !has("csv")) return {key: ofCsv, of: "CSV"};
  const ofText = (["skip_lines", "header_rows", "header"] as const).find((key) => source[key] !== undefined);
  if (ofText && !has("csv", "xlsx")) return {key: ofText, of: "CSV or Excel"};
  if (source.encoding !== undefined && !has("csv", "json")) return {key: "encoding", of: "text"};
  return null;
}

function placeOf(project: Project, source: Source): Finding["path"] {
  const tables = Object.keys(project.sources) as (keyof Project["sources"])[];
  const table = tables.find((name) => project.sources[name].includes(source)) as (typeof tables)[number];
  return sourcePath(project, table, project.sources[table].indexOf(source));
}

/** The fault of a source that names a file which is not there. */
export function missingFile(project: Project, source: Source, pattern: string): Finding {
  const folder = dirname(pattern);
  const at = [...placeOf(project, source), "files"];
  if (statSync(pattern, {throwIfNoEntry: false})?.isDirectory())
    return {
      path: at,
      message: `missing file: ${pattern} is a folder; name the files in it, as in ${join(basename(pattern), "*.csv")}`,
    };
  const near = didYouMean(basename(pattern), existsSync(folder) ? readdirSync(folder) : []);
  return {
    path: at,
    message: `missing file: ${pattern}${near || "; check files in the project file"}`,
  };
}

/** What each file is called: files of one name in several folders by as much of their path as tells them apart. */
function distinctTails(dir: string, paths: readonly string[]): string[] {
  const tail = (path: string, segments: number) => {
    const near = relative(dir, path);
    return near.startsWith("..") ? join(...path.split(/[\\/]/).filter(Boolean).slice(-segments)) : near;
  };
  return paths.map((path) => {
    let segments = 1;
    while (segments < 30 && paths.some((p) => p !== path && tail(p, segments) === tail(path, segments))) ++segments;
    return tail(path, segments);
  });
}

function describeFile(path: string, name: string, source: Source): FoundFile {
  const bytes = statSync(path).size;
  const {kind, isGzip} = firstBytes(path);
  const named = formatNamed(path);
  if (kind === "zip" && named === "xlsx") throw new LoadError(`malformed Excel workbook: ${path} is damaged; ${again}`);
  const remedy = unreadable[kind];
  if (remedy) throw new LoadError(`unsupported format: ${path} is ${remedy}`);
  const binary = kind === "parquet" || kind === "xlsx" ? kind : undefined;
  const format = binary ?? source.format ?? (kind === "json" && named !== "json" ? "json" : named);
  if (bytes > 0 && (format === undefined || (format === "xlsx" && !binary)))
    throw new LoadError(
      format
        ? `malformed Excel workbook: ${path} is text; set format: csv on the source`
        : `unknown format: ${name}; set format: csv, parquet, json or xlsx on the source`,
    );
  const saysGzip = /\.gz$/i.test(path);
  if (isGzip && binary) throw new LoadError(`unsupported format: ${path} is packed with gzip; unpack it`);
  return {
    path,
    name,
    bytes,
    format: format ?? "csv",
    isGzip,
    isMisnamed: bytes > 0 && (isGzip !== saysGzip || (named !== format && source.format !== format)),
  };
}

const again = "open it in a spreadsheet program and save it as .xlsx or CSV";

/** What files are that cannot be read, and what to do. */
const unreadable: Partial<Record<Kind, string>> = {
  xls: `an old or protected Excel workbook; ${again}, without a password`,
  html: `a web page or XML, as reports named .xls often are; ${again}`,
  ods: `an OpenDocument sheet; ${again}`,
  zip: "a zip archive; unpack it and name the files in it",
  pdf: "a PDF; export the table as CSV",
};

function formatNamed(path: string): Format | undefined {
  const name = path.toLowerCase().replace(/\.gz$/, "");
  if (/\.(csv|tsv|txt|tab|xls)$/.test(name)) return "csv";
  if (/\.(parquet|pq)$/.test(name)) return "parquet";
  if (/\.(json|ndjson|jsonl)$/.test(name)) return "json";
  return /\.xls[xm]$/.test(name) ? "xlsx" : undefined;
}
