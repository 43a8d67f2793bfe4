import {describe, expect, it} from "vitest";
import {distinct, sureOf, trusted} from "../../../src/analysis/drivers/believable.ts";
import type {Driver} from "../../../src/analysis/drivers/driver.ts";
import type {Condition} from "../../../src/analysis/rules/rules.ts";

const driver = (when: Condition, flags: string[] = []): Driver => ({rule: {id: "", when}, flags}) as unknown as Driver;

describe("trusted({drivers})", () => {
  it("leaves out drivers with a flag", () => {
    const good = driver({activity: "trial", at_least: 1});
    expect(trusted({drivers: [driver({attribute: "lost_reason", missing: true}, ["a leak"]), good]})).toEqual([good]);
  });
});

describe("distinct(drivers)", () => {
  it("keeps the first of each action and attribute, and none about activity of any kind", () => {
    const first = driver({activity: "trial", at_least: 1});
    const role = driver({attribute: "role", is: ["staff"]});
    const all = [
      driver({activity: "any", at_least: 1}),
      first,
      driver({activity: "trial", at_least: 2}),
      role,
      driver({attribute: "role", is: ["executive"]}),
    ];
    expect(distinct(all)).toEqual([first, role]);
  });
});

describe("sureOf(driver)", () => {
  it.each([
    [{value: 2, low: 1.1, high: 4}, true],
    [{value: 0.5, low: 0.2, high: 0.9}, true],
    [{value: 2, low: 0.9, high: 4}, false],
    [{value: 0.5, low: 0.2, high: null as unknown as number}, false],
  ])("says whether %o surely differs from 1", (oddsRatio, isSure) => {
    expect(sureOf({oddsRatio})).toBe(isSure);
  });
});
