import {capital, count, plural} from "../../analysis/figures.ts";
import {actionText, anyActivity} from "../../analysis/rules/rules.ts";
import {say} from "../language.ts";

/** An action's name is written as the data write it; "any activity" is ours. */
export const subject = (action: string): string =>
  action === actionText({activity: anyActivity}) ? capital(action) : action;

/** What the Drivers page says where a picture is missing, and its short labels. */
export const driverWords = {
  converted: () => say({en: "converted", ja: "転換率"}),
  action: () => say({en: "Action", ja: "行動"}),
  pattern: () => say({en: "Pattern", ja: "パターン"}),
  timesOf: (action: string) => say({en: `number of ${action}`, ja: `${action}の回数`}),
  sinceLast: (action: string) => say({en: `time since the last ${action}`, ja: `最後の${action}からの日数`}),
  noDose: () =>
    say({
      en: "No dated action is done by enough leads: how the rate moves with the number of times cannot be shown.",
      ja: "日付のある行動を行ったリードが少なすぎるため、回数による転換率の動きは表示できません。",
    }),
  noRecency: () =>
    say({
      en: "No dated action is done by enough leads: how the rate falls with time since the last one cannot be shown.",
      ja: "日付のある行動を行ったリードが少なすぎるため、最後の回からの時間による転換率の動きは表示できません。",
    }),
  noProfile: () =>
    say({
      en: "Too few leads with dated activity: how it builds up before a conversion cannot be shown.",
      ja: "日付のある行動を持つリードが少なすぎるため、転換までに行動がどう増えるかは表示できません。",
    }),
  noGrid: () =>
    say({
      en: "No dated action is done by enough leads: how often and in what window cannot be shown.",
      ja: "日付のある行動を行ったリードが少なすぎるため、回数と期間の組み合わせは表示できません。",
    }),
  noMomentum: () =>
    say({
      en: "No dated action rises and falls on enough leads that are known for long enough: recent activity cannot be set against that before it.",
      ja: "十分に長く見えていて、行動が増減したリードが少なすぎるため、最近の行動をその前の期間と比べられません。",
    }),
  noJoint: () =>
    say({
      en: "Fewer than two patterns can be held against each other: what is a pattern's own cannot be told.",
      ja: "互いに比べられるパターンが2つ未満のため、パターンそれぞれに固有の差は分かりません。",
    }),
  noBehind: () =>
    say({
      en: "No rule holds on enough observations to say whom.",
      ja: "誰に当てはまるかを示せるだけの件数のあるルールがありません。",
    }),
  momentumAmounts: () => say({en: "Rising and falling at equal amount", ja: "回数をそろえた増加と減少の比較"}),
  allActions: () => say({en: "All actions", ja: "すべての行動"}),
  momentumOfAll: () => say({en: "Momentum of all actions", ja: "すべての行動の増減"}),
  moreActions: (number: number) => say({en: plural(number, "more action"), ja: `ほかの行動${count(number)}種類`}),
  tooFew: () => say({en: "Too few to say", ja: "件数不足"}),
  noneTooFew: () =>
    say({
      en: "No pattern was left out for having too few observations.",
      ja: "件数不足で除いたパターンはありません。",
    }),
  tooFewOf: (number: number) =>
    say({
      en: `${plural(number, "pattern")} with too few observations to say`,
      ja: `件数不足のパターン${count(number)}個`,
    }),
  tooFewHidden: (number: number) =>
    say({
      en: `${plural(number, "more pattern")} with groups too small to show.`,
      ja: `ほかに、表示できないほど件数の少ないパターンが${count(number)}個あります。`,
    }),
  tooFewColumns: () => say({en: ["pattern", "n", "converted"], ja: ["パターン", "n", "転換"]}),
};
