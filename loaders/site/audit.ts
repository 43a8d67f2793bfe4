import {existsSync, readdirSync, readFileSync} from "node:fs";
import {dirname, join, relative} from "node:path";
import {build} from "esbuild";

interface Reference {
  /** File in the site, relative to it. */
  file: string;
  specifier: string;
}

/**
 * Reads a built site for what Framework lets pass: error boxes, anything fetched from elsewhere, imports that a browser
 * cannot resolve, files that were not built. Throws with all of it.
 */
export async function audit(site: string, base: string): Promise<void> {
  const files = filesOf(site);
  const pages = files.filter((file) => file.endsWith(".html"));
  const references = [
    ...pages.flatMap((file) => pageReferences(site, file)),
    ...files.filter((file) => file.endsWith(".css")).flatMap((file) => styleReferences(site, file)),
    ...(await imports(site, files, pages)),
  ];
  const faults = [
    ...pages
      .filter((file) => readFileSync(join(site, file), "utf8").includes("observablehq--error"))
      .map((file) => `${file}: a cell of the page is broken`),
    ...pages.flatMap((file) => unavailable(site, file)),
    ...references.flatMap((reference) => fault(reference, site, base)),
  ];
  if (faults.length) throw new Error(`the built site is not whole:\n${[...new Set(faults)].join("\n")}`);
}

const filesOf = (site: string): string[] =>
  readdirSync(site, {recursive: true, withFileTypes: true})
    .filter((entry) => entry.isFile())
    .map((entry) => relative(site, join(entry.parentPath, entry.name)));

function fault({file, specifier}: Reference, site: string, base: string): string[] {
  if (/^(data|blob|mailto):|^#/.test(specifier)) return [];
  if (/^(\w+:)?\/\//.test(specifier)) return [`${file}: fetched from elsewhere: ${specifier}`];
  if (!/^\.{0,2}\//.test(specifier)) return [`${file}: a browser cannot resolve: ${specifier}`];
  const path = specifier.replace(/[?#].*$/, "");
  const target = path.startsWith("/")
    ? join(site, path.slice(base.replace(/\/?$/, "/").length))
    : join(site, dirname(file), path);
  return [target, `${target}.html`, join(target, "index.html")].some((at) => existsSync(at))
    ? []
    : [`${file}: missing: ${specifier}`];
}

/** Names that Framework would fetch a library for when a page uses them. */
const fetched = [
  "html",
  "svg",
  "Inputs",
  "Plot",
  "d3",
  "tex",
  "dot",
  "mermaid",
  "aq",
  "Arrow",
  "L",
  "SQLite",
  "vl",
  "duckdb",
  "sql",
  "topojson",
  "_",
];

function unavailable(site: string, file: string): string[] {
  const html = readFileSync(join(site, file), "utf8");
  const used = [...html.matchAll(/define\(\{[^}]*?inputs: \[([^\]]*)\]/g)].flatMap(
    ([, names]) => names.match(/\w+/g) ?? [],
  );
  const provided = [...html.matchAll(/define\(\{[^}]*?outputs: \[([^\]]*)\]/g)].flatMap(
    ([, names]) => names.match(/\w+/g) ?? [],
  );
  return fetched
    .filter((name) => used.includes(name) && !provided.includes(name))
    .map(
      (name) =>
        `${file}: ${name} needs a library that is not part of the site; import what you need from ./client/hakari.js`,
    );
}

function pageReferences(site: string, file: string): Reference[] {
  const html = readFileSync(join(site, file), "utf8").replace(/<script type="module">[\s\S]*?<\/script>/g, "");
  const tags = html.match(/<(script|link|img|iframe|source)\b[^>]*>/g) ?? [];
  return tags.flatMap((tag) => {
    const specifier = /\s(?:src|href)="([^"]*)"/.exec(tag)?.[1];
    return specifier === undefined ? [] : [{file, specifier}];
  });
}

function styleReferences(site: string, file: string): Reference[] {
  const css = readFileSync(join(site, file), "utf8");
  return [...css.matchAll(/url\(\s*["']?([^"')]+)|@import\s+["']([^"']+)/g)].flatMap(([, url, imported]) => {
    const specifier = url ?? imported;
    return /^(data:|\.{0,2}\/|\w+:\/\/|\/\/)/.test(specifier)
      ? [{file, specifier}]
      : [{file, specifier: `./${specifier}`}];
  });
}

/** What every module of the site, inline ones too, imports; read by a real parser. */
async function imports(site: string, files: readonly string[], pages: readonly string[]): Promise<Reference[]> {
  const found: Reference[] = [];
  const modules = new Map(
    files
      .filter((file) => file.endsWith(".js"))
      .map((file) => [file, {file, source: () => readFileSync(join(site, file), "utf8")}]),
  );
  for (const file of pages) {
    const html = readFileSync(join(site, file), "utf8");
    [...html.matchAll(/<script type="module">([\s\S]*?)<\/script>/g)].forEach(([, source], i) => {
      modules.set(`${file}#${i}`, {file, source: () => source});
    });
  }
  await build({
    entryPoints: [...modules.keys()],
    bundle: true,
    format: "esm",
    write: false,
    outdir: "unused",
    logLevel: "silent",
    plugins: [
      {
        name: "imports",
        setup({onResolve, onLoad}) {
          onResolve({filter: /./}, ({path, importer, kind}) => {
            if (kind === "entry-point") return {path, namespace: "site"};
            const file = modules.get(importer)?.file ?? importer;
            const isOnDemand = kind === "dynamic-import" && file.startsWith("_observablehq/");
            if (!isOnDemand) found.push({file, specifier: path});
            return {path, external: true};
          });
          onLoad({filter: /./, namespace: "site"}, ({path}) => ({
            contents: modules.get(path)?.source() ?? "",
            loader: "js",
          }));
        },
      },
    ],
  });
  return found;
}
