import {describe, expect, it} from "vitest";
import {flagOf, type LeakFlag} from "../../../src/analysis/leaks/flag.ts";
import {effectBriefly, leakState, leaksOpening, overruleWords} from "../../../src/text/drivers/leaks.ts";

const interval = (value: number) => ({value, low: value - 0.02, high: value + 0.02});
const effect = {without: interval(0.74), with: interval(0.968), n: 3777, conversions: 449, text: "…"};
const reason: LeakFlag = {
  ...flagOf({field: "lost_reason", kind: "attribute", reason: "exists only for decided leads", why: "…"}, undefined),
  effect,
};
const visit = flagOf({field: "visit", kind: "action", reason: "done by the seller", why: "…"}, undefined);
const budget = flagOf({field: "budget", kind: "attribute", reason: "alone too good", why: "…"}, "asked at once");

describe("leaksOpening(leaks)", () => {
  it("counts what is left out and what may be used, and says what effects were measured on", () => {
    expect(leaksOpening([reason, visit, budget])).toBe(
      "3 fields and actions have a warning: 1 is left out of suggested rules, 2 may be used. What each would do to a card is measured on 3,777 leads, each held out in turn, of which 449 converted.",
    );
    expect(leaksOpening([visit])).toBe(
      "1 field or action has a warning: 0 are left out of suggested rules, 1 may be used.",
    );
    expect(leaksOpening([])).toBe("No field or action looks as if it knew the outcome.");
  });
});

describe("leakState(flag)", () => {
  it("says whether rules may use the field, and by whose word", () => {
    expect([reason, visit, budget].map(leakState)).toEqual([
      "left out of suggested rules",
      "may be used",
      "allowed by the project file: asked at once",
    ]);
    expect([reason, visit, budget].map(overruleWords)).toEqual([
      "Wrong? Lines that overrule the flag",
      "Lines that keep it off the card",
      "The lines that overrule the flag",
    ]);
  });
});

describe("effectBriefly(flag)", () => {
  it("is the AUC without and with the field", () => {
    expect([reason, visit].map(effectBriefly)).toEqual(["0.74 → 0.97", "–"]);
  });
});
