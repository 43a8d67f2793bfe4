import type {Interval, Rate} from "../findings.ts";
import {evaluate, scoreBins} from "../points/evaluate.ts";
import {firthLine} from "../points/firthLine.ts";
import {type Cube, selectRules} from "../rules/cube.ts";
import {type Rule, ruleFamily, ruleText} from "../rules/rules.ts";
import {rateByLead} from "../statistics/byLead.ts";
import {tQuantile} from "../statistics/distributions.ts";
import {type WeightEvidence, weightEvidence} from "../statistics/jackknife.ts";
import type {FitOptions} from "../statistics/logistic.ts";
import type {Strength} from "./fewDeals.ts";
import type {Card, CardRule} from "./suggestion.ts";

interface EvidenceOptions {
  /** Default: ridge with λ = 0.1, enough to keep a separated rule finite. */
  fit?: FitOptions;
  /** How many rules or patterns the card's were picked from. Default: they were given, not picked. */
  pickedFrom?: number;
  /** Conversions of the lead that an average conversion belongs to: what rows of one lead multiply variances by. Default 1. */
  perLead?: number;
  /** `direction only`: intervals are as wide as picking asks for. Default `points`. */
  strength?: Strength;
}

const ridge: FitOptions = {penalty: "ridge", lambda: 0.1};

/** A card with the evidence for each of its points: highest points first. */
export function describe(
  cube: Cube,
  rules: readonly Rule[],
  points: Float64Array,
  options: EvidenceOptions = {},
): Card {
  const {intercept, slope, within, logLoss, auc} = evaluate(cube, points);
  const on = [...points.keys()].filter((j) => points[j] !== 0);
  const found = evidenceInPoints(cube, on, points, options);
  const errors = sureFrom(found, new Set(cube.fold).size, options);
  const cardRules = on.map((j, i): CardRule => {
    const error = errors[i];
    const isSure = slope > 0 && Math.abs(found[i].weight) > error;
    const [own, rest] = ratesOf(cube, j);
    const isAgainst = (own.value - rest.value) * points[j] < 0 && own.n > 0 && rest.n > 0;
    return {
      rule: {...rules[j], points: points[j]},
      text: ruleText(rules[j]),
      family: ruleFamily(rules[j]),
      points: points[j],
      interval: holding(
        options.strength === "direction only" ? widened(found[i], error, slope) : known(found[i].interval),
        points[j],
      ),
      isSure,
      kept: null,
      keptPoints: null,
      with: own,
      ...(isAgainst ? {against: rest} : {}),
    };
  });
  return {
    rules: cardRules.sort((a, b) => b.points - a.points),
    intercept,
    slope,
    ...(within ? {within} : {}),
    logLoss,
    auc,
  };
}

/**
 * Joint weights of the rules with their jackknife intervals, in points of a card: its slope is fitted anew without each fold.
 *
 * Where a rule, or the card, singles out observations that all ended alike, its weight is by Firth's penalised likelihood,
 * and its interval is the fit's own where that is wider: leads that all ended alike say the same whichever fold is left out.
 * Towards what they all did it is open, and reaches to the points given at least.
 */
export function evidenceInPoints(
  cube: Cube,
  positions: readonly number[],
  points: Float64Array,
  {fit = ridge, perLead = 1}: Pick<EvidenceOptions, "fit" | "perLead"> = {},
): WeightEvidence[] {
  const {isSeparated} = evaluate(cube, points);
  const slope = ({n, conversions}: Pick<Cube, "n" | "conversions">) => {
    const rows = {...cube, n, conversions};
    return isSeparated ? firthLine(scoreBins(rows, points)).slope : evaluate(rows, points).slope;
  };
  const unit = slope(cube);
  const ways = positions.map((j) => (isSeparated ? Math.sign(points[j]) : separation(cube, j)));
  if (ways.every((way) => way === 0)) return weightEvidence(selectRules(cube, positions), fit, slope);
  const found = weightEvidence(selectRules(cube, positions), {penalty: "firth"}, slope);
  const t = tQuantile(0.975, Math.max(1, new Set(cube.fold).size - 1));
  return found.map((one, i) => {
    if (ways[i] === 0 || !(unit > 0) || !Number.isFinite(one.rowError)) return one;
    const {value, low, high} = one.interval;
    const half = Math.max((t * one.rowError * Math.sqrt(perLead)) / unit, (high - low) / 2 || 0);
    if (!Number.isFinite(half)) return one;
    const given = points[positions[i]];
    return {
      ...one,
      interval: {
        value,
        low: ways[i] < 0 ? Math.min(value - half, given) : value - half,
        high: ways[i] > 0 ? Math.max(value + half, given) : value + half,
      },
    };
  });
}

