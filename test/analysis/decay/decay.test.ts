import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {type DecayInput, decayReport, windowRules} from "../../../src/analysis/decay/decay.ts";
import {fitDecay} from "../../../src/analysis/decay/decayFit.ts";
import {ageGroups} from "../../../src/analysis/decay/decayGroups.ts";
import {decayPoints} from "../../../src/analysis/decay/decayPoints.ts";
import {bandEnds, prognosis} from "../../../src/analysis/decay/prognosis.ts";
import {type DecayTruth, simulate} from "../decaySimulation.ts";

const fitOf = (truth: DecayTruth, seed: number) => {
  const {ages, bands} = simulate(truth, seed);
  return fitDecay(ageGroups(ages, bands));
};

const runs = 200;
const share = (hits: number) => hits / runs;

describe("fitDecay(groups)", () => {
  it("covers the true half-life and worth in 93 to 98 % of 200 companies whose leads are seen four times", () => {
    const truth = {worth: 1.2, halfLife: 20, leads: 1500};
    const fits = Array.from({length: runs}, (_, i) => fitOf(truth, 5000 + i));
    const covers = ({low, high}: {low: number; high: number}, value: number) => low <= value && value <= high;
    const ofHalfLife = share(fits.filter(({halfLife}) => covers(halfLife, truth.halfLife)).length);
    const ofWorth = share(fits.filter(({worth}) => covers(worth, truth.worth)).length);
    for (const covered of [ofHalfLife, ofWorth]) {
      expect(covered).toBeGreaterThanOrEqual(0.93);
      expect(covered).toBeLessThanOrEqual(0.98);
    }
    const middle = fits.map(({halfLife}) => halfLife.value).sort((a, b) => a - b)[runs / 2];
    expect(Math.abs(Math.log(middle / truth.halfLife))).toBeLessThan(0.1);
  });

  it("finds an effect by luck in 5 % of companies or fewer, and no decay where there is none", () => {
    const idle = Array.from({length: runs}, (_, i) => fitOf({worth: 0, halfLife: 10, leads: 600}, 9000 + i));
    expect(share(idle.filter(({p}) => p < 0.05).length)).toBeLessThan(0.08);
    const lasting = Array.from({length: 60}, (_, i) => fitOf({worth: 1, halfLife: Infinity, leads: 1000}, 100 + i));
    const unbounded = lasting.filter(({halfLife}) => halfLife.high === Infinity).length;
    expect(unbounded / lasting.length).toBeGreaterThanOrEqual(0.93);
  });

  it("gives the likeliest half-life: no other on a fine grid is likelier", () => {
    const {ages, bands} = simulate({worth: 1.5, halfLife: 9, leads: 800}, 3);
    const groups = ageGroups(ages, bands);
    const {halfLife} = fitDecay(groups);
    const best = bestByBruteForce(groups);
    expect(Math.abs(Math.log(halfLife.value / best))).toBeLessThan(0.02);
  });
});

/** Half-life of least loss over 400 values: for each, gradient descent's place taken by bisection, coordinate by coordinate. */
function bestByBruteForce(groups: ReturnType<typeof ageGroups>): number {
  const strata = Math.max(...groups.stratum) + 1;
  const lossAt = (h: number) => {
    const x = groups.days.map((days) => (days === Infinity ? 0 : 2 ** (-days / h)));
    const beta = new Array(strata + 1).fill(0);
    const eta = (i: number) => beta[groups.stratum[i]] + beta[strata] * x[i];
    const slope = (j: number) =>
      groups.n.reduce((sum, n, i) => {
        const part = j === strata ? x[i] : Number(groups.stratum[i] === j);
        return sum + part * (groups.conversions[i] - n / (1 + Math.exp(-eta(i))));
      }, 0);
    for (let round = 0; round < 25; ++round) {
      for (let j = 0; j <= strata; ++j) {
        let [low, high] = [-8, 8];
        while (high - low > 1e-7) {
          beta[j] = (low + high) / 2;
          if (slope(j) > 0) low = beta[j];
          else high = beta[j];
        }
      }
    }
    return groups.n.reduce((sum, n, i) => sum + n * Math.log1p(Math.exp(eta(i))) - groups.conversions[i] * eta(i), 0);
  };
  const grid = Array.from({length: 60}, (_, i) => 4 * 1.03 ** i);
  const losses = grid.map(lossAt);
  return grid[losses.indexOf(Math.min(...losses))];
}

