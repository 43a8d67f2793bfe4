import {describe, expect, it} from "vitest";
import {wilson} from "../../../src/analysis/statistics/intervals.ts";
import {type LineState, startLine} from "../../../src/analysis/threshold/lineState.ts";
import {inLanguage} from "../../../src/text/language.ts";
import {bandsText, hiddenBands, matrixText} from "../../../src/text/threshold/bands.ts";
import {lineAnswer, listText, money, thresholdRows, volumeText} from "../../../src/text/threshold/threshold.ts";
import * as page from "../../../src/text/threshold/thresholdPage.ts";
import {wayText} from "../../../src/text/threshold/ways.ts";
import {lineReport} from "../../analysis/lineReport.ts";
import {thresholdCharts} from "../../charts/thresholdExamples.ts";
import {wordsOf} from "../../charts/wordsOf.ts";
import {latinWords} from "../latin.ts";

const report = lineReport();
const start = startLine(report);
const state = (more: Partial<LineState>): LineState => ({...start, ...more});

describe("lineAnswer(report, state, currency)", () => {
  it("says where the line is, what it brings with n and interval, on whom that was measured, and that nobody set it", () => {
    const [line, measured] = lineAnswer(report, start, null);
    expect(line).toMatch(
      /^The line is at a score of 7 or more: 50 leads a month \(40–60\), of whom 40 % convert \(\d+–\d+ %, n 100\), one in 2\.5\. They are 50 % of all conversions, at 2\.5 times the rate of all\.$/,
    );
    expect(measured).toBe(
      "Measured on observations that the card had not seen: trained on 2024-01 to 2024-09, tested on 2025-01 to 2025-02 (500 observations, 80 of them converted). Nobody has set a limit yet: the line starts where a fifth of the leads can be called.",
    );
  });

  it("no longer says that nobody set it once the reader has", () => {
    expect(lineAnswer(report, state({capacity: 60}), null)[1]).not.toMatch(/Nobody/);
    expect(lineAnswer(report, state({way: "score", score: 5}), null)[1]).not.toMatch(/Nobody/);
  });

  it("warns of a line that finds no better leads than chance, or worse ones", () => {
    const of = (conversions: number) => {
      const all = wilson(80, 500);
      const thresholds = report.thresholds.map((t) => (t.score === 7 ? {...t, rate: wilson(conversions, 100)} : t));
      return lineAnswer(lineReport({all, thresholds}), start, null)[0];
    };
    expect(of(18)).toMatch(/may be no better than calling leads at random \(16 % \(.*, n 500\)\)\.$/);
    expect(of(4)).toMatch(/less than among all observations .*: draw no line by this card\.$/);
    expect(of(40)).not.toMatch(/random|draw no line/);
  });

  it("adds the money where it is known, and warns where nothing was kept back", () => {
    const seen = lineReport({measured: {kind: "seen", how: "on the observations that the card was learned from"}});
    const [line, measured] = lineAnswer(seen, state({way: "profit", value: 1000, cost: 100}), "EUR");
    // 100 leads a month above 5 at 30 %, against 50 at 40 %: 20,000 against 15,000
    expect(line).toMatch(
      /score of 5 or more.* It brings €20,000 a month \(€[\d,]+ to €[\d,]+\), if every call costs €100/,
    );
    expect(measured).toMatch(/could be kept back: expect somewhat less from new leads\.$/);
  });

  it("says that no line can be drawn", () => {
    expect(lineAnswer(report, state({way: "precision", precision: 0.9}), null)[0]).toMatch(/^No line can be drawn/);
  });
});

