import {describe, expect, it} from "vitest";
import {journey} from "../../../src/analysis/funnel/journey.ts";
import {comparePeriods} from "../../../src/analysis/funnel/periods.ts";
import {misleadingSegments} from "../../../src/analysis/funnel/segments.ts";
import type {ShareBasis} from "../../../src/analysis/funnel/shareWithin.ts";
import {wilson} from "../../../src/analysis/statistics/intervals.ts";
import type {Chart} from "../../../src/charts/chart.ts";
import {amountText, bottleneckSentence, funnelOpening, passText} from "../../../src/text/funnel/bottleneck.ts";
import {bottleneckWords, computedText} from "../../../src/text/funnel/bottleneckWords.ts";
import {funnelWords, notMisleading, stageRows} from "../../../src/text/funnel/funnel.ts";
import {
  cohortText,
  differenceText,
  groupsLeftOut,
  groupsLookedAt,
  groupsText,
} from "../../../src/text/funnel/funnelGroups.ts";
import {changeVerdict, periodsText} from "../../../src/text/funnel/funnelPeriods.ts";
import {
  basisText,
  gapText,
  journeyText,
  labels,
  missingWords,
  stageFacts,
  toldHow,
} from "../../../src/text/funnel/journey.ts";
import {movedBackText, skipsText, variantsText} from "../../../src/text/funnel/paths.ts";
import {pathWords} from "../../../src/text/funnel/pathWords.ts";
import {noneLostText, ofWhom, wentOn} from "../../../src/text/funnel/shares.ts";
import {dwellText, fatesText, lengthText, medianText, stockLeftOut} from "../../../src/text/funnel/stageTimes.ts";
import {peculiarities, stageTimesWords, stayDefinition, unitNames} from "../../../src/text/funnel/stageTimesWords.ts";
import {inLanguage} from "../../../src/text/language.ts";
import {bottleneck, bottleneckCharts, ranked} from "../../charts/bottleneckExamples.ts";
import {charts} from "../../charts/examples.ts";
import {pathCharts} from "../../charts/pathExamples.ts";
import {report, stageTimesCharts} from "../../charts/stageTimesExamples.ts";
import {cohorts, groups, names, ways} from "../../fixtures/paths.ts";
import {latinWords} from "../latin.ts";

const stored =
  "Qualified Meeting Proposal Lead Met large small size role director executive ASKED MET OFFERED first second".split(
    " ",
  );
const english = (said: unknown): string[] => latinWords(stringsIn(said).join(" "), [...stored, "project.yaml"]);

/** Every string in it, not the names it goes by. */
function stringsIn(said: unknown): string[] {
  if (typeof said === "string") return [said];
  return typeof said === "object" && said !== null ? Object.values(said).flatMap(stringsIn) : [];
}

const stage = bottleneck("Qualified");
const unsure = bottleneck("Meeting", {segments: null, used: "before", first: 0.1, entering: null});
const periods = {earlier: {from: "2025-01", to: "2025-03"}, later: {from: "2025-05", to: "2025-07"}};

/** What each of the words says, given something to say it of. */
const allOf = (words: object): unknown[] =>
  Object.values(words).map((say: (of: never) => unknown) => say("2" as never));

