import type {Driver} from "../../analysis/drivers/driver.ts";
import {capital, count, plural} from "../../analysis/figures.ts";
import type {JourneyReport} from "../../analysis/funnel/journey.ts";
import type {LeakFlag, LeakReason} from "../../analysis/leaks/flag.ts";
import {decimals, sentences} from "../format.ts";
import {say} from "../language.ts";

interface ReasonWords {
  title: string;
  act: string;
}

/** What each reason means to a reader, and what to do about it. */
export const leakWords = (reason: LeakReason): ReasonWords =>
  say<Record<LeakReason, ReasonWords>>({
    en: {
      declared: {
        title: "Declared in the project file",
        act: "To use the field all the same, take its known_after out of the project file.",
      },
      "recorded after the decision": {
        title: "Recorded after the decision",
        act: "An action that follows the decision cannot announce it. Ask whether it is ever recorded before.",
      },
      "repeated on stuck leads": {
        title: "Repeated because leads are stuck",
        act: "Give no minus points for it and do not do less of it. Look at what these leads are stuck on.",
      },
      "done by the seller": {
        title: "Done by the team, not by the lead",
        act: "What the team decided to do is no sign of what the lead wants: points for it reward the team's own choice. Rules may use it, because it is counted before the day looked at and so knows no outcome.",
      },
      "exists only for decided leads": {
        title: "There only once a lead is decided",
        act: "A card cannot count on it: the leads you score are not decided. Keep it for reports.",
      },
      "missingness follows the outcome": {
        title: "Filled in along with the outcome",
        act: "Ask who fills it in and when. If that is at the first contact, overrule the flag.",
      },
      "filled in as the deal goes on": {
        title: "Filled in as the deal goes on",
        act: "Leads that got far have it because they got far. If it is known at the start, overrule the flag; else have the source keep its history.",
      },
      "known only for winners": {
        title: "Known only for winners",
        act: "An owner, queue or number that leads are given once they are won. Use who had the lead before, if the source knows.",
      },
      "state at export": {
        title: "The state at the time of the export",
        act: "Use the dated activities instead: they tell what was last on any day.",
      },
      "alone too good": {
        title: "Too good to be true",
        act: "Ask when it is filled in. What is known beforehand hardly ever tells so much.",
      },
      "tells nearly all there is": {
        title: "Tells nearly all there is to tell",
        act: "Ask when it is filled in. A good sign among columns that tell little looks the same; where it is set once the deal is done, keep it off the card.",
      },
      "always converted": {
        title: "Everybody with it converted",
        act: "Ask when it is filled in, or recorded. Where that is once the deal is done, keep it off the card; where it is before, it is the best sign you have.",
      },
    },
    ja: {
      declared: {
        title: "プロジェクトファイルで申告済み",
        act: "それでも使う場合は、プロジェクトファイルからこの項目のknown_afterを削除してください。",
      },
      "recorded after the decision": {
        title: "決着後に記録される",
        act: "決着のあとに起きる行動は、決着の前触れにはなりません。決着前に記録されることがあるかを確認してください。",
      },
      "repeated on stuck leads": {
        title: "停滞しているために繰り返される",
        act: "減点せず、減らしもしないでください。何がリードを停滞させているのかを確かめましょう。",
      },
      "done by the seller": {
        title: "リードではなく営業側の行動",
        act: "営業側が決めて行ったことは、リードの関心の表れではありません。点を付けると、自分たちの選択に点を付けることになります。基準日より前の分だけを数えており結果を先取りしないため、ルールには使えます。",
      },
      "exists only for decided leads": {
        title: "決着したリードにしかない",
        act: "配点表では頼りになりません。点を付けるのは、まだ決着していないリードだからです。集計用に残してください。",
      },
      "missingness follows the outcome": {
        title: "結果とともに入力される",
        act: "誰がいつ入力しているかを確認してください。最初の接触のときであれば、警告を取り消してください。",
      },
      "filled in as the deal goes on": {
        title: "商談が進むにつれて入力される",
        act: "先に進んだから値があるだけです。最初から分かる項目であれば警告を取り消し、そうでなければ元のシステムに変更履歴を残してください。",
      },
      "known only for winners": {
        title: "受注したリードにしかない",
        act: "受注後に割り当てられる担当者・キュー・番号などです。元のシステムにあれば、それ以前の担当者を使ってください。",
      },
      "state at export": {
        title: "書き出し時点の状態",
        act: "代わりに日付のある行動を使ってください。どの日についても、その時点で最後に何があったかが分かります。",
      },
      "alone too good": {
        title: "良すぎて信じられない",
        act: "いつ入力されるのかを確認してください。事前に分かることで、これほど見分けられることはまずありません。",
      },
      "tells nearly all there is": {
        title: "手がかりのほとんどを占める",
        act: "いつ入力されるのかを確認してください。ほかの列に手がかりが少なければ、良い兆しも同じように見えます。商談が決まってから入力されるなら、配点表から外してください。",
      },
      "always converted": {
        title: "あるリードは全員が転換",
        act: "いつ入力・記録されるのかを確認してください。商談が決まってからなら配点表から外し、その前からなら最も確かな兆しです。",
      },
    },
  })[reason];

