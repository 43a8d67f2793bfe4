import {afterEach, beforeEach, describe, expect, it} from "vitest";
import type {CountGrid} from "../../../src/analysis/drivers/countGrid.ts";
import {type Driver, driverOf} from "../../../src/analysis/drivers/driver.ts";
import {type DriverReport, never} from "../../../src/analysis/drivers/drivers.ts";
import type {Exposure} from "../../../src/analysis/drivers/exposure.ts";
import type {JointRule, Own} from "../../../src/analysis/drivers/jointOdds.ts";
import type {ActionMomentum} from "../../../src/analysis/drivers/momentum.ts";
import type {ShownView} from "../../../src/analysis/drivers/viewFigures.ts";
import {recordedLate} from "../../../src/analysis/leaks/actions.ts";
import {flagOf, leakReasons} from "../../../src/analysis/leaks/flag.ts";
import type {RunRecord} from "../../../src/analysis/run.ts";
import {wilson} from "../../../src/analysis/statistics/intervals.ts";
import {gridAnswer, gridSummary, placeText, windowText} from "../../../src/text/drivers/countGrid.ts";
import {
  choiceWords,
  designNames,
  designText,
  fieldText,
  ownStepText,
  sliceText,
} from "../../../src/text/drivers/driverChoices.ts";
import {depthMethod, driversMethod} from "../../../src/text/drivers/driverMethod.ts";
import * as readings from "../../../src/text/drivers/driverReadings.ts";
import {doseText, driversOpening, profileText, recencyLabel, recencyText} from "../../../src/text/drivers/drivers.ts";
import * as views from "../../../src/text/drivers/driverViews.ts";
import {driverWords} from "../../../src/text/drivers/driverWords.ts";
import {jointAnswer, jointSummary} from "../../../src/text/drivers/jointOdds.ts";
import {behindText, behindWords, listedText, ruleLabel} from "../../../src/text/drivers/leadsBehind.ts";
import {
  leakState,
  leaksOpening,
  leakWords,
  overruleWords,
  reasonText,
  warningWords,
} from "../../../src/text/drivers/leaks.ts";
import {directionText, momentumAnswer, momentumGroups, momentumSummary} from "../../../src/text/drivers/momentum.ts";
import {noParadox, paradoxParagraphs, paradoxTitle, timeText} from "../../../src/text/drivers/paradox.ts";
import {setLanguage} from "../../../src/text/language.ts";
import {charts} from "../../charts/examples.ts";
import {latinWords} from "../latin.ts";

beforeEach(() => setLanguage("ja"));
afterEach(() => setLanguage("en"));

const names = ["sources.activities", "known_after", "page_view", "sales_call", "industry", "retail", "Qualified"];
const interval = (value: number, by = 1.2) => ({value, low: value / by, high: value * by});
const run = {
  horizonDays: 120,
  design: "snapshot",
  stage: "sql",
  stages: [{id: "sql", name: "Qualified"}],
  target: "won",
  settings: {minSupport: 30, minCell: 5},
} as RunRecord;

/** Every word that some texts are made of, however deep in lists and objects. */
const wordsOf = (texts: unknown): string[] =>
  typeof texts === "string" ? latinWords(texts, names) : Object.values(texts ?? {}).flatMap(wordsOf);
const all = (words: Record<string, (...some: never[]) => unknown>): unknown[] =>
  Object.values(words).map((say) => (say as (...some: unknown[]) => unknown)("7", "7"));

function driver(oddsRatio: number, more: Partial<Driver> = {}): Driver {
  const when = {activity: "page_view", at_least: 2, within_days: 30};
  const plain = driverOf(
    {rule: {id: "r", when}, counts: {n: 100, conversions: 30, all: {n: 900, conversions: 90}}, errors: null},
    [],
  );
  return {...plain, oddsRatio: interval(oddsRatio), ...more};
}

const turning = (verdict: "turns" | "vanishes"): Driver =>
  driver(2, {adjustments: [{by: " stage", verdict, oddsRatio: interval(0.5)}]});
