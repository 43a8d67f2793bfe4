import {count, percent, percentWithRange} from "../analysis/figures.ts";
import {profit, profitInterval, type Threshold, type Unit, type Worth} from "../analysis/threshold/threshold.ts";
import {say} from "../text/language.ts";
import {
  convertColumn,
  few,
  leadsPer,
  money,
  perText,
  profitPer,
  scoreAtLeast,
  scoreNumber,
  scoreText,
  volumeText,
} from "../text/threshold/threshold.ts";
import type {Chart, Row} from "./chart.ts";
import {type Layer, layered, levelAt, percentAxis, top} from "./parts.ts";
import {colour} from "./theme.ts";

const along = () =>
  ({
    field: "score",
    type: "quantitative",
    scale: {nice: false, zero: false},
    axis: {title: scoreAtLeast(), tickCount: 8, format: "d"},
  }) as const;

/** A figure of each line with its range, in steps: it holds down to the next score. */
const stepped = (y: Layer): Layer[] => [
  {
    mark: {type: "area", interpolate: "step-before", opacity: 0.2, color: colour.converted},
    encoding: {x: along(), y: {...y, field: "low"}, y2: {field: "high"}},
  },
  {
    mark: {type: "line", interpolate: "step-before", color: colour.converted},
    encoding: {x: along(), y: {...y, field: "value"}},
  },
];

/** The line that was chosen and its value; it moves with the data, so that the picture is not drawn anew. */
const chosenLayers = (y: Layer): Layer[] => [
  {
    data: {name: "chosen"},
    mark: {type: "rule", strokeWidth: 1.5, strokeDash: [5, 3]},
    encoding: {x: along(), y: {value: 0}, y2: {value: "height"}},
  },
  {data: {name: "chosen"}, mark: {type: "point", size: 90}, encoding: {x: along(), y: {...y, field: "value"}}},
  label("before", {align: "right", dx: -8}, y),
  label("after", {align: "left", dx: 8}, y),
];

const label = (name: string, mark: Layer, y: Layer): Layer => ({
  data: {name},
  mark: {type: "text", dy: -10, fontWeight: 600, ...mark},
  encoding: {x: along(), y: {...y, field: "value"}, text: {field: "label", type: "nominal"}},
});

/** The chosen line as data, its label on the side where the curve is not, or where there is room. */
function chosenRows(
  thresholds: readonly Threshold[],
  chosen: Threshold | null,
  side: "before" | "after" | "after, long",
  figure: (chosen: Threshold) => {value: number; label: string},
): Record<"chosen" | "before" | "after", Row[]> {
  if (!chosen) return {chosen: [], before: [], after: []};
  const [low, high] = [thresholds[0].score, thresholds[thresholds.length - 1].score];
  const place = (chosen.score - low) / (high - low || 1);
  const isBefore = place > {before: 0.2, after: 0.85, "after, long": 0.6}[side];
  const row = {score: chosen.score, ...figure(chosen)};
  return {chosen: [row], before: isBefore ? [row] : [], after: isBefore ? [] : [row]};
}

/** Leads above each line, with the range over periods. */
export function leadsAbove(thresholds: readonly Threshold[], unit: Unit, chosen: Threshold | null): Chart {
  const title = leadsPer(unit);
  const y = {type: "quantitative", scale: {domainMin: 0}, axis: {title, tickCount: 5, format: ",d"}} as const;
  return {
    spec: layered([...stepped(y), ...chosenLayers(y)]),
    data: {
      rows: thresholds.map(({score, volume: {mean, low, high}}) => ({
        score,
        value: mean,
        low: low ?? mean,
        high: high ?? mean,
      })),
      ...chosenRows(thresholds, chosen, "after", ({volume: {mean}}) => ({value: mean, label: few(mean)})),
    },
    description: described(
      say({en: "Leads above each line", ja: "それぞれの線より上のリード"}),
      ends(thresholds, chosen, (t) => volumeText(t.volume, unit)),
    ),
    table: {
      columns: [scoreAtLeast(), title],
      rows: thresholds.map((t) => [scoreNumber(t.score), volumeText(t.volume, unit)]),
    },
  };
}

