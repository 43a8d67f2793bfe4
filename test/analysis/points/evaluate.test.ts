import {describe, expect, it} from "vitest";
import {evaluate} from "../../../src/analysis/points/evaluate.ts";
import {cubeOf, plainLoss, randomRows} from "./cubes.ts";

describe("evaluate(cube, points)", () => {
  it("agrees with a row-wise fit that shares no code with it", () => {
    for (let seed = 1; seed <= 6; ++seed) {
      const rows = randomRows(seed, 4, 120);
      const points = Int32Array.from([3, -2, 1, 4]);
      const {slope, logLoss} = evaluate(cubeOf(rows), points);
      expect(logLoss).toBeCloseTo(plainLoss(rows, points), 11);
      expect(slope).toBeGreaterThanOrEqual(0);
    }
  });

  it("gives the AUC that counting pairs gives", () => {
    const rows = randomRows(21, 4, 150);
    const points = [2, -1, 3, 1];
    const score = rows.map(([, ...x]) => x.reduce((sum, v, j) => sum + v * points[j], 0));
    let wins = 0;
    let pairs = 0;
    rows.forEach(([y], r) => {
      rows.forEach(([z], q) => {
        if (y === 1 && z === 0) {
          pairs += 1;
          wins += score[r] > score[q] ? 1 : score[r] === score[q] ? 0.5 : 0;
        }
      });
    });
    expect(evaluate(cubeOf(rows), points).auc).toBeCloseTo(wins / pairs, 12);
  });
});