/** The sign of a rule's weight where it runs away, because the rule holds, or does not, on observations that all ended alike; else 0. */
function separation({holds, n, conversions}: Cube, j: number): number {
  const sum = (values: ArrayLike<number>, rows: Iterable<number>) => {
    let total = 0;
    for (const r of rows) total += values[r];
    return total;
  };
  const [own, converted] = [sum(n, holds[j]), sum(conversions, holds[j])];
  const [rest, others] = [sum(n, n.keys()) - own, sum(conversions, n.keys()) - converted];
  if (own === 0 || rest === 0) return 0;
  if (converted === own || others === 0) return 1;
  return converted === 0 || others === rest ? -1 : 0;
}

/**
 * How far from 0 each weight must be for its direction to be sure: at 95 % for a card that was given. For one that was picked
 * from m patterns at the level at which no more than one in twenty of the sure ones is expected to be luck (Benjamini &
 * Hochberg 1995; as intervals Benjamini & Yekutieli 2005): 1 − 0.05 · R / m, R the most rules that pass at their own level,
 * or 1. That picking rules together leaves it at that is found by simulation (test/recovery/fewDeals.test.ts).
 */
function sureFrom(
  found: readonly WeightEvidence[],
  folds: number,
  {pickedFrom, perLead = 1}: EvidenceOptions,
): number[] {
  const at = (passing: number) =>
    found.map((one) => halfWidth(one, pickedFrom ? passing / pickedFrom : 1, folds, perLead));
  for (let R = found.length; R > 1; --R) {
    const errors = at(R);
    if (errors.filter((error, i) => Math.abs(found[i].weight) > error).length >= R) return errors;
  }
  return at(1);
}

/**
 * Half the width of a weight's interval of level 1 − 0.05 · `share`, by the fit's own error as if all of a lead's conversions
 * said the same, with Student's t on folds − 1 degrees of freedom; never less than that of the 95 % jackknife interval,
 * whose error is too unsure further out. Infinity where unknown.
 */
function halfWidth({jackknifeError, rowError}: WeightEvidence, share: number, folds: number, perLead: number): number {
  if (folds < 2) return Number.POSITIVE_INFINITY;
  const byRows = tQuantile(1 - 0.025 * share, folds - 1) * rowError * Math.sqrt(perLead);
  return Math.max(byRows, tQuantile(0.975, folds - 1) * jackknifeError);
}

const widened = ({weight}: WeightEvidence, error: number, slope: number): Interval | null =>
  slope > 0 ? known({value: weight / slope, low: (weight - error) / slope, high: (weight + error) / slope}) : null;

/** The interval as far as the points given: these are whole, and what they are fitted with has no penalty. */
const holding = (interval: Interval | null, points: number): Interval | null =>
  interval && {...interval, low: Math.min(interval.low, points), high: Math.max(interval.high, points)};

/** The interval; null where it is open, which no page should print. */
export const known = (interval: Interval): Interval | null =>
  Number.isFinite(interval.low) && Number.isFinite(interval.high) ? interval : null;

/** Share of conversions where the rule holds, and where it does not. */
function ratesOf(cube: Cube, j: number): [Rate, Rate] {
  const isIn = new Uint8Array(cube.n.length);
  for (const r of cube.holds[j]) isIn[r] = 1;
  const rest = Array.from(cube.n.keys()).filter((r) => isIn[r] === 0);
  const {n, conversions, fold} = cube;
  return [rateOf(cube, j), rateByLead(rest.map((r) => ({fold: fold[r], n: n[r], conversions: conversions[r]})))];
}

/** Share of conversions where the rule holds. */
export function rateOf({holds, n, conversions, fold}: Cube, j: number): Rate {
  return rateByLead(Array.from(holds[j], (r) => ({fold: fold[r], n: n[r], conversions: conversions[r]})));
}
