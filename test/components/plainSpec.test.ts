import {describe, expect, it} from "vitest";
import {plainSpec} from "../../src/components/plainSpec.ts";

describe("plainSpec(spec)", () => {
  it("keeps what JSON can write, and leaves out what is undefined", () => {
    const spec = {mark: "bar", width: 100, encoding: {x: {field: "a", title: null, bin: true, scale: undefined}}};
    expect(plainSpec(spec)).toEqual(JSON.parse(JSON.stringify(spec)));
  });

  it("writes dates as Vega-Lite's own, in UTC, and in rows as texts", () => {
    const day = new Date("2025-04-01T09:30:15.250Z");
    const written = {year: 2025, month: 4, date: 1, hours: 9, minutes: 30, seconds: 15, milliseconds: 250, utc: true};
    expect(plainSpec({encoding: {x: {scale: {domain: [day]}, axis: {values: [day]}}}})).toEqual({
      encoding: {x: {scale: {domain: [written]}, axis: {values: [written]}}},
    });
    expect(plainSpec({layer: [{data: {values: [{day, none: new Date(Number.NaN)}]}}]})).toEqual({
      layer: [{data: {values: [{day: day.toISOString(), none: null}]}}],
    });
  });

  it.each([
    [
      {transform: [{filter: () => true}]},
      'spec.transform[0].filter: a function, which a chart cannot hold; write it as the text of a Vega expression: "datum.x > 1"',
    ],
    [
      {a: /^a/},
      'spec.a: a regular expression, which a chart cannot hold; write it into the text of an expression: "test(/^a/, datum.x)"',
    ],
    [{domain: [0, Number.POSITIVE_INFINITY]}, "spec.domain[1]: Infinity, which a chart cannot hold; leave it out"],
    [{data: {values: [{a: Number.NaN}]}}, "spec.data.values[0].a: NaN, which a chart cannot hold; write null"],
    [{domain: [undefined]}, "spec.domain[0]: undefined, which a chart cannot hold; write null or a text"],
    [{a: new Map()}, "spec.a: an object of the kind Map, which a chart cannot hold; write a plain object or a list"],
    [{a: new Date(Number.NaN)}, "spec.a: an invalid date, which a chart cannot hold; leave it out"],
    [
      {layer: [{data: {url: "rows.json"}}]},
      "spec.layer[0].data.url: data from elsewhere, which a chart cannot hold; give it the rows, or write them as values",
    ],
  ])("refuses %j", (spec, message) => {
    expect(() => plainSpec(spec)).toThrow(new Error(message));
  });
});
