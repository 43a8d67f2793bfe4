import type {Chart} from "../charts/chart.ts";

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
  if (teller) return told(element, chart, options, teller, name);
  const live = livePlot(element, chart);
  const update = (next: Chart) => {
    name(next);
    live(next);
  };
  return {element, update};
}

function told(
  element: HTMLElement,
  chart: Chart,
  options: PlotOptions,
  tell: ChartTeller,
  name: (chart: Chart) => void,
): Plot {
  tell(element, chart, options);
  const update = (next: Chart) => {
    name(next);
    tell(element, next, options);
  };
  return {element, update};
}

function livePlot(element: HTMLElement, chart: Chart): (next: Chart) => void {
  if (typeof (chart.spec as {height?: unknown}).height === "number")
    element.style.minHeight = `${(chart.spec as unknown as {height: number}).height}px`;
  let shown = chart;
  let drawing: Promise<import("./draw.ts").Drawing> | null = null;
  const draw = () => {
    drawing ??= import("./draw.ts").then(({Drawing}) => new Drawing(element));
    void drawing.then((one) => one.show(shown));
  };
  whenNear(element, draw);
  return (next) => {
    shown = next;
    if (drawing) draw();
  };
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
