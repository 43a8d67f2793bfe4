import {compile} from "vega-lite";
import {describe, expect, it} from "vitest";
import type {Chart} from "../../src/charts/chart.ts";
import {theme} from "../../src/charts/theme.ts";
import {charts} from "./examples.ts";

/** What Vega-Lite warns of while it compiles the chart. */
function warningsOf({spec}: Chart): string[] {
  const warnings: string[] = [];
  const note = (...words: readonly unknown[]) => {
    warnings.push(words.join(" "));
    return logger;
  };
  const logger = {level: () => logger, error: note, warn: note, info: () => logger, debug: () => logger};
  compile(spec, {config: theme, logger: logger as never});
  return warnings;
}

/** Fields that the chart's encodings name, wherever they stand. */
const fieldsOf = (value: unknown): string[] =>
  value && typeof value === "object"
    ? Object.entries(value).flatMap(([key, inner]) =>
        key === "field" && typeof inner === "string" ? [inner] : fieldsOf(inner),
      )
    : [];

describe.each(Object.entries(charts))("%s", (_, make) => {
  it("compiles without a warning", () => {
    expect(warningsOf(make())).toEqual([]);
  });

  it("encodes only fields that its rows have", () => {
    const {spec, data} = make();
    const known = new Set(Object.values(data).flatMap((rows) => Object.keys(rows[0] ?? {})));
    expect(fieldsOf(spec).filter((field) => !known.has(field))).toEqual([]);
  });

  it("names its data, and colours by variables alone", () => {
    const {spec, data} = make();
    const text = JSON.stringify(spec);
    const named = [...text.matchAll(/"data":\{"name":"(\w+)"/g)].map(([, name]) => name);
    expect(new Set(Object.keys(data))).toEqual(new Set(named));
    expect(text).not.toMatch(/#[0-9a-f]{3,8}\b|rgb\(|steelblue/i);
  });

  it("has a description and a full table behind it", () => {
    const {description, table} = make();
    expect(description.length).toBeGreaterThan(20);
    expect(description).not.toMatch(/undefined|NaN|null|\[object/);
    expect(table.rows.length).toBeGreaterThan(0);
    for (const row of table.rows) expect(row).toHaveLength(table.columns.length);
    expect(table.rows.flat().join(" ")).not.toMatch(/undefined|NaN|null/);
  });

  it("gives the same chart again from the same input", () => {
    expect(make()).toEqual(make());
  });
});
