import {count, plural} from "../../analysis/figures.ts";
import type {StageTime, StageTimes, TimeUnit} from "../../analysis/funnel/stageTimes.ts";
import {list} from "../format.ts";
import {say} from "../language.ts";

/** What the units are called in a choice. */
export const unitNames = (): Record<TimeUnit, string> =>
  say({
    en: {hours: "Hours", days: "Days", "business days": "Business days"},
    ja: {hours: "時間", days: "日", "business days": "営業日"},
  });

/** Titles, labels and reading notes of time in the stages. */
export const stageTimesWords = {
  notKnownYet: () => say({en: "not known yet", ja: "まだ不明"}),
  noTimes: () =>
    say({
      en: "The stages have no times: how long leads stay, and how many were there when, cannot be told.",
      ja: "フェーズに時刻の記録がないため、滞留日数も、各時点の件数も分かりません。",
    }),
  section: () => say({en: "Time in a stage", ja: "フェーズの滞留時間"}),
  stage: () => say({en: "Stage", ja: "フェーズ"}),
  unit: () => say({en: "Time in", ja: "時間の単位"}),
  allStages: () => say({en: "All stages", ja: "全フェーズ"}),
  overview: () => say({en: "Time in the stages", ja: "各フェーズの滞留時間"}),
  columns: (isBusiness: boolean) =>
    say({
      en: [
        "stage",
        "leads",
        "moved on, plain",
        "in the end (95 %)",
        "still there",
        isBusiness ? "half after so many business days (95 %)" : "half after (95 %)",
        "80 % after",
        "at risk",
      ],
      ja: [
        "フェーズ",
        "リード",
        "単純な遷移率",
        "最終の遷移率（95%）",
        "滞在中",
        isBusiness ? "半数が遷移するまでの営業日数（95%）" : "半数が遷移するまで（95%）",
        "80%が遷移するまで",
        "追跡件数",
      ],
    }),
  fatesTitle: () => say({en: "What becomes of those who enter", ja: "到達したリードのその後"}),
  fates: () =>
    say({
      en: {
        shows: "Of all leads that entered the stage, the shares that have moved on, were lost or moved back by then.",
        read: "At any time the lines add up to 100 %. Bands are 95 % intervals. Leads still there count as not yet decided, so the line of those who move on ends above the plain ratio, which counts them as failures.",
        act: "Where the lines run flat, waiting longer changes nothing: decide then, or try something else.",
      },
      ja: {
        shows: "このフェーズに到達した全リードのうち、その時点までに遷移・失注・後戻りした割合を示します。",
        read: "どの時点でも、線の合計は100%です。帯は95%信頼区間です。まだ滞在しているリードは「まだ決まっていない」ものとして扱うため、遷移の線は、それらを失敗と数える単純計算の割合より上で終わります。",
        act: "線が平らになったら、それ以上待っても状況は変わりません。そこで見切りをつけるか、別の手を打ちます。",
      },
    }),
  dwellTitle: () => say({en: "How long until they move on", ja: "遷移するまでの時間"}),
  dwell: () =>
    say({
      en: {
        shows: "Among the leads that move on from the stage, the share that has not yet, by time since they entered.",
        read: "The curve falls as leads move on; dots mark when half and 80 % have. The band is the 95 % interval. Leads still there are counted as waiting, not left out.",
        act: "Agree on a time by which every lead has been called: the 80 % mark is a fair alarm.",
      },
      ja: {
        shows: "このフェーズから遷移するリードのうち、まだ遷移していない割合を、到達からの経過時間別に示します。",
        read: "リードが遷移するにつれて曲線は下がります。点は半数と80%が遷移した時点、帯は95%信頼区間です。まだ滞在しているリードも、除かずに滞留中として数えています。",
        act: "いつまでに全リードへ連絡するかを決めておきます。80%の時点が、警告を出す目安になります。",
      },
    }),
  stockTitle: () => say({en: "Leads in each stage at the end of each month", ja: "各フェーズの月末のリード件数"}),
  stock: () =>
    say({
      en: {
        shows: "How many leads were in each stage at the end of each month, in the order of the path.",
        read: "Each stage has a scale of its own, from 0. The last bar is where the data end. A lead is counted in the stage that it entered last, until it is decided.",
        act: "A stage that fills up month by month takes in more than it hands on: give it hands, or let fewer in.",
      },
      ja: {
        shows: "各月末に各フェーズにいたリードの件数を、フェーズの順に示します。",
        read: "目盛りは0から始まり、フェーズごとに異なります。最後の棒はデータの終わりの時点です。リードは決着するまで、最後に入ったフェーズに数えます。",
        act: "月を追って増え続けるフェーズは、送り出すより受け入れるほうが多くなっています。人手を増やすか、受け入れを絞ります。",
      },
    }),
  peculiar: () => say({en: "Times that are unknown or peculiar", ja: "不明な時刻・特殊な時刻"}),
  peculiarRemark: () =>
    say({
      en: "Stays with an unknown start or end, or that end before they begin, are left out of times. A stay left at the moment of entry counts with a length of 0. Of leads that came back, the first stay counts. Silent leads count as still waiting.",
      ja: "開始か終了が不明な滞在と、開始より前に終わっている滞在は、時間の計算から除いています。到達と同時に離れた滞在は長さ0として数えます。戻ってきたリードは最初の滞在だけを数えます。無反応のリードは滞留中に含めます。",
    }),
};