describe("wayText(report, state, way, currency)", () => {
  it("names the next line by capacity, and what it would ask", () => {
    expect(wayText(report, start, "capacity", null)).toMatch(
      /^A score of 7 or more: 50 leads a month \(40–60\), 40 % convert .* The next line, 5, would be 100 leads a month \(90–110\), of whom 30 % \(.*\) convert\.$/,
    );
    expect(wayText(report, state({capacity: 10}), "capacity", null)).toBe(
      "Even a score of 7 or more, the highest line, has 50 leads a month (40–60): leads with equal scores cannot be divided.",
    );
    expect(wayText(report, state({capacity: 900}), "capacity", null)).toMatch(/Everyone can be called/);
  });

  it("says how the line that is chosen fares by the other ways", () => {
    const chosen = state({way: "score", score: 5, capacity: 60, precision: 0.35, value: 1000, cost: 320});
    expect(wayText(report, chosen, "capacity", null)).toMatch(
      /^The chosen line asks for more: 100 leads a month \(90–110\)\. By this alone: a score of 7 or more/,
    );
    expect(wayText(report, chosen, "precision", null)).toMatch(
      /^The chosen line falls short: 30 % \(.*\)\. By this alone: a score of 7 or more: .* It may be less: the interval begins at/,
    );
    // 5: 100 × (300 − 320); 7: 50 × (400 − 320)
    expect(wayText(report, chosen, "profit", null)).toMatch(
      /^The chosen line brings −2,000 a month, 6,000 less than the best\. By this alone: a score of 7 or more: .* A call pays from a chance of 32 % on\.$/,
    );
    expect(wayText(report, state({way: "score", score: 7}), "capacity", null)).toBe(
      "The chosen line fits: 50 leads a month (40–60). By this alone it would be the same line.",
    );
  });

  it("says what is missing or out of reach", () => {
    expect(wayText(report, start, "profit", null)).toBe("Say what a conversion brings and what a call costs.");
    expect(wayText(report, state({way: "profit", value: 10, cost: 9}), "profit", null)).toBe(
      "No line brings a profit. A call pays from a chance of 90 % on.",
    );
    expect(wayText(report, state({way: "precision", precision: 0.9}), "precision", null)).toMatch(
      /^No line reaches 90 %\. The surest is a score of 7 or more, with 40 % /,
    );
    expect(wayText(report, state({way: "score", score: 9}), "score", null)).toBe(
      "Nobody has so high a score; the highest is 7.",
    );
    expect(wayText({thresholds: [], unit: "month"}, start, "capacity", null)).toMatch(/no observation/);
  });

  it("names the lines that bring nearly as much as the best", () => {
    // 7: 50 × (40 − 5) = 1750; 5: 100 × (30 − 5) = 2500; 2: 250 × (16 − 5) = 2750
    expect(wayText(report, state({way: "profit", value: 100, cost: 6}), "profit", null)).toMatch(
      /Any line from 2 to 5 brings nearly as much/,
    );
  });
});

describe("money(value, currency)", () => {
  it("keeps three figures", () => {
    expect([money(7_077_971, "JPY"), money(-1234.5, "EUR"), money(8.333, "EUR"), money(0, null)]).toEqual([
      "¥7,080,000",
      "−€1,230",
      "€8.33",
      "0",
    ]);
  });
});

describe("volumeText(volume, unit)", () => {
  it("counts by period or per 1,000", () => {
    expect(volumeText({mean: 316.4, low: 306, high: 325}, "week")).toBe("316 leads a week (306–325)");
    expect(volumeText({mean: 1, low: null, high: null}, "month")).toBe("1 lead a month");
    expect(volumeText({mean: 4.3333, low: null, high: null}, "1,000 leads")).toBe("4.3 of 1,000 leads");
  });
});

describe("listText(run, unit)", () => {
  it("says what a period's leads are", () => {
    expect(listText({design: "snapshot", horizonDays: 120}, "month")).toMatch(
      /on its first day.*within 120 days.*do not add/,
    );
    expect(listText({design: "entry", horizonDays: 30}, "month")).toMatch(
      /come in during it; they convert within 30 days/,
    );
    expect(listText({design: "static", horizonDays: null}, "1,000 leads")).toMatch(/no dates/);
  });
});

