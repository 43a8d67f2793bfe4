import type {TopLevelSpec} from "vega-lite";
import {colour} from "./theme.ts";

/**
 * Share that has not moved on by time since entry, a curve with its band. Data: `curve` {time, share, low, high}; `marks`
 * {time, share, label}: the moments by which half and four fifths have moved on.
 */
export function dwell({unit, most}: {unit: string; most: number}): TopLevelSpec {
  const x = {
    field: "time",
    type: "quantitative" as const,
    scale: {domain: [0, most], nice: false},
    axis: {title: `${unit} since entering the stage`, grid: false, tickCount: 6},
  };
  const y = (field: string) => ({
    field,
    type: "quantitative" as const,
    scale: {domain: [0, 1]},
    axis: {title: "not moved on yet", format: ".0%", tickCount: 5},
  });
  return {
    width: "container",
    height: 260,
    autosize: {type: "fit-x", contains: "padding"},
    layer: [
      {
        data: {name: "curve"},
        mark: {type: "area", interpolate: "step-after", opacity: 0.25, color: colour.waiting, clip: true},
        encoding: {x, y: y("low"), y2: {field: "high"}},
      },
      {
        data: {name: "curve"},
        mark: {type: "line", interpolate: "step-after", color: colour.ink, clip: true},
        encoding: {x, y: y("share")},
      },
      {
        data: {name: "marks"},
        mark: {type: "rule", strokeDash: [4, 3], color: colour.muted},
        encoding: {x, y: {value: "height"}, y2: {field: "share"}},
      },
      {
        data: {name: "marks"},
        mark: {type: "point", filled: true, size: 70, color: colour.ink},
        encoding: {x, y: y("share")},
      },
      {
        data: {name: "marks"},
        mark: {type: "text", align: "left", dx: 8, dy: -8},
        encoding: {x, y: y("share"), text: {field: "label"}},
      },
    ],
  };
}
