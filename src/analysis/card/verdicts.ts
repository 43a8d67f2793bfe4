import {count} from "../figures.ts";
import type {Interval} from "../findings.ts";
import {evaluate} from "../points/evaluate.ts";
import type {Cube} from "../rules/cube.ts";
import {compileLimits, leaning, type PointLimits} from "../rules/limits.ts";
import {type Rule, ruleText} from "../rules/rules.ts";
import {total} from "../validation/quality.ts";
import {evidenceInPoints, known, rateOf} from "./evidence.ts";
import {conversionsPerRule, type Strength} from "./fewDeals.ts";
import type {Suggestion} from "./suggestion.ts";

export type Verdict = Suggestion["verdicts"][number];

export interface VerdictInput {
  cube: Cube;
  rules: readonly Rule[];
  /** Points on today's card; null where a rule is not on it. */
  current: readonly (number | null)[];
  /** As asked for, whatever the deals carry. */
  limits: PointLimits;
  minSupport: number;
  /** Leads that converted. */
  converted: number;
  strength: Strength;
  /** Fewer deals than the card's rules ask for. */
  isFew: boolean;
}

/** Points a rule may have. */
interface Bounds {
  min: number;
  max: number;
  step: number;
}

/**
 * What the data say of each of today's points, in points of today's card (of the suggested one where today's tells nothing):
 * keep, change, or too few to say.
 *
 * - `keep`: today's points lie in the interval, or no allowed number is nearer to what the data say.
 * - `change`: they do not. `changeTo` is the nearest allowed number; 0, where that is allowed and the interval holds both signs.
 * - `too few`: the rule holds too seldom, or the interval holds both signs and reaches beyond the bounds.
 *
 * Where the deals carry directions only, signs are compared: a rule whose direction is not sure is `too few`, and no number
 * is named.
 */
export function verdicts(input: VerdictInput, suggested: Float64Array): Verdict[] {
  const {cube, rules, current, minSupport, converted} = input;
  const on = [...rules.keys()].filter((j) => current[j] !== null);
  const today = Float64Array.from(current, (p) => p ?? 0);
  const isFew = input.isFew || converted < conversionsPerRule * on.length;
  const tells = evaluate(cube, today).slope > 0;
  const found = evidenceInPoints(cube, on, tells ? today : suggested, isFew ? {penalty: "firth"} : undefined);
  const compiled = compileLimits(rules, input.limits, leaning(cube));
  const everyone = total(cube.n);
  return on.map((j, i): Verdict => {
    const points = current[j] as number;
    const {n} = rateOf(cube, j);
    const about = {rule: rules[j].id, text: ruleText(rules[j]), points};
    if (Math.min(n, everyone - n) < minSupport) {
      const why = `it holds on ${n} of ${everyone} observations; ${minSupport} with and without it are needed`;
      return {...about, suggested: null, verdict: "too few", changeTo: null, why};
    }
    const interval = known(found[i].interval);
    if (!interval) {
      const why =
        "no interval can be had: its leads all ended alike, or lie in one part of the data; more leads with it are needed";
      return {...about, suggested: null, verdict: "too few", changeTo: null, why};
    }
    const bounds = {min: at(compiled.min, j), max: at(compiled.max, j), step: compiled.step ?? 1};
    const judged =
      input.strength === "points"
        ? byPoints(points, interval, bounds, converted)
        : byDirection(points, interval, converted);
    const onOtherCard = tells ? "" : "; in points of the suggested card, because today's score tells nothing";
    return {...about, suggested: interval, ...judged, why: judged.why + onOtherCard};
  });
}

type Judged = Pick<Verdict, "verdict" | "changeTo" | "why">;

function byPoints(points: number, interval: Interval, bounds: Bounds, converted: number): Judged {
  const {value, low, high} = interval;
  const {min, max} = bounds;
  if (low < 0 && high > 0 && (low < min || high > max)) {
    const enough = Math.max(Math.abs(value), Math.min(max - value, value - min));
    return {verdict: "too few", changeTo: null, why: `${anything(interval)}; ${more(interval, enough, converted)}`};
  }
  if (low <= points && points <= high) return {verdict: "keep", changeTo: null, why: said(interval)};
  if (low < 0 && high > 0 && min <= 0 && max >= 0)
    return {verdict: "change", changeTo: 0, why: `${said(interval)}: plus or minus cannot be told, so no points`};
  const nearest = nearestAllowed(value, bounds);
  if (nearest === null || Math.abs(points - value) <= Math.abs(nearest - value)) {
    const why = `${said(interval)}; within the bounds nothing else comes nearer`;
    return {verdict: "keep", changeTo: null, why};
  }
  const isCut = nearest < value - bounds.step || nearest > value + bounds.step;
  const why = isCut ? `${said(interval)}; ${number(nearest)} is as far as the bounds go` : said(interval);
  return {verdict: "change", changeTo: nearest, why};
}

function byDirection(points: number, interval: Interval, converted: number): Judged {
  const {value, low, high} = interval;
  if (low <= 0 && high >= 0)
    return {
      verdict: "too few",
      changeTo: null,
      why: `plus or minus cannot be told; ${more(interval, Math.abs(value), converted)}`,
    };
  const sign = low > 0 ? "plus" : "minus";
  const isSame = Math.sign(points) === Math.sign(value);
  return {
    verdict: isSame ? "keep" : "change",
    changeTo: null,
    why: `the data say ${sign}; how many points cannot be told from so few deals`,
  };
}

/** The multiple of the step within the bounds that is nearest to a value; null where there is none. */
export function nearestAllowed(value: number, {min, max, step}: Bounds): number | null {
  const [least, most] = [Math.ceil(min / step), Math.floor(max / step)];
  return least > most ? null : Math.max(least, Math.min(most, Math.round(value / step))) * step + 0;
}

/** How many more converted leads bring the half-width down to `enough`: widths shrink with the square root of their number. */
function more({low, high}: Interval, enough: number, converted: number): string {
  const times = ((high - low) / 2 / enough) ** 2;
  if (!(times < 20)) return "more than twenty times as many converted leads would be needed";
  const wanted = Math.max(1, converted * (times - 1));
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(wanted)) - 1);
  return `roughly ${count(Math.ceil(wanted / unit) * unit)} more converted leads are needed`;
}

const at = (bound: number | readonly number[], j: number): number => (typeof bound === "number" ? bound : bound[j]);

const number = (points: number, digits = 0): string => points.toFixed(digits).replace("-", "−");

const said = ({value, low, high}: Interval): string =>
  `the data say ${number(value, 1)}, between ${number(low, 1)} and ${number(high, 1)}`;

const anything = ({value, low, high}: Interval): string =>
  `the data say ${number(value, 1)}, but anything between ${number(low, 1)} and ${number(high, 1)} is possible`;
