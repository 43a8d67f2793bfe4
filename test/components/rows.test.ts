import {parse, View} from "vega";
import {describe, expect, it} from "vitest";
import {give, writing} from "../../src/components/rows.ts";
import {inLanguage} from "../../src/text/language.ts";

const spec = (name: string) =>
  parse({
    data: [{name, transform: [{type: "formula", expr: "utcFormat(datum.day, '%b %Y %a')", as: "said"}]}],
  } as never);

const chart = {data: {rows: [{day: Date.UTC(2025, 3, 1)}]}} as never;

describe("give(view, chart)", () => {
  it("leaves out rows of which nothing is drawn", async () => {
    const view = new View(spec("other"));
    give(view, chart);
    await view.runAsync();
    expect(view.data("other")).toEqual([]);
  });
});

describe("writing()", () => {
  it.each([
    ["en", "Apr 2025 Tue"],
    ["ja", "4月 2025 火"],
  ] as const)("writes dates in %s", async (language, said) => {
    const view = new View(spec("rows"), inLanguage(language, writing));
    give(view, chart);
    await view.runAsync();
    expect(view.data("rows")).toMatchObject([{said}]);
  });
});
