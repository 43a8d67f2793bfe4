import {existsSync} from "node:fs";
import {join} from "node:path";
import {getImplicitFileImports, getImplicitInputImports} from "@observablehq/framework/dist/libraries.js";
import type {CallExpression, Expression, Identifier, Node} from "acorn";
import {simple} from "acorn-walk";
import {home} from "../root.ts";
import {isRemote, remoteIn} from "./remote.ts";

/** What a script asks for and cannot have without a network. */
export interface Want {
  /** Place in the script's text, in characters from its beginning. */
  at: number;
  message: string;
}

/** Methods of a file by which it is read with what a site has. */
const readable = ".json(), .csv(), .tsv(), .text() or .arrayBuffer()";

/** Methods by which Framework reads a file with a library; those that a site has are not among them. */
const libraryMethods = ["arrow", "arquero", "parquet", "sqlite", "xlsx", "zip"];

const instead: Record<string, string> = {
  sql: 'put the query into a file beside the page, rows.json.sql, and read FileAttachment("rows.json").json()',
  html: 'import {html} from "../client/own.js"',
};
Object.assign(instead, {
  svg: instead.html,
  DuckDBClient: instead.sql,
  duckdb: instead.sql,
  SQLite: instead.sql,
  SQLiteDatabaseClient: instead.sql,
});
for (const name of ["Plot", "vl", "vg", "echarts", "d3"])
  instead[name] = 'draw with chart(spec, rows, options) of "../client/own.js"';

/** What to do instead of using a name, or a block, for which Framework would fetch a library. */
export const insteadOf = (name: string): string =>
  instead[name] ?? "install the package beside Hakari and import it by its name";

/** Names that Framework would fetch a library for. */
export function libraryNames(references: readonly Identifier[], declared: ReadonlySet<string>): Want[] {
  const seen = new Set(declared);
  return references.flatMap(({name, start}) => {
    if (seen.has(name) || getImplicitInputImports([name]).size === 0) return [];
    seen.add(name);
    return [{at: start, message: `${name} is a library that would be fetched from elsewhere; ${insteadOf(name)}`}];
  });
}

