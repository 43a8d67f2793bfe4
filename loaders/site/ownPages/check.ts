import {existsSync, readdirSync, readFileSync} from "node:fs";
import {dirname, extname, join, relative} from "node:path";
import {transformJavaScriptSync} from "@observablehq/framework/dist/javascript/module.js";
import {parseJavaScript, parseProgram} from "@observablehq/framework/dist/javascript/parse.js";
import {type Part, partsOf} from "./cells.ts";
import {importsOf, insteadOf, libraryFiles, libraryNames, remoteMessage, type Want, wantsOf} from "./code.ts";
import {isRemote, remoteIn} from "./remote.ts";

/** Blocks that Framework runs with a library. */
const libraryBlocks = ["sql", "tex", "html", "svg", "dot", "mermaid", "jsx", "tsx"];

/**
 * What pages of people's own ask for and cannot have, as a site fetches nothing from elsewhere: one line each, with file, line and
 * what to do instead. Read as Framework reads them, with the modules beside them; nothing is run.
 *
 * @param folder of the pages, absolute
 * @param withDrafts also of pages that are no part of a published site
 */
export function ownPageFaults(folder: string, {withDrafts = false} = {}): string[] {
  const files = existsSync(folder) ? readdirSync(folder, {recursive: true, encoding: "utf8"}).sort() : [];
  const modules = new Set<string>();
  const faults = files.flatMap((file) => {
    if (!file.endsWith(".md") || /(?:^|[\\/])\./.test(file)) return [];
    const {parts, isDraft} = partsOf(readFileSync(join(folder, file), "utf8"));
    return isDraft && !withDrafts ? [] : pageFaults(folder, file, parts, modules);
  });
  // a module that imports others adds them while it is looked at
  for (const file of modules) faults.push(...moduleFaults(folder, file, modules));
  return [...new Set(faults)];
}

const place = (file: string, line: number, message: string): string =>
  `${join("src", "own", file)}:${line}: ${message}`;

type Code = Extract<Part, {kind: "code"}>;

function pageFaults(folder: string, file: string, parts: readonly Part[], modules: Set<string>): string[] {
  const tell = (line: number, message: string) => ({line, message});
  const codes = parts.filter((part): part is Code => part.kind === "code" && ["js", "ts"].includes(part.tag));
  const read = codes.map((code) => readCode(code, `/own/${file}`));
  const declared = new Set(
    read.flatMap((one) => ("node" in one ? (one.node.declarations ?? []).map(({name}) => name) : [])),
  );
  const ofCode = codes.flatMap((code, i) => {
    const one = read[i];
    if ("fault" in one) return [tell(code.line + one.line, `the script cannot be read: ${one.fault}`)];
    const {node, text} = one;
    for (const name of localImports(node.body)) modules.add(join(dirname(file), name));
    const wants = [
      ...libraryNames(node.references, declared),
      ...libraryFiles(node.files),
      ...wantsOf(node.body, folder),
    ];
    return wants.map(({at, message}) => tell(code.line + lineAt(text, at, code), message));
  });
  return [...ofCode, ...parts.flatMap(otherFaults)]
    .sort((a, b) => a.line - b.line)
    .map(({line, message}) => place(file, line, message));
}

/** Of what is no script. */
function otherFaults(part: Part): {line: number; message: string}[] {
  const {line} = part;
  if (part.kind === "html")
    return remoteIn(part.text).map((one) => ({line: line + one.line, message: remoteMessage(one.address)}));
  if (part.kind === "image") return isRemote(part.address) ? [{line, message: remoteMessage(part.address)}] : [];
  if (part.kind === "sql") return [{line, message: `sql: in the front matter ${needsLibrary}; ${insteadOf("sql")}`}];
  if (!libraryBlocks.includes(part.tag)) return [];
  return [{line: line - 1, message: `a block of ${part.tag} ${needsLibrary}; ${blockRemedy(part.tag)}`}];
}

const needsLibrary = "runs with a library that would be fetched from elsewhere";

const blockRemedy = (tag: string): string =>
  /html|svg/.test(tag)
    ? `write it into the page as it is, or ${insteadOf("html")}`
    : tag === "sql"
      ? insteadOf("sql")
      : 'write js, with what "../client/own.js" has';

type ReadCode = {node: ReturnType<typeof parseJavaScript>; text: string} | {fault: string; line: number};

function readCode({tag, text, isInline}: Code, path: string): ReadCode {
  try {
    const script = tag === "ts" ? transformJavaScriptSync(text, "ts") : text;
    return {node: parseJavaScript(script, {path, inline: isInline}), text: script};
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const line = /\((\d+):\d+\)/.exec(error.message)?.[1];
    return {fault: error.message.replace(/\s*\(\d+:\d+\)$/, "").replaceAll("\n", " "), line: Number(line ?? 1) - 1};
  }
}

/** The line of a place in a script, from 0. What was translated from TypeScript has other lines: there it is sought by its words. */
function lineAt(script: string, at: number, {tag, text}: Code): number {
  if (tag !== "ts") return script.slice(0, at).split("\n").length - 1;
  const word = /^["'`]?[\w@:./-]+/.exec(script.slice(at))?.[0] ?? "";
  const found = text.indexOf(word.replace(/^["'`]/, ""));
  return found < 0 ? 0 : text.slice(0, found).split("\n").length - 1;
}

/** Modules beside the page; our own are bundled for it. */
function localImports(body: Parameters<typeof wantsOf>[0]): string[] {
  return importsOf(body).filter((name) => /^\.{1,2}\//.test(name) && !/^(?:\.\.\/)+client\//.test(name));
}

function moduleFaults(folder: string, file: string, modules: Set<string>): string[] {
  const path = ["", ".ts"]
    .map((end) => (end ? file.replace(/\.js$/, end) : file))
    .find((one) => existsSync(join(folder, one)));
  if (!path || !/\.[cm]?[jt]sx?$/.test(path)) return [];
  const source = readFileSync(join(folder, path), "utf8");
  try {
    const tag = /tsx?$/.test(extname(path)) ? "ts" : "js";
    const text = tag === "ts" ? transformJavaScriptSync(source, "ts") : source;
    const body = parseProgram(text);
    for (const name of localImports(body)) modules.add(relative(".", join(dirname(path), name)));
    const code: Code = {kind: "code", tag, text: source, line: 1, isInline: false};
    return wantsOf(body, folder).map(({at, message}: Want) => place(path, 1 + lineAt(text, at, code), message));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return [
      place(path, Number(/\((\d+):\d+\)/.exec(error.message)?.[1] ?? 1), `the module cannot be read: ${error.message}`),
    ];
  }
}
