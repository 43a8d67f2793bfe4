import {describe, expect, it} from "vitest";
import type {Interval} from "../../../src/analysis/findings.ts";
import {wilson} from "../../../src/analysis/statistics/intervals.ts";
import type {Difference, SwapReport, TestReport} from "../../../src/analysis/validation/validationReport.ts";
import {inLanguage} from "../../../src/text/language.ts";
import {differenceText, plus, swapText, tradeText, validateAnswer} from "../../../src/text/validate/validation.ts";
import {driftText} from "../../../src/text/validate/validationDrift.ts";
import {validationFigures} from "../../../src/text/validate/validationFigures.ts";
import * as page from "../../../src/text/validate/validationPage.ts";
import {segmentsText} from "../../../src/text/validate/validationSegments.ts";
import {contenderExamples, driftExample, segmentExample, validationCharts} from "../../charts/validationExamples.ts";
import {wordsOf} from "../../charts/wordsOf.ts";
import {latinWords} from "../latin.ts";

const around = (value: number, by: number): Interval => ({value, low: value - by, high: value + by});
const difference = (auc: Interval, logLoss: Interval, verdict: Difference["verdict"]): Difference => ({
  against: "one point each",
  auc,
  logLoss,
  verdict,
});

const test: TestReport = {
  kind: "out of time",
  how: "trained on 2025-01, tested on 2025-09",
  train: {n: 1000, conversions: 100},
  n: 500,
  conversions: 110,
  contenders: contenderExamples,
  differences: [difference(around(0.02, 0.01), around(-0.004, 0.001), "ahead")],
  cards: [],
};

const swap: SwapReport = {
  against: "current",
  size: {capacityAMonth: null},
  periods: 3,
  n: 5000,
  base: 0.07,
  proposed: wilson(200, 1000),
  rival: wilson(140, 1000),
  stay: wilson(110, 450),
  enter: wilson(90, 550),
  leave: wilson(30, 550),
  difference: around(0.11, 0.03),
};

describe("validateAnswer(report)", () => {
  it("says yes with n, AUC and interval, and by how much the card is ahead", () => {
    const [yes, trade] = validateAnswer({tests: [test], swap});
    expect(yes).toBe(
      "Yes: on 500 observations it had not seen (110 converted; trained on 2025-01, tested on 2025-09), the suggested card ranks a lead that converts above one that does not 80 times in 100: its AUC is 0.800 (0.770–0.830). It is ahead of one point for each of its rules by 0.020 (0.010 to 0.030) of AUC.",
    );
    expect(trade).toMatch(
      /^Against today's card, a hot list of the best fifth of the leads trades 550 of 1,000 places over 3 periods/,
    );
  });

  it("says no where the order is not shown to be better than chance", () => {
    const [ours, ...others] = contenderExamples;
    const chance = {...ours, quality: {...ours.quality, auc: around(0.52, 0.04)}};
    expect(validateAnswer({tests: [{...test, contenders: [chance, ...others]}], swap: null})[0]).toMatch(
      /^No: .*better than chance/,
    );
  });
});

describe("differenceText(difference)", () => {
  it("names the measure by which a card is ahead", () => {
    const byChances = difference(around(0.01, 0.02), around(-0.006, 0.004), "ahead");
    expect(differenceText(byChances)).toBe(
      "is ahead of one point for each of its rules in how true its chances are, by 0.0060 (0.0020 to 0.0100) of log-loss; by their order of leads the two cannot be told apart (AUC +0.010, −0.010 to +0.030)",
    );
  });

  it("says behind, and cannot be told apart", () => {
    expect(differenceText(difference(around(-0.03, 0.01), around(0.01, 0.02), "behind"))).toBe(
      "is behind one point for each of its rules by 0.030 (0.020 to 0.040) of AUC",
    );
    expect(differenceText(difference(around(0, 0.01), around(0, 0.02), "cannot be told apart"))).toMatch(
      /^cannot be told apart from one point for each of its rules: AUC/,
    );
    expect(differenceText(difference(around(0, 0), around(0, 0), "cannot be told apart"))).toBe(
      "says the same as one point for each of its rules",
    );
  });
});

describe("plus(interval)", () => {
  it("signs a difference and its bounds, and says where there are none", () => {
    expect(plus(around(-0.01, 0.02))).toBe("−0.010 (−0.030 to +0.010)");
    expect(plus({value: 0.1, low: null as never, high: null as never})).toBe("+0.100 (interval unknown)");
  });
});

describe("swapText(swap)", () => {
  it("says what is traded, and how those who enter and leave ended", () => {
    expect(swapText(swap)).toContain("those who enter convert 16.4 %");
    expect(swapText({...swap, size: {capacityAMonth: 200}})).toContain("a hot list of 200 places a month");
  });

  it("warns where the difference may be luck, or goes the wrong way", () => {
    expect(swapText({...swap, difference: around(0.01, 0.03)})).toMatch(/may be luck\.$/);
    expect(swapText({...swap, difference: around(-0.1, 0.03)})).toMatch(/good leads for worse ones\.$/);
  });

  it("says so where there is room for every lead", () => {
    expect(swapText({...swap, n: 1000})).toMatch(/room for every lead/);
  });

  it("shows no group that is too small", () => {
    expect(swapText({...swap, enter: null, difference: null})).toMatch(/next to nothing changes/);
  });
});

