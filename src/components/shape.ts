import type {TopLevelSpec} from "vega-lite";
import type {Chart} from "../charts/chart.ts";

/** A specification without the numbers that change with the data: charts of one shape are compiled once. */
export interface Shape {
  key: string;
  /** The height, and the values of its parameters, as signals of the compiled specification. */
  signals: Record<string, unknown>;
}

interface Changing {
  height?: unknown;
  params?: {name: string; value?: unknown}[];
}

/** The shape of a specification: what is left of it once height and parameters are told as signals. */
export function shapeOf(spec: TopLevelSpec): Shape {
  const {height, params = [], ...rest} = spec as unknown as Changing;
  const isFixed = typeof height === "number";
  return {
    key: keyOf([rest, isFixed ? "" : height, params.map(({name}) => name)]),
    signals: {
      ...Object.fromEntries(params.map(({name, value}) => [name, value])),
      ...(isFixed ? {height} : {}),
    },
  };
}

/** The same for charts that look the same. */
export const chartKey = ({spec, data}: Chart): string => keyOf([spec, data]);

/** 64 bits of a value as JSON (FNV-1a over code units, twice). */
function keyOf(value: unknown): string {
  const text = JSON.stringify(value);
  let [a, b] = [0x811c9dc5, 0x1b873593];
  for (let i = 0; i < text.length; ++i) {
    const unit = text.charCodeAt(i);
    a = Math.imul(a ^ unit, 0x01000193);
    b = Math.imul(b ^ unit, 0x5bd1e995);
  }
  return [a, b].map((part) => (part >>> 0).toString(16).padStart(8, "0")).join("");
}