/** What is peculiar in the times of a stage: a column's name and its count. */
export const peculiarities = ({quality, dormant, gone}: StageTime, dormantAfterDays: number) => [
  {name: say({en: "entered at an unknown time", ja: "到達時刻が不明"}), n: quality.no_start},
  {name: say({en: "left at an unknown time", ja: "終了時刻が不明"}), n: quality.no_end},
  {name: say({en: "left before entering", ja: "終了が到達より前"}), n: quality.backwards},
  {name: say({en: "left at the moment of entry", ja: "到達と同時に終了"}), n: quality.at_once},
  {name: say({en: "left for no other stage so far", ja: "離脱後どのフェーズにも進んでいない"}), n: gone},
  {name: say({en: "came back later", ja: "後で戻ってきた"}), n: quality.came_again},
  {
    name: say({
      en: `there, silent for over ${dormantAfterDays} days`,
      ja: `滞在中で${dormantAfterDays}日を超えて無反応`,
    }),
    n: dormant,
  },
];

/** What the figures rest on: the definition of a stay, and of a business day where that is the unit. */
export function stayDefinition({calendar}: Pick<StageTimes, "calendar">, unit: TimeUnit): string {
  const stay = say({
    en: "A stay runs from a lead's first entry into the stage until it leaves (where that is recorded), enters another stage, is decided, or the data end. Leads that are still there, silent ones too, count as still waiting for as long as they could be followed (Aalen–Johansen, with 95 % intervals). The plain ratio takes them for failures. At risk are those neither gone nor out of sight when 80 % had moved on.",
    ja: "滞在とは、リードが最初にこのフェーズに入ってから、離れるか（記録がある場合）、別のフェーズに移るか、決着するか、データが終わるまでの期間です。まだ滞在しているリードは、無反応のものも含めて、追えた期間だけ滞留中として数えます（Aalen–Johansen推定、95%信頼区間）。単純計算では、これらを失敗とみなします。「追跡件数」は、80%が遷移した時点でまだ離れておらず、追跡も続いているリードの件数です。",
  });
  if (unit !== "business days") return stay;
  const names = weekdayNames();
  const days = calendar.weekend.map((day) => names[day] ?? day);
  const daysOf = ({from, to}: {from: string; to: string}) => (Date.parse(to) - Date.parse(from)) / 86_400_000 + 1;
  const holidays = calendar.holidays.reduce((sum, span) => sum + daysOf(span), 0);
  const named = say({
    en: `${plural(holidays, "holiday")} of the project file`,
    ja: `プロジェクトファイルの休日${count(holidays)}日`,
  });
  const off = list([...days, ...(holidays > 0 ? [named] : [])]);
  const none = say({
    en: " The project file names no holidays.",
    ja: "プロジェクトファイルに休日の指定はありません。",
  });
  const counted = say({
    en: ` Of it business days count alone: all 24 hours of every day${off ? ` but ${off}` : ""}.`,
    ja: `このうち営業日（${off ? `${off}を除く日` : "すべての日"}）だけを、1日24時間として数えます。`,
  });
  return `${stay}${counted}${holidays > 0 ? "" : none}`;
}

const weekdayNames = (): Record<string, string> =>
  say({
    en: {
      mon: "Monday",
      tue: "Tuesday",
      wed: "Wednesday",
      thu: "Thursday",
      fri: "Friday",
      sat: "Saturday",
      sun: "Sunday",
    },
    ja: {
      mon: "月曜日",
      tue: "火曜日",
      wed: "水曜日",
      thu: "木曜日",
      fri: "金曜日",
      sat: "土曜日",
      sun: "日曜日",
    },
  });
