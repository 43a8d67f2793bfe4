import type {Chart} from "../charts/chart.ts";
import type {Drawing} from "./draw.ts";
import {chartKey, shapeOf} from "./shape.ts";

/** A chart in the page. */
export interface Plot {
  element: HTMLElement;
  /** Shows another chart in its place; where only the data differ, without drawing anew. */
  update(chart: Chart): void;
}

export interface PlotOptions {
  /** Its place is never wider than a phone. */
  isSmall?: boolean;
}

/** Told of each chart that a place shows. */
export type ChartTeller = (element: HTMLElement, chart: Chart, options: PlotOptions) => void;

let teller: ChartTeller | null = null;

/** From now on charts are not drawn but told of: a build draws them itself. */
export const tellCharts = (tell: ChartTeller): void => {
  teller = tell;
};

/** How far below the window a chart is drawn already. */
const ahead = "900px";

/**
 * A chart's place. What the build has drawn of the same chart is taken over; else it is drawn when the reader comes near it
 * or prints, as wide as its place, and follows that width. What draws is loaded when there is something to draw.
 */
export function plot(chart: Chart, options: PlotOptions = {}): Plot {
  const element = document.createElement("div");
  element.className = "plot";
  element.setAttribute("role", "img");
  const name = ({description}: Chart) => element.setAttribute("aria-label", description);
  name(chart);
  const tell = teller;
  const show = tell ? (next: Chart) => tell(element, next, options) : livePlot(element, chart);
  if (tell) show(chart);
  const update = (next: Chart) => {
    name(next);
    show(next);
  };
  return {element, update};
}

function livePlot(element: HTMLElement, chart: Chart): (next: Chart) => void {
  let shown = chart;
  let isReady = false;
  let drawing: Promise<Drawing> | null = null;
  const draw = () => {
    drawing ??= import("./draw.ts").then((drawn) => new drawn.Drawing(element));
    void drawing.then((one) => one.show(shown));
  };
  queueMicrotask(() => {
    isReady ||= adopt(element, shown);
    if (isReady) return;
    const {height} = shapeOf(shown.spec);
    if (height !== null) element.style.minHeight = `${height}px`;
    whenNear(element, () => !isReady && draw());
  });
  return (next) => {
    shown = next;
    if (isReady || drawing) draw();
    else isReady = adopt(element, next);
  };
}

/** Takes over what the build has drawn of the same chart; it still stands in the page while the functions of a cell run. */
function adopt(element: HTMLElement, chart: Chart): boolean {
  const drawn = document.querySelectorAll("observablehq-loading [data-chart]");
  if (drawn.length === 0) return false;
  const key = chartKey(chart);
  const same = [...drawn].find((one) => one.getAttribute("data-chart") === key);
  if (same) element.append(...[...same.children].map((picture) => picture.cloneNode(true)));
  return same !== undefined;
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
