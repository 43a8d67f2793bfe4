import type {TopLevelSpec} from "vega-lite";
import {describe, expect, it} from "vitest";
import {compiled, flowOf} from "../../src/components/compile.ts";
import {chartKey, filled, shapeOf} from "../../src/components/shape.ts";
import {charts} from "../charts/examples.ts";

describe("shapeOf(spec)", () => {
  /** Expressions without what tells them apart. */
  const read = (spec: TopLevelSpec) =>
    JSON.parse(JSON.stringify(flowOf(compiled(spec))), (name, value) => (name === "code" ? "" : value));

  it.each(Object.entries(charts))("is enough to draw the chart by: %s", (_, make) => {
    const {spec} = make();
    const {common, leaves, height} = shapeOf(spec);
    const sameHeight = height === null ? spec : ({...spec, height: 200} as TopLevelSpec);
    expect(filled(read(common), leaves)).toEqual(read(sameHeight));
  });

  it("is one for charts that differ in height, domain and title only", () => {
    const chart = (height: number, most: number, title: string) =>
      shapeOf({
        data: {name: "rows"},
        height,
        mark: "point",
        encoding: {x: {field: "a", type: "quantitative", scale: {domain: [0, most]}, axis: {title}}},
      });
    expect(chart(100, 0.4, "one").key).toBe(chart(300, 0.9, "other").key);
    expect(chart(300, 0.9, "other")).toMatchObject({height: 300, leaves: [0.9, "other"]});
  });
});

describe("chartKey(chart)", () => {
  const chart = (value: number) => ({spec: {mark: "point"}, data: {rows: [{value}]}}) as never;

  it("overlooks what machines compute differently, and nothing else", () => {
    expect(chartKey(chart(0.1 + 0.2))).toBe(chartKey(chart(0.3)));
    expect(chartKey(chart(0.3001))).not.toBe(chartKey(chart(0.3)));
  });
});
