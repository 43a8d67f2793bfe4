import type {JointReport} from "../analysis/drivers/jointOdds.ts";
import {count} from "../analysis/figures.ts";
import type {Interval} from "../analysis/findings.ts";
import {ownText} from "../text/drivers/jointOdds.ts";
import {decimals, intervalText} from "../text/format.ts";
import {say} from "../text/language.ts";
import type {Chart} from "./chart.ts";
import {alongRatios, haloed, layered, markAt, namedRows, tones} from "./parts.ts";
import {colour} from "./theme.ts";
import {wrapAll} from "./words.ts";

const nameWidth = 46;
const lineHeight = 14;
const widest = 32;
const cut = (ratio: number | null): number => Math.min(widest, Math.max(1 / widest, ratio ?? widest));

/** Each pattern's odds ratio alone (hollow) and with all others held equal (filled, with its interval), joined by a line. */
export function jointOdds({rules}: Pick<JointReport, "rules">): Chart {
  const {texts, lines} = wrapAll(
    rules.map(({text}) => text),
    nameWidth,
  );
  const step = 36 + lineHeight * lines;
  const down = step / 2 - 11;
  const rows = rules.map((rule, order) => ({
    order,
    name: texts[order],
    figures: say({
      en: `alone ${decimals(rule.crude.value, 2)}, beside all others ${decimals(rule.joint.value, 2)}: ${ownText(rule)}`,
      ja: `単独${decimals(rule.crude.value, 2)}、ほかをそろえて${decimals(rule.joint.value, 2)}：${ownText(rule)}`,
    }),
    alone: cut(rule.crude.value),
    joint: cut(rule.joint.value),
    low: cut(rule.joint.low),
    high: cut(rule.joint.high),
    tone: tone(rule.joint),
  }));
  const x = alongRatios([...rows, ...rows.map(({alone}) => ({low: alone, high: alone}))]);
  const axis = {
    format: "~r",
    values: [0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20],
    title: say({en: "odds ratio", ja: "オッズ比"}),
  } as const;
  const words = (field: string, dy: number, more: object) => ({
    mark: {type: "text", align: "left", lineHeight, dy: dy - step / 2, ...haloed, ...more},
    encoding: {x: {value: 0}, text: {field, type: "nominal"}},
  });
  return {
    spec: layered(
      [
        markAt(1),
        words("name", 3, {baseline: "top", fontSize: 13, lineBreak: "\n"}),
        words("figures", 10 + lineHeight * lines, {baseline: "middle", fontSize: 11, color: colour.muted}),
        {
          mark: {type: "rule", strokeWidth: 6, opacity: 0.3, color: colour.muted, yOffset: down},
          encoding: {x: {...x, field: "alone", axis}, x2: {field: "joint"}},
        },
        {
          mark: {type: "rule", strokeWidth: 2, yOffset: down},
          encoding: {x: {...x, field: "low"}, x2: {field: "high"}, color: tones},
        },
        {
          mark: {
            type: "point",
            size: 55,
            strokeWidth: 1.5,
            filled: false,
            fill: colour.paper,
            stroke: colour.ink,
            yOffset: down,
          },
          encoding: {x: {...x, field: "alone"}},
        },
        {
          mark: {type: "point", size: 80, filled: true, yOffset: down},
          encoding: {x: {...x, field: "joint"}, color: tones},
        },
      ],
      {height: Math.max(1, rows.length) * step, encoding: {y: namedRows}},
    ),
    data: {rows},
    description: say({
      en: `Odds ratios of ${rules.length} patterns, alone and with all others held equal. ${rules.map((rule) => `${rule.text}: ${ownText(rule)}`).join("; ")}.`,
      ja: `${rules.length}個のパターンのオッズ比を、単独とほかのすべてをそろえた場合で示したもの。${rules.map((rule) => `${rule.text}：${ownText(rule)}`).join("；")}。`,
    }),
    table: {
      columns: say({
        en: [
          "pattern",
          "n with",
          "alone (95 %)",
          "at equal stage (95 %)",
          "beside all others (95 %)",
          "what it seems worth alone is",
        ],
        ja: ["パターン", "該当のn", "単独（95%）", "同じフェーズ（95%）", "ほかをそろえて（95%）", "単独で見える差は"],
      }),
      rows: rules.map((rule) => [
        rule.text,
        count(rule.with.n),
        intervalText(rule.crude, 2),
        rule.atEqualStage ? intervalText(rule.atEqualStage, 2) : "–",
        intervalText(rule.joint, 2),
        ownText(rule),
      ]),
    },
  };
}

const tone = ({low, high}: Interval): "more" | "fewer" | "unclear" =>
  low > 1 ? "more" : high < 1 ? "fewer" : "unclear";
