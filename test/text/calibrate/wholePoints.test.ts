import {describe, expect, it} from "vitest";
import {parsimony} from "../../../src/charts/parsimony.ts";
import {parsimonyReading, wholePointsText} from "../../../src/text/calibrate/calibrate.ts";

describe("wholePointsText(rounding, gap)", () => {
  it("tells no negative share as less: where weights on all rules do no better, it says that", () => {
    expect(wholePointsText(0.0007, 0.0021)).toMatch(/would have 0\.07 % less log-loss.* have 0\.21 % less/);
    const none = wholePointsText(-1e-9, -0.0022);
    expect(none).not.toMatch(/[-−]\d|0\.00 %/);
    expect(none).toMatch(/whole points cost nothing\. .* do no better than this card/);
  });
});

describe("parsimonyReading(isBelow)", () => {
  it("does not say that no card lies below the line where one does", () => {
    expect(parsimonyReading(false).read).toContain("no card of these rules can be much below it");
    expect(parsimonyReading(true).read).not.toContain("no card of these rules");
  });
});

describe("parsimony(steps, bound)", () => {
  const yOf = (losses: readonly number[]) => {
    const {spec} = parsimony(
      losses.map((logLoss, i) => ({rules: i + 1, logLoss, auc: 0.7})),
      null,
    );
    const text = JSON.stringify(spec);
    const [, low, high] = /"domain":\[([\d.]+),([\d.]+)\]/.exec(text) ?? [];
    const [, digits] = /"format":"\.(\d+)f"/.exec(text) ?? [];
    return {span: Number(high) - Number(low), digits: Number(digits)};
  };

  it("has ticks that differ, and draws next to nothing as next to nothing", () => {
    const flat = yOf([0.18212, 0.1819, 0.18181, 0.1818]);
    expect(flat.span).toBeGreaterThan(0.0018);
    expect(10 ** -flat.digits).toBeLessThanOrEqual(flat.span / 5);
    const steep = yOf([0.35, 0.3, 0.28]);
    expect(steep.span).toBeCloseTo(0.07 * 1.24, 10);
    expect(steep.digits).toBe(3);
  });
});
