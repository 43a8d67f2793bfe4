import {say} from "../../text/language.ts";
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

/** What the data say of one rule of today's card. */
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
  const found = evidenceInPoints(cube, on, tells ? today : suggested, {fit: isFew ? {penalty: "firth"} : undefined});
  const compiled = compileLimits(rules, input.limits, leaning(cube));
  const everyone = total(cube.n);
  return on.map((j, i): Verdict => {
    const points = current[j] as number;
    const {n} = rateOf(cube, j);
    const about = {rule: rules[j].id, text: ruleText(rules[j]), points};
    if (Math.min(n, everyone - n) < minSupport) {
      const why = say({
        en: `it holds on ${n} of ${everyone} observations; ${minSupport} with and without it are needed`,
        ja: `観測${count(everyone)}件のうち当てはまるのは${count(n)}件です。当てはまる側も当てはまらない側も${minSupport}件以上必要です`,
      });
      return {...about, suggested: null, verdict: "too few", changeTo: null, why};
    }
    const interval = known(found[i].interval);
    if (!interval) {
      const why = say({
        en: "no interval can be had: its leads all ended alike, or lie in one part of the data; more leads with it are needed",
        ja: "区間を求められません。当てはまるリードの結果がすべて同じか、データの一部に偏っています。当てはまるリードがもっと必要です",
      });
      return {...about, suggested: null, verdict: "too few", changeTo: null, why};
    }
    const bounds = {min: at(compiled.min, j), max: at(compiled.max, j), step: compiled.step ?? 1};
    const judged =
      input.strength === "points"
        ? byPoints(points, interval, bounds, converted)
        : byDirection(points, interval, converted);
    const onOtherCard = tells
      ? ""
      : say({
          en: "; in points of the suggested card, because today's score tells nothing",
          ja: "（現行のスコアは手がかりにならないため、提案の配点表の点数で表示）",
        });
    return {...about, suggested: interval, ...judged, why: judged.why + onOtherCard};
  });
}

type Judged = Pick<Verdict, "verdict" | "changeTo" | "why">;

function byPoints(points: number, interval: Interval, bounds: Bounds, converted: number): Judged {
  const {value, low, high} = interval;
  const {min, max} = bounds;
  if (low < 0 && high > 0 && (low < min || high > max)) {
    const enough = Math.max(Math.abs(value), Math.min(max - value, value - min));
    const [possible, needed] = [anything(interval), more(interval, enough, converted)];
    return {verdict: "too few", changeTo: null, why: say({en: `${possible}; ${needed}`, ja: `${possible}。${needed}`})};
  }
  const told = said(interval);
  if (low <= points && points <= high) return {verdict: "keep", changeTo: null, why: told};
  if (low < 0 && high > 0 && min <= 0 && max >= 0) {
    const why = say({
      en: `${told}: plus or minus cannot be told, so no points`,
      ja: `${told}。加点か減点か判断できないため、0点とします`,
    });
    return {verdict: "change", changeTo: 0, why};
  }
  const nearest = nearestAllowed(value, bounds);
  if (nearest === null || Math.abs(points - value) <= Math.abs(nearest - value)) {
    const why = say({
      en: `${told}; within the bounds nothing else comes nearer`,
      ja: `${told}。決められた範囲にこれより近い点数はありません`,
    });
    return {verdict: "keep", changeTo: null, why};
  }
  const isCut = nearest < value - bounds.step || nearest > value + bounds.step;
  const why = isCut
    ? say({
        en: `${told}; ${number(nearest)} is as far as the bounds go`,
        ja: `${told}。決められた範囲で最も近いのは${number(nearest)}点です`,
      })
    : told;
  return {verdict: "change", changeTo: nearest, why};
}

function byDirection(points: number, interval: Interval, converted: number): Judged {
  const {value, low, high} = interval;
  if (low <= 0 && high >= 0) {
    const needed = more(interval, Math.abs(value), converted);
    const why = say({
      en: `plus or minus cannot be told; ${needed}`,
      ja: `加点か減点か判断できません。${needed}`,
    });
    return {verdict: "too few", changeTo: null, why};
  }
  const isSame = Math.sign(points) === Math.sign(value);
  return {
    verdict: isSame ? "keep" : "change",
    changeTo: null,
    why: say({
      en: `the data say ${low > 0 ? "plus" : "minus"}; how many points cannot be told from so few deals`,
      ja: `データが示すのは${low > 0 ? "加点" : "減点"}です。案件が少なく、何点かまでは判断できません`,
    }),
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
  if (!(times < 20))
    return say({
      en: "more than twenty times as many converted leads would be needed",
      ja: "転換したリードが今の20倍を超えて必要です",
    });
  const wanted = Math.max(1, converted * (times - 1));
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(wanted)) - 1);
  const leads = count(Math.ceil(wanted / unit) * unit);
  return say({en: `roughly ${leads} more converted leads are needed`, ja: `転換したリードがあと約${leads}件必要です`});
}

const at = (bound: number | readonly number[], j: number): number => (typeof bound === "number" ? bound : bound[j]);

const number = (points: number, digits = 0): string => points.toFixed(digits).replace("-", "−");

const said = ({value, low, high}: Interval): string =>
  say({
    en: `the data say ${number(value, 1)}, between ${number(low, 1)} and ${number(high, 1)}`,
    ja: `データからは${number(value, 1)}点（${number(low, 1)}～${number(high, 1)}点）`,
  });

const anything = ({value, low, high}: Interval): string =>
  say({
    en: `the data say ${number(value, 1)}, but anything between ${number(low, 1)} and ${number(high, 1)} is possible`,
    ja: `データからは${number(value, 1)}点ですが、${number(low, 1)}～${number(high, 1)}点のどれもありえます`,
  });