/** Files that are read by a library. `method` is what the page calls, or what Framework would for such a file. */
export const libraryFiles = (files: readonly {node: Node; name: string; method?: string}[]): Want[] =>
  files.flatMap(({node, name, method}) => {
    if (!method || !isLibraryMethod(method)) return [];
    return [{at: node.start, message: fileMessage(name.replace(/^\.\//, ""), method)}];
  });

const isLibraryMethod = (method: string): boolean =>
  !["csv", "tsv", "dsv"].includes(method) && getImplicitFileImports([method]).size > 0;

function fileMessage(name: string, method: string): string {
  const remedy = /xlsx/.test(method)
    ? "save it as CSV, and read it with .csv()"
    : /zip/.test(method)
      ? `unpack it beside the page, and read what was in it with ${readable}`
      : insteadOf("sql");
  return `${name} is read with a library that would be fetched from elsewhere (.${method.replace("-parquet", "")}()); ${remedy}`;
}

/** What a script imports, fetches, calls and writes into the page that is elsewhere. */
export function wantsOf(body: Node, folder: string): Want[] {
  const wants: Want[] = [];
  const tell = (at: number, message: string) => wants.push({at, message});
  const imported = ({source}: {source?: Node | null}) => {
    const name = source ? textOf(source) : null;
    const fault = source && name !== null ? importFault(name, folder) : null;
    if (source && fault) tell(source.start, fault);
  };
  const files = filesIn(body);
  simple(body, {
    ImportDeclaration: imported,
    ImportExpression: imported,
    ExportAllDeclaration: imported,
    ExportNamedDeclaration: imported,
    MemberExpression({object, property, computed, start}) {
      const isFile = object.type === "Identifier" && files.has(object.name);
      const name = computed ? textOf(property) : property.type === "Identifier" ? property.name : null;
      if (isFile && name && libraryMethods.includes(name)) tell(start, fileMessage(object.name, name));
    },
    CallExpression: (node) => fetching(node, tell),
    NewExpression: (node) => fetching(node, tell),
    Literal({value, start}) {
      if (typeof value === "string") markup(value, start, tell);
    },
    TemplateLiteral({quasis, start}) {
      markup(quasis.map(({value}) => value.cooked ?? value.raw).join("x"), start, tell);
    },
  });
  return wants;
}

/** Names of the modules that a script imports. */
export function importsOf(body: Node): string[] {
  const names: string[] = [];
  const add = ({source}: {source?: Node | null}) => {
    const name = source ? textOf(source) : null;
    if (name !== null) names.push(name);
  };
  simple(body, {ImportDeclaration: add, ImportExpression: add, ExportAllDeclaration: add, ExportNamedDeclaration: add});
  return names;
}

/** Names in the script that stand for a file: `const file = FileAttachment("a.json")`. */
function filesIn(body: Node): Set<string> {
  const names = new Set<string>();
  simple(body, {
    VariableDeclarator({id, init}) {
      if (id.type !== "Identifier" || init?.type !== "CallExpression") return;
      if (init.callee.type === "Identifier" && init.callee.name === "FileAttachment") names.add(id.name);
    },
  });
  return names;
}

const ours = /^(?:npm:)?@observablehq\/(?:runtime|stdlib)$|^observablehq:(?:client|runtime|stdlib)$/;

/** Why a module cannot be had; null of one that can. */
export function importFault(name: string, folder: string): string | null {
  if (/^\.{0,2}\//.test(name) && !isRemote(name)) return null;
  if (ours.test(name)) return null;
  if (/^(?:npm|jsr|observablehq):/.test(name) || isRemote(name) || /^\w+:/.test(name)) {
    const bare = /^npm:((?:@[^/@]+\/)?[^/@]+)/.exec(name)?.[1];
    const remedy = bare
      ? `npm install ${bare} beside Hakari, and import it from "${bare}"`
      : "put a copy beside the page, and import it from there";
    return `${name} would be fetched from elsewhere; ${remedy}`;
  }
  const pack = /^(?:@[^/]+\/)?[^/]+/.exec(name)?.[0] ?? name;
  const isThere = [home, folder].some((from) => existsSync(join(from, "node_modules", pack)));
  return isThere ? null : `missing package: ${pack}; npm install ${pack} beside Hakari`;
}

const askers = /^(?:fetch|importScripts|WebSocket|EventSource|Worker|SharedWorker|XMLHttpRequest|sendBeacon)$/;

function fetching(
  {callee, arguments: args}: Pick<CallExpression, "callee" | "arguments">,
  tell: (at: number, message: string) => unknown,
) {
  const name = calleeName(callee as Expression);
  if (!name || !askers.test(name) || args.length === 0) return;
  const asked = args[0];
  const address = asked.type === "NewExpression" ? textOf(asked.arguments[0]) : textOf(asked);
  if (address !== null && isRemote(address))
    tell(
      asked.start,
      `${address} would be fetched from elsewhere, which pages never do; put a copy beside the page, and read it as a FileAttachment`,
    );
}

/** "fetch" of `fetch` and of `window.fetch`. */
function calleeName(callee: Expression): string | null {
  if (callee.type === "Identifier") return callee.name;
  return callee.type === "MemberExpression" && callee.property.type === "Identifier" ? callee.property.name : null;
}

/** The text of a literal, or of a template's beginning; null of anything else. */
function textOf(node: Node | undefined): string | null {
  if (node?.type === "Literal")
    return typeof (node as {value?: unknown}).value === "string" ? (node as unknown as {value: string}).value : null;
  if (node?.type !== "TemplateLiteral") return null;
  const [first] = (node as unknown as {quasis: {value: {cooked?: string | null; raw: string}}[]}).quasis;
  return first.value.cooked ?? first.value.raw;
}

const markup = (text: string, at: number, tell: (at: number, message: string) => unknown): void => {
  if (!text.includes("<")) return;
  for (const {address} of remoteIn(text)) tell(at, remoteMessage(address));
};

/** Of an address in markup that a browser would fetch. */
export const remoteMessage = (address: string): string =>
  `${address} would be fetched from elsewhere, which pages never do; put a copy beside the page, and name that`;
