import {describe, expect, it} from "vitest";
import {chooseHorizon, type Spell, timeToTarget} from "../../../src/analysis/funnel/horizon.ts";

describe("timeToTarget(spells)", () => {
  it("counts open leads as not yet decided, and lost ones as never reaching the target", () => {
    // Day 1: one of four reaches. Day 2: one of the three left is lost, leaving half undecided. Day 3: one is still open.
    // Day 4: the last one reaches: its half counts whole.
    const spells: Spell[] = [
      {days: 1, event: 1, n: 1},
      {days: 2, event: 2, n: 1},
      {days: 3, event: 0, n: 1},
      {days: 4, event: 1, n: 1},
    ];
    expect(timeToTarget(spells)).toEqual([
      {days: 0, share: 0},
      {days: 1, share: 0.25},
      {days: 4, share: 0.75},
    ]);
  });

  it("starts at zero without leads", () => {
    expect(timeToTarget([])).toEqual([{days: 0, share: 0}]);
  });
});

describe("chooseHorizon(curve)", () => {
  it("takes the day by which 80 % of those who ever reach the target have, rounded up to a number people use", () => {
    const curve = [10, 20, 33, 50, 200].map((days, i) => ({days, share: 0.1 * (i + 1)}));
    expect(chooseHorizon(curve)).toBe(60);
    expect(chooseHorizon([{days: 2000, share: 1}])).toBe(2000);
  });

  it("is null where nobody reaches the target", () => {
    expect(chooseHorizon([{days: 0, share: 0}])).toBeNull();
  });
});
