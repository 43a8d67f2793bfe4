import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {realValued} from "../../../src/analysis/card/calibrateCard.ts";
import {RealFits} from "../../../src/analysis/card/realFits.ts";
import {cubeOf, generate} from "../cubes.ts";

const {cube} = generate({rows: 1500, rules: 6, seed: 11});

describe("RealFits.on(positions)", () => {
  it("says what a fit from scratch says, whatever was asked before", () => {
    const sets = fc.array(fc.subarray([0, 1, 2, 3, 4, 5]), {minLength: 1, maxLength: 6});
    fc.assert(
      fc.property(sets, (asked) => {
        const fits = new RealFits(cube);
        for (const set of asked) {
          const [ours, plain] = [fits.on(set), realValued(cube, set)];
          expect(ours.logLoss).toBeCloseTo(plain.logLoss, 10);
          expect(ours.auc.value).toBeCloseTo(plain.auc.value, 6);
        }
      }),
      {numRuns: 30},
    );
  });

  it("says it too where two rules are one, or a rule separates", () => {
    // rule 1 holds where rule 0 does; on rule 2 everyone converted
    const twins = cubeOf(["a", "twin", "sure"], [0, 3, 4, 7], [50, 40, 5, 5], [10, 20, 5, 5]);
    const fits = new RealFits(twins);
    for (const set of [[0, 1], [2], [0, 1, 2]])
      expect(fits.on(set).logLoss).toBeCloseTo(realValued(twins, set).logLoss, 8);
  });
});
