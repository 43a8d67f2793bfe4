import type {Config} from "vega-lite";

/**
 * Colours by meaning, as variables of `src/style.css`, so that dark mode and print need no redraw. Converted and unconverted
 * look the same in every chart: filled, solid and blue against hollow, dashed and ochre; they differ without colour too.
 */
export const colour = {
  converted: "var(--converted)",
  unconverted: "var(--unconverted)",
  waiting: "var(--waiting)",
  dormant: "var(--dormant)",
  ink: "var(--ink)",
  muted: "var(--ink-muted)",
  line: "var(--line)",
  paper: "var(--paper)",
} as const;

/** The look of all charts. Marks and axes carry no words of their own for assistive techniques: the chart's description and table do. */
export const theme: Config = {
  background: "transparent",
  aria: false,
  font: "system-ui, sans-serif",
  view: {stroke: null},
  axis: {
    domainColor: colour.line,
    tickColor: colour.line,
    gridColor: colour.line,
    gridOpacity: 0.6,
    labelColor: colour.muted,
    titleColor: colour.muted,
    titleFontWeight: "normal",
    labelFontSize: 12,
    titleFontSize: 12,
    labelPadding: 6,
    labelSeparation: 4,
    titlePadding: 8,
    titleLimit: {expr: "width"},
    domain: false,
    ticks: false,
  },
  legend: {labelColor: colour.ink, titleColor: colour.muted, labelFontSize: 12, symbolSize: 90},
  text: {color: colour.ink, fontSize: 12},
  rule: {color: colour.ink},
  point: {filled: true, size: 60, opacity: 1},
  line: {strokeWidth: 2},
};
