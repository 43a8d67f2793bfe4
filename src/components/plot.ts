import {parse, View} from "vega";
import {expressionInterpreter} from "vega-interpreter";
import {compile} from "vega-lite";
import type {Chart, Row} from "../charts/chart.ts";
import {theme} from "../charts/theme.ts";

/** A chart in the page. */
export interface Plot {
  element: HTMLElement;
  /** Shows another chart in its place; where only the data differ, without drawing anew. */
  update(chart: Chart): void;
}

interface Drawn {
  view: View;
  /** The specification that was drawn. */
  spec: string;
}

/** How far below the window a chart is drawn already. */
const ahead = "900px";

/**
 * Draws a chart as SVG when the reader comes near it or prints, as wide as its place, and follows that width. Expressions
 * are interpreted, never evaluated as code, so that the page works under a strict Content-Security-Policy.
 */
export function plot(chart: Chart): Plot {
  const element = document.createElement("div");
  element.className = "plot";
  element.setAttribute("role", "img");
  element.setAttribute("aria-label", chart.description);
  if ("height" in chart.spec && typeof chart.spec.height === "number")
    element.style.minHeight = `${chart.spec.height}px`;
  let shown = chart;
  let drawn: Drawn | null = null;
  whenNear(element, () => {
    drawn ??= draw(element, shown);
  });
  new ResizeObserver(() => drawn && follow(drawn.view, element)).observe(element);
  const update = (next: Chart) => {
    shown = next;
    element.setAttribute("aria-label", next.description);
    if (drawn) drawn = redraw(drawn, element, next);
  };
  return {element, update};
}

function whenNear(element: HTMLElement, act: () => void): void {
  const watching = new IntersectionObserver(
    (entries) => {
      if (!entries.some(({isIntersecting}) => isIntersecting)) return;
      watching.disconnect();
      act();
    },
    {rootMargin: ahead},
  );
  watching.observe(element);
  window.addEventListener("beforeprint", act, {once: true});
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
