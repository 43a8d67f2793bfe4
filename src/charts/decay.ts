import type {AgePoint, Decay} from "../analysis/decay/decay.ts";
import {stateText} from "../analysis/decay/decayText.ts";
import {count} from "../analysis/figures.ts";
import {say} from "../text/language.ts";
import type {Chart} from "./chart.ts";
import {layered, levelAt} from "./parts.ts";
import {colour} from "./theme.ts";

/** Bounds further than this factor beyond all values run out of the picture. */
const room = 1.7;

/** Odds of converting by the time since an action, in times those of leads that never did it: seen, and as fitted. */
export function decayCurve({action, curve, worth, halfLifeDays, state}: Decay): Chart {
  const rows = curve.map((point) => ({
    days: point.days,
    odds: Math.exp(point.observed.value),
    low: Math.exp(point.observed.low),
    high: Math.exp(point.observed.high),
  }));
  const isFitted = worth !== null && halfLifeDays !== null;
  const last = Math.max(1, ...rows.map(({days}) => days));
  const left = (days: number) => (halfLifeDays?.value ? 2 ** (-days / halfLifeDays.value) : 1);
  const line = isFitted
    ? Array.from({length: 61}, (_, i) => last * (i / 60) ** 2).map((days) => ({
        days,
        odds: Math.exp(worth.value * left(days)),
      }))
    : [];
  const values = [1, ...rows.map(({odds}) => odds), ...line.map(({odds}) => odds)];
  const domain = [Math.min(...values) / room, Math.max(...values) * room];
  const x = {
    field: "days",
    type: "quantitative",
    scale: {type: "sqrt", domain: [0, last * 1.03], nice: false},
    axis: {
      title: say({en: `days since the last ${action}`, ja: `最後の${action}からの日数`}),
      values: ticks(last),
      grid: false,
    },
  } as const;
  const y = {
    type: "quantitative",
    scale: {type: "log", domain, nice: false},
    axis: {
      title: say({en: "odds, times those without it", ja: "転換のオッズ（行動なしの何倍か）"}),
      format: "~g",
      values: oddsTicks(domain),
      grid: true,
    },
  } as const;
  return {
    spec: layered([
      levelAt(1),
      {
        mark: {type: "rule", strokeWidth: 2, clip: true, color: colour.muted},
        encoding: {x, y: {...y, field: "low"}, y2: {field: "high"}},
      },
      {mark: {type: "point", size: 55, color: colour.ink}, encoding: {x, y: {...y, field: "odds"}}},
      {
        data: {name: "line"},
        mark: {type: "line", color: colour.converted, strokeWidth: 2.5},
        encoding: {x, y: {...y, field: "odds"}},
      },
    ]),
    data: {rows, line},
    description: describe(action, curve, state, halfLifeDays),
    table: {
      columns: say({
        en: ["time since the last one", "observations", "converted", "odds, times those without it", "fitted"],
        ja: ["最後の行動からの日数", "観測数", "転換数", "オッズ（行動なしの何倍か）", "当てはめ"],
      }),
      rows: curve.map(({label, n, conversions, observed, fitted}) => [
        label,
        count(n),
        count(conversions),
        timesText(observed),
        isFitted ? times(fitted) : "–",
      ]),
    },
  };
}

function describe(
  action: string,
  curve: readonly AgePoint[],
  state: Decay["state"],
  halfLifeDays: Decay["halfLifeDays"],
): string {
  const seen = curve.map(({label, observed}) => `${label} ${times(observed.value)}`);
  const half = halfLifeDays?.value ? halfLifeDays.value.toFixed(1) : null;
  const found = stateText(state);
  return say({
    en: `Odds of converting by days since the last ${action}, in times those of leads without it: ${seen.join(", ") || "too few to show"}. Found: ${found}${half ? `; the fitted worth halves every ${half} days` : ""}.`,
    ja: `最後の${action}からの日数別の転換のオッズ（行動なしのリードの何倍か）：${seen.join("、") || "件数不足のため表示なし"}。結果：${found}${half ? `（効果は${half}日ごとに半減）` : ""}。`,
  });
}

function timesText({value, low, high}: AgePoint["observed"]): string {
  const [odds, range] = [times(value), `${times(low)}–${times(high)}`];
  return say({en: `${odds} (${range})`, ja: `${odds}（${range}）`});
}

/** Times the odds, of natural-log odds. */
const times = (logOdds: number): string => {
  const ratio = Math.exp(logOdds);
  return ratio >= 9.95 ? ratio.toFixed(0) : ratio >= 0.095 ? ratio.toFixed(1) : ratio.toFixed(2);
};

const ticks = (last: number): number[] => [1, 7, 14, 30, 60, 90, 180, 365, 730].filter((days) => days <= last);

const oddsTicks = ([low, high]: readonly number[]): number[] =>
  [0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 3, 5, 10, 20, 50].filter((odds) => odds >= low && odds <= high);
