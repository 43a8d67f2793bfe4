import type {TopLevelSpec} from "vega-lite";
import {colour} from "./theme.ts";

/** A layer of a Vega-Lite chart. Its shape is checked by compiling every chart in the tests: the library's types refuse `as const`. */
export type Layer = Readonly<Record<string, unknown>>;

/** A layered chart as wide as its place. */
export function layered(layer: readonly Layer[], more: Layer = {}): TopLevelSpec {
  return {
    $schema: "https://vega.github.io/schema/vega-lite/v6.json",
    data: {name: "rows"},
    width: 600,
    height: 220,
    autosize: {type: "fit-x", contains: "padding"},
    padding: {left: 2, right: 8, top: 4, bottom: 2},
    ...more,
    layer,
  } as unknown as TopLevelSpec;
}

/** A row a step high, its name written above its marks so that long names need no margin. */
export const namedRows = {
  field: "order",
  type: "ordinal",
  axis: null,
  scale: {type: "band", paddingInner: 0, paddingOuter: 0},
} as const;

/** The names of `namedRows`, at the left edge above the middle of the row. */
export const rowNames: Layer = {
  mark: {type: "text", align: "left", baseline: "bottom", dy: -7, fontSize: 13, limit: {expr: "width"}},
  encoding: {x: {value: 0}, text: {field: "name", type: "nominal"}},
};

/** A line at one value of x. */
export const markAt = (x: number): Layer => ({
  data: {values: [{x}]},
  mark: {type: "rule", color: colour.muted, strokeDash: [3, 3]},
  encoding: {x: {datum: x}, y: {value: 0}, y2: {value: "height"}},
});

/** For names that a line may cross: the paper shows around their letters. */
export const haloed = {stroke: colour.paper, strokeWidth: 3} as const;

/** Odds ratios along x: 1 is never at the edge, where the line that marks it would cross the names. */
export const alongRatios = (rows: readonly {low: number; high: number}[]) => {
  const domain = [Math.min(0.5, ...rows.map(({low}) => low)), Math.max(2, ...rows.map(({high}) => high))];
  return {type: "quantitative", scale: {type: "log", domain, nice: true}} as const;
};

/** A short line at one value of x in each of the `namedRows`: it does not cross their names. */
export const tickAt = (x: number): Layer => ({
  mark: {type: "tick", orient: "vertical", size: 12, thickness: 1.5, color: colour.muted},
  encoding: {x: {datum: x, type: "quantitative"}},
});

/** A line at one value of y. */
export const levelAt = (y: number): Layer => ({
  data: {values: [{y}]},
  mark: {type: "rule", color: colour.muted, strokeDash: [3, 3]},
  encoding: {y: {datum: y}},
});

/** An axis of shares 0–1, in whole per cent. */
export const percentAxis = {format: ".0%", tickCount: 5} as const;

/** A top for an axis of rates that starts at 0: a little above the highest value. */
export const top = (values: readonly number[]): number => Math.min(1, Math.max(0.02, ...values) * 1.08);

/** Colours of a ratio by what is sure of it: above 1, below it, or neither. */
export const tones = {
  field: "tone",
  type: "nominal",
  legend: null,
  scale: {domain: ["more", "fewer", "unclear"], range: [colour.converted, colour.unconverted, colour.muted]},
} as const;

/**
 * Fill and outline of the parts of bars by their names: filled, set apart by the paper's colour, but hollow where what they stand
 * for did not convert, so that black and white tell them apart.
 */
export function partsBy(field: string, parts: readonly {name: string; colour: string}[], legend: Layer): Layer {
  const by = (range: readonly string[]) => ({
    field,
    type: "nominal",
    scale: {domain: parts.map(({name}) => name), range},
    legend: {orient: "top", title: null, symbolType: "square", ...legend},
  });
  const isHollow = (of: string) => of === colour.unconverted;
  return {
    fill: by(parts.map((part) => (isHollow(part.colour) ? colour.paper : part.colour))),
    stroke: by(parts.map((part) => (isHollow(part.colour) ? part.colour : colour.paper))),
  };
}

/** Periods as they follow each other, named below. */
export const periodsAlong = {
  field: "period",
  type: "ordinal",
  sort: null,
  axis: {title: null, labelAngle: 0, labelOverlap: true},
} as const;
