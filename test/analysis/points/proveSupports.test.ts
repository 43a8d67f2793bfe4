import {describe, expect, it} from "vitest";
import {LossBound} from "../../../src/analysis/points/bound.ts";
import {collapse} from "../../../src/analysis/points/cells.ts";
import {SetCounts} from "../../../src/analysis/points/proveCounts.ts";
import {Supports, type SupportTask, type Survivor} from "../../../src/analysis/points/proveSupports.ts";
import {cubeOf, randomRows, uniform} from "./cubes.ts";

const reach = 600;

/** The real-valued loss on some rules, fitted row by row. */
function lossOn(rows: readonly number[][], rules: readonly number[], sign: Int8Array): number {
  const bound = new LossBound(rows.length, rules.length + 1, reach, 0);
  bound.rows = rows.length;
  bound.dim = rules.length + 1;
  rows.forEach(([y, ...x], r) => {
    bound.n[r] = 1;
    bound.conversions[r] = y;
    bound.x.set([1, ...rules.map((j) => x[j])], r * bound.dim);
  });
  bound.sign.set([0, ...rules.map((j) => sign[j])]);
  bound.lower(Number.POSITIVE_INFINITY, 1e-13);
  return bound.loss;
}

const subsets = (d: number, size: number, from = 0): number[][] =>
  size === 0
    ? [[]]
    : Array.from({length: d - from}, (_, i) => from + i).flatMap((j) =>
        subsets(d, size - 1, j + 1).map((rest) => [j, ...rest]),
      );

function walk(rows: readonly number[][], size: number, sign: Int8Array, cutoff: number, task?: Partial<SupportTask>) {
  const d = rows[0].length - 1;
  const order = Array.from({length: d}, (_, j) => j);
  const cells = collapse(cubeOf(rows), order);
  const counts = new SetCounts(cells, order, size);
  counts.count(cells, () => true);
  const survivors: Survivor[] = [];
  const supports = new Supports(
    {
      counts,
      size,
      ruleCount: d,
      forced: 0,
      sign,
      all: {n: cells.total, conversions: cells.totalConversions},
      reach,
      slack: 1e-10,
      mayGoOn: () => true,
      enter: (batch) => survivors.push(...batch) > 0,
      ...task,
    },
    cutoff,
  );
  supports.walk();
  survivors.sort((a, b) => (a.rules.join() < b.rules.join() ? -1 : 1));
  return {survivors, looked: supports.looked, stoppedAt: supports.stoppedAt};
}

describe("Supports.walk()", () => {
  it("keeps exactly the sets whose real-valued loss is under the cutoff", () => {
    for (let seed = 1; seed <= 16; ++seed) {
      const next = uniform(seed);
      const rows = randomRows(seed, 7, seed % 4 === 3 ? 16 : 60 + 30 * seed).map(([y, ...x]) => {
        if (seed % 4 === 1) return [x[1] ? 1 : y, ...x];
        if (seed % 4 === 2) return [y, ...x.slice(0, -1), 1 - x[0]];
        return [y, ...x];
      });
      const sign = Int8Array.from({length: 7}, () => (seed % 2 ? 0 : Math.floor(3 * next()) - 1));
      const sets = subsets(7, 3);
      const losses = sets.map((rules) => lossOn(rows, rules, sign));
      for (const share of [0.1, 0.5, 0.9]) {
        const cutoff = [...losses].sort((a, b) => a - b)[Math.floor(share * losses.length)] + 1e-6;
        const {survivors, looked} = walk(rows, 3, sign, cutoff);
        const kept = survivors.map(({rules}) => rules.join());
        expect(looked).toBe(35);
        expect(kept).toEqual(sets.filter((_, i) => losses[i] < cutoff).map((rules) => rules.join()));
        for (const {rules, bound} of survivors) {
          const loss = losses[sets.findIndex((set) => set.join() === rules.join())];
          expect(bound).toBeLessThanOrEqual(loss + 1e-9);
          expect(bound).toBeGreaterThan(loss - 1e-4);
        }
      }
    }
  });

  it("looks only at sets that hold the forced rules", () => {
    const rows = randomRows(3, 6, 200);
    const {survivors} = walk(rows, 4, new Int8Array(6), Number.POSITIVE_INFINITY, {forced: 2});
    expect(survivors.map(({rules}) => rules.join())).toEqual(
      subsets(6, 4)
        .filter(([a, b]) => a === 0 && b === 1)
        .map((rules) => rules.join()),
    );
  });

  it("says where it was stopped", () => {
    let left = 3;
    const rows = randomRows(3, 6, 200);
    const stopped = walk(rows, 3, new Int8Array(6), 1e9, {mayGoOn: () => left-- > 0});
    expect(stopped.stoppedAt).toEqual([0, 2]);
    expect(stopped.survivors.map(({rules}) => rules.join())).toEqual(["0,1,2", "0,1,3", "0,1,4", "0,1,5"]);
  });
});
