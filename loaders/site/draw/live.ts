import {createHash} from "node:crypto";
import {mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {basename, dirname, join, relative} from "node:path";
import {build} from "esbuild";
import type {Spec} from "vega";
import {compiled} from "../../../src/components/compile.ts";
import {filled, keyOf, shapeOf} from "../../../src/components/shape.ts";
import {language} from "../../../src/text/language.ts";
import {clientOptions} from "../bundle.ts";
import {home} from "../root.ts";
import {type Cell, cellImports, withoutModule} from "./cells.ts";
import {clientSource, type DrawnPage} from "./page.ts";

interface NamedPage extends DrawnPage {
  /** Its file in the site. */
  file: string;
}

const folder = "_client";
/** From there to the site's root. */
const up = "../..";

/**
 * One module a page for its live cells, all of one build so that what several pages need is one file; the pages with their
 * scripts. What no page asks for any longer is removed from the site.
 */
export async function writeLive(pages: readonly NamedPage[], site: string): Promise<{file: string; html: string}[]> {
  const live = pages.filter((page) => page.live.length > 0);
  const sources = new Map(live.map((page) => [entryName(page), moduleSource(page)]));
  const {outputFiles, metafile} = await build({
    ...clientOptions(language()),
    entryPoints: {
      ...Object.fromEntries([...sources.keys()].map((name) => [name, `page:${name}`])),
      ...(sources.has("calibrate") ? {"search.worker": "src/pages/search.worker.ts"} : {}),
    },
    outdir: join(site, folder),
    chunkNames: "[name]-[hash]",
    metafile: true,
    write: false,
    plugins: [
      {
        name: "pages",
        setup({onResolve, onLoad}) {
          onResolve({filter: /^page:/}, ({path}) => ({path: path.slice(5), namespace: "page"}));
          onResolve({filter: /^\.\.\/\.\.\/_/}, ({path}) => ({path, external: true}));
          onLoad({filter: /./, namespace: "page"}, ({path}) => ({contents: sources.get(path), resolveDir: home}));
        },
      },
    ],
  });
  const texts = [
    ...outputFiles.map(({path, contents}) => ({name: relative(join(site, folder), path), contents})),
    ...live.map((page) => ({name: `${entryName(page)}.json`, contents: specsOf(page)})),
  ];
  const hash = createHash("sha256");
  for (const {name, contents} of texts) hash.update(name).update(contents);
  const at = join(folder, hash.digest("hex").slice(0, 8));
  mkdirSync(join(site, at), {recursive: true});
  for (const {name, contents} of texts) writeFileSync(join(site, at, name), contents);
  removeUnused(site, live);
  const preloads = (name: string): string[] => {
    const output = Object.entries(metafile.outputs).find(([path]) => path.endsWith(`${folder}/${name}.js`))?.[1];
    return (output?.imports ?? [])
      .filter(({kind, external}) => kind === "import-statement" && !external)
      .map(({path}) => `${at}/${basename(path)}`);
  };
  return pages.map((page) => {
    const name = entryName(page);
    return {
      file: page.file,
      html: withScripts(page, page.live.length > 0 ? [`${at}/${name}.js`, ...preloads(name)] : []),
    };
  });
}

/**
 * What the page's live charts are drawn by: compiled once for each shape, and whole where a shape with its leaves would not give
 * the same.
 */
function specsOf({charts}: NamedPage): string {
  const specs: Record<string, Spec> = {};
  for (const {spec} of charts) {
    const {key, common, leaves} = shapeOf(spec);
    specs[key] ??= compiled(common);
    const whole = JSON.stringify({...compiled(spec), height: 0});
    if (JSON.stringify({...filled(specs[key], leaves), height: 0}) !== whole) specs[keyOf(spec)] = compiled(spec);
  }
  return JSON.stringify(specs);
}

const entryName = ({file}: NamedPage): string => file.replace(/\.html$/, "").replaceAll("/", "-");

/** The page's cells that run in the browser, as a module. What they import from `./client` becomes part of it. */
function moduleSource(page: NamedPage): string {
  const {live, code, file} = page;
  const own = new Map<string, string>();
  const deep = dirname(file) === "." ? "" : `${dirname(file)}/`;
  const cellText = ({source}: Cell): string =>
    source
      .replace(/^define\(/, "")
      .replace(/\);$/, "")
      .replace(/\bawait import\("(\.[^"]+)"\)/g, (whole, path: string) => {
        if (!/_import\/client\//.test(path)) return whole;
        const name = `client_${basename(path).split(".")[0].replace(/\W/g, "_")}`;
        own.set(name, clientSource(path));
        return name;
      })
      .replace(cellImports, (_, path: string) => `import("${up}/${join(deep, path)}")`);
  const cells = live.map(cellText);
  const text = live.map(({source}) => source).join("\n");
  const files = code.files.filter(({name}) => text.includes(JSON.stringify(name)));
  return [
    `import {define} from "${up}/_observablehq/${basename(code.framework.client)}";`,
    code.framework.stdlib ? `import {registerFile} from "${up}/_observablehq/${basename(code.framework.stdlib)}";` : "",
    `import {takeOver} from "${join(home, "src/components/takeOver.ts")}";`,
    ...[...own].map(([name, path]) => `import * as ${name} from "${path}";`),
    `import {useSpecs} from "${join(home, "src/components/specs.ts")}";`,
    ...files.map(({source}) => source),
    `useSpecs(new URL("./${entryName(page)}.json", import.meta.url));`,
    `takeOver(define, [${cells.join(",\n")}]);`,
  ].join("\n");
}

/** The page without its inline module, asking for the files instead; Framework's own client serves the lists of pages and sections. */
function withScripts({html, code}: NamedPage, [module, ...others]: readonly string[]): string {
  const root = code.framework.client.slice(0, code.framework.client.indexOf("_observablehq/"));
  const script = `<script type="module" src="${module ? root + module : code.framework.client}"></script>\n`;
  const preloads = [module, ...others].flatMap((path) =>
    path ? [`<link rel="modulepreload" href="${root}${path}">\n`] : [],
  );
  return withoutModule(module ? html.replace('<main id="observablehq-main" class="', "$&in-turn ") : html)
    .replace(/<link rel="modulepreload" href="[^"]*_import\/[^"]*">\n?/g, "")
    .replace("</head>", () => `${preloads.join("")}${script}</head>`);
}

/** Modules of our own that Framework has copied, and page data that is drawn, and that nobody fetches or is offered. */
function removeUnused(site: string, live: readonly NamedPage[]): void {
  rmSync(join(site, "_import", "client"), {recursive: true, force: true});
  const fetched = live.flatMap(({live: cells, code, file}) => {
    const text = cells.map(({source}) => source).join("\n");
    return code.files
      .filter(({name}) => text.includes(JSON.stringify(name)))
      .map(({path}) => join(dirname(file), path));
  });
  const wanted = new Set([...fetched, ...linkedFiles(site)]);
  const data = join(site, "_file");
  for (const entry of readdirSync(data, {recursive: true, withFileTypes: true})) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile() && !wanted.has(relative(site, path))) rmSync(path);
  }
}

/** Files that pages link to or show, as the run record at their foot. */
const linkedFiles = (site: string): string[] =>
  readdirSync(site, {recursive: true, encoding: "utf8"})
    .filter((file) => file.endsWith(".html"))
    .flatMap((file) => {
      const links = readFileSync(join(site, file), "utf8").matchAll(
        /<(?:a|img|source)\b[^>]*(?:href|src)="([^"]*_file\/[^"]+)"/g,
      );
      return [...links].map(([, path]) => join(dirname(file), decodeURI(path)));
    });
