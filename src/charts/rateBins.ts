import type {Rate} from "../analysis/findings.ts";
import {count, percent, shareText} from "../text/format.ts";
import type {Chart} from "./chart.ts";
import {layered, levelAt, percentAxis, top} from "./parts.ts";
import {colour} from "./theme.ts";

export interface RateBinsInput {
  bins: readonly ({label: string} & Rate)[];
  /** What the bins are: "times in the last 90 days". */
  title: string;
  /** Whose rate it is, for the description. */
  of: string;
  /** Share that all convert at, drawn as a dashed level; null for none. */
  base: number | null;
  /** Top of the axis, so that charts beside each other can be compared. Default: from the intervals. */
  highest?: number;
}

/** Conversion rate with its interval for each class, in the order given. */
export function rateBins({bins, title, of, base, highest}: RateBinsInput): Chart {
  const domain = [0, highest ?? top([...bins.map(({high}) => high), base ?? 0])];
  const axis = {labelAngle: 0, title, labelOverlap: true, labelLimit: 90};
  const x = {field: "label", type: "ordinal", sort: bins.map(({label}) => label), axis};
  const y = {type: "quantitative", scale: {domain, clamp: true}, axis: {...percentAxis, title: null}};
  return {
    spec: layered(
      [
        ...(base === null ? [] : [levelAt(base)]),
        {
          mark: {type: "rule", color: colour.converted, strokeWidth: 2},
          encoding: {x, y: {...y, field: "low"}, y2: {field: "high"}},
        },
        {mark: {type: "point", color: colour.converted, size: 60}, encoding: {x, y: {...y, field: "value"}}},
      ],
      {height: 170},
    ),
    data: {rows: bins.map(({label, value, low, high}) => ({label, value, low, high}))},
    description: `${of}: conversion rate by ${title}. ${bins.map((bin) => `${bin.label}: ${percent(bin.value)}`).join(", ")}.`,
    table: {
      columns: [title, "n", "converted", "rate (95 %)"],
      rows: bins.map((bin) => [bin.label, count(bin.n), count(bin.conversions), shareText(bin)]),
    },
  };
}
