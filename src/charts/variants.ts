import {count, percent} from "../analysis/figures.ts";
import type {Ends, Variant} from "../analysis/funnel/paths.ts";
import {duration, shareText} from "../text/format.ts";
import {pathText} from "../text/paths.ts";
import type {Chart} from "./chart.ts";
import {layered, namedRows} from "./parts.ts";
import {colour} from "./theme.ts";
import {wrapAll} from "./words.ts";

const outcomes = [
  {key: "won", name: "won", colour: colour.converted},
  {key: "open", name: "still open", colour: colour.waiting},
  {key: "lost", name: "lost", colour: colour.unconverted},
] as const;

const [lineHeight, barHeight, space] = [16, 12, 16];
/** Paths in the picture; the table holds all. */
const most = 8;

/** The commonest paths, a bar each of the leads that took it, by how they ended; the path stands above its bar. */
export function variantBars(variants: readonly Variant[], names: ReadonlyMap<string, string>): Chart {
  const shown = variants.slice(0, most);
  const {texts, lines} = wrapAll(
    shown.map(({stages}) => pathText(stages, names)),
    40,
  );
  const step = lineHeight * (lines + 1) + barHeight + space;
  const rows = shown.flatMap((variant, order) =>
    outcomes.map(({key, name}, position) => ({order, outcome: name, position, leads: variant[key]})),
  );
  const label = {type: "text", align: "left", baseline: "top", lineBreak: "\n", lineHeight} as const;
  const above = (textLines: number) => -step / 2 + space / 2 + lineHeight * textLines;
  return {
    spec: layered(
      [
        {
          mark: {
            type: "bar",
            height: barHeight,
            yOffset: (step - barHeight - space) / 2,
            stroke: colour.paper,
            strokeWidth: 1,
          },
          encoding: {
            x: {field: "leads", type: "quantitative", axis: {title: "leads", tickCount: 5, format: ",d"}},
            y: {...namedRows},
            color: {
              field: "outcome",
              type: "nominal",
              scale: {domain: outcomes.map(({name}) => name), range: outcomes.map((outcome) => outcome.colour)},
              legend: {orient: "top", title: null, symbolType: "square"},
            },
            order: {field: "position", type: "quantitative"},
          },
        },
        {
          data: {name: "names"},
          mark: {...label, dy: above(0), fontSize: 13, fontWeight: 600},
          encoding: {x: {value: 0}, y: {...namedRows}, text: {field: "path", type: "nominal"}},
        },
        {
          data: {name: "names"},
          mark: {...label, dy: above(lines), color: colour.muted},
          encoding: {x: {value: 0}, y: {...namedRows}, text: {field: "said", type: "nominal"}},
        },
      ],
      {height: step * shown.length},
    ),
    data: {
      rows,
      names: shown.map((variant, order) => ({order, path: texts[order], said: saidOf(variant)})),
    },
    description: `The commonest paths: ${shown.map((variant) => `${pathText(variant.stages, names)}, ${saidOf(variant)}`).join("; ")}.`,
    table: {
      columns: ["path", "leads", "share", "won", "lost", "open", "won of decided (95 %)", "half decided after"],
      rows: variants.map((variant) => [
        pathText(variant.stages, names),
        count(variant.n),
        percent(variant.share),
        ...endsCells(variant),
        variant.days ? duration(variant.days.value) : "no times",
      ]),
    },
  };
}

const saidOf = ({n, share, winRate}: Variant): string =>
  `${count(n)} leads (${percent(share)}) · ${winRate.n > 0 ? `${percent(winRate.value)} of ${count(winRate.n)} decided won` : "none decided"}`;

/** Won, lost, open, and won of those decided. */
const endsCells = ({won, lost, open, winRate}: Ends): string[] => [
  count(won),
  count(lost),
  count(open),
  winRate.n > 0 ? shareText(winRate) : "none decided",
];
