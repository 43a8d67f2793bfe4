import {describe, expect, it} from "vitest";
import {curveText} from "../../../src/text/calibrate/consequences.ts";
import {heldChances} from "../../../src/text/calibrate/heldChances.ts";
import {inLanguage} from "../../../src/text/language.ts";

const logOdds = (p: number) => Math.log(p / (1 - p));
const within = {least: logOdds(0.006), most: logOdds(0.97)};

describe("heldChances(within)", () => {
  it("says between which chances a curve is held, in both languages, and nothing where it is free", () => {
    expect(heldChances(within)).toMatch(/^never told as less than 0\.6 % or more than 97 %/);
    expect(inLanguage("ja", () => heldChances(within))).toContain("0.6%より低い確率と97%より高い確率は示しません");
    expect([heldChances(null), heldChances(undefined)]).toEqual(["", ""]);
  });
});

describe("curveText(curve)", () => {
  it("tells the bounds beside the formula", () => {
    expect(curveText({intercept: -10.4, slope: 0.877, within})).toMatch(
      /× score\)\)\), never told as less than 0\.6 %.*\.$/,
    );
    expect(curveText({intercept: -2, slope: 0.1})).toBe(
      "Chance of converting at a score: P = 1 / (1 + exp(−(−2.00 + 0.100 × score))).",
    );
  });
});
