import type {TopLevelSpec} from "vega-lite";
import {colour} from "./theme.ts";

/**
 * Activity a week before the day looked at, those who converted beside those who did not. Data: `weeks` {week, mean, who}
 * with week 1 the last; `ends` the same rows at week 1, which carry the names.
 */
export function profile(names: readonly [string, string]): TopLevelSpec {
  const colours = {domain: [...names], range: [colour.converted, colour.unconverted]};
  const who = {field: "who", type: "nominal" as const, legend: null, scale: colours};
  const x = {
    field: "week",
    type: "quantitative" as const,
    scale: {reverse: true, zero: false, nice: false},
    axis: {title: "weeks before (1 is the last week)", tickMinStep: 1, format: "d", grid: false},
  };
  const y = {
    field: "mean",
    type: "quantitative" as const,
    scale: {zero: true},
    axis: {title: "activities a lead and week", tickCount: 5},
  };
  return {
    width: "container",
    height: 240,
    autosize: {type: "fit-x", contains: "padding"},
    layer: [
      {
        data: {name: "weeks"},
        mark: {type: "line", interpolate: "monotone"},
        encoding: {
          x,
          y,
          color: who,
          strokeDash: {
            ...who,
            scale: {
              domain: [...names],
              range: [
                [1, 0],
                [6, 4],
              ],
            },
          },
        },
      },
      {
        data: {name: "weeks"},
        mark: {type: "point", strokeWidth: 1.5, size: 45},
        encoding: {
          x,
          y,
          color: who,
          fill: {...who, scale: {domain: [...names], range: [colour.converted, colour.paper]}},
          shape: {...who, scale: {domain: [...names], range: ["circle", "square"]}},
        },
      },
      {
        data: {name: "ends"},
        mark: {type: "text", align: "right", dy: -14, fontWeight: 600},
        encoding: {x, y, color: who, text: {field: "who"}},
      },
    ],
  };
}
