import {describe, expect, it} from "vitest";
import {compiled} from "../../src/components/compile.ts";
import {chartKey, filled, shapeOf} from "../../src/components/shape.ts";
import {charts} from "../charts/examples.ts";

describe("shapeOf(spec)", () => {
  it.each(Object.entries(charts))("is enough for the compiled specification: %s", (_, make) => {
    const {spec} = make();
    const {common, leaves} = shapeOf(spec);
    expect({...filled(compiled(common), leaves), height: 0}).toEqual({...compiled(spec), height: 0});
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
