import {describe, expect, it} from "vitest";
import {wilson} from "../../../src/analysis/statistics/intervals.ts";
import {bands} from "../../../src/analysis/threshold/bands.ts";
import type {Matrix} from "../../../src/analysis/threshold/subScores.ts";
import {scoreTable} from "../../../src/analysis/threshold/threshold.ts";
import {bandRange, bandsText, matrixText} from "../../../src/text/threshold/bands.ts";
import {cubeOf} from "../../analysis/cubes.ts";
import {matrix as drawn} from "../../charts/thresholdExamples.ts";

describe("bandsText(report)", () => {
  const table = (conversions: number[]) =>
    scoreTable(cubeOf(["a", "b"], [0, 1, 2, 3], [4000, 3000, 2000, 1000], conversions), [1, 2]);

  it("says how many bands the data tell apart", () => {
    const four = bands(table([40, 150, 300, 400]));
    expect(bandsText({bands: four, areBandsGiven: false})).toBe(
      "Four bands stand clearly apart: from 40 % in A down to 1.0 % in D.",
    );
    expect(four.map((_, i) => bandRange(four, i))).toEqual(["3 or more", "2", "1", "under 1"]);
    const two = bands(table([40, 30, 20, 400]));
    expect(bandsText({bands: two, areBandsGiven: false})).toMatch(/^Two bands are all that these data can tell apart/);
    expect(bandsText({bands: bands(table([40, 30, 20, 10])), areBandsGiven: false})).toMatch(/there are no bands/);
  });

  it("flags given bands that the data do not tell apart", () => {
    const given = bands(table([40, 30, 300, 400]), {cuts: [1, 2, 3]});
    expect(bandsText({bands: given, areBandsGiven: true})).toMatch(/cannot tell C and D apart: treat them alike/);
    expect(bandsText({bands: bands(table([40, 30, 20, 400]), {cuts: [3]}), areBandsGiven: true})).toMatch(
      /tell each from the next/,
    );
  });

  it("fills the gaps between scores that occur", () => {
    const gaps = bands(scoreTable(cubeOf(["a"], [0, 1], [500, 500], [5, 200]), [7]));
    expect(gaps.map((_, i) => bandRange(gaps, i))).toEqual(["7 or more", "under 7"]);
  });
});

describe("matrixText(report)", () => {
  const matrix: Matrix = {
    ...drawn,
    cells: drawn.cells.map((cell) =>
      cell.rate && cell.isTooFew ? {...cell, rate: wilson(5, 100), isTooFew: false} : cell,
    ),
  };
  const counts = {fit: 2, engagement: 4};

  it("says which tells more, and what each adds among leads alike in the other, from cells with enough leads", () => {
    const [tells, adds] = matrixText({matrix, ruleCount: counts});
    expect(tells).toBe(
      "Engagement tells more than fit. Engagement alone brings 75 % of what the whole score tells about who converts, fit alone 25 %.",
    );
    expect(adds).toMatch(
      /^Among leads of fit A, engagement takes the rate from 5.0 % .* to 40 % \(.*\)\. Among leads of engagement 2, fit takes it from 1.0 %/,
    );
  });

  it("does not rank what chance could have ranked", () => {
    const even = {...matrix, difference: {value: 0.02, low: -0.01, high: 0.05}};
    expect(matrixText({matrix: even, ruleCount: counts})[0]).toMatch(/^Which of the two tells more cannot be said/);
    // JSON holds null for an interval without bounds
    const unknown = {...matrix, difference: {value: 0.02, low: null as never, high: null as never}};
    expect(matrixText({matrix: unknown, ruleCount: counts})[0]).toMatch(/^Which of the two tells more cannot be said/);
  });

  it("says what is lacking", () => {
    expect(matrixText({matrix: null, ruleCount: {fit: 0, engagement: 3}})[0]).toMatch(
      /no rule on who the lead is \(fit\), so/,
    );
    expect(matrixText({matrix: null, ruleCount: {fit: 1, engagement: 1}})[0]).toMatch(/the same for all leads/);
    const oneRow = {...matrix, fit: matrix.fit.slice(0, 1)};
    expect(matrixText({matrix: oneRow, ruleCount: counts})).toHaveLength(1);
    expect(matrixText({matrix: oneRow, ruleCount: counts})[0]).toMatch(/one row only/);
  });
});
