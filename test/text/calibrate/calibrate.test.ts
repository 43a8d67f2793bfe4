import {describe, expect, it} from "vitest";
import {brokenLimits} from "../../../src/analysis/card/brokenLimits.ts";
import {stateWith} from "../../../src/analysis/card/calibrateState.ts";
import {directionText, fewRulesText, tooFewDeals} from "../../../src/analysis/card/fewDeals.ts";
import type {Decay} from "../../../src/analysis/decay/decay.ts";
import {decayText, stateText} from "../../../src/analysis/decay/decayText.ts";
import type {PointLimits} from "../../../src/analysis/rules/limits.ts";
import {wilson} from "../../../src/analysis/statistics/intervals.ts";
import {decayCurve} from "../../../src/charts/decay.ts";
import {parsimony} from "../../../src/charts/parsimony.ts";
import {rateByScore, scoreDistribution} from "../../../src/charts/scores.ts";
import {asExport, type CardToExport} from "../../../src/exports/card.ts";
import {exportCard} from "../../../src/exports/exportCard.ts";
import * as calibrate from "../../../src/text/calibrate/calibrate.ts";
import * as consequences from "../../../src/text/calibrate/consequences.ts";
import * as workbench from "../../../src/text/calibrate/workbench.ts";
import {inLanguage} from "../../../src/text/language.ts";
import {latinWords} from "../latin.ts";

const rule = {id: "trial", when: {activity: "trial", at_least: 1, within_days: 30}};
const decay: Omit<Decay, "text"> = {
  activity: "trial",
  topic: null,
  action: "trial",
  state: "fades",
  halfLifeDays: {value: 30, low: 14, high: 81},
  worth: {value: 1, low: 0.5, high: 1.5},
  n: 900,
  conversions: 90,
  q: 0.001,
  points: {
    windows: [
      {withinDays: 14, points: 3},
      {withinDays: 60, points: 1},
    ],
    expiry: {points: 2, days: 45},
  },
  curve: [],
};
const limits: PointLimits = {
  atMost: 1,
  min: -2,
  max: 2,
  step: 2,
  total: {max: 2},
  ladders: "monotone",
  limits: [{for: {activity: "trial"}, cap: 2}],
};
const run: CardToExport["run"] = {
  id: "1a2b3c",
  title: "紬",
  project: "tsumugi",
  asOf: "2026-09-30T00:00:00.000Z",
  timezone: "Asia/Tokyo",
  design: "snapshot",
  stage: null,
  target: "won",
  horizonDays: 120,
  stages: [],
};
const listed = {rule, points: 3, interval: {value: 3, low: 1, high: 5}, isSure: false, with: wilson(30, 100)};
const card = asExport({rules: [listed], intercept: -2, slope: 0.3, auc: 0.7}, "edited", run, wilson(30, 300));

const strings = (value: unknown): string[] => {
  if (typeof value === "string") return [value];
  if (typeof value === "function") return strings(value("理由"));
  return value !== null && typeof value === "object" ? Object.values(value).flatMap(strings) : [];
};

describe("inLanguage(ja, the words of Calibrate)", () => {
  it("leaves no English word beside the data's own names", () => {
    const rates = [{score: 3, predicted: 0.2, ...wilson(20, 100)}];
    const line = {score: 3, rate: wilson(20, 100), share: 0.1, caught: 0.4};
    const tuned = [rule, {...rule, id: "more", when: {...rule.when, at_least: 3}}].map((one) => ({
      rule: one,
      suggested: 0,
      current: null,
      excluded: null,
    }));
    const state = stateWith(tuned, limits, (_, j) => (j === 0 ? 5 : -3));
    const told = inLanguage("ja", () => {
      const charts = [
        decayCurve({...decay, text: ""}),
        parsimony([{rules: 1, logLoss: 0.3, auc: 0.7}], 0.2),
        rateByScore(rates),
        scoreDistribution(rates),
      ];
      return strings([
        calibrate.halvesReading(30, true),
        calibrate.parsimonyReading(true),
        calibrate.parsimonyReading(false),
        calibrate.redrawsText(29, true),
        calibrate.wholePointsText(0.001, 0.02),
        calibrate.wholePointsText(-0.00001, -0.0022),
        [consequences.rateReading(), consequences.spreadReading(), consequences.columnNames(), consequences.rowNames()],
        [
          consequences.tileNames(),
          consequences.lineWords(),
          consequences.tileText(10, 3, 0.4),
          consequences.trainedText(),
        ],
        consequences.lineText(line, {n: 1000, conversions: 93}),
        [workbench.benchWords(), workbench.noCardText(null), workbench.publishedText(5, 17, 44)],
        brokenLimits(
          state,
          tuned.map((one) => one.rule),
        ),
        [tooFewDeals({converted: 3, rest: 90}, false), directionText({converted: 30, rest: 900}, 1, 3, false)],
        fewRulesText({converted: 60, rest: 900}, 6, true),
        [decayText(decay, 500), decayText({...decay, state: "no effect"}, 500), stateText("fades")],
        charts.map(({description, table}) => [description, table.columns]),
        exportCard(card, {format: "md", tool: "spreadsheet"}).text,
        exportCard(card, {format: "csv"}).text,
      ]);
    });
    expect(told.length).toBeGreaterThan(60);
    expect(told.flatMap((text) => latinWords(text, ["trial", "won", "Firth", "COUNTIFS", "exp"]))).toEqual([]);
  });
});
