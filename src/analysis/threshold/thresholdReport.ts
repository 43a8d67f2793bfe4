import {say} from "../../text/language.ts";
import type {Rate} from "../findings.ts";
import type {Cube} from "../rules/cube.ts";
import type {Rule} from "../rules/rules.ts";
import type {Forecast} from "../validation/quality.ts";
import type {Trial, Trials} from "../validation/validate.ts";
import {type Band, bands} from "./bands.ts";
import {atSamePlaces, cellsOf, scoreCells} from "./scoreCells.ts";
import {type Matrix, matrix, subScores} from "./subScores.ts";
import {type Per, type ScoreTable, type Threshold, tableOf, type Unit} from "./threshold.ts";

/** What the project file says of the line (`threshold:`); null where it says nothing. */
export interface ThresholdSettings {
  /** Leads that sales can call a month. */
  capacityAMonth: number | null;
  /** Share of the leads above the line that should convert. */
  precision: number | null;
  /** What a conversion brings, and what a call costs, in the project's currency. */
  value: number | null;
  callCost: number | null;
  /** Lowest scores of all bands but the last. */
  bands: readonly number[] | null;
}

export interface ThresholdInput {
  cube: Cube;
  /** The cube's rules, in its order. */
  rules: readonly Rule[];
  /** The card that the line is drawn on, in the order of the rules. */
  points: ArrayLike<number>;
  trials: Trials;
  /** Null without dates. */
  period: Exclude<Unit, "1,000 leads"> | null;
  /** Positions of the cube's periods that hold only a part of their leads. */
  partial: readonly number[];
  minSupport: number;
  settings: ThresholdSettings;
}

/** A line with what it would have done on unseen leads, beside the leads that the card was learned from. */
export interface TestedThreshold extends Threshold {
  /** Conversions of the leads above on all observations; the same as `rate` where there is no test. */
  seen: Rate;
}

/** Lines, bands and sub-scores of a card, on leads it has not seen where possible. */
export interface ThresholdReport {
  unit: Unit;
  /** How many periods volumes are a mean of. */
  periods: number;
  /** What the figures were measured on. `seen`: the observations that the card was learned from. */
  measured: {kind: Trial["kind"] | "seen"; how: string};
  all: Rate;
  /** Every possible line, lowest score first. */
  thresholds: TestedThreshold[];
  /** Highest first. */
  bands: Band[];
  areBandsGiven: boolean;
  /** On all observations; null where one of the sub-scores is the same for everyone. */
  matrix: Matrix | null;
  /** Rules with points of each sub-score. */
  ruleCount: {fit: number; engagement: number};
  settings: ThresholdSettings;
}

/**
 * Where the line could be drawn on a card and what each choice would have done on leads it was not learned from: out of
 * time, without dates on lead folds. There the leads are those tested; the best of them by the card as learned without them
 * stand for the best by the card itself (see `atSamePlaces`).
 */
export function thresholdReport(input: ThresholdInput): ThresholdReport {
  const {cube, rules, points, period, partial, minSupport, settings} = input;
  const per: Per = period ? {unit: period, partial} : {unit: "1,000 leads"};
  const seen = tableOf(scoreCells(cube, points), per);
  const trial = trialOf(input);
  const table = trial ? unseenTable(trial, points, per) : seen;
  const parts = subScores(rules, points);
  return {
    unit: table.unit,
    periods: table.periods,
    measured: trial
      ? {kind: trial.kind, how: trial.how}
      : {
          kind: "seen",
          how: say({en: "on the observations that the card was learned from", ja: "配点表の学習に使った観測"}),
        },
    all: table.all,
    thresholds: table.thresholds.map((threshold) => ({...threshold, seen: rateAt(seen, threshold.score)})),
    bands: bands(table, {least: minSupport, cuts: settings.bands ?? undefined}),
    areBandsGiven: settings.bands !== null,
    matrix: matrix(cube, rules, points, {least: minSupport}, per),
    ruleCount: {fit: used(parts.fit), engagement: used(parts.engagement)},
    settings,
  };
}

/** By time where there are dates; else the lead folds, which test everyone, before the fifth kept back. */
function trialOf({trials: {outOfTime, grouped}}: ThresholdInput): Trial | null {
  return outOfTime?.kind === "out of time" ? outOfTime : (grouped ?? outOfTime);
}

function unseenTable({cube, forecasts}: Trial, points: ArrayLike<number>, per: Per): ScoreTable {
  const {rank} = forecasts.get("suggested") as Forecast;
  return tableOf(atSamePlaces(scoreCells(cube, points), cellsOf(cube, rank)), per);
}

/** Every score of a test occurs among all observations. */
const rateAt = ({thresholds}: ScoreTable, score: number): Rate =>
  (thresholds.find((threshold) => threshold.score >= score) as Threshold).rate;

const used = (points: Int32Array): number => points.filter((p) => p !== 0).length;

/** A capacity a month in the unit of the volumes; null where leads are not counted by time. */
export function perUnit(aMonth: number, unit: Unit): number | null {
  if (unit === "1,000 leads") return null;
  return aMonth * {week: 12 / (365.25 / 7), month: 1, quarter: 3}[unit];
}