describe("decayPoints(classes, fit)", () => {
  const classes = [0.5, 2, 5, 8.5, 12, 17, 25, 35, 50, 75, 105, 150].map((days) => ({
    underDays: Math.ceil(days),
    days,
    n: 100,
    conversions: 10,
  }));

  it("gives windows whose points fall with age, and one number that expires", () => {
    // worth 1.2 at 0.2 a point is 6 points when fresh; after 14 days half of it
    const points = decayPoints(classes, {worth: 1.2, halfLife: 14, slope: 0.2});
    expect(points?.windows.length).toBeGreaterThan(1);
    expect(points?.windows.map(({points: p}) => p)).toEqual(
      points?.windows.map(({points: p}) => p).sort((a, b) => b - a),
    );
    expect(points?.expiry.points).toBeGreaterThan(1);
  });

  it("gives minus points for a negative worth, and nothing where no window is worth a point", () => {
    const minus = decayPoints(classes, {worth: -1.2, halfLife: 14, slope: 0.2});
    expect(minus?.windows.every(({points}) => points < 0)).toBe(true);
    expect(decayPoints(classes, {worth: 0.08, halfLife: 14, slope: 0.2})).toBeNull();
  });

  it("errs least: no other single window with any whole number is nearer", () => {
    fc.assert(
      fc.property(
        fc.double({min: 0.5, max: 3, noNaN: true}),
        fc.double({min: 2, max: 80, noNaN: true}),
        (worth, halfLife) => {
          const found = decayPoints(classes, {worth, halfLife, slope: 0.2});
          const error = (days: number, points: number) =>
            classes.reduce(
              (sum, c) => sum + c.n * ((worth / 0.2) * 2 ** (-c.days / halfLife) - (c.days <= days ? points : 0)) ** 2,
              0,
            );
          const all = [3, 7, 14, 21, 30, 45, 60, 90, 120, 180, 365].flatMap((days) =>
            Array.from({length: 15}, (_, i) => error(days, i + 1)),
          );
          expect(found).not.toBeNull();
          if (found) expect(error(found.expiry.days, found.expiry.points)).toBeLessThanOrEqual(Math.min(...all) + 1e-9);
        },
      ),
    );
  });
});

describe("windowRules(decay)", () => {
  it("adds up to the windows' points: the wider rule's, and on top what the narrower has more", () => {
    const windows = [
      {withinDays: 7, points: 5},
      {withinDays: 21, points: 3},
    ];
    const rules = windowRules({activity: "trial", topic: null, points: {windows, expiry: {days: 14, points: 4}}});
    expect(rules.map(({when, points}) => ({when, points}))).toEqual([
      {when: {activity: "trial", at_least: 1, within_days: 7}, points: 2},
      {when: {activity: "trial", at_least: 1, within_days: 21}, points: 3},
    ]);
  });
});