/** Share of the leads above each line that converts, with its interval, and the rate of all. */
export function precisionAbove(thresholds: readonly Threshold[], base: number, chosen: Threshold | null): Chart {
  const most = top(thresholds.map(({rate}) => Math.min(rate.high, 1.5 * rate.value + 0.05)));
  const y = {
    type: "quantitative",
    scale: {domain: [0, most], clamp: true},
    axis: {...percentAxis, title: say({en: "convert", ja: "転換率"})},
  } as const;
  return {
    spec: layered([...stepped(y), levelAt(base), ...chosenLayers(y)]),
    data: {
      rows: thresholds.map(({score, rate: {value, low, high}}) => ({
        score,
        value,
        low: Math.min(low, most),
        high: Math.min(high, most),
      })),
      ...chosenRows(thresholds, chosen, "before", ({rate: {value}}) => ({value, label: percent(value)})),
    },
    description: described(
      say({en: "Share converting above each line", ja: "それぞれの線より上のリードの転換率"}),
      ends(thresholds, chosen, ({rate}) => percent(rate.value), base),
    ),
    table: {
      columns: [scoreAtLeast(), "n", convertColumn()],
      rows: thresholds.map(({score, rate}) => [scoreNumber(score), count(rate.n), percentWithRange(rate)]),
    },
  };
}

/** Expected profit of calling everyone above each line. */
export function profitCurve(
  thresholds: readonly Threshold[],
  worth: Worth,
  {unit, currency, chosen}: {unit: Unit; currency: string | null; chosen: Threshold | null},
): Chart {
  const title = `${profitPer(unit)}${currency ? say({en: `, ${currency}`, ja: `（${currency}）`}) : ""}`;
  const y = {type: "quantitative", scale: {zero: true}, axis: {title, tickCount: 5, format: "~s"}} as const;
  const text = (threshold: Threshold) => money(profit(threshold, worth), currency);
  return {
    spec: layered([levelAt(0), ...stepped(y), ...chosenLayers(y)]),
    data: {
      rows: thresholds.map((threshold) => ({score: threshold.score, ...profitInterval(threshold, worth)})),
      ...chosenRows(thresholds, chosen, "after, long", (line) => ({value: profit(line, worth), label: text(line)})),
    },
    description: described(
      say({en: `Profit ${perText(unit)} above each line`, ja: `それぞれの線での${profitPer(unit)}`}),
      ends(thresholds, chosen, text),
    ),
    table: {
      columns: [scoreAtLeast(), say({en: `${title} (95 %)`, ja: `${title}（95%）`})],
      rows: thresholds.map((threshold) => {
        const {low, high} = profitInterval(threshold, worth);
        const [from, to] = [money(low, currency), money(high, currency)];
        const profitText = say({
          en: `${text(threshold)} (${from} to ${to})`,
          ja: `${text(threshold)}（${from}～${to}）`,
        });
        return [scoreNumber(threshold.score), profitText];
      }),
    },
  };
}

const described = (what: string, figures: string): string =>
  say({en: `${what}: ${figures}.`, ja: `${what}：${figures}。`});

/** The lowest line and the highest in words, the rate of all where it is given, and the line that is chosen. */
function ends(
  thresholds: readonly Threshold[],
  chosen: Threshold | null,
  text: (threshold: Threshold) => string,
  base?: number,
): string {
  if (thresholds.length === 0) return say({en: "none", ja: "なし"});
  const one = (t: Threshold) => say({en: `${scoreNumber(t.score)}: ${text(t)}`, ja: `${scoreText(t)}は${text(t)}`});
  const [first, last] = [thresholds[0], thresholds[thresholds.length - 1]].map(one);
  const all = base === undefined ? "" : say({en: `; all ${percent(base)}`, ja: `；全体は${percent(base)}`});
  const ours = chosen ? say({en: `; chosen ${one(chosen)}`, ja: `；選んだ線の${one(chosen)}`}) : "";
  return `${say({en: `${first}, ${last}`, ja: `${first}、${last}`})}${all}${ours}`;
}
