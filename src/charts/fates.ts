import {count, percent} from "../analysis/figures.ts";
import type {Clock, Course, TimeUnit} from "../analysis/funnel/stageTimes.ts";
import {shareText} from "../text/format.ts";
import type {Chart} from "./chart.ts";
import {layered} from "./parts.ts";
import {colour} from "./theme.ts";
import {sparse, timeAxis} from "./timeAxis.ts";

const kinds = [
  {key: "advanced", name: "moved on", colour: colour.converted, dash: [1, 0]},
  {key: "lost", name: "lost", colour: colour.unconverted, dash: [7, 4]},
  {key: "movedBack", name: "moved back", colour: colour.ink, dash: [2, 2]},
  {key: "waiting", name: "still there", colour: colour.waiting, dash: [10, 3, 2, 3]},
] as const;

/** What has become of the leads that entered a stage, by time since: shares that add up to one, and the plain ratio beside. */
export function fateCurves(stage: string, clock: Clock, course: Course, unit: TimeUnit): Chart {
  const points = clock.fates;
  const end = points[points.length - 1];
  const present = kinds.filter(({key}) => key !== "movedBack" || end.movedBack.value > 0);
  const axis = timeAxis(end.days, unit);
  const shareOf = (point: Clock["fates"][number], key: (typeof kinds)[number]["key"]) => {
    const share = point[key];
    return typeof share === "number" ? {value: share, low: share, high: share} : share;
  };
  const rows = points.flatMap((point) =>
    present.map(({key, name}) => ({time: point.days / axis.days, fate: name, ...shareOf(point, key)})),
  );
  const x = {
    field: "time",
    type: "quantitative",
    scale: {domain: [0, Math.max(end.days / axis.days, 1e-9)], nice: false},
    axis: {title: `${axis.name} since entering ${stage}`, grid: false, tickCount: 6},
  } as const;
  const y = {
    type: "quantitative",
    scale: {domain: [0, 1]},
    axis: {title: "of all that entered", format: ".0%", tickCount: 5},
  } as const;
  const domain = present.map(({name}) => name);
  const legend = {
    orient: "top",
    title: null,
    columns: 2,
    symbolType: "stroke",
    symbolSize: 500,
    symbolStrokeWidth: 2.5,
    symbolOpacity: 1,
  } as const;
  const color = {
    field: "fate",
    type: "nominal",
    scale: {domain, range: present.map((kind) => kind.colour)},
    legend,
  } as const;
  const {value: ratio} = course.plain;
  const isApart = course.eventual.advanced.value - ratio >= 0.02;
  const {waiting} = course.eventual;
  const stillThere = waiting < 0.005 ? "" : `, ${percent(waiting)} are still there when the data end`;
  const line = {mark: {type: "line", strokeWidth: 2.2}} as const;
  return {
    spec: layered(
      [
        {
          transform: [{filter: "datum.high > datum.low"}],
          mark: {type: "area", opacity: 0.22},
          encoding: {x, y: {...y, field: "low"}, y2: {field: "high"}, color},
        },
        {
          ...line,
          encoding: {
            x,
            y: {...y, field: "value"},
            color,
            strokeDash: {
              field: "fate",
              type: "nominal",
              scale: {domain, range: present.map(({dash}) => [...dash])},
              legend,
            },
          },
        },
        {
          data: {name: "plain"},
          mark: {type: "rule", strokeDash: [1, 3], color: colour.muted},
          encoding: {y: {...y, field: "share"}},
        },
        {
          data: {name: "plain"},
          mark: {type: "text", align: "left", baseline: "bottom", dx: 4, dy: -3},
          encoding: {x: {value: 0}, y: {...y, field: "share"}, text: {field: "said", type: "nominal"}},
        },
      ],
      {height: 260},
    ),
    data: {rows, plain: isApart ? [{share: ratio, said: `plain ratio: ${percent(ratio)}`}] : []},
    description: `What has become of the ${count(clock.dwell.n)} leads that entered ${stage}, by time since: in the end ${shareText(course.eventual.advanced)} moved on and ${shareText(course.eventual.lost)} were lost${stillThere}. The plain ratio of those that moved on is ${percent(ratio)}.`,
    table: {
      columns: [`${axis.name} since entry`, ...present.map(({name}) => name), "leads still followed"],
      rows: sparse(points).map((point) => [
        axis.figure(point.days),
        ...present.map(({key}) => (key === "waiting" ? percent(point.waiting) : shareText(shareOf(point, key)))),
        count(point.atRisk),
      ]),
    },
  };
}
