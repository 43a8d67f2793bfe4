import {transforms} from "vega-dataflow";
import {expressionInterpreter} from "vega-interpreter";
import {extend} from "vega-util";
import {View} from "vega-view";
import type {Chart} from "../charts/chart.ts";
import {flowFor, knownFlows} from "./flows.ts";
import {give, writing} from "./rows.ts";
import {type Shape, shapeOf} from "./shape.ts";
import {known} from "./transforms.ts";

extend(transforms, known);

/** Asks for what the first picture will need. */
export const warmUp = (): void => void knownFlows();

/**
 * The picture in a chart's place, as SVG as wide as the place. Expressions are interpreted, never evaluated as code, so that the
 * page works under a strict Content-Security-Policy.
 */
export class Drawing {
  #element: HTMLElement;
  #drawn: {view: View; look: string} | null = null;
  /** The chart to be shown next; one at a time is drawn, the latest. */
  #next: Chart | null = null;
  #isBusy = false;

  constructor(element: HTMLElement) {
    this.#element = element;
    new ResizeObserver(() => this.#drawn && follow(this.#drawn.view, element)).observe(element);
  }

  show(chart: Chart): void {
    this.#next = chart;
    const shape = shapeOf(chart.spec);
    if (this.#drawn?.look === lookOf(shape)) fill(this.#drawn.view, chart, shape).run();
    else if (!this.#isBusy) void this.#draw();
  }

  async #draw(): Promise<void> {
    this.#isBusy = true;
    const chart = this.#next as Chart;
    const shape = shapeOf(chart.spec);
    const flow = await flowFor(chart.spec, shape);
    this.#drawn?.view.finalize();
    const view = new View(flow, {expr: expressionInterpreter, renderer: "svg", hover: false, ...writing()});
    this.#drawn = {view: begin(fill(view, chart, shape), this.#element), look: lookOf(shape)};
    this.#isBusy = false;
    if (this.#next !== chart) this.show(this.#next as Chart);
  }
}

/** The same for charts that one view can show, with other rows and another height. */
const lookOf = ({key, leaves}: Shape): string => key + JSON.stringify(leaves);

function fill(view: View, chart: Chart, {height}: Shape): View {
  if (height !== null) view.height(height);
  give(view, chart);
  return view;
}

/** The place keeps its own name and role, which the library would replace, and says all that there is to say of the picture. */
function begin(view: View, element: HTMLElement): View {
  const attributes = ["role", "aria-label"].map((name) => [name, element.getAttribute(name) ?? ""]);
  view.initialize(element);
  element.removeAttribute("aria-roledescription");
  element.querySelector("svg")?.setAttribute("aria-hidden", "true");
  for (const [name, value] of attributes) element.setAttribute(name, value);
  if (element.clientWidth > 0) view.width(element.clientWidth);
  return view.run();
}

function follow(view: View, element: HTMLElement): void {
  const width = element.clientWidth;
  if (width > 0 && width !== view.width()) view.width(width).resize().run();
}
