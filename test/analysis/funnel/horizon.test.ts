import {describe, expect, it} from "vitest";
import {chooseHorizon, type Spell, timeToTarget, windowFollowed} from "../../../src/analysis/funnel/horizon.ts";

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

describe("windowFollowed(wanted, followUps)", () => {
  const followUp = (days: number, leads: number, seen: number) => ({days, leads, seen});

  it("keeps the wanted window where half of the leads are followed and it sees as many winners as any", () => {
    const ups = [followUp(0, 100, 0), followUp(30, 90, 20), followUp(60, 70, 30)];
    expect(windowFollowed(60, ups)).toEqual({days: 60, from: "Kaplan–Meier", wantedDays: 60});
  });

  it("takes the longest window that does where it does not", () => {
    const ups = [
      followUp(0, 100, 0),
      followUp(7, 99, 10),
      followUp(21, 90, 29),
      followUp(30, 60, 30),
      followUp(60, 49, 31),
    ];
    expect(windowFollowed(60, ups)).toEqual({days: 30, from: "follow-up", wantedDays: 60});
    expect(windowFollowed(60, ups.with(4, followUp(60, 80, 20)))?.days).toBe(30);
  });

  it("takes the window that sees most where too few leads are followed for any", () => {
    const ups = [followUp(0, 100, 0), followUp(7, 40, 12), followUp(14, 30, 9), followUp(30, 0, 0)];
    expect(windowFollowed(30, ups)).toEqual({days: 7, from: "follow-up", wantedDays: 30});
  });

  it("has none where nobody reaches the target, and keeps to the wanted one where nobody could be followed", () => {
    expect(windowFollowed(null, [])).toBeNull();
    expect(windowFollowed(30, [])).toEqual({days: 30, from: "Kaplan–Meier", wantedDays: 30});
  });
});
