import {describe, expect, it} from "vitest";
import {plural, rangeText, rateText, signed} from "../../src/analysis/figures.ts";
import {duration, intervalText, list, month} from "../../src/text/format.ts";

describe("rateText(rate)", () => {
  it("gives the rate with its interval and n", () => {
    expect(rateText({value: 0.31, low: 0.28, high: 0.34, n: 1204, conversions: 373})).toBe("31 % (28–34 %, n 1,204)");
  });

  it("keeps a decimal where the rate is small", () => {
    expect(rateText({value: 0.041, low: 0.038, high: 0.044, n: 20113, conversions: 825})).toBe(
      "4.1 % (3.8–4.4 %, n 20,113)",
    );
  });
});

describe("rangeText(range)", () => {
  it("says per cent once", () => expect(rangeText({low: 0.095, high: 0.12})).toBe("9.5–12 %"));
});

describe("intervalText(interval)", () => {
  it("separates negative bounds by words", () => {
    expect(intervalText({value: -0.5, low: -1, high: 0.25}, 1)).toMatch(/^[−-]0\.5 \([−-]1\.0 to 0\.3\)$/);
  });

  it("invents no bound where there is no limit", () => {
    const unlimited = {value: 12, low: 3, high: null as unknown as number};
    expect(intervalText(unlimited, 0)).not.toMatch(/null|NaN|Infinity/);
  });
});

describe("duration(days)", () => {
  it.each([
    [9, "9.0 days (216 h)"],
    [45.2, "45 days"],
    [0.5, "12.0 h"],
  ])("%d days in the unit people use", (days, text) => expect(duration(days)).toBe(text));

  it("says where it is not reached", () => expect(duration(null)).toBe("not reached"));
});

describe("signed(points)", () => {
  it("has a real minus", () => expect([signed(5), signed(-3), signed(0)]).toEqual(["+5", "−3", "0"]));
});

describe("month(period)", () => {
  it("names the month, in any time zone", () => expect(month("2025-06")).toBe("Jun 2025"));
  it("leaves other names as they are", () => expect(month("all")).toBe("all"));
});

describe("list(items)", () => {
  it("joins with commas and a last and", () => expect(list(["a", "b", "c"])).toBe("a, b and c"));
});

describe("plural(n, one)", () => {
  it("counts one and many", () => expect([plural(1, "lead"), plural(1204, "lead")]).toEqual(["1 lead", "1,204 leads"]));
});
