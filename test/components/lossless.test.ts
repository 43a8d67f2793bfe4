import {parse, View} from "vega";
import {expressionInterpreter} from "vega-interpreter";
import type {TopLevelSpec} from "vega-lite";
import {describe, expect, it} from "vitest";
import {compiled, flowOf} from "../../src/components/compile.ts";
import {revived, toJson} from "../../src/components/lossless.ts";

describe("revived(JSON of toJson(value))", () => {
  const again = (value: unknown) => revived(JSON.parse(toJson(value)));

  it("is what was written", () => {
    const value = {
      re: [/^a\/b/gi, "x"],
      at: new Date(5),
      none: null,
      no: false,
      inner: {inf: -Infinity, nan: Number.NaN, n: 1.5},
    };
    expect(again(value)).toEqual(value);
    expect(again([new Date(Number.NaN)])).toEqual([new Date(Number.NaN)]);
  });
});

/** Each gives a value of `datum`, which generated code, the other way to run expressions, gives too. */
const expressions = [
  "test(/^a/, datum.s)",
  "test(/BAN/i, datum.s)",
  "replace(datum.s, /a/g, '*')",
  "test(regexp('n{1}a', 'i'), datum.s)",
  "split(datum.s, /n/)",
  "1e999 > datum.n",
  "-1e999 < datum.n",
  "[/a/, /b/].length",
  "[-1, [2, 3], 'x'][1][0]",
  "isDate(toDate(datum.d)) ? year(datum.d) : 0",
  "timeFormat(datum.d, '%Y-%m')",
  "{a: /x/g, code: 'c', raw: 2}.code",
  "isValid(datum.missing)",
];

describe("flowOf(spec), from JSON", () => {
  const datum = {s: "banana", n: 3, d: "2025-04-01T00:30:00", code: "JP", raw: 7};
  const specOf = (calculate: string): TopLevelSpec => ({
    data: {name: "rows", values: [datum]},
    transform: [{calculate, as: "k"}],
    mark: "point",
  });
  const rowsOf = (view: View, spec: TopLevelSpec) => {
    view.run();
    const last = (compiled(spec).data ?? []).at(-1)?.name ?? "";
    return view.data(last).map((row: object) => Object.fromEntries(Object.entries(row)));
  };

  it.each(expressions)("gives what generated code gives: %s", (expression) => {
    const spec = specOf(expression);
    const flow = revived(JSON.parse(JSON.stringify(flowOf(compiled(spec))))) as never;
    const interpreted = rowsOf(new View(flow, {expr: expressionInterpreter}), spec);
    expect(interpreted).toEqual(rowsOf(new View(parse(compiled(spec))), spec));
    expect(interpreted).toMatchObject([datum]);
  });
});
