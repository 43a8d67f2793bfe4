import {describe, expect, it} from "vitest";
import type {CountGrid} from "../../../src/analysis/drivers/countGrid.ts";
import type {Exposure} from "../../../src/analysis/drivers/exposure.ts";
import type {JointRule, Own} from "../../../src/analysis/drivers/jointOdds.ts";
import type {ActionMomentum} from "../../../src/analysis/drivers/momentum.ts";
import {wilson} from "../../../src/analysis/statistics/intervals.ts";
import {gridAnswer, gridSummary} from "../../../src/text/drivers/countGrid.ts";
import {jointAnswer} from "../../../src/text/drivers/jointOdds.ts";
import {momentumAnswer, momentumSummary} from "../../../src/text/drivers/momentum.ts";
import {paradoxParagraphs} from "../../../src/text/drivers/paradox.ts";

const interval = (value: number, by = 1.2) => ({value, low: value / by, high: value * by});

describe("gridAnswer(grid, looks)", () => {
  const grid = (p: number, pOfAll: number, asGood: number): CountGrid => ({
    action: "trial",
    cells: [7, 30, 90, null].map((windowDays, i) => ({
      atLeast: 1,
      windowDays,
      with: wilson(30, 100),
      oddsRatio: interval(2),
      isAsGood: i <= asGood,
      isNearlyAll: false,
    })),
    looks: 4,
    best: {
      atLeast: 1,
      windowDays: 7,
      with: wilson(30, 100),
      without: wilson(50, 900),
      oddsRatio: interval(2),
      p,
      pOfAll,
    },
  });

  it("names the best place with the number it was picked from, and those that tell as much", () => {
    expect(gridAnswer(grid(0.001, 0.01, 1), 60)).toBe(
      "trial tells most when done at least once in the last 7 days: 30 % (22–40 %, n 100) convert, of the rest 5.6 % (4.2–7.2 %, n 900). Odds ratio 2.00 (1.67–2.40), counted as the best of 4. One other tells as much within chance (at least once in the last 30 days): take the one that is easiest to explain.",
    );
  });

  it("says so where it is beyond all others, and where it may be luck among all actions", () => {
    expect(gridAnswer(grid(0.001, 0.2, 0), 60)).toMatch(
      /more than each of the other 3 beyond chance\. Among all 60 combinations of all actions it may still be luck\.$/,
    );
  });

  it("names no optimum within chance", () => {
    expect(gridAnswer(grid(0.06, 0.5, 3), 60)).toMatch(/^trial: no count and window stands out beyond chance/);
  });

  it("counts what is left out", () => {
    const report = {
      counts: [1],
      windowsDays: [7, null],
      grids: [grid(0.001, 0.01, 1)],
      looks: 4,
      flagged: ["contract"],
      tooRare: 2,
    };
    expect(gridSummary(report)).toBe(
      "We looked at 4 combinations of count and window, over 1 action. For 1 of them the best combination stands out even if all 4 are counted. Left out: contract, because of the warnings below; 2 actions too rare to say.",
    );
  });
});

describe("momentumAnswer(action)", () => {
  const action = (more: Partial<ActionMomentum>): ActionMomentum => ({
    action: "any activity",
    classes: [
      {label: "rising", ...wilson(30, 200)},
      {label: "falling", ...wilson(15, 200)},
    ],
    crude: interval(2),
    atEqualAmount: interval(1.9),
    q: 0.001,
    amounts: [],
    tellsMore: null,
    ...more,
  });

  it("says whether direction says more than amount", () => {
    expect(momentumAnswer(action({}))).toMatch(
      /^Any activity: where it rises 15 % .*1\.90 \(1\.58–2\.28\) times.*does not\..*within chance\.$/,
    );
    expect(momentumAnswer(action({tellsMore: "direction"}))).toContain("even more of who converts than the amount");
    expect(momentumAnswer(action({tellsMore: "amount"}))).toContain("amount still tells more");
  });

  it("gives no advice on chance, nor on too few", () => {
    expect(momentumAnswer(action({q: 0.2}))).toContain("that may be chance");
    expect(momentumAnswer(action({atEqualAmount: null, q: null}))).toContain("too few leads");
  });

  it("says who takes no part", () => {
    const report = {windowDays: 30, n: 900, conversions: 90, tooNew: 100, actions: [], flagged: [], tooRare: 1};
    expect(momentumSummary(report)).toContain(
      "Left out: 100 observations of leads known for less than 60 days, which can only rise; 1 action too rare to say.",
    );
  });
});

describe("jointAnswer(report)", () => {
  const rule = (text: string, own: Own): JointRule => ({
    id: text,
    text,
    with: wilson(30, 100),
    crude: interval(2),
    atEqualStage: null,
    joint: interval(1.5),
    own,
  });

  it("counts what keeps its worth, loses it, and shows only beside the others", () => {
    const owns: Own[] = ["its own", "its own", "partly", "not its own", "only then", "neither"];
    const report = {untold: [], sameSubject: 0, tooFew: 0, flagged: 0, n: 900, conversions: 90};
    expect(jointAnswer({...report, rules: owns.map((own, i) => rule(`r${i}`, own))})).toBe(
      "4 patterns of 6 stand out alone. With all others held equal, 2 keep at least half of it, 1 keeps less than half (r2). 1 keeps nothing that can be told from chance: r3. What goes along with them does the work; points for both count the same thing twice. 1 shows only once the others are held equal: r4.",
    );
    expect(jointAnswer({...report, rules: [rule("a", "neither")]})).toBe("None of 1 pattern stands out alone.");
  });
});

describe("paradoxParagraphs(exposure)", () => {
  const call = (atEqualTime: number): Exposure => ({
    action: "call",
    bins: ["0", "1", "6 or more"].map((label, i) => ({
      label,
      medianOpenDays: 10 * i,
      atEqualTime: i > 0 ? {value: 0.5 - i / 20, low: 0.4, high: 0.6} : null,
      ...wilson(60 - 20 * i, 100),
    })),
    crude: interval(0.7, 1.05),
    atEqualTime: interval(atEqualTime, 1.05),
    byTime: [],
    isParadox: true,
    text: "",
  });

  it("tells what is seen, why, what is left at equal time open, and that it is no advice", () => {
    const [seen, why, equal, follows] = paradoxParagraphs(call(0.99));
    expect(seen).toContain("with 1 call, 40 % (31–50 %, n 100) were won; with 6 or more, 20 %");
    expect(why).toContain("Those with 1 were open for 10.0 days (median), those with 6 or more for 20 days");
    expect(equal).toContain("45 % (40–60 %) would have been won with 1 and 40 % (40–60 %) with 6 or more");
    expect(equal).toContain("Nothing is left that can be told from chance");
    expect(follows).toContain("no minus points");
  });

  it("says how much is gone where something is left", () => {
    expect(paradoxParagraphs(call(0.84))[2]).toContain("51 % of the effect is gone. What is left need not be");
  });
});
