import {describe, expect, it} from "vitest";
import type {Cube} from "../../../src/analysis/rules/cube.ts";
import {random} from "../../../src/analysis/statistics/random.ts";
import {type Replay, replay} from "../../../src/analysis/validation/replay.ts";
import {heldOut} from "../../../src/analysis/validation/validate.ts";
import type {Contest} from "../../../src/analysis/validation/validateLearn.ts";

const day = 86_400_000;
const periods = ["2025-01", "2025-02", "2025-03", "2025-04", "2025-05", "2025-06", "2025-07", "2025-08"];
/** Labels are known 45 days after a month began: never in the next month, always in the one after it. */
const times = periods.map((period) => {
  const firstAt = Date.parse(`${period}-01T00:00:00Z`);
  return {firstAt, knownAt: firstAt + 45 * day};
});
const testFrom = 6;

/** 300 observations a month on which two rules matter. */
function cubeOf(seed: number): Cube {
  const next = random(seed);
  const size = 300 * periods.length;
  const holds: number[][] = [[], [], []];
  const conversions = new Float64Array(size);
  for (let r = 0; r < size; ++r) {
    let logOdds = -2;
    [1.6, 0.9, 0].forEach((weight, j) => {
      if (next() >= 0.35) return;
      holds[j].push(r);
      logOdds += weight;
    });
    conversions[r] = next() < 1 / (1 + Math.exp(-logOdds)) ? 1 : 0;
  }
  return {
    rules: ["call", "visit", "mail"],
    holds: holds.map((rows) => Uint32Array.from(rows)),
    n: new Float64Array(size).fill(1),
    conversions,
    fold: Uint8Array.from({length: size}, (_, r) => r % 20),
    period: Uint16Array.from({length: size}, (_, r) => Math.floor(r / 300)),
    periods,
  };
}

const contestOf = (cube: Cube, current: (number | null)[] = [1, null, 5]): Contest => ({
  cube,
  rules: cube.rules.map((id) => ({id, when: {activity: id, at_least: 1}})),
  usable: [0, 1, 2],
  current,
  limits: {atMost: 3, min: -10, max: 10, step: 1, total: {}, ladders: "free", limits: []},
  conversionsPerRule: 10,
  oneRowPerLead: true,
});

function replayed(cube: Cube, current?: (number | null)[]): Replay {
  const contest = contestOf(cube, current);
  const {outOfTime: trial} = heldOut(contest, {testFrom, embargoed: [5]});
  if (!trial) throw new Error("nothing was tested");
  const found = replay(contest, {times, trial, testFrom, sizeOf: (n) => n / 5});
  if (!found) throw new Error("nothing was replayed");
  return found;
}

/** The cube with every label of these months turned round. */
const bent = (cube: Cube, months: readonly number[]): Cube => ({
  ...cube,
  conversions: cube.conversions.map((won, r) => (months.includes(cube.period[r]) ? 1 - won : won)),
});

describe("replay(contest, options)", () => {
  const cube = cubeOf(1);
  const found = replayed(cube);

  it("begins with the first month whose past outcomes carry a card, and says which are too early", () => {
    expect(found.before).toEqual(["2025-01", "2025-02"]);
    expect(found.months.map(({period}) => period)).toEqual(periods.slice(2));
    expect(found.months.map(({isTest}) => isTest)).toEqual([false, false, false, false, true, true]);
  });

  it("learns a month's card on what was known when the month began, and on nothing later", () => {
    expect(found.cards.map(({from, to}) => [from, to])).toEqual([
      ["2025-01", "2025-01"],
      ["2025-01", "2025-02"],
      ["2025-01", "2025-03"],
      ["2025-01", "2025-04"],
      ["2025-01", "2025-05"],
    ]);
    const later = replayed(bent(cube, [3, 4, 5, 6, 7]));
    expect(later.cards.slice(0, 3)).toEqual(found.cards.slice(0, 3));
    expect(later.months.slice(0, 1)).toEqual(found.months.slice(0, 1));
    expect(later.cards[3]).not.toEqual(found.cards[3]);
  });

  it("uses the card of the out-of-time test in its months", () => {
    const {outOfTime} = heldOut(contestOf(cube), {testFrom, embargoed: [5]});
    const points = outOfTime?.learned[0].card.points ?? [];
    const last = found.cards.at(-1);
    expect(last?.points.map(({rule, points: given}) => points[rule] === given)).toEqual(last?.points.map(() => true));
    expect(last?.train).toEqual(outOfTime?.train);
    expect(found.months.slice(-2).map(({card}) => card)).toEqual([4, 4]);
  });

  it("learns at most six cards before the test, whatever the number of months", () => {
    const many = Array.from({length: 40}, (_, i) => String(i));
    const long = {...cube, period: cube.period.map((_, r) => Math.floor(r / 60)), periods: many};
    const contest = contestOf(long);
    const {outOfTime: trial} = heldOut(contest, {testFrom: 36, embargoed: []});
    const shown =
      trial &&
      replay(contest, {
        times: many.map((_, i) => ({firstAt: i, knownAt: i + 0.5})),
        trial,
        testFrom: 36,
        sizeOf: (n) => n / 5,
      });
    expect(shown?.cards).toHaveLength(7);
  });

  it("adds its months up to one swap set", () => {
    const sum = found.months.reduce((total, {swap}) => total + swap.enter.conversions, 0);
    expect(found.all.enter.conversions).toBeCloseTo(sum, 9);
    expect(found.all.proposed.n).toBeCloseTo(0.2 * 300 * 6, 9);
  });

  it("finds the learned card ahead of one that misjudges the rules", () => {
    expect(found.all.proposed.value).toBeGreaterThan(found.all.rival.high);
    expect(found.all.difference?.low).toBeGreaterThan(0);
  });

  it("is set beside one point each where no card is in use", () => {
    const without = replayed(cube, [null, null, null]);
    expect(without.cards).toEqual(found.cards);
    expect(without.all.rival.value).toBeGreaterThan(found.all.rival.value);
  });
});