const bin = (label: string, conversions: number, n: number) => ({label, ...wilson(conversions, n)});
const exposure: Exposure = {
  action: "sales_call",
  bins: ["0", "1", "6以上"].map((label, i) => ({
    ...bin(label, 60 - 20 * i, 100),
    medianOpenDays: 10 * i,
    atEqualTime: interval(0.5),
  })),
  crude: interval(0.7, 1.05),
  atEqualTime: interval(0.84, 1.05),
  byTime: [],
  isParadox: true,
  text: "",
};

describe("the Drivers page in Japanese", () => {
  it("opens, tells amounts and times, and says what misleads, without an English word", () => {
    const drivers = [driver(0.4), driver(3)];
    const report = {
      drivers,
      lookedAt: 9,
      found: 2,
      expectedFalse: 0.1,
      exposure: [exposure],
    } as unknown as DriverReport;
    const base = wilson(90, 900);
    const mean = (value: number) => ({value, low: value - 0.2, high: value + 0.2, n: 100});
    const bins = [bin("1日未満", 60, 200), bin("1–3日", 21, 200), bin(never, 40, 900)];
    const texts = [
      driversOpening(report, {base, run, leaks: [], journey: {leadActions: 1}}),
      profileText([{week: 1, converted: mean(2), unconverted: mean(1)}]),
      doseText({action: "page_view", bins: [bin("0", 50, 900), bin("3–4", 40, 200)]}, 90),
      recencyText({action: "page_view", bins}, 0.1),
      recencyLabel(never),
      views.reversals([turning("turns"), turning("vanishes")], {pairs: 30, turned: 2, vanished: 3}),
      views.reversals([], {pairs: 30, turned: 0, vanished: 0}),
      paradoxParagraphs(exposure),
      paradoxTitle("sales_call"),
      [0, 3].map(noParadox),
      [true, false].map((isFirst) => timeText({fromDays: 3, toDays: 20, cells: []}, isFirst)),
    ];
    expect(wordsOf(texts)).toEqual([]);
    expect(texts[2]).toContain("0回の観測で5.6%");
    expect(texts[2]).toContain("3–4回の観測で20%");
  });

  it("names steps, groups and what is left out in Japanese", () => {
    const view = {view: 1, design: "entry", stage: 0, target: "next", leads: 900, censored: 9, tooFew: 3} as ShownView;
    const slice = {slice: 1, field: "industry", value: "retail"};
    const shown = {views: [], slices: [], bases: [], patterns: [], own: 1, sample: {leads: 5, of: 9}, heldBack: 2};
    const ranked = {drivers: [], lookedAt: 9, found: 2, expectedFalse: 0.1, base: wilson(90, 900)};
    const texts = [
      views.viewSummary({view, slice, ...ranked}, run),
      views.leftOutText({view, slice: null}, shown, run),
      views.leftOutText({view, slice}, shown, run),
      views.listedText([driver(2, {flags: ["…"]})]),
      views.warnedText("page_view"),
      [" stage", " period", "industry"].map((by) => [views.alikeText(by), views.heldText(by)]),
      (["stays", "vanishes", "turns"] as const).map((verdict) => [
        views.verdictText(verdict),
        views.verdictNote(verdict),
      ]),
      all(views.viewWords),
      all(choiceWords),
      designNames(),
      (["snapshot", "entry", "decision", "run"] as const).map(designText),
      [ownStepText(run), sliceText({field: " period", value: "2025-Q2"}), sliceText({field: "industry", value: null})],
      fieldText(" period"),
    ];
    expect(wordsOf(texts)).toEqual([]);
    expect(texts[0]).toContain("Qualified → 先のフェーズまたは受注、フェーズに入った時点（industry：retail）");
  });

  it("says which count, window and direction tell most, and what is a pattern's own", () => {
    const place = {atLeast: 1, windowDays: 7, with: wilson(30, 100), oddsRatio: interval(2)};
    const best = {...place, without: wilson(50, 900), p: 0.001, pOfAll: 0.2};
    const cells = [7, 30, 90, null].map((windowDays) => ({...place, windowDays, isAsGood: true, isNearlyAll: false}));
    const grid: CountGrid = {action: "page_view", looks: 5, best, cells};
    const action: ActionMomentum = {
      action: "page_view",
      classes: (["rising", "falling"] as const).map((label) => ({label, ...wilson(30, 200)})),
      crude: interval(2),
      atEqualAmount: interval(1.9),
      q: 0.001,
      amounts: [],
      tellsMore: "amount",
    };
    const owns: Own[] = ["its own", "partly", "not its own", "turns round", "only then", "neither"];
    const rules = owns.map((own) => ({own, text: "page_view"}) as JointRule);
    const joint = {rules, untold: ["page_view"], sameSubject: 1, tooFew: 2, flagged: 3, n: 900, conversions: 90};
    const left = {flagged: ["sales_call"], tooRare: 2};
    const texts = [
      gridAnswer(grid, 60),
      gridAnswer({...grid, best: {...best, p: 0.3}}, 60),
      gridSummary({counts: [1], windowsDays: [7], grids: [grid], looks: 5, ...left}),
      [7, null].map((windowDays) => [windowText(windowDays), placeText({atLeast: 2, windowDays})]),
      momentumAnswer(action),
      momentumAnswer({...action, q: 0.2}),
      momentumAnswer({...action, q: null}),
      momentumSummary({windowDays: 30, n: 900, conversions: 90, tooNew: 7, actions: [], ...left}),
      (["rising", "steady", "falling", "none"] as const).map(directionText),
      momentumGroups("page_view", {windowDays: 30}),
      jointAnswer(joint),
      jointSummary(joint),
    ];
    expect(wordsOf(texts)).toEqual([]);
  });

  it("warns, counts whom a pattern holds for, and explains every picture and method", () => {
    const {paradoxWords, ...figures} = readings;
    const late = recordedLate({activity: "sales_call", n: 99, by_seller: 0, on_decided: 90, late: 90}, 30);
    const suspicion = {field: "sales_call", kind: "action", reason: "recorded after the decision", why: ""} as const;
    const flags = [flagOf({...suspicion, ...late}, undefined), flagOf(suspicion, "retail")];
    const behind = {text: "page_view", all: wilson(30, 200), leads: 90, convertedLeads: 20, hidden: 2, unstaged: 40};
    const rule = {...behind, position: 0, points: null, current: 2, byStage: [], byPeriod: []};
    const texts = [
      leaksOpening(flags),
      leaksOpening([]),
      leakReasons.map(leakWords),
      flags.map((flag) => [leakState(flag), overruleWords(flag), reasonText(flag), warningWords.titled(flag)]),
      [warningWords.flagged(3), warningWords.linesFor("retail"), warningWords.table(), warningWords.columns()],
      [ruleLabel(rule), behindText(rule, run), listedText(90, 200, 50), all(behindWords)],
      Object.values(figures).map((words) => words({windowDays: 30, design: "snapshot"})),
      paradoxWords("sales_call"),
      all(driverWords),
      [driversMethod(run, wilson(90, 900)), depthMethod()],
    ];
    expect(wordsOf(texts)).toEqual([]);
  });

  it.each(["forest", "crudeAndAdjusted", "countGrid", "jointOdds", "exposure"])("draws %s", (name) => {
    const ours = Object.entries(charts).filter(([call]) => call.startsWith(`${name}(`));
    const data = [
      "trial in the last 7 days",
      "mail_open",
      "never converts",
      "or more",
      "pricing",
      "times in the last",
      "days",
    ];
    expect(ours.length).toBeGreaterThan(0);
    for (const [, draw] of ours) {
      const {description, table} = draw();
      const shown = [description, ...table.columns, ...table.rows.flat()].join("\n");
      expect(latinWords(shown.replaceAll("a topic with a long name", ""), [...names, ...data])).toEqual([]);
    }
  });
});
