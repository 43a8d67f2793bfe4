import type {DriverReport} from "../analysis/drivers/drivers.ts";
import {count} from "../analysis/figures.ts";
import {decimals, intervalText} from "../text/format.ts";
import {say} from "../text/language.ts";
import type {Chart} from "./chart.ts";
import {layered} from "./parts.ts";
import {colour} from "./theme.ts";

/** Activity a lead and week before the day looked at: those who converted beside those who did not. */
export function profile(weeks: DriverReport["profile"]): Chart {
  const names = say({en: ["converted", "did not convert"], ja: ["転換", "非転換"]});
  const rows = weeks.flatMap(({week, converted, unconverted}) => [
    {week, who: names[0], mean: converted.value, low: converted.low, high: converted.high},
    {week, who: names[1], mean: unconverted.value, low: unconverted.low, high: unconverted.high},
  ]);
  const last = Math.min(...weeks.map(({week}) => week));
  const who = (range: readonly (string | number[])[]) =>
    ({field: "who", type: "nominal", legend: null, scale: {domain: names, range: [...range]}}) as const;
  const colours = who([colour.converted, colour.unconverted]);
  const x = {
    field: "week",
    type: "quantitative",
    scale: {reverse: true, zero: false, nice: false},
    axis: {
      title: say({en: "weeks before; 1 is the last week", ja: "何週前か（1が直近の週）"}),
      tickMinStep: 1,
      format: "d",
      grid: false,
    },
  } as const;
  const y = {
    field: "mean",
    type: "quantitative",
    scale: {zero: true},
    axis: {title: say({en: "activities a week", ja: "週あたりの行動数"}), tickCount: 5},
  } as const;
  const [upper, lower] = rows.filter(({week}) => week === last).sort((a, b) => b.mean - a.mean);
  const label = {
    mark: {type: "text", align: "right", fontWeight: 600},
    encoding: {x, y, color: colours, text: {field: "who", type: "nominal"}},
  } as const;
  return {
    spec: layered(
      [
        {
          mark: {type: "rule", strokeWidth: 1},
          encoding: {x, y: {...y, field: "low"}, y2: {field: "high"}, color: colours},
        },
        {
          mark: {type: "line", interpolate: "monotone"},
          encoding: {
            x,
            y,
            color: colours,
            strokeDash: who([
              [1, 0],
              [6, 4],
            ]),
          },
        },
        {
          mark: {type: "point", size: 45, strokeWidth: 1.5, filled: false},
          encoding: {
            x,
            y,
            stroke: colours,
            fill: who([colour.converted, colour.paper]),
            shape: who(["circle", "square"]),
          },
        },
        {...label, data: {name: "upper"}, mark: {...label.mark, dy: -22}},
        {...label, data: {name: "lower"}, mark: {...label.mark, dy: 18}},
      ],
      {height: 240, padding: {left: 2, right: 12, top: 26, bottom: 2}},
    ),
    data: {rows, upper: [upper], lower: [lower]},
    description: describe(weeks),
    table: {
      columns: say({
        en: ["weeks before", "converted (95 %)", "n", "did not convert (95 %)", "n"],
        ja: ["何週前か", "転換（95%区間）", "n", "非転換（95%区間）", "n"],
      }),
      rows: weeks.map(({week, converted, unconverted}) => [
        String(week),
        intervalText(converted, 2),
        count(converted.n),
        intervalText(unconverted, 2),
        count(unconverted.n),
      ]),
    },
  };
}

function describe(weeks: DriverReport["profile"]): string {
  const each = weeks.map(({week, converted, unconverted}) => {
    const [ours, rest] = [decimals(converted.value, 2), decimals(unconverted.value, 2)];
    return say({
      en: `Week ${week}: ${ours} of those who converted, ${rest} of the rest`,
      ja: `${week}週前：転換${ours}、非転換${rest}`,
    });
  });
  return say({
    en: `Activities a lead and week before the day looked at. ${each.join("; ")}.`,
    ja: `基準日までの、リード1件・1週あたりの行動数。${each.join("；")}。`,
  });
}
