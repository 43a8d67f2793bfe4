import {describe, expect, it} from "vitest";
import {type BinCount, chooseCuts, type FieldEdges, isFoundBy} from "../../../src/analysis/rules/cuts.ts";
import {optimalBins} from "../../../src/analysis/rules/optimalBins.ts";
import {roundEdge} from "../../../src/analysis/rules/roundEdge.ts";
import {random} from "../../../src/analysis/statistics/random.ts";

const entropy = (n: number, y: number): number =>
  (y > 0 ? y * Math.log(n / y) : 0) + (n > y ? (n - y) * Math.log(n / (n - y)) : 0);

/** Every way of parting the bins into so many parts of enough observations, and the least loss of each number of parts. */
function everyParting(n: number[], y: number[], least: number): Map<number, number> {
  const best = new Map<number, number>();
  for (let set = 0; set < 2 ** (n.length - 1); ++set) {
    const parts: [number, number][] = [[0, 0]];
    n.forEach((own, i) => {
      if (i > 0 && (set >> (i - 1)) & 1) parts.push([0, 0]);
      const last = parts[parts.length - 1];
      last[0] += own;
      last[1] += y[i];
    });
    if (parts.some(([own]) => own < least)) continue;
    const loss = parts.reduce((sum, [own, converted]) => sum + entropy(own, converted), 0);
    best.set(parts.length, Math.min(best.get(parts.length) ?? Number.POSITIVE_INFINITY, loss));
  }
  return best;
}

/** Bins of equal size whose observations convert at these rates. */
const binned = (n: number[], y: number[]) => ({
  n: Float64Array.from(n),
  conversions: Float64Array.from(y),
  leads: Float64Array.from(n),
});

describe("optimalBins(bins, least)", () => {
  it("parts as trying every way does: a cut must gain 4.8 nats, and each after the first 2 more", () => {
    for (let seed = 1; seed <= 40; ++seed) {
      const next = random(seed);
      const n = Array.from({length: 9}, () => 20 + Math.floor(60 * next()));
      const y = n.map((own, i) => Math.round(own * Math.min(1, next() * 0.4 + (i % 4 === seed % 4 ? 0.3 : 0))));
      const every = everyParting(n, y, 50);
      const one = every.get(1) as number;
      const worth = [...every].filter(([parts]) => parts <= 5);
      const isNoise = worth.every(([parts, loss]) => loss + 4.8 * (parts - 1) >= one);
      const wanted = Math.min(...worth.map(([parts, loss]) => loss + 2 * (parts - 1)));
      const starts = optimalBins(binned(n, y), 50);
      const ends = [0, ...starts, n.length];
      const sum = (values: number[], i: number) => values.slice(ends[i], ends[i + 1]).reduce((a, b) => a + b, 0);
      const loss = ends.slice(1).reduce((total, _, i) => total + entropy(sum(n, i), sum(y, i)), 0);
      if (isNoise) expect(starts).toEqual([]);
      else expect(loss + 2 * starts.length).toBeCloseTo(wanted, 9);
    }
  });

  it("cuts a column of noise about once in twenty times", () => {
    let cut = 0;
    for (let seed = 1; seed <= 200; ++seed) {
      const next = random(seed);
      const y = Array.from({length: 60}, () =>
        Array.from({length: 30}, () => Number(next() < 0.2)).reduce((a, b) => a + b),
      );
      if (optimalBins(binned(new Array(60).fill(30), y), 30).length > 0) cut += 1;
    }
    expect(cut).toBeGreaterThan(0);
    expect(cut).toBeLessThan(20);
  });

  it("asks for more where a lead gives several observations, and leaves parts of too few leads alone", () => {
    const [n, y] = [
      [100, 100],
      [10, 25],
    ];
    expect(optimalBins(binned(n, y), 30)).toEqual([]);
    const clear = binned([100, 100], [5, 40]);
    expect(optimalBins(clear, 30)).toEqual([1]);
    expect(optimalBins({...clear, leads: Float64Array.of(10, 10)}, 10)).toEqual([]);
    expect(optimalBins(clear, 101)).toEqual([]);
  });
});

/** Rows of one fold each from leads in bins: [leads, conversions]. */
const rowsOf = (field: string, bins: [number, number][], fold = 0, is_test = false): BinCount[] =>
  bins.map(([n, conversions], bin) => ({field, bin, is_test, fold, n, conversions, leads: n}));

const options = {minSupport: 30, minCell: 5};

