import {count, percent, percentOf} from "../../analysis/figures.ts";
import type {Interval} from "../../analysis/findings.ts";
import type {FunnelReport, StageFlow} from "../../analysis/funnel/funnel.ts";
import {duration} from "../format.ts";
import {say} from "../language.ts";
import {ofWhom, wentOn, wonText} from "./shares.ts";

/** A duration without the same in hours behind it. */
export const briefly = (days: number | null): string => duration(days).replace(/ ?[(（].*$/, "");

const percentRange = ({low, high}: Interval): string => `${(100 * low).toFixed(1)}–${percentOf(high, 1)}`;

/** What is told of each stage, in order: leads, then shares of settled ones, or of all followed equally long. */
export function stageRows(stages: readonly StageFlow[]): {name: string; of(stage: StageFlow): string}[] {
  const interval = say({en: "95 % interval", ja: "95%信頼区間"});
  const noTimes = say({en: "no times", ja: "時刻なし"});
  const isLeft = stages.some(({gone, between}) => gone + between > 0);
  const isSettled = stages.every(({basis}) => basis.of === "settled");
  const rows: ReturnType<typeof stageRows> = [
    {name: say({en: "entered", ja: "到達"}), of: ({entered}) => count(entered)},
    {name: say({en: "went on", ja: "遷移"}), of: ({advanced}) => count(advanced)},
    {name: say({en: "lost", ja: "失注"}), of: ({lost}) => count(lost)},
    {name: say({en: "moved back", ja: "後戻り"}), of: ({movedBack}) => count(movedBack)},
    {name: say({en: "gone silent", ja: "無反応"}), of: ({dormant}) => count(dormant)},
    {name: say({en: "still waiting", ja: "滞留中"}), of: ({waiting}) => count(waiting)},
    ...(isLeft
      ? [
          {name: say({en: "between stages", ja: "フェーズの間"}), of: ({between}: StageFlow) => count(between)},
          {name: say({en: "left, gone silent", ja: "離脱して無反応"}), of: ({gone}: StageFlow) => count(gone)},
        ]
      : []),
    {name: say({en: "there now", ja: "現在の件数"}), of: ({stock}) => count(stock)},
    {name: say({en: "skipped it", ja: "スキップ"}), of: ({skipped}) => count(skipped)},
    {
      name: isSettled ? ofWhom({of: "settled"}) : say({en: "shares are of", ja: "割合の分母"}),
      of: ({passThrough, basis}) =>
        `${count(passThrough.n)}${isSettled ? "" : say({en: ` ${ofWhom(basis)}`, ja: `（${ofWhom(basis)}）`})}`,
    },
    {
      name: say({en: "pass-through", ja: "遷移率"}),
      of: ({passThrough, basis}) => {
        const share = percentOf(passThrough.value, 1);
        return isSettled ? share : say({en: `${share} ${wentOn(basis)}`, ja: `${wentOn(basis)} ${share}`});
      },
    },
    {name: interval, of: ({passThrough}) => percentRange(passThrough)},
    {name: say({en: "drop-off", ja: "離脱率"}), of: ({dropOff}) => percentOf(dropOff.value, 1)},
    {name: interval, of: ({dropOff}) => percentRange(dropOff)},
    {
      name: say({en: "half moved on after", ja: "半数が遷移するまで"}),
      of: ({dwell}) => (dwell ? briefly(dwell.median.value) : noTimes),
    },
  ];
  return rows;
}

/** How many are won, where no attribute misleads about it. */
export const notMisleading = (funnel: Pick<FunnelReport, "won" | "wonRate" | "wonBasis">): string => {
  const {n, value} = funnel.wonRate;
  const won =
    funnel.wonBasis.of === "settled"
      ? say({
          en: `Of ${count(n)} decided leads ${percent(value)} are won.`,
          ja: `決着したリード${count(n)}件のうち${percent(value)}が受注です。`,
        })
      : wonText(funnel);
  return say({
    en: `No attribute was found by which the share won so far misleads. ${won}`,
    ja: `現時点の受注率が誤解を招くような属性は見つかりませんでした。${won}`,
  });
};

/** Names, notes and readings of the funnel itself. */
export const funnelWords = {
  noStages: () =>
    say({
      en: "The project has no stages, so what this page is about cannot be shown: the path, its stuck places, times, months and the groups and ways through it. Name stages and map a table of stage visits in project.yaml to see them.",
      ja: "このプロジェクトにはフェーズがないため、経路、滞っている箇所、日数、月ごとの推移、グループや経路ごとの違いは表示できません。表示するには、project.yamlでフェーズとフェーズの履歴の表を指定してください。",
    }),
  stages: () => say({en: "Stages", ja: "フェーズ"}),
  counted: () => say({en: "of the stage", ja: "項目"}),
  table: () =>
    say({
      en: "Entered = went on + lost + moved back + gone silent + still waiting, and where it is recorded when leads left, those between stages and those left and gone silent. There now: gone silent or still waiting. Skipped it: recorded beyond the stage, or won, without entering it. Settled leads are those that entered and no longer wait: shares are of them; where no lead is recorded as lost, of all who entered, followed equally long. The share that goes on in the end, told further down and on the Overview, takes silent leads for open ones that may yet move: it is another figure. Times are of those who move on, open leads counted as still waiting.",
      ja: "到達＝遷移＋失注＋後戻り＋無反応＋滞留中（離脱日時の記録があれば、フェーズの間と、離脱して無反応も加わります）。現在の件数は、無反応と滞留中の合計です。スキップは、そのフェーズに入らずに先のフェーズか受注が記録されたリードです。判定済みは、到達したリードのうち滞留中でないもので、割合の分母です。失注の記録がなければ、同じ長さだけ追った到達者全員を分母とします。この下と「全体像」にある「最終的な遷移率」は、無反応のリードもまだ遷移しうるものとして扱うため、値が異なります。日数は遷移するリードのもので、未決のリードはまだ滞留しているものとして計算しています。",
    }),
  diagramTitle: () => say({en: "What became of the leads in each stage", ja: "各フェーズに到達したリードのその後"}),
  diagram: () =>
    say({
      en: {
        shows: "For each stage, in the order of the path, how many leads entered it and what became of them since.",
        read: "The whole bar is the leads that entered. The first part went on or won, the next still waits, the last is lost; between them those silent for too long or moved back. Per cent are of those who no longer wait; those there are in the stage now.",
        act: "A long waiting part wants somebody to call; a long lost part wants another message, or a better choice of whom to let in.",
      },
      ja: {
        shows: "フェーズごとに、到達したリードの件数と、そのリードがその後どうなったかを、フェーズの順に示します。",
        read: "棒全体が、到達したリードです。左端が遷移または受注、その次が滞留中、右端が失注で、その間が無反応の続くリードと後戻りしたリードです。%は滞留中を除いたリードに対する割合、「現在」はいまこのフェーズにいる件数です。",
        act: "滞留中が長いフェーズは、担当者からの連絡が必要です。失注が長いフェーズは、伝える内容を変えるか、受け入れるリードを見直します。",
      },
    }),
  slowCaution: () => say({en: "The share won so far misleads", ja: "現時点の受注率は誤解を招きます"}),
  slowTitle: (attribute: string) =>
    say({en: `Won so far, and in the end, by ${attribute}`, ja: `${attribute}別の受注率：現時点と最終的な見込み`}),
  slow: () =>
    say({
      en: {
        shows:
          "For each group the share of all its leads won so far, and the share that will have been won once the open leads are followed to the end.",
        read: "Hollow squares count open leads as if they were lost. Filled circles count them as not yet decided (Aalen–Johansen). A wide gap is a slow group.",
        act: "Judge groups by the circle. Do not take points from a slow group for being slow.",
      },
      ja: {
        shows:
          "グループごとに、全リードのうちこれまでに受注した割合と、未決のリードも最後まで追った場合に受注する割合を示します。",
        read: "白抜きの四角は、未決のリードを失注と同じに扱った割合です。塗りつぶしの丸は、未決のリードを「まだ決まっていない」ものとして扱った割合です（Aalen–Johansen推定）。差が大きいほど、時間のかかるグループです。",
        act: "グループの良し悪しは丸で判断してください。時間がかかるというだけで減点しないでください。",
      },
    }),
};