describe("decayReport(input)", () => {
  const report = (truth: DecayTruth, more: Partial<DecayInput> = {}) => {
    const {ages, bands} = simulate(truth, 42);
    return decayReport({ages, bandsOf: () => bands, slope: 0.2, minSupport: 30, minCell: 5, ...more});
  };

  it("says of an action that fades how fast, and which points to give", () => {
    const {decays, lookedAt, found} = report({worth: 1.5, halfLife: 12});
    expect([lookedAt, found]).toEqual([1, 1]);
    expect(decays[0].state).toBe("fades");
    expect(decays[0].text).toMatch(
      /^trial is worth half as much after \d+ days \(\d+–\d+\); give \+\d within \d+ days, \+\d within/,
    );
    expect(decays[0].curve.every(({n, conversions}) => n >= 30 && conversions > 0)).toBe(true);
    expect(decays[0].curve.reduce((sum, {n}) => sum + n, 0)).toBe(decays[0].n);
  });

  it("says so where no decay is seen, and where nothing is", () => {
    const lasting = report({worth: 1, halfLife: Infinity}).decays[0];
    expect(lasting).toMatchObject({state: "no decay seen", halfLifeDays: {value: null, high: null}, points: null});
    expect(lasting.text).toMatch(
      /^trial: no decay seen\. Its worth need not fade; if it does, it takes \d+ days or more/,
    );
    const idle = report({worth: 0, halfLife: 12}).decays[0];
    expect(idle).toMatchObject({state: "no effect", halfLifeDays: null, points: null});
  });

  it("refuses with too few observations, and keeps groups together that are smaller than may be told", () => {
    const few = report({worth: 1.5, halfLife: 12, leads: 25}).decays[0];
    expect(few).toMatchObject({state: "too few to say", halfLifeDays: null, worth: null, curve: []});
    expect(few.text).toMatch(/observations that did it, \d+ of which converted, are too few to say/);
    const coarse = report({worth: 1.5, halfLife: 12}, {minCell: 800}).decays[0];
    expect(coarse.curve.every(({n}) => n >= 800)).toBe(true);
  });

  it("says so where there is nobody to compare with", () => {
    const {ages, bands} = simulate({worth: 1, halfLife: 12}, 7);
    const everyone = bands.map((row) => {
      const same = ages.filter(({band, fold}) => band === row.band && fold === row.fold);
      const sum = (key: "n" | "conversions") => same.reduce((total, age) => total + age[key], 0);
      return {...row, n: sum("n"), conversions: sum("conversions")};
    });
    const {decays} = decayReport({ages, bandsOf: () => everyone, slope: 0.2, minSupport: 30, minCell: 5});
    expect(decays[0]).toMatchObject({
      state: "too few to say",
      text: "trial: nearly all did it, so there is nobody to compare with.",
    });
  });

  it("gives no points without a card, and nothing without actions", () => {
    expect(report({worth: 1.5, halfLife: 12}, {slope: null}).decays[0].points).toBeNull();
    expect(decayReport({ages: [], bandsOf: () => [], slope: 0.2, minSupport: 30, minCell: 5})).toEqual({
      decays: [],
      lookedAt: 0,
      found: 0,
    });
  });
});

describe("prognosis(counts)", () => {
  it("adds up the log odds of what is known", () => {
    // saturated by hand: score 0 converts 1 of 5 (log odds −1.386), score 1 1 of 2 (0); in class 1 of quiet both odds × 1/2
    const row = (score: number, quiet: number, odds: number) => ({
      score,
      quiet,
      stage_no: null,
      open: null,
      n: 30_000,
      conversions: (30_000 * odds) / (1 + odds),
    });
    const found = prognosis([row(0, 0, 0.25), row(1, 0, 1), row(0, 1, 0.125), row(1, 1, 0.5)]);
    expect(found.score).toBeCloseTo(Math.log(4), 4);
    expect(found.classes).toMatchObject({stage_no: [], open: []});
    expect(found.classes.quiet[0].weight).toBeCloseTo(-Math.log(2), 4);
  });
});

describe("bandEnds(values, bands)", () => {
  it("cuts into bands of about equal weight, however unevenly the values lie", () => {
    const values = [5, 1, 3, 2, 4].map((value) => ({value, n: value === 3 ? 60 : 10}));
    expect(bandEnds(values, 2)).toEqual([3]);
    expect(bandEnds([{value: 7, n: 9}], 4)).toEqual([]);
  });
});
