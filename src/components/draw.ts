import {parse, View} from "vega";
import {expressionInterpreter} from "vega-interpreter";
import {compile} from "vega-lite";
import type {Chart, Row} from "../charts/chart.ts";
import {theme} from "../charts/theme.ts";

interface Drawn {
  view: View;
  /** The specification that was drawn. */
  spec: string;
}

/**
 * The picture in a chart's place, as SVG. Expressions are interpreted, never evaluated as code, so that the page works under a
 * strict Content-Security-Policy.
 */
export class Drawing {
  #element: HTMLElement;
  #drawn: Drawn | null = null;
  #chart: Chart | null = null;

  constructor(element: HTMLElement) {
    this.#element = element;
    new ResizeObserver(() => this.#drawn && follow(this.#drawn.view, element)).observe(element);
  }

  show(chart: Chart): void {
    if (chart === this.#chart) return;
    this.#chart = chart;
    this.#drawn = this.#drawn ? redraw(this.#drawn, this.#element, chart) : draw(this.#element, chart);
  }
}

function draw(element: HTMLElement, {spec, data, description}: Chart): Drawn {
  const view = new View(parse(compile(spec, {config: theme}).spec, undefined, {ast: true}), {
    expr: expressionInterpreter,
    renderer: "svg",
    hover: false,
  });
  for (const [name, rows] of Object.entries(data)) view.data(name, copied(rows));
  view.description(description).initialize(element);
  if (element.clientWidth > 0) view.width(element.clientWidth);
  view.run();
  return {view, spec: JSON.stringify(spec)};
}

function redraw({view, spec}: Drawn, element: HTMLElement, next: Chart): Drawn {
  if (JSON.stringify(next.spec) !== spec) {
    view.finalize();
    return draw(element, next);
  }
  for (const [name, rows] of Object.entries(next.data)) view.data(name, copied(rows));
  view.description(next.description).run();
  return {view, spec};
}

/** Vega marks the rows it is given. */
const copied = (rows: readonly Row[]): Row[] => rows.map((row) => ({...row}));

function follow(view: View, element: HTMLElement): void {
  const width = element.clientWidth;
  if (width > 0 && width !== view.width()) view.width(width).resize().run();
}
