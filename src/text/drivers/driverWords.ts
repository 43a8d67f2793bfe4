import {capital, count, plural} from "../../analysis/figures.ts";
import {actionText, anyActivity} from "../../analysis/rules/rules.ts";
import {say} from "../language.ts";
import {type Looked, whyNoActions} from "./noActions.ts";

/** An action's name is written as the data write it; "any activity" is ours. */
export const subject = (action: string): string =>
  action === actionText({activity: anyActivity}) ? capital(action) : action;

/** Below so many days since the last time there is one class only. */
const recencyDays = 7;
/** A week that is known from end to end. */
const weekDays = 7;

const fewDid = (): string =>
  say({
    en: "No action had been done by enough leads when they were looked at",
    ja: "基準日までに行動したリードが少なすぎるため",
  });

/** What the Drivers page says where a picture is missing, and its short labels. */
export const driverWords = {
  converted: () => say({en: "converted", ja: "転換率"}),
  action: () => say({en: "Action", ja: "行動"}),
  pattern: () => say({en: "Pattern", ja: "パターン"}),
  timesOf: (action: string) => say({en: `number of ${action}`, ja: `${action}の回数`}),
  sinceLast: (action: string) => say({en: `time since the last ${action}`, ja: `最後の${action}からの日数`}),
  noneDone: () =>
    say({
      en: "The project has no activities: what leads did, how often, within what window, how recently and with what momentum cannot be shown. Add sources.activities to the project file.",
      ja: "プロジェクトに行動のデータがないため、行動の回数・期間・時期・増減は表示できません。プロジェクトファイルにsources.activitiesを加えてください。",
    }),
  noDose: (run: Looked) => {
    const why = whyNoActions(run) ?? fewDid();
    return say({
      en: `${why}: how the rate moves with the number of times cannot be shown.`,
      ja: `${why}、回数による転換率の動きは表示できません。`,
    });
  },
  /** `only`: the one class of time since the last one in which enough leads are; null where there is none. */
  noRecency: (run: Looked, only: string | null) => {
    const inOne =
      only === null
        ? fewDid()
        : say({
            en: `Of no action are enough leads found at two distances in time: those with enough lie all at ${only}`,
            ja: `最後の回からの日数が分かれるほど件数のある行動がなく、件数が足りるのはどれも${only}だけのため`,
          });
    const why = whyNoActions(run, recencyDays) ?? inOne;
    return say({
      en: `${why}: how the rate falls with time since the last one cannot be shown.`,
      ja: `${why}、最後の回からの時間による転換率の動きは表示できません。`,
    });
  },
  noProfile: (run: Looked) => {
    const few = say({
      en: "Too few leads with activity are known for a whole week before they are looked at",
      ja: "行動があり、基準日の前に丸1週間見えているリードが少なすぎるため",
    });
    const why = whyNoActions(run, weekDays) ?? few;
    return say({
      en: `${why}: how activity builds up week by week before a conversion cannot be shown.`,
      ja: `${why}、転換までに行動が週ごとにどう増えるかは表示できません。`,
    });
  },
  noGrid: (run: Looked) => {
    const why = whyNoActions(run) ?? fewDid();
    return say({
      en: `${why}: how often and in what window cannot be shown.`,
      ja: `${why}、回数と期間の組み合わせは表示できません。`,
    });
  },
  noMomentum: (run: Looked, windowDays: number) => {
    const few = say({
      en: "No action rises and falls on enough leads that are known for long enough",
      ja: "十分に長く見えていて、行動が増減したリードが少なすぎるため",
    });
    const why = whyNoActions(run, 2 * windowDays) ?? few;
    return say({
      en: `${why}: recent activity cannot be set against that before it.`,
      ja: `${why}、最近の行動をその前の期間と比べられません。`,
    });
  },
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
