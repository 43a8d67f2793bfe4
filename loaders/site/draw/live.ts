import {createHash} from "node:crypto";
import {mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {basename, dirname, join, relative} from "node:path";
import {build, type Metafile} from "esbuild";
import type {TopLevelSpec} from "vega-lite";
import {compiled, type Flow, flowOf} from "../../../src/components/compile.ts";
import {filled, keyOf, shapeOf} from "../../../src/components/shape.ts";
import {unknownIn} from "../../../src/components/transforms.ts";
import {language} from "../../../src/text/language.ts";
import {clientOptions} from "../bundle.ts";
import {home} from "../root.ts";
import {withoutModule} from "./cells.ts";
import {entryName, liveName, liveSource, type NamedPage, startSource} from "./modules.ts";
import {slim} from "./slim.ts";

const folder = "_client";

/**
 * Two modules a page, all of one build so that what several pages need is one file: what waits for the reader, and what then runs,
 * Framework's client and the page's live cells; and one module whole, for a chart that no page was seen to show. The pages with
 * their scripts. What no page asks for any longer is removed from the site.
 */
export async function writeLive(pages: readonly NamedPage[], site: string): Promise<{file: string; html: string}[]> {
  const live = pages.filter((page) => page.live.length > 0);
  const sources = new Map([
    ...pages.map((page) => [entryName(page), startSource(page)] as const),
    ...live.map((page) => [liveName(page), liveSource(page)] as const),
  ]);
  const options = {...clientOptions(language()), outdir: join(site, folder), write: false, metafile: true} as const;
  const compiler = await build({
    ...options,
    entryPoints: ["src/components/compile.ts"],
    entryNames: "[name]-[hash]",
  });
  const [{path: compilerPath}] = compiler.outputFiles;
  const {outputFiles, metafile} = await build({
    ...options,
    entryPoints: {
      ...Object.fromEntries(pages.map((page) => [entryName(page), `page:${entryName(page)}`])),
      ...(sources.has("calibrate") ? {"search.worker": "src/pages/search.worker.ts"} : {}),
    },
    chunkNames: "[name]-[hash]",
    plugins: [
      {
        name: "pages",
        setup({onResolve, onLoad}) {
          onResolve({filter: /^page:/}, ({path}) => ({path: path.slice(5), namespace: "page"}));
          onResolve({filter: /^\.\.\/\.\.\/_/}, ({path}) => ({path, external: true}));
          onResolve({filter: /^\.\/compile\.ts$/}, () => ({path: `./${basename(compilerPath)}`, external: true}));
          onLoad({filter: /./, namespace: "page"}, ({path}) => ({contents: sources.get(path), resolveDir: home}));
        },
      },
      slim,
    ],
  });
  const texts = [
    ...[...outputFiles, ...compiler.outputFiles].map(({path, contents}) => ({
      name: relative(join(site, folder), path),
      contents,
    })),
    ...live.map((page) => ({name: `${entryName(page)}.json`, contents: flowsOf(page)})),
  ];
  const hash = createHash("sha256");
  for (const {name, contents} of texts) hash.update(name).update(contents);
  const at = join(folder, hash.digest("hex").slice(0, 8));
  mkdirSync(join(site, at), {recursive: true});
  for (const {name, contents} of texts) writeFileSync(join(site, at, name), contents);
  removeUnused(site, live);
  return pages.map((page) => ({
    file: page.file,
    html: withScripts(page, at, [
      ...new Set([...neededBy(liveName(page), metafile), ...neededBy(entryName(page), metafile)]),
    ]),
  }));
}

/** Files that a module is made of: its own and those it imports. */
function neededBy(name: string, {outputs}: Metafile): string[] {
  const files = new Set<string>();
  const add = (path: string): void => {
    if (files.has(path)) return;
    files.add(path);
    for (const {kind, external, path: inner} of outputs[path].imports)
      if (kind === "import-statement" && !external) add(inner);
  };
  for (const [path, {entryPoint}] of Object.entries(outputs)) if (entryPoint === `page:${name}`) add(path);
  return [...files].map((path) => basename(path));
}

/**
 * What the page's live charts are drawn by: made once for each shape. Where the shape with its leaves would not give the same for
 * one of its charts, each of these is there whole, and the shape is not: no chart that was never seen here is drawn by it.
 */
function flowsOf({charts, file}: NamedPage): string {
  const shapes = new Map<string, {flow: Flow | null; specs: TopLevelSpec[]}>();
  for (const {spec, description} of charts) {
    const {key, common, leaves, height} = shapeOf(spec);
    const shape = shapes.get(key) ?? {flow: flowIfAny(common), specs: []};
    const whole = flowOf(compiled(height === null ? spec : ({...spec, height: 200} as TopLevelSpec)));
    const [unknown] = unknownIn(whole);
    if (unknown)
      throw new Error(
        `${file}: the chart "${description}" follows a control, and cannot be drawn in a browser: it uses ${unknown}; draw it in a cell that no control changes`,
      );
    if (shape.flow && pictured(filled(shape.flow, leaves)) !== pictured(whole)) shape.flow = null;
    shape.specs.push(spec);
    shapes.set(key, shape);
  }
  const flows = [...shapes].flatMap(([key, {flow, specs}]) =>
    flow ? [[key, flow] as const] : specs.map((spec) => [keyOf(spec), flowOf(compiled(spec))] as const),
  );
  return JSON.stringify(Object.fromEntries(flows));
}

/** A flow without what only tells expressions apart. */
const pictured = (flow: Flow): string => JSON.stringify(flow, (name, value) => (name === "code" ? "" : value));

/** Null where marks in place of the leaves make no specification: the twelfth month has no place for a large number. */
function flowIfAny(common: TopLevelSpec): Flow | null {
  try {
    return flowOf(compiled(common));
  } catch {
    return null;
  }
}

/** The page without its inline module, asking for the files instead. */
function withScripts({html, code, file, live}: NamedPage, at: string, files: readonly string[]): string {
  const root = code.framework.client.slice(0, code.framework.client.indexOf("_observablehq/"));
  const preloads = files.map((name) => `<link rel="modulepreload" href="${root}${at}/${name}">\n`);
  const script = `<script type="module" src="${root}${at}/${entryName({file})}.js"></script>\n`;
  const listed = withoutGathered(html);
  return withoutModule(live.length > 0 ? listed.replace('<main id="observablehq-main" class="', "$&in-turn ") : listed)
    .replace(/<link rel="modulepreload" href="[^"]*_import\/[^"]*">\n?/g, "")
    .replace("</head>", () => `${preloads.join("")}${script}</head>`);
}

const gatheredSection = /<h[23] id="([^"]+)"(?:(?!<h[23] ).)*?<\/h[23]>\s*<div class="cell"[^>]*><p class="gathered"/gs;

/** The page without the entries, in its list of contents, of sections that another one tells (`gathered`). */
const withoutGathered = (html: string): string =>
  [...html.matchAll(gatheredSection)].reduce(
    (left, [, id]) => left.replace(new RegExp(`<li[^>]*><a href="#${id}">[^<]*</a></li>\\s*`), ""),
    html,
  );

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
