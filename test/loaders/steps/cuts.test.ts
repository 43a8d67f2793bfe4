import {describe, expect, it} from "vitest";
import reference from "../../analysis/reference/cuts.reference.json" with {type: "json"};
import {gainOf, rulesOf, type Shape, shapeNames, world} from "../../bench/cutWorlds.ts";

/** `npm run bench -- cuts` says the same of five seeds, with optbinning beside it. */
describe("the rules offered of a number", () => {
  it.each(shapeNames.filter((shape) => shape !== "noise"))(
    "gain at least 95 %% of the log-loss that optbinning's five bins gain: %s",
    async (shape: Shape) => {
      for (const seed of [1, 2, 3] as const) {
        const own = world(shape, seed);
        const gain = gainOf(own, await rulesOf(own));
        expect(gain / reference.gains[shape][seed]).toBeGreaterThanOrEqual(0.95);
      }
    },
  );

  it("are of its fifths where it is noise", async () => {
    const own = world("noise", 1);
    const rules = await rulesOf(own);
    const shares = rules.map(({at_least = 0}) => own.x.filter((value) => value >= at_least).length / own.x.length);
    expect(shares.sort().map((share) => share.toFixed(1))).toEqual(["0.2", "0.4", "0.6", "0.8"]);
  });
});