/** All that a chart shows but its keys: names of columns, fates and titles. */
function shownBy({spec, data, description, table}: Chart): unknown[] {
  const titles = [...JSON.stringify(spec).matchAll(/"(?:title|domain)":("[^"]*"|\[[^\]]*\])/g)].map(
    ([, title]) => title,
  );
  const keys = new Set(["isLast", "tone"]);
  const cells = Object.values(data).flatMap((rows) =>
    rows.flatMap((row) =>
      Object.entries(row).flatMap(([key, value]) => (keys.has(key) || value === "neither" ? [] : [value])),
    ),
  );
  return [description, table, cells, titles.filter((title) => title !== '["before","now"]')];
}

describe("texts of the Funnel page in Japanese", () => {
  it("has no English word in titles, labels and reading notes", () => {
    const said = inLanguage("ja", () => [
      ...[funnelWords, pathWords, bottleneckWords, stageTimesWords, labels].flatMap(allOf),
      stageRows([]).map(({name}) => name),
      Object.values(unitNames()),
      peculiarities(report.stages[0], 90).map(({name}) => name),
      (["days", "business days"] as const).map((unit) => stayDefinition(report, unit)),
      toldHow(),
    ]);
    expect(english(said)).toEqual([]);
  });

  it("has no English word in computed sentences", () => {
    const said = inLanguage("ja", () => {
      const changes = comparePeriods(cohorts, periods, 30);
      return [
        ...[{}, {standsOut: "qualified", longest: "qualified"}, {longest: "meeting"}, {resamples: 0}].flatMap(
          (more) => [
            bottleneckSentence(ranked([stage, unsure], more)),
            funnelOpening(ranked([stage, unsure], more), {
              won: 20,
              lost: 80,
              wonRate: wilson(20, 100),
              wonBasis: {of: "settled"},
              stages: [stage],
            } as never),
          ],
        ),
        bottleneckSentence(ranked([unsure])),
        computedText(ranked([stage, unsure], {undated: 7})),
        [stage, unsure].map(passText),
        [{of: "settled"}, {of: "entered"}, {of: "followed", days: 30}].map((basis) => [
          notMisleading({won: 20, wonRate: wilson(20, 100), wonBasis: basis as ShareBasis}),
          wentOn(basis as ShareBasis),
          ofWhom(basis as ShareBasis),
        ]),
        noneLostText({lost: 0, stages: [stage] as never}).replace(/lost_after_days|lost_when/g, ""),
        groupsLookedAt({...groups, minSupport: 30}),
        groupsLookedAt({...groups, lookedAt: 0, minSupport: 30}),
        groups.fields.map((field) => [groupsText(field, names), groupsLeftOut(field)]),
        cohorts.map(cohortText),
        periodsText(changes, periods),
        periodsText([], periods),
        changes.map(changeVerdict),
        variantsText({...ways, hidden: {others: 5}}, names),
        [30, 300].flatMap((n) => [skipsText(ways.skips, names, n), movedBackText(ways.movedBack, names, n)]),
        report.stages.flatMap((one) => [fatesText(one, "days"), dwellText(one, "business days")]),
        stockLeftOut(report),
      ];
    });
    expect(english(said)).toEqual([]);
    expect(JSON.stringify(said)).toMatch(
      /まずQualifiedを改善しましょう。受注が月に約4.4件（0.9–8.8件）増える見込みです（到達件数は直近91日、割合は到達の記録14か月分による）。/,
    );
  });

  it("has no English word in the journey's cards", () => {
    const flow = {
      stage: "met",
      name: "Met",
      stock: 60,
      passThrough: wilson(200, 440),
      basis: {of: "settled"},
      dwell: null,
    };
    const base = wilson(400, 1000);
    const step = {
      design: "snapshot",
      base,
      leads: 300,
      censored: 20,
      lookedAt: 4,
      did: [],
      isActivityTelling: false,
      against: [],
    };
    const {stages} = journey({stages: [], flows: [flow as never], steps: [], active: [], leadActions: ["trial"]});
    const seen = [
      {...stages[0], step, isGap: true},
      {...stages[0], step: {...step, isActivityTelling: true}},
      {...stages[0], step, isTooFew: true},
    ] as typeof stages;
    const said = inLanguage("ja", () => [
      [0, 1].map((leadActions) => journeyText({stages: seen, leadActions})),
      journeyText({stages, leadActions: 1}),
      seen.flatMap((one) => [stageFacts(one), gapText(one), basisText(one, {horizonDays: 120})]),
    ]);
    expect(english(said)).toEqual([]);
    expect(inLanguage("ja", () => missingWords("play", stages[0]))).toContain("`play:`を書き加えてください");
  });

  it("has no English word in charts, their tables and descriptions", () => {
    const own = {
      ...bottleneckCharts,
      ...stageTimesCharts,
      ...pathCharts,
      "stageFlow(stages)": charts["stageFlow(stages)"],
      "segments(report)": charts["segments(report)"],
    };
    const left = Object.entries(own).map(([name, draw]) => [name, english(inLanguage("ja", () => shownBy(draw())))]);
    expect(left.filter(([, words]) => words.length > 0)).toEqual([]);
  });

  it("names the slow segment", () => {
    const spells = [
      {field: "size", value: "small", days: 30, won: 300, lost: 600, open: 100},
      {field: "size", value: "large", days: 30, won: 30, lost: 60, open: 600},
      {field: "size", value: "large", days: 200, won: 170, lost: 140, open: 0},
    ];
    const found = inLanguage("ja", () => misleadingSegments(spells, 30));
    expect(found?.text).toMatch(
      /^size別に見ると、largeはsmallより受注しにくいように見えます。これまでの受注は、smallが全リードの30%/,
    );
    expect(english(found?.text)).toEqual([]);
  });
});

describe("figures of the Funnel page in Japanese", () => {
  it("have their units behind them, without a space", () => {
    const said = inLanguage("ja", () => [
      amountText({value: 12, low: -3.2, high: 21}, "件"),
      differenceText({value: -0.071, low: -0.12, high: 0.02}),
      medianText({median: {value: 25, low: 23, high: 27}}, "business days"),
      medianText({median: {value: 0.5, low: 0.02, high: 2}}, "days"),
      lengthText(0.017, "days"),
    ]);
    expect(said).toEqual([
      "12件（−3～21件）",
      "−7.1ポイント（−12.0～+2.0）",
      "25営業日（23–27営業日）",
      "12.0時間（29分～2.0日）",
      "24分",
    ]);
  });
});
