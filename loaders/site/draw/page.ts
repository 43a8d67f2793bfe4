import {basename, join} from "node:path";
import {pathToFileURL} from "node:url";
import type {Chart} from "../../../src/charts/chart.ts";
import type {PlotOptions} from "../../../src/components/plot.ts";
import {chartKey} from "../../../src/components/shape.ts";
import {home} from "../root.ts";
import {type Cell, cellsOf, moduleOf, type PageCode} from "./cells.ts";
import {exercise} from "./exercise.ts";
import {picture} from "./picture.ts";
import {type Placed, place} from "./place.ts";
import {type Run, runCells, type Shown} from "./run.ts";

/** A chart that a place was told to show. */
export interface Told {
  element: Element;
  chart: Chart;
  options: PlotOptions;
}

export interface DrawnPage {
  html: string;
  code: PageCode;
  /** Cells that run in the browser: those with controls, and what they ask for. */
  live: Cell[];
  /** Charts that the live cells show, those of other choices of their readers among them. */
  charts: Chart[];
  /** What could not be drawn here and is left to the browser. */
  faults: string[];
}

const controls = "select, input, button, textarea";

/** Where the pages' modules are, by the name under which a page imports them from `./client`. */
export const clientSource = (path: string): string => {
  const name = basename(path).split(".")[0];
  return join(home, "src", "pages", `${name === "hakari" ? "client" : name}.ts`);
};

/** Modules of our own stand in `src/pages`; those beside an own page, and packages, in the site as it is built. */
const moduleFile = (path: string, folder: string): string => (isClient(path) ? clientSource(path) : join(folder, path));

/** Whether a page imports one of the modules of `./client`. */
export const isClient = (path: string): boolean => /\/_import\/client\//.test(path);

/** Runs the cells of a built page in a folder of the site and puts what they show into it; null where the page has none. */
export async function drawPage(html: string, folder: string, told: readonly Told[]): Promise<DrawnPage | null> {
  const source = moduleOf(html);
  if (source === null) return null;
  const code = cellsOf(source, (path) => import(pathToFileURL(moduleFile(path, folder)).href));
  const run = await runCells(code, folder);
  const {shown, settled} = run;
  const isLive = liveCells(code.cells, run);
  const placed = new Map<string, Placed>();
  const last = new Map(told.map((one) => [one.element, one]));
  let pictures = 0;
  for (const {id} of code.cells) {
    const result = shown.get(id) as Shown;
    if ("fault" in result) continue;
    const drawn: string[] = [];
    for (const element of result.nodes.flatMap(plotsIn)) {
      const one = last.get(element);
      if (!one || element.closest("[hidden]")) continue;
      if (isLive.has(id)) element.setAttribute("data-chart", chartKey(one.chart));
      element.replaceChildren(document.createComment(`picture ${drawn.length}`));
      drawn.push(await picture(one.chart, `p${++pictures}`, one.options).catch(withName(one.chart)));
    }
    const text = result.nodes.map(htmlOf).join("");
    placed.set(id, {
      html: (isLive.has(id) ? text : heldTogether(text)).replace(/<!--picture (\d+)-->/g, (_, i) => drawn[Number(i)]),
      isBlock: result.nodes.some(isBlock),
      isLive: isLive.has(id),
      height: heightOf(result.nodes, drawn),
    });
  }
  const live = code.cells.filter(({id}) => isLive.has(id));
  const nodes = live.flatMap(({id}) => nodesOf(shown.get(id) as Shown));
  await exercise(nodes, settled);
  const places = new Set(nodes.flatMap(plotsIn));
  return {
    html: place(html, (id) => placed.get(id) ?? null),
    code,
    live,
    charts: told.filter(({element}) => places.has(element)).map(({chart}) => chart),
    faults: code.cells.flatMap(({id}) => {
      const result = shown.get(id) as Shown;
      return "fault" in result ? [`cell ${id}: ${result.fault}`] : [];
    }),
  };
}

/** Tells which chart could not be drawn. */
const withName =
  ({description}: Chart) =>
  (error: Error): never => {
    throw new Error(`the chart "${description}" cannot be drawn: ${error.message}`, {cause: error});
  };

/**
 * Ids of the cells with controls, of those that show other elements of what these use, of those that only a browser can run, and of
 * all that these take something from.
 */
