import {randomBytes} from "node:crypto";
import {copyFileSync, existsSync, lstatSync, mkdirSync, readdirSync, rmSync, symlinkSync} from "node:fs";
import {dirname, join, resolve} from "node:path";
import {fileURLToPath} from "node:url";
import {type Language, languages} from "../../src/text/language.ts";
import {isRunning} from "../leftovers.ts";

/** The repository's root: where Framework's configuration and `src` are. */
export const home = resolve(dirname(fileURLToPath(import.meta.url)), "../..");

/**
 * Libraries that Framework looks up whether a page uses them or not. A folder with any version answers, so that a build
 * asks no host and is the same on every day.
 */
const neverFetched = [
  "react",
  "react-dom",
  "@observablehq/sample-datasets",
  "@observablehq/plot",
  "lodash",
  "arquero",
  "apache-arrow",
  "d3",
  "d3-dsv",
  "echarts",
  "htl",
  "leaflet",
  "mapbox-gl",
  "topojson-client",
  "parquet-wasm",
];

const sites = join("src", ".observablehq", "sites");

/** Pages that hold leads: part of a published site only where the project file asks. */
export const pagesOfLeads = ["hot-leads.md"];

interface RootContents {
  /** Whose pages: `src/*.md` are English, `src/ja/*.md` the same pages in Japanese. Default: English. */
  language?: Language;
  /** Pages that are left out. */
  without?: readonly string[];
}

/**
 * A new root for Framework: links to everything in `src` but these pages, with an empty cache of its own. One for each build
 * and preview: page data of another project, or of an older load, cannot be in it. Returned relative to `home`.
 */
export function makeRoot(contents: RootContents = {}): string {
  dropAbandoned();
  const root = join(sites, `${process.pid}-${randomBytes(4).toString("hex")}`);
  for (const name of neverFetched)
    mkdirSync(join(home, root, ".observablehq", "cache", "_npm", `${name}@0.0.0`), {recursive: true});
  linkSources(root, contents);
  return root;
}

/** Removes roots whose process has ended without doing so. */
export function dropAbandoned(): void {
  const at = join(home, sites);
  for (const name of existsSync(at) ? readdirSync(at) : []) {
    if (!isRunning(Number.parseInt(name, 10))) rmSync(join(at, name), {recursive: true, force: true});
  }
}

/** Links what is in `src` and not yet in the root, and drops links whose source has gone. */
export function linkSources(root: string, {language = "en", without = []}: RootContents = {}): void {
  const to = join(home, root);
  for (const entry of readdirSync(to, {withFileTypes: true})) {
    if (entry.isSymbolicLink() && !existsSync(join(to, entry.name))) rmSync(join(to, entry.name));
  }
  for (const name of readdirSync(join(home, "src"))) {
    const isLeftOut = name.startsWith(".") || translations.includes(name) || without.includes(name);
    if (isLeftOut || lstatSync(join(to, name), {throwIfNoEntry: false})) continue;
    const translated = join(home, "src", language, name);
    link(existsSync(translated) ? translated : join(home, "src", name), join(to, name));
  }
}

/** Folders of `src` that hold the pages in another language. */
const translations: readonly string[] = languages;

function link(from: string, to: string): void {
  const isFolder = lstatSync(from).isDirectory();
  try {
    symlinkSync(from, to, isFolder ? "junction" : "file");
  } catch (error) {
    if (isFolder) throw error;
    copyFileSync(from, to);
  }
}

/** Removes a root, as `makeRoot` returned it. */
export const removeRoot = (root: string): void => rmSync(join(home, root), {recursive: true, force: true});