describe("thresholdRows(thresholds, unit, worth, currency, showSeen)", () => {
  it("has the highest line first, and money and the learned-from rate only where they are known", () => {
    const plain = thresholdRows(report.thresholds, "month", null, null, false);
    expect(plain.rows.map(([score]) => score)).toEqual(["7", "5", "2"]);
    expect(plain.columns).toHaveLength(6);
    const full = thresholdRows(report.thresholds, "month", {value: 1000, cost: 100}, "EUR", true);
    expect(full.columns).toHaveLength(8);
    expect(full.rows.every((row) => row.length === 8)).toBe(true);
    expect(full.rows[0]).toContain("€15,000");
  });
});

describe("the Threshold page in Japanese", () => {
  const measured = {kind: "out of time", how: "検証"} as const;
  const japanese = lineReport({measured});

  it("answers with the same figures and intervals", () => {
    const [line, from] = inLanguage("ja", () => lineAnswer(japanese, start, null));
    expect(line).toMatch(
      /^しきい値はスコア7以上です。対象は月に50件（40–60）で、転換率は40%（\d+–\d+%、n 100）、つまり2\.5件に1件が転換します。全転換の50%にあたり、転換率は全体の2\.5倍です。$/,
    );
    expect(from).toContain("検証（観測500件、うち転換80件）");
  });

  it("has no English words, whatever is chosen", () => {
    const states = [
      {capacity: 10},
      {capacity: 60},
      {capacity: 900},
      {precision: 0.9},
      {precision: 0.25},
      {value: 1000, cost: 320},
      {value: 10, cost: 9},
      {way: "score", score: 5},
      {way: "score", score: 9},
    ] as const;
    const ways = ["capacity", "precision", "profit", "score"] as const;
    const units = ["month", "1,000 leads"] as const;
    const run = {settings: {minCell: 5, minSupport: 30}} as Parameters<typeof page.matrixFigure>[1];
    const texts = inLanguage("ja", () => [
      ...states.flatMap((more) => lineAnswer(japanese, state(more), null)),
      ...states.flatMap((more) => ways.map((way) => wayText(japanese, state(more), way, null))),
      ...(["snapshot", "entry"] as const).map((design) => listText({design, horizonDays: 30}, "month")),
      ...units.flatMap((unit) => [
        listText({design: "static", horizonDays: null}, unit),
        ...thresholdRows(report.thresholds, unit, {value: 1000, cost: 100}, null, true).columns,
        ...[page.lineFigures(unit), page.fieldLabels(unit), page.fieldWords(unit, null)].map((said) => valuesOf(said)),
      ]),
      ...[page.wayTitles(), page.bandFigure(), page.matrixFigure({fit: 2, engagement: 4}, run)].map(valuesOf),
      ...[page.noBandsTexts(), page.noLineTexts("理由"), page.everyLine(3)].map(valuesOf),
      ...bandCases.map(bandsText),
      ...matrixCases.flatMap(matrixText),
      hiddenBands(12),
    ]);
    expect(latinWords(texts.join("\n"))).toEqual([]);
  });

  it.each(Object.entries(thresholdCharts))("draws %s without English words", (_, make) => {
    expect(
      latinWords(
        inLanguage("ja", () => wordsOf(make())),
        ["EUR"],
      ),
    ).toEqual([]);
  });
});

const valuesOf = (words: unknown): string =>
  words && typeof words === "object" ? Object.values(words).map(valuesOf).join("\n") : String(words);

const bandCases = [true, false].flatMap((areBandsGiven) =>
  [report.bands, report.bands.flatMap((band) => [band, {...band, overlapsNext: true}, band, band])].map((given) => ({
    bands: given,
    areBandsGiven,
  })),
);

const matrixCases = [
  {matrix: null, ruleCount: {fit: 0, engagement: 0}},
  {matrix: null, ruleCount: {fit: 1, engagement: 1}},
];
