import {parse, View} from "vega";
import {expressionInterpreter} from "vega-interpreter";
import {compile} from "vega-lite";
import type {Chart} from "../charts/chart.ts";
import {theme} from "../charts/theme.ts";

/** A drawn chart. */
export interface Plot {
  element: HTMLElement;
  /** Shows another chart in its place; where only the data differ, without drawing anew. */
  update(chart: Chart): void;
}

/**
 * Draws a chart as SVG, as wide as its place, and follows it. Expressions are interpreted, never evaluated as code, so that
 * the page works under a strict Content-Security-Policy.
 */
export function plot(chart: Chart): Plot {
  const element = document.createElement("div");
  element.className = "plot";
  let drawn = draw(element, chart);
  new ResizeObserver(() => follow(drawn.view, element)).observe(element);
  const update = (next: Chart) => {
    if (JSON.stringify(next.spec) !== drawn.key) {
      drawn.view.finalize();
      drawn = draw(element, next);
    } else {
      for (const [name, rows] of Object.entries(next.data)) drawn.view.data(name, structuredClone(rows));
      drawn.view.description(next.description).runAsync();
    }
  };
  return {element, update};
}

function draw(element: HTMLElement, {spec, data, description}: Chart): {view: View; key: string} {
  const {spec: vega} = compile(spec, {config: theme});
  const view = new View(parse(vega, undefined, {ast: true}), {
    expr: expressionInterpreter,
    renderer: "svg",
    hover: false,
  });
  for (const [name, rows] of Object.entries(data)) view.data(name, structuredClone(rows));
  view.description(description).initialize(element);
  if (element.clientWidth > 0) view.width(element.clientWidth);
  view.runAsync();
  return {view, key: JSON.stringify(spec)};
}

function follow(view: View, element: HTMLElement): void {
  const width = element.clientWidth;
  if (width > 0 && width !== view.width()) view.width(width).resize().runAsync();
}