function liveCells(cells: readonly Cell[], {shown, living}: Run): Set<string> {
  const provider = new Map(cells.flatMap((cell) => cell.outputs.map((name) => [name, cell] as const)));
  const live = new Set<string>();
  const used = new Set<string>();
  const add = (cell: Cell | undefined) => {
    if (!cell || live.has(cell.id)) return;
    live.add(cell.id);
    for (const name of cell.inputs) {
      if (living.has(name)) used.add(name);
      add(provider.get(name));
    }
  };
  for (const cell of cells) {
    const result = shown.get(cell.id) as Shown;
    if ("fault" in result || result.nodes.some(hasControl)) add(cell);
  }
  for (const cell of cells) if (cell.inputs.some((name) => used.has(name))) add(cell);
  return live;
}

const nodesOf = (shown: Shown): Node[] => ("nodes" in shown ? shown.nodes : []);

const isElement = (node: Node): node is HTMLElement => node.nodeType === 1;

const hasControl = (node: Node): boolean =>
  isElement(node) && (node.matches(controls) || node.querySelector(controls) !== null);

const plotsIn = (node: Node): Element[] =>
  isElement(node) ? [...(node.matches(".plot") ? [node] : []), ...node.querySelectorAll(".plot")] : [];

/** About how high elements will be in a column of text: their pictures, and lines of about eighty letters of what is not folded. */
function heightOf(nodes: readonly Node[], pictures: readonly string[]): number {
  const letters = (node: Node): number =>
    isElement(node) && node.tagName === "DETAILS"
      ? 80
      : node.nodeType === 3
        ? (node.nodeValue ?? "").trim().length
        : [...node.childNodes].reduce((sum, inner) => sum + letters(inner), 0);
  const lines = nodes.reduce((sum, node) => sum + letters(node), 0) / 80;
  const drawn = pictures.map((svg) => Number(/ height="([\d.]+)"/.exec(svg)?.[1] ?? 0));
  return Math.round(30 * lines + drawn.reduce((sum, height) => sum + height + 60, 0));
}

const phrasing = /^(?:a|abbr|b|br|button|code|em|i|input|label|select|small|span|strong|sub|sup|time)$/i;

const isBlock = (node: Node): boolean =>
  isElement(node) && (!phrasing.test(node.tagName) || [...node.childNodes].some(isBlock));

const escapes: Record<string, string> = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\u00a0": "&nbsp;"};

function htmlOf(node: Node): string {
  if (!isElement(node))
    return node.nodeType === 3 ? (node.nodeValue ?? "").replace(/[&<>\u00a0]/g, (c) => escapes[c]) : "";
  for (const control of [node, ...node.querySelectorAll<HTMLElement>(controls)]) writeState(control);
  return node.outerHTML.replace(tags, (tag) =>
    tag.replace(/"[^"]*"/g, (value) => value.replace(/[<>]/g, (c) => escapes[c])),
  );
}

/** No line ends between a figure and its "%", or between "n" and its figure. Not where a script will write the same anew. */
const heldTogether = (html: string): string =>
  html.replace(/(?<=^|>)[^<]+/g, (text) => text.replace(/(?<=\d) (?=%)|(?<=\bn) (?=\d)/g, "&nbsp;"));

/** Tags with their attributes, in which a name may hold what looks like a tag. */
const tags = /<[a-z][^"<>]*(?:"[^"]*"[^"<>]*)*>/gi;

/**
 * What a control stands at is no attribute of its element, so that it would be lost in the page's text. A browser that comes back to
 * the page must not set it as it was left: the page's address says that, and a change would be taken for the reader's.
 */
function writeState(control: HTMLElement): void {
  if (/^(?:INPUT|SELECT|TEXTAREA)$/.test(control.tagName)) control.setAttribute("autocomplete", "off");
  if (control.tagName === "INPUT") {
    const input = control as HTMLInputElement;
    if (input.value !== "" && !/checkbox|radio/.test(input.type)) input.setAttribute("value", input.value);
    input.toggleAttribute("checked", input.checked);
  }
  if (control.tagName === "SELECT")
    for (const option of (control as HTMLSelectElement).options) option.toggleAttribute("selected", option.selected);
}