describe("chooseCuts(fields, rows, options)", () => {
  it("cuts a counter at natural numbers as far as these have support, and halves what lies above 0", () => {
    // 900 leads have 0, then 40, 30, 20, 10: at or above 1, 2, 3 and 4 are 100, 60, 30 and 10. No outcome varies.
    const counter: FieldEdges = {field: "demos", edges: [1, 2, 3, 4], isCounter: true};
    const bins: [number, number][] = [900, 40, 30, 20, 10].map((n) => [n, n / 10]);
    expect(chooseCuts([counter], rowsOf("demos", bins), options)).toEqual([
      {field: "demos", cuts: [1, 2, 3], fitted: [], bands: []},
    ]);
  });

  it("sees a step at the top twentieth, and a valley as a band", () => {
    const edges = Array.from({length: 19}, (_, i) => i + 1);
    const ofRates = (rate: (bin: number) => number): [number, number][] =>
      Array.from({length: 20}, (_, bin) => [100, Math.round(100 * rate(bin))]);
    const fields = ["step", "valley"].map((field) => ({field, edges, isCounter: false}));
    const [step, valley] = chooseCuts(
      fields,
      [
        ...rowsOf(
          "step",
          ofRates((bin) => (bin === 19 ? 0.5 : 0.1)),
        ),
        ...rowsOf(
          "valley",
          ofRates((bin) => (bin < 5 || bin >= 15 ? 0.3 : 0.05)),
        ),
      ],
      options,
    );
    expect(step).toMatchObject({fitted: [19], bands: []});
    expect(step.cuts).toHaveLength(5);
    expect(valley).toMatchObject({fitted: [5, 15], bands: [{from: 5, to: 15}]});
  });

  it("looks at no observation that is kept for the test", () => {
    const field = {field: "x", edges: [1], isCounter: false};
    const rows = rowsOf("x", [
      [200, 40],
      [200, 40],
    ]);
    const test = rowsOf(
      "x",
      [
        [200, 0],
        [200, 200],
      ],
      1,
      true,
    );
    expect(chooseCuts([field], [...rows, ...test], options)[0].fitted).toEqual([]);
    expect(chooseCuts([field], [...rows, ...test], {...options, among: () => true})[0].fitted).toEqual([1]);
  });

  it("keeps one cut of too few leads, to tell how few, and none of fewer than a page may tell of", () => {
    const field = {field: "x", edges: [1], isCounter: true};
    const cuts = (above: number) =>
      chooseCuts(
        [field],
        rowsOf("x", [
          [500, 50],
          [above, 1],
        ]),
        options,
      )[0].cuts;
    expect([cuts(12), cuts(4)]).toEqual([[1], []]);
  });
});

describe("isFoundBy(fields, rows, options)", () => {
  // Folds 0 and 1 believe in a step, fold 2 does not.
  const field = {field: "x", edges: [1, 2], isCounter: false};
  const step: [number, number][] = [
    [100, 10],
    [100, 10],
    [100, 60],
  ];
  const flat: [number, number][] = [
    [100, 20],
    [100, 20],
    [100, 20],
  ];
  const rows = [...rowsOf("x", step, 0), ...rowsOf("x", step, 1), ...rowsOf("x", flat, 2)];
  const found = (isTraining: (fold: number) => boolean) =>
    isFoundBy([field], rows, {...options, among: ({fold}) => isTraining(fold)});

  it("has a fitted cut where the leads that decide ask for it too, and cuts that look at no outcome always", () => {
    expect(found((fold) => fold < 2)({field: "x", fitted: [2]})).toBe(true);
    expect(found((fold) => fold === 2)({field: "x", fitted: [2]})).toBe(false);
    expect(found((fold) => fold === 2)({field: "x"})).toBe(true);
    expect(found((fold) => fold < 2)({field: "x", fitted: [1]})).toBe(false);
  });
});

describe("roundEdge(edge, above, isWhole)", () => {
  it("gives the roundest number that parts the same values", () => {
    expect(roundEdge(372, 368, true)).toBe(370);
    expect(roundEdge(372, 371, true)).toBe(372);
    expect(roundEdge(1, 0, true)).toBe(1);
    expect(roundEdge(0.3, 0.29, false)).toBe(0.3);
    expect(roundEdge(4.8643, 4.8605, false)).toBe(4.864);
    expect(roundEdge(-36.4, -40.2, false)).toBe(-40);
    expect(roundEdge(1234567, 999_000, true)).toBe(1_000_000);
  });

  it("always lies above the one number and not above the other", () => {
    const next = random(7);
    for (let i = 0; i < 2000; ++i) {
      const scale = 10 ** Math.floor(20 * next() - 8);
      const [a, b] = [scale * (next() - 0.5), scale * (next() - 0.5)].sort((x, y) => x - y);
      const rounded = roundEdge(b, a, false);
      expect(rounded > a && rounded <= b).toBe(true);
    }
  });
});
