import type {Driver} from "../analysis/drivers/driver.ts";
import type {AmongLike, ComparedDriver} from "../analysis/drivers/viewFigures.ts";
import {count, percent, plural} from "../analysis/figures.ts";
import type {Interval} from "../analysis/findings.ts";
import {alikeText, heldText, tellingAdjustment, verdictNote, verdictText} from "../text/drivers/driverViews.ts";
import {decimals, intervalText, shareText} from "../text/format.ts";
import {say} from "../text/language.ts";
import type {Chart, Table} from "./chart.ts";
import {alongRatios, haloed, type Layer, layered, markAt, namedRows, tones} from "./parts.ts";
import {colour} from "./theme.ts";
import {wrapAll} from "./words.ts";

/** Characters that fit on a line of a phone, and pixels from line to line. */
const nameWidth = 46;
const lineHeight = 14;

const widest = 64;
const cut = (ratio: number | null): number => Math.min(widest, Math.max(1 / widest, ratio ?? widest));

const ratioAxis = () =>
  ({
    format: "~r",
    values: [0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50],
    title: say({en: "odds ratio, with the pattern against without", ja: "オッズ比（該当するリード対しないリード）"}),
  }) as const;

/**
 * Odds ratios with their intervals, in the order given: filled where the pattern goes with more conversions, hollow with
 * fewer, grey where it may well be chance. Below each name its rates and n.
 */
export function forest(drivers: readonly Driver[], among: AmongLikeLeads = new Map()): Chart {
  const {texts, lines} = wrapAll(
    drivers.map(({text}) => text),
    nameWidth,
  );
  const step = 36 + lineHeight * lines;
  const rows = drivers.map((driver, order) => ({
    order,
    name: texts[order],
    figures: `${bothRates(driver)}${verdictNote(among.get(driver.rule.id)?.verdict ?? "stays")}`,
    tone: driver.q >= 0.05 ? "unclear" : driver.oddsRatio.value >= 1 ? "more" : "fewer",
    ratio: cut(driver.oddsRatio.value),
    low: cut(driver.oddsRatio.low),
    high: cut(driver.oddsRatio.high),
    isMore: driver.oddsRatio.value >= 1,
  }));
  const best = drivers[0];
  return {
    spec: layered([markAt(1), ruleNames(step), ruleFigures(step, lines), ...ratio(step, rows)], {
      height: Math.max(1, rows.length) * step,
      encoding: {y: namedRows},
    }),
    data: {rows},
    description: say({
      en: `Forest plot of ${drivers.length} patterns by odds ratio of converting.${best ? ` Strongest: ${best.text}, odds ratio ${intervalText(best.oddsRatio, 2)}.` : ""}`,
      ja: `${drivers.length}個のパターンの転換オッズ比を並べたフォレストプロット。${best ? `最も強いのは「${best.text}」で、オッズ比は${intervalText(best.oddsRatio, 2)}。` : ""}`,
    }),
    table: driverTable(drivers, among),
  };
}

const bothRates = ({with: inside, without}: Driver): string =>
  say({
    en: `${percent(inside.value)} of ${count(inside.n)} with it, ${percent(without.value)} of ${count(without.n)} without`,
    ja: `該当${count(inside.n)}件の${percent(inside.value)}、非該当${count(without.n)}件の${percent(without.value)}`,
  });

/** What becomes of patterns among like leads, by the rule's id. */
export type AmongLikeLeads = ReadonlyMap<string, AmongLike>;

/** Patterns with n, both rates, odds ratio, what like leads make of it, and q. */
export const driverTable = (drivers: readonly Driver[], among: AmongLikeLeads = new Map()): Table => ({
  columns: [
    ...say({
      en: ["pattern", "n with", "convert with", "convert without", "odds ratio (95 %)"],
      ja: ["パターン", "該当のn", "該当の転換率", "非該当の転換率", "オッズ比（95%）"],
    }),
    ...(among.size ? [kindNames()[1]] : []),
    say({en: "risk difference", ja: "転換率の差"}),
    "q",
  ],
  rows: drivers.map((driver) => [
    driver.text,
    count(driver.with.n),
    shareText(driver.with),
    shareText(driver.without),
    intervalText(driver.oddsRatio, 2),
    ...(among.size ? [amongText(among.get(driver.rule.id))] : []),
    say({
      en: `${intervalText(scaled(driver.riskDifference, 100), 1)} points`,
      ja: `${intervalText(scaled(driver.riskDifference, 100), 1)}ポイント`,
    }),
    driver.q < 0.001 ? "< 0.001" : driver.q.toFixed(3),
  ]),
});

const amongText = (like: AmongLike | undefined): string =>
  like?.range ? `${decimals(like.range[0], 2)}–${decimals(like.range[1], 2)}${verdictNote(like.verdict)}` : "–";

const scaled = ({value, low, high}: Interval, by: number): Interval => ({
  value: value * by,
  low: low * by,
  high: high * by,
});

