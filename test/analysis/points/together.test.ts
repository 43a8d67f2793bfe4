import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {nearestToZero, Together} from "../../../src/analysis/points/together.ts";
import {obeys, randomLimits} from "./oracle.ts";

/** The group limits of random limits on `d` rules, with the points each rule may have by itself. */
function drawn(seed: number, d: number) {
  const limits = {...randomLimits(seed, d), atMost: d, fixed: undefined};
  const step = limits.step ?? 1;
  const within = (bound: readonly number[], round: (x: number) => number) =>
    Int32Array.from(bound, (p) => step * round(p / step));
  const low = within(limits.min as number[], Math.ceil);
  const high = within(limits.max as number[], Math.floor);
  const bounds = {low, high, step};
  return {limits, bounds, together: Together.of(limits.groups ?? [], limits.exclusive ?? [], bounds)};
}

const cards = fc.tuple(fc.integer({min: 1, max: 1e6}), fc.integer({min: 2, max: 7}), fc.infiniteStream(fc.nat(1000)));

/** A card within the bounds, whatever the groups say. */
const cardOf = ({low, high, step}: {low: Int32Array; high: Int32Array; step: number}, luck: IterableIterator<number>) =>
  low.map((least, j) => {
    const values = Math.floor((high[j] - least) / step) + 1;
    return least + step * ((luck.next().value as number) % Math.max(1, values));
  });

describe("Together", () => {
  it("allows the cards that the words of the limits allow, on some of the rules too", () => {
    fc.assert(
      fc.property(cards, ([seed, d, luck]) => {
        const {limits, bounds, together} = drawn(seed, d);
        const card = cardOf(bounds, luck);
        expect(together?.allows(card) ?? true).toBe(obeys(card, limits));
        const rules = [...card.keys()].filter((j) => card[j] !== 0);
        const part = together?.on(rules) ?? null;
        expect(part?.allows(rules.map((j) => card[j])) ?? true).toBe(obeys(card, limits));
      }),
      {numRuns: 500, seed: 3},
    );
  });

  it("leaves a rule exactly the values that trying each leaves", () => {
    fc.assert(
      fc.property(cards, ([seed, d, luck]) => {
        const {limits, bounds, together} = drawn(seed, d);
        fc.pre(together !== null);
        const card = cardOf(bounds, luck);
        const t = (luck.next().value as number) % d;
        const allowed: number[] = [];
        for (let p = bounds.low[t]; p <= bounds.high[t]; p += bounds.step)
          if (obeys(card.with(t, p), limits)) allowed.push(p);
        const left: number[] = [];
        if (together?.leaves(card, t)) for (let p = together.low; p <= together.high; p += bounds.step) left.push(p);
        expect(left).toEqual(allowed);
      }),
      {numRuns: 500, seed: 4},
    );
  });

  it("repairs any card where one exists, moving points towards 0 only", () => {
    let repaired = 0;
    fc.assert(
      fc.property(cards, ([seed, d, luck]) => {
        const {limits, bounds, together} = drawn(seed, d);
        fc.pre(obeys(nearestToZero(bounds), limits));
        const card = cardOf(bounds, luck);
        const moved = card.slice();
        together?.repair(moved);
        expect(obeys(moved, limits)).toBe(true);
        moved.forEach((p, j) => {
          expect(Math.abs(p)).toBeLessThanOrEqual(Math.abs(card[j]));
          expect(p * card[j]).toBeGreaterThanOrEqual(0);
        });
        if (!obeys(card, limits)) repaired += 1;
        else expect(moved).toEqual(card);
      }),
      {numRuns: 500, seed: 5},
    );
    expect(repaired).toBeGreaterThan(50);
  });

  it("keeps clear of caps and floors within bounds that obey every limit the card obeys", () => {
    const bounds = {low: Int32Array.from([-3, -3, 1, -3]), high: Int32Array.from([3, 3, 3, 3]), step: 1};
    const groups = [
      {rules: [0, 1, 2], max: 4},
      {rules: [0, 3], min: -2},
    ];
    const together = Together.of(groups, [], bounds);
    const {low, high} = together?.clearOf(1) ?? bounds;
    expect([[...low], [...high]]).toEqual([
      [-3, -3, 1, -3],
      [0, 0, 1, 3],
    ]);
    expect([...(together?.clearOf(-1)?.low ?? [])]).toEqual([0, -3, 1, 0]);
    expect(Together.of([groups[0]], [], bounds)?.clearOf(-1)).toBe(null);
    expect(together?.isFull([0, 2, 2, 0])).toBe(true);
    expect(together?.isFull([0, 2, 1, -1])).toBe(false);
    expect(together?.isFull([-1, 0, 1, -1])).toBe(true);
  });

  it("is nothing where bounds already keep every limit", () => {
    const bounds = {low: Int32Array.from([0, 0]), high: Int32Array.from([2, 3]), step: 1};
    expect(Together.of([{rules: [0, 1], max: 5, min: 0, sameSign: true, atMost: 2}], [], bounds)).toBe(null);
    expect(Together.of([{rules: [0, 1], max: 3}], [[0, 1]], bounds)).toBe(null);
    expect(Together.of([{rules: [0, 1], max: 4}], [], bounds)).not.toBe(null);
  });
});
