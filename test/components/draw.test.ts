import {parse} from "vega";
import {transforms} from "vega-dataflow";
import type {TopLevelSpec} from "vega-lite";
import {describe, expect, it} from "vitest";
import {compiled, flowOf} from "../../src/components/compile.ts";
import "../../src/components/draw.ts";
import {unknownIn} from "../../src/components/transforms.ts";
import {charts} from "../charts/examples.ts";

/** Kinds of operators that a compiled chart is made of. */
const operators = (value: unknown): string[] => {
  if (typeof value !== "object" || value === null) return [];
  const own = "id" in value && "type" in value && typeof value.type === "string" ? [value.type.toLowerCase()] : [];
  return [...own, ...Object.values(value).flatMap(operators)];
};

describe("the runtime of live charts", () => {
  it.each(Object.entries(charts))("has every operator of %s", (_, make) => {
    const needed = new Set(operators(parse(compiled(make().spec))));
    const known = new Set(Object.keys(transforms).map((name) => name.toLowerCase()));
    expect([...needed].filter((name) => name !== "operator" && !known.has(name))).toEqual([]);
  });
});

describe("unknownIn(flow)", () => {
  const rows = {
    data: {name: "rows"},
    mark: "line",
    encoding: {x: {field: "a", type: "quantitative"}},
  } satisfies TopLevelSpec;

  it("names what a live chart cannot have", () => {
    const trend = {...rows, transform: [{regression: "b", on: "a"}]} satisfies TopLevelSpec;
    expect(unknownIn(flowOf(compiled(trend)))).toEqual(["regression"]);
    expect(unknownIn(flowOf(compiled({...rows, transform: [{loess: "b", on: "a"}]})))).toEqual(["loess"]);
    expect(unknownIn(flowOf(compiled(rows)))).toEqual([]);
  });
});
