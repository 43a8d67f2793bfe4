/** A cell of a built page, as Framework wrote it. */
export interface Cell {
  id: string;
  /** "inline" within text; absent for a block of code. */
  mode?: string;
  inputs: string[];
  outputs: string[];
  body: (...inputs: unknown[]) => unknown;
  /** The whole call of `define`. */
  source: string;
}

/** A page-data file that cells may ask for. */
export interface RegisteredFile {
  name: string;
  /** Where it is in the site, relative to the page. */
  path: string;
  /** The whole call of `registerFile`. */
  source: string;
}

export interface PageCode {
  cells: Cell[];
  files: RegisteredFile[];
  /** Addresses of Framework's own modules that the page imports. */
  framework: {client: string; stdlib: string | null};
}

/** Imports what a cell asks for; `path` as it stands in the cell. */
export type Load = (path: string) => Promise<unknown>;

/** The module that Framework puts into a page, and the rest of the page around it. */
const inlineModule = /<script type="module">([\s\S]*?)<\/script>\n?/;

export const moduleOf = (html: string): string | null => inlineModule.exec(html)?.[1] ?? null;

export const withoutModule = (html: string): string => html.replace(inlineModule, "");

const importsOf = /^import (?:\{[^}]*\} from )?"([^"]+)";$/gm;

/** Every import that a cell makes, by its path; Framework writes them in this form only. */
export const cellImports = /\bimport\("(\.[^"]+)"\)/g;

/** The cells of a page's module, ready to run: what they import goes through `load`. */
export function cellsOf(source: string, load: Load): PageCode {
  const addresses = [...source.matchAll(importsOf)].map(([, path]) => path);
  const client = addresses.find((path) => /\/client\.[^/]*js$/.test(path));
  if (client === undefined) throw new Error("a page's module does not import Framework's client");
  const calls = source.split(/^(?=(?:define|registerFile)\()/m).slice(1);
  const cells: Cell[] = [];
  const files: RegisteredFile[] = [];
  for (const call of calls) {
    const run = new Function("define", "registerFile", "importModule", call.replace(cellImports, `importModule("$1")`));
    run(
      (cell: Cell) =>
        cells.push({...cell, inputs: cell.inputs ?? [], outputs: cell.outputs ?? [], source: call.trim()}),
      (name: string, info: {path: string} | null) => info && files.push({name, path: info.path, source: call.trim()}),
      load,
    );
  }
  return {cells, files, framework: {client, stdlib: addresses.find((path) => /\/stdlib\.[^/]*js$/.test(path)) ?? null}};
}