/** Said where all that is recorded, and may be believed, is the team's work; else empty. */
export const teamsAlone = (leaks: readonly LeakFlag[], {leadActions}: Pick<JourneyReport, "leadActions">): string =>
  leadActions === 0 && leaks.some(({reason}) => reason === "done by the seller")
    ? say({
        en: "These actions are the team's own, none is the lead's: they tell how far a lead has come with you, not what it wants.",
        ja: "ここにある行動はすべて営業側のもので、リード自身の行動はありません。商談がどこまで進んだかは分かりますが、リードの関心は分かりません。",
      })
    : "";

/** Whether suggested rules may use the field, and by whose word. */
export function leakState({excluded, overruledBy}: LeakFlag): string {
  if (excluded) return say({en: "left out of suggested rules", ja: "提案ルールから除外"});
  return overruledBy === null
    ? say({en: "may be used", ja: "使用可"})
    : say({
        en: `allowed by the project file: ${overruledBy}`,
        ja: `プロジェクトファイルで使用を許可：${overruledBy}`,
      });
}

/** What the lines of the project file do. */
export function overruleWords({excluded, overruledBy}: LeakFlag): string {
  if (excluded) return say({en: "Wrong? Lines that overrule the flag", ja: "誤りの場合：警告を取り消す設定"});
  return overruledBy === null
    ? say({en: "Lines that keep it off the card", ja: "配点表から外す設定"})
    : say({en: "The lines that overrule the flag", ja: "警告を取り消している設定"});
}

/** "0.74 → 0.97": the AUC of what a card may use, without the field and with it. */
export const effectBriefly = ({effect}: LeakFlag): string =>
  effect === null ? "–" : `${decimals(effect.without.value, 2)} → ${decimals(effect.with.value, 2)}`;

/** How many there are, how many of them are left out, and what their effects were measured on. */
export function leaksOpening(leaks: readonly LeakFlag[]): string {
  if (leaks.length === 0)
    return say({
      en: "No field or action looks as if it knew the outcome.",
      ja: "結果を先取りしていそうな項目や行動はありません。",
    });
  const out = leaks.filter(({excluded}) => excluded).length;
  const rest = leaks.length - out;
  const opening = say({
    en: `${plural(leaks.length, "field or action has", "fields and actions have")} a warning: ${plural(out, "is", "are")} left out of suggested rules${rest > 0 ? `, ${count(rest)} may be used` : ""}.`,
    ja: `${count(leaks.length)}個の項目・行動に警告があり、${rest > 0 ? `${count(out)}個は提案ルールから除外し、${count(rest)}個は使えます` : "すべて提案ルールから除外しています"}。`,
  });
  const measured = leaks.find(({effect}) => effect !== null)?.effect;
  if (!measured) return opening;
  const conversions = count(measured.conversions);
  const how = say({
    en: `What each would do to a card is measured on ${plural(measured.n, "lead")}, each held out in turn, of which ${conversions} converted.`,
    ja: `配点表への影響は、リード${count(measured.n)}件（うち転換${conversions}件）を順に取り分けて測りました。`,
  });
  return sentences([opening, how]);
}

/** A pattern with the reasons not to believe it. */
export const flaggedText = ({text, flags}: Driver): string =>
  say({en: `${text} (${flags.join("; ")})`, ja: `${text}（${flags.join("；")}）`});

/** A reason as a sentence: with a capital first letter and a full stop. */
export function reasonText({why}: LeakFlag): string {
  const start = capital(why);
  return /[.!?。！？]$/.test(start) ? start : start + say({en: ".", ja: "。"});
}

/** Headings and labels of the warnings. */
export const warningWords = {
  flagged: (number: number) =>
    say({
      en: `${plural(number, "pattern")} with a reason not to believe them`,
      ja: `信用できない理由のあるパターン${count(number)}個`,
    }),
  linesFor: (field: string) =>
    say({en: `Lines of the project file for ${field}`, ja: `${field}のためのプロジェクトファイルの設定`}),
  table: () => say({en: "Leaks", ja: "リーク"}),
  columns: () =>
    say({
      en: ["field", "why", "AUC without it → with it"],
      ja: ["項目", "理由", "AUC（なし → あり）"],
    }),
  titled: ({reason, excluded, ...flag}: LeakFlag) => {
    const {title} = leakWords(reason);
    if (excluded) return title;
    const state = leakState({reason, excluded, ...flag});
    return say({en: `${title}; ${state}`, ja: `${title}（${state}）`});
  },
};