describe("tradeText(difference)", () => {
  it("says more often, or less often, never a negative more", () => {
    expect(tradeText(around(0.1, 0.03))).toMatch(/convert 10\.0 percentage points more often .*7\.0 to 13\.0\)/);
    expect(tradeText(around(-0.1, 0.03))).toMatch(/convert 10\.0 percentage points less often .*−13\.0 to −7\.0\)/);
  });
});

describe("segmentsText(segments)", () => {
  it("counts and names where level or order fail", () => {
    expect(segmentsText({fields: [segmentExample], tooMany: []})).toBe(
      "In 1 of 3 segments the card's chances are off beyond luck: industry: retail (said 10 %, came 15 %). In 1 its order is not shown to be better than chance: industry: steel.",
    );
    expect(segmentsText({fields: [], tooMany: []})).toMatch(/no attribute or stage/);
  });
});

describe("driftText(drift, texts)", () => {
  it("says how many later periods have moved beyond chance, and what moved most", () => {
    expect(driftText(driftExample, {0: "a visit"})).toBe(
      "In the one later period the scores lie otherwise than chance would have it. In the last, Feb 2025, the index is 0.200 (chance: under 0.020 in 95 of 100), a moderate shift by the usual marks of 0.1 and 0.25. Most moved: a visit, true of 10 % then and of 30 % in Feb 2025.",
    );
  });

  it("calls no shift by its size where the last period's may be chance", () => {
    const [first, later] = driftExample.periods;
    const settled = {...later, period: "2025-03", p95: 0.3};
    expect(driftText({...driftExample, periods: [first, later, settled]}, {0: "a visit"})).toMatch(
      /^In 1 of 2 later periods .* the index is 0\.200 \(chance: under 0\.300 in 95 of 100\), which may be chance\./,
    );
  });

  it("says so where nothing has moved, or no period came after", () => {
    const [first, later] = driftExample.periods;
    expect(driftText({...driftExample, periods: [first, {...later, psi: 0.01}]}, {})).toMatch(
      /^In the one later period the scores lie as chance/,
    );
    expect(driftText({...driftExample, periods: [first]}, {})).toMatch(/^No month came after/);
  });
});

describe("the Validate page in Japanese", () => {
  const said = (give: () => unknown) => inLanguage("ja", () => JSON.stringify(give()));

  it("answers with the same figures and intervals", () => {
    const answer = inLanguage("ja", () => validateAnswer({tests: [{...test, how: "検証"}], swap}));
    expect(answer).toEqual([
      "はい。学習に使っていない観測500件（うち転換110件。検証）で、転換するリードと転換しないリードを1件ずつ比べると、提案の配点表は100回中80回、転換する方を上に並べます。AUCは0.800（0.770–0.830）です。提案のルールを一律1点とした配点表をAUCで0.020（0.010–0.030）上回ります。",
      "現行の配点表と比べると、ホットリスト（上位5分の1のリード）は3期間の1,000件のうち550件が入れ替わります。新しく入るリードの転換率は16.4%（13.5–19.7%）、外れるリードは5.5%（3.8–7.7%）です。",
    ]);
  });

  it("has no English words, whatever is found", () => {
    const card = {from: "2025-01", to: "2025-04", train: {n: 100, conversions: 10}, points: []};
    const replay = {all: swap, months: [], before: ["2025-01"], cards: [card]};
    const differences = [
      difference(around(0.01, 0.02), around(-0.006, 0.004), "ahead"),
      difference(around(-0.03, 0.01), around(0.01, 0.02), "behind"),
      difference(around(0, 0.01), around(0, 0.02), "cannot be told apart"),
      difference(around(0, 0), around(0, 0), "cannot be told apart"),
    ];
    const texts = said(() => [
      ...differences.map(differenceText),
      ...[null, 200].map((capacityAMonth) =>
        swapText({...swap, size: {capacityAMonth}, difference: around(0.01, 0.03)}),
      ),
      ...[swap.n, 1000].map((n) => swapText({...swap, n, difference: around(-0.1, 0.03)})),
      swapText({...swap, enter: null}),
      page.replayText(replay, "one point each"),
      page.cardOfText("2025-05", card),
      segmentsText({fields: [segmentExample], tooMany: []}),
      segmentsText({fields: [], tooMany: []}),
      driftText(driftExample, {0: "来場"}),
      driftText({...driftExample, periods: driftExample.periods.slice(0, 1)}, {}),
      validationFigures(),
      page.validationLabels(),
      page.contestText({...test, how: ""}),
      [true, false].map(page.testedText),
      page.untestedTexts(null),
      [17, null].map((n) => page.rareText({values: 2, n})),
      page.swapReading("current"),
      page.swapGroups(),
      page.listTable("current"),
    ]);
    expect(latinWords(texts.replace(/"\w+":/g, ""), ["industry", "retail", "steel"])).toEqual([]);
  });

  it.each(Object.entries(validationCharts))("draws %s without English words", (_, make) => {
    expect(
      latinWords(
        inLanguage("ja", () => wordsOf(make())),
        ["industry", "retail", "steel"],
      ),
    ).toEqual([]);
  });
});
