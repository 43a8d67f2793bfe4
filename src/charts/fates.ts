import {count, percent} from "../analysis/figures.ts";
import type {Clock, Course, TimeUnit} from "../analysis/funnel/stageTimes.ts";
import {shareText} from "../text/format.ts";
import {say} from "../text/language.ts";
import type {Chart} from "./chart.ts";
import {layered} from "./parts.ts";
import {colour} from "./theme.ts";
import {sparse, timeAxis} from "./timeAxis.ts";

const kinds = () =>
  [
    {key: "advanced", name: say({en: "moved on", ja: "遷移"}), colour: colour.converted, dash: [1, 0]},
    {key: "lost", name: say({en: "lost", ja: "失注"}), colour: colour.unconverted, dash: [7, 4]},
    {key: "movedBack", name: say({en: "moved back", ja: "後戻り"}), colour: colour.ink, dash: [2, 2]},
    {
      key: "gone",
      name: say({en: "left for no stage", ja: "どのフェーズにも進まず離脱"}),
      colour: colour.muted,
      dash: [4, 2],
    },
    {key: "waiting", name: say({en: "still there", ja: "滞在中"}), colour: colour.waiting, dash: [10, 3, 2, 3]},
  ] as const;

/** What has become of the leads that entered a stage, by time since: shares that add up to one, and the plain ratio beside. */
export function fateCurves(stage: string, clock: Clock, course: Course, unit: TimeUnit): Chart {
  const points = clock.fates;
  const end = points[points.length - 1];
  const present = kinds().filter(({key}) => (key !== "movedBack" && key !== "gone") || end[key].value > 0);
  const axis = timeAxis(end.days, unit);
  const shareOf = (point: Clock["fates"][number], key: ReturnType<typeof kinds>[number]["key"]) => {
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
    axis: {title: axis.since(stage), grid: false, tickCount: 6},
  } as const;
  const y = {
    type: "quantitative",
    scale: {domain: [0, 1]},
    axis: {title: say({en: "of all that entered", ja: "到達した全リードに占める割合"}), format: ".0%", tickCount: 5},
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
  const stillThere =
    waiting < 0.005
      ? ""
      : say({
          en: `, ${percent(waiting)} are still there when the data end`,
          ja: `、データの終わりに滞在中が${percent(waiting)}`,
        });
  const [on, lost] = [shareText(course.eventual.advanced), shareText(course.eventual.lost)];
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
    data: {
      rows,
      plain: isApart
        ? [{share: ratio, said: say({en: `plain ratio: ${percent(ratio)}`, ja: `単純計算：${percent(ratio)}`})}]
        : [],
    },
    description: say({
      en: `What has become of the ${count(clock.dwell.n)} leads that entered ${stage}, by time since: in the end ${on} moved on and ${lost} were lost${stillThere}. The plain ratio of those that moved on is ${percent(ratio)}.`,
      ja: `${stage}に到達した${count(clock.dwell.n)}件のその後（経過時間別）：最終的に遷移が${on}、失注が${lost}${stillThere}。単純計算の遷移率は${percent(ratio)}。`,
    }),
    table: {
      columns: [axis.since(), ...present.map(({name}) => name), say({en: "leads still followed", ja: "追跡中の件数"})],
      rows: sparse(points).map((point) => [
        axis.figure(point.days),
        ...present.map(({key}) => (key === "waiting" ? percent(point.waiting) : shareText(shareOf(point, key)))),
        count(point.atRisk),
      ]),
    },
  };
}
