import {describe, expect, it} from "vitest";
import {collapse} from "../../../src/analysis/points/cells.ts";
import {withoutRule} from "../../../src/analysis/points/marginal.ts";
import {jointPatterns} from "../../../src/analysis/points/patterns.ts";
import {cubeOf, randomRows} from "./cubes.ts";

describe("withoutRule(from, out)", () => {
  it("gives to the last digit and in the same order what counting the cells gives, for every rule taken out", () => {
    for (const seed of [4, 5, 6]) {
      const cells = collapse(cubeOf(randomRows(seed, 12, 900)), [...Array(12).keys()]);
      for (const rules of [[3], [0, 11], [1, 2, 5, 8, 9, 10]]) {
        const all = jointPatterns(cells, rules);
        for (const [out, rule] of rules.entries()) {
          const direct = jointPatterns(
            cells,
            rules.filter((j) => j !== rule),
          );
          expect(withoutRule(all, out)).toEqual(direct);
        }
      }
    }
  });
});
