import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {withoutSmallRests} from "../../src/data/smallRests.ts";

describe("withoutSmallRests(whole, parts, minCell)", () => {
  it("holds the smallest part back where the rest would be a small group", () => {
    const [many, some, few] = [{n: 60}, {n: 40}, {n: 31}];
    expect(withoutSmallRests(134, [some, few, many], 5)).toEqual([some, many]);
    expect(withoutSmallRests(131, [some, few, many], 5)).toEqual([some, few, many]);
    expect(withoutSmallRests(136, [some, few, many], 5)).toEqual([some, few, many]);
  });

  it("never leaves a rest of 1 to minCell − 1 observations, and drops nothing where there is none", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({min: 5, max: 40}), {maxLength: 6}), fc.nat({max: 12}), (sizes, hidden) => {
        const parts = sizes.map((n) => ({n}));
        const whole = sizes.reduce((sum, n) => sum + n, hidden);
        const shown = withoutSmallRests(whole, parts, 5);
        const rest = shown.reduce((left, {n}) => left - n, whole);
        expect(rest === 0 || rest >= 5 || shown.length === 0).toBe(true);
        if (hidden === 0 || hidden >= 5) expect(shown).toEqual(parts);
      }),
    );
  });
});
