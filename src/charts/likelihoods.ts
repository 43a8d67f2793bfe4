import {count} from "../analysis/figures.ts";
import type {AttributeProfile} from "../analysis/profile/groupProfiles.ts";
import type {Likelihood} from "../analysis/profile/profileContrast.ts";
import {say} from "../text/language.ts";
import {ratioText} from "../text/profile/profile.ts";
import {valueName} from "../text/profile/profileWords.ts";
import type {Chart} from "./chart.ts";
import {layered, namedRows, rowNames, tickAt, tones} from "./parts.ts";
import {qText} from "./profileTables.ts";
import {colour} from "./theme.ts";

const widest = 16;
const cut = (ratio: number): number => Math.min(widest, Math.max(1 / widest, ratio));

/** How many times as likely leads with a value are to be won as others, the surest first: at most `most` of them. */
export function likelihoods(attributes: readonly AttributeProfile[], most = 14): Chart {
  const all = attributes
    .flatMap(({field, groups}) =>
      groups.flatMap(({label, n, likelihood}) => (likelihood ? [{name: valueName(field, label), n, likelihood}] : [])),
    )
    .sort((a, b) => a.likelihood.p - b.likelihood.p);
  const shown = all.slice(0, most);
  const rows = shown.map(({name, n, likelihood: {ratio, q}}, order) => ({
    order,
    name: say({en: `${name}, n ${count(n)}`, ja: `${name}（n ${count(n)}）`}),
    ratio: cut(ratio.value),
    low: cut(ratio.low),
    high: cut(ratio.high),
    tone: q >= 0.05 ? "unclear" : ratio.value > 1 ? "more" : "fewer",
  }));
  const ends = rows.flatMap(({low, high}) => [low, high]);
  const scale = {type: "log", nice: false, domain: [Math.min(0.45, ...ends), Math.max(2.2, ...ends)]} as const;
  const title = say({en: "times as likely to be won as other leads", ja: "ほかのリードの何倍受注しやすいか"});
  const axis = {format: "~r", values: [0.1, 0.2, 0.5, 1, 2, 5, 10], title};
  const each = shown.map(({name, likelihood}) => `${name} ${ratioText(likelihood)}`);
  return {
    spec: layered(
      [
        rowNames,
        {
          ...tickAt(1),
          mark: {type: "tick", orient: "vertical", size: 18, thickness: 1.5, color: colour.muted, yOffset: 8},
        },
        {
          mark: {type: "rule", strokeWidth: 2, yOffset: 8},
          encoding: {
            x: {field: "low", type: "quantitative", scale, axis},
            x2: {field: "high"},
            color: tones,
          },
        },
        {
          mark: {type: "point", strokeWidth: 2, size: 70, filled: false, yOffset: 8},
          encoding: {
            x: {field: "ratio", type: "quantitative", scale},
            stroke: tones,
            fill: {...tones, scale: {...tones.scale, range: [colour.converted, colour.paper, colour.paper]}},
          },
        },
      ],
      {height: Math.max(1, rows.length) * 42, encoding: {y: namedRows}},
    ),
    data: {rows},
    description: say({
      en: `How many times as likely leads are to be won as others: ${each.join("; ")}.`,
      ja: `ほかのリードの何倍受注しやすいか：${each.join("；")}。`,
    }),
    table: {
      columns: say({
        en: ["value", "leads", "times as likely (95 %)", "q", "measured"],
        ja: ["値", "リード", "受注しやすさ（倍、95%区間）", "q", "測り方"],
      }),
      rows: all.map(({name, n, likelihood}) => [
        name,
        count(n),
        ratioText(likelihood),
        qText(likelihood.q),
        measured(likelihood.by),
      ]),
    },
  };
}

const measured = (by: Likelihood["by"]): string =>
  by === "in the end"
    ? say({en: "in the end, open leads not yet decided", ja: "最終的な受注率（未決は「まだ」と数える）"})
    : say({en: "among decided leads", ja: "結果が出たリードのうち"});