/** Names at the top of rows that are `step` pixels high. */
const ruleNames = (step: number): Layer => ({
  mark: {
    type: "text",
    align: "left",
    baseline: "top",
    dy: 3 - step / 2,
    fontSize: 13,
    lineBreak: "\n",
    lineHeight,
    ...haloed,
  },
  encoding: {x: {value: 0}, text: {field: "name", type: "nominal"}},
});

const ruleFigures = (step: number, lines: number): Layer => ({
  mark: {
    type: "text",
    align: "left",
    baseline: "middle",
    dy: 10 - step / 2 + lineHeight * lines,
    fontSize: 11,
    color: colour.muted,
    ...haloed,
  },
  encoding: {x: {value: 0}, text: {field: "figures", type: "nominal"}},
});

/** Interval and point near the bottom of the row. */
function ratio(step: number, rows: readonly {low: number; high: number}[]): Layer[] {
  const x = alongRatios(rows);
  return [
    {
      mark: {type: "rule", strokeWidth: 2, yOffset: step / 2 - 11},
      encoding: {
        x: {...x, field: "low", axis: ratioAxis()},
        x2: {field: "high"},
        color: tones,
      },
    },
    {
      mark: {type: "point", strokeWidth: 2, size: 70, filled: false, yOffset: step / 2 - 11},
      encoding: {
        x: {...x, field: "ratio"},
        stroke: tones,
        fill: {condition: {test: {field: "isMore", equal: true}, value: colour.converted}, value: colour.paper},
      },
    },
  ];
}

const kindNames = (): [string, string] =>
  say({en: ["at first sight", "among like leads"], ja: ["見かけ", "似たリードどうし"]});

/**
 * Crude odds ratios (filled) beside those among leads that are alike in the thing that changes them most (hollow), each with
 * its interval. The table has every thing that was held equal.
 */
export function crudeAndAdjusted(drivers: readonly ComparedDriver[]): Chart {
  const compared = drivers.flatMap((driver) => {
    const among = tellingAdjustment(driver);
    return among ? [{driver, among}] : [];
  });
  const names = compared.map(({driver: {text}, among: {by, verdict}}) =>
    say({
      en: `${text} (${alikeText(by)}${verdictNote(verdict)})`,
      ja: `${text}（${alikeText(by)}${verdictNote(verdict)}）`,
    }),
  );
  const both = kindNames();
  const {texts, lines} = wrapAll(names, nameWidth);
  const step = 34 + lineHeight * lines;
  const rows = compared.flatMap(({driver, among}, order) =>
    both.map((kind, i) => {
      const {value, low, high} = (i === 0 ? driver : among).oddsRatio;
      return {order, name: i === 0 ? texts[order] : "", kind, ratio: cut(value), low: cut(low), high: cut(high)};
    }),
  );
  const turning = count(compared.filter(({driver}) => driver.reversed).length);
  const x = alongRatios(rows);
  const offset = {
    field: "kind",
    scale: {range: [lineHeight * lines + 6, lineHeight * lines + 26]},
    sort: both,
  } as const;
  const legend = {orient: "top", title: null} as const;
  const kinds = {field: "kind", type: "nominal", sort: both} as const;
  return {
    spec: layered(
      [
        markAt(1),
        ruleNames(step),
        {
          mark: {type: "rule", strokeWidth: 1.5, color: colour.ink},
          encoding: {
            x: {...x, field: "low", axis: ratioAxis()},
            x2: {field: "high"},
            yOffset: offset,
            strokeDash: {
              ...kinds,
              scale: {
                range: [
                  [1, 0],
                  [4, 3],
                ],
              },
              legend,
            },
          },
        },
        {
          mark: {type: "point", size: 60, strokeWidth: 2, filled: false},
          encoding: {
            x: {...x, field: "ratio"},
            yOffset: offset,
            shape: {...kinds, scale: {range: ["circle", "square"]}, legend},
            stroke: {...kinds, scale: {range: [colour.ink, colour.ink]}, legend},
            fill: {...kinds, scale: {range: [colour.ink, colour.paper]}, legend},
          },
        },
      ],
      {height: Math.max(1, compared.length) * step, encoding: {y: namedRows}},
    ),
    data: {rows},
    description: say({
      en: `Odds ratios of ${plural(compared.length, "pattern")}, at first sight beside among like leads. ${turning} turn round.`,
      ja: `${count(compared.length)}個のパターンのオッズ比を、見かけと似たリードどうしで並べたもの。逆転するのは${turning}個。`,
    }),
    table: {
      columns: say({
        en: ["pattern", "at first sight (95 %)", "held equal", "among like leads (95 %)", "among like leads it"],
        ja: ["パターン", "見かけ（95%）", "そろえた条件", "似たリードどうし（95%）", "見かけとの違い"],
      }),
      rows: compared.flatMap(({driver}) =>
        driver.adjustments.map(({by, oddsRatio, verdict}) => [
          driver.text,
          intervalText(driver.oddsRatio, 2),
          heldText(by),
          intervalText(oddsRatio, 2),
          verdictText(verdict),
        ]),
      ),
    },
  };
}
