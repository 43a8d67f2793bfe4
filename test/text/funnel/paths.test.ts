import {describe, expect, it} from "vitest";
import {comparePeriods} from "../../../src/analysis/funnel/periods.ts";
import {wilson} from "../../../src/analysis/statistics/intervals.ts";
import {
  cohortText,
  differenceText,
  groupsLeftOut,
  groupsLookedAt,
  groupsText,
} from "../../../src/text/funnel/funnelGroups.ts";
import {changeNote, periodsText} from "../../../src/text/funnel/funnelPeriods.ts";
import {lengthText, movedBackText, skipsText, variantsText} from "../../../src/text/funnel/paths.ts";
import {cohorts, groups, names, ways} from "../../fixtures/paths.ts";

describe("pathWays(stages, counts, fewest)", () => {
  it("tells paths of enough leads, the commonest first, and counts the rest together", () => {
    expect(ways.variants.map(({stages, n, won}) => [stages.join(">"), n, won])).toEqual([
      ["asked", 80, 0],
      ["asked>met>offered", 70, 40],
      ["asked>offered", 40, 35],
      ["asked>met>asked", 33, 0],
      ["asked>met>asked>", 6, 0],
    ]);
    expect(ways.variants[1]).toMatchObject({share: 70 / 231, winRate: wilson(40, 70), days: {value: 30}});
    expect([ways.rest.n, ways.without.n]).toEqual([2, 9]);
  });

  it("sets those who skipped a stage, or moved back, beside those who did not", () => {
    expect(ways.skips).toMatchObject([
      {stage: "asked", skipped: {n: 2, open: 2}},
      {stage: "met", skipped: {n: 42, won: 35, lost: 5}, entered: {n: 70, won: 40}},
    ]);
    expect(ways.movedBack).toMatchObject([
      {from: "met", to: [{stage: "asked", ends: {n: 39}}], ends: {n: 39}, never: {n: 70, won: 40, lost: 30}},
    ]);
  });
});

describe("text of paths", () => {
  it("says how many cells were compared, what may be luck, and the widest difference", () => {
    expect(groupsLookedAt({...groups, minSupport: 30})).toBe(
      "We compared 4 cells over all attributes with the other groups in their stage: 2 differ beyond chance, and fewer than one of these may be luck. Only these are coloured.",
    );
    expect(groupsText(groups.fields[0], names)).toMatch(
      /^By size, the widest difference is at ASKED: of small 86 % \(81–89 %, n 280\) pass, of the others 45 %/,
    );
    expect(groupsLeftOut(groups.fields[0])).toContain("7 leads have no size and are in no group.");
    expect(groupsLookedAt({...groups, lookedAt: 0, minSupport: 30})).toContain("none can be compared");
  });

  it("names months that differ by more than chance, and only those", () => {
    expect(cohortText(cohorts[0])).toMatch(/^ASKED: over 7 months, .* differs by more than chance: lowest May 2025/);
    expect(cohortText(cohorts[0])).toContain(
      "1 later month is not followed for so long yet. 5 leads with unknown times",
    );
    expect(cohortText(cohorts[1])).toContain("moves no more than chance alone would move it");
  });

  it("names the stage that changed between two periods, with both figures", () => {
    const periods = {earlier: {from: "2025-01", to: "2025-03"}, later: {from: "2025-05", to: "2025-07"}};
    const changes = comparePeriods(cohorts, periods, 30);
    expect(periodsText(changes, periods)).toMatch(
      /^Between entries of Jan 2025 to Mar 2025 and of May 2025 to July? 2025, beyond chance: at ASKED the share that moved on within 21 days fell from 60 % .* to 30 % .*\. 4 comparisons made/,
    );
    expect(changes.map(changeNote)).toEqual([" – fell", ""]);
    expect(periodsText(comparePeriods([cohorts[1]], periods, 30), periods)).toContain(
      "nothing changed beyond chance, in 1 stage",
    );
    const young = {...periods, later: {from: "2025-08", to: "2025-08"}};
    expect(periodsText(comparePeriods(cohorts, young, 30), young)).toContain("no stage can be compared");
  });

  it("tells the commonest path, that of the winners, and who is in none", () => {
    expect(variantsText({...ways, hidden: {others: 0}}, names)).toBe(
      "The commonest path is that of 80 leads (35 %): ASKED. 53 % of the 75 won took ASKED → MET → OFFERED. 2 leads took other paths, each by few; 0 of them were won. 9 leads entered no stage (0 won).",
    );
    expect(variantsText({...ways, rest: null, without: null, hidden: {others: 5}}, names)).toContain(
      "Fewer than 5 leads took other paths.",
    );
  });

  it("says how skippers and those who went back fared only where the intervals part", () => {
    expect(skipsText(ways.skips, names, 30)).toMatch(
      /^2 leads skipped ASKED and 42 MET\. Of decided leads that skipped MET 88 % .* were won, of those that went through it 57 %/,
    );
    expect(movedBackText(ways.movedBack, names, 30)).toMatch(/^39 leads moved back from MET\. Of decided leads/);
    expect(skipsText(ways.skips, names, 300)).toContain("Too few of them are decided to say how they fared.");
  });

  it("gives lengths of time and differences as people say them", () => {
    expect([20 / 86400, 5 / 1440, 0.25, 1, 7, 8.75, 90].map(lengthText)).toEqual([
      "20 s",
      "5 min",
      "6 h",
      "1 day",
      "7 days",
      "8.8 days",
      "90 days",
    ]);
    expect(differenceText({value: -0.071, low: -0.12, high: 0.02})).toBe("−7.1 points (−12.0 to +2.0)");
  });
});
