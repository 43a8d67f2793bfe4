import {capital, count, percent, plural} from "../../analysis/figures.ts";
import type {SegmentField} from "../../analysis/validation/segmentQuality.ts";
import type {Swap} from "../../analysis/validation/swapSet.ts";
import type {Contender} from "../../analysis/validation/validate.ts";
import type {SwapReport, TestReport} from "../../analysis/validation/validationReport.ts";
import type {ShownReport, ShownSwap} from "../../analysis/validation/validationShown.ts";
import {month, shareText} from "../format.ts";
import {say} from "../language.ts";
import {contenderNames, rivalNames} from "./contenders.ts";

type Replay = NonNullable<ShownReport["replay"]>;

/** What one test learned on and was tried on. */
export const contestText = ({how, train, n, conversions}: TestReport): string =>
  say({
    en: `${capital(how)}: learned on ${plural(train.n, "observation")} (${count(train.conversions)} converted), tested on ${count(n)} (${count(conversions)} converted).`,
    ja: `${how}しました。学習に使ったのは観測${count(train.n)}件（うち転換${count(train.conversions)}件）、検証に使ったのは${count(n)}件（うち転換${count(conversions)}件）です。`,
  });

/** A title that stands on the page already, of another test. */
export const sameTitle = (title: string, how: string): string =>
  say({en: `${title} (${how})`, ja: `${title}（${how}）`});

/** The fold of another test. */
export const sameText = (how: string): string => say({en: `The same, ${how}`, ja: `別の検証：${how}`});

/** Heads of the measures of each contender. */
export const measureColumns = (): string[] =>
  say({
    en: ["contender", "AUC (95 %)", "KS", "log-loss", "Brier", "best fifth holds", "chances: slope"],
    ja: ["比較対象", "AUC（95%）", "KS", "対数損失", "Brierスコア", "上位5分の1に含まれる転換", "確率の傾き"],
  });

/** "46 % of conversions". */
export const ofConversions = (share: number): string =>
  say({en: `${percent(share)} of conversions`, ja: `全転換の${percent(share)}`});

/** Labels of choosers, and titles of tables and boxes that fold. */
export const validationLabels = () =>
  say({
    en: {
      measures: "Measures of each contender",
      contender: "Contender",
      whichMoved: "Which rules moved",
      moved: "Rules that moved",
      movedColumns: ["period", "index", "rule", "held then", "holds now"],
      by: "By",
      cardColumns: ["rule", "points"],
      tested: "The card that was tested",
      swap: "Those who stay, enter and leave",
      onePeriod: "One period",
      period: "Period",
      lists: "Hot lists of the period",
      cardThen: "The card as of the period",
    },
    ja: {
      measures: "比較対象ごとの指標",
      contender: "比較対象",
      whichMoved: "動いたルール",
      moved: "動いたルール",
      movedColumns: ["期間", "指数", "ルール", "学習時", "この期間"],
      by: "区分",
      cardColumns: ["ルール", "点数"],
      tested: "検証した配点表",
      swap: "残るリード、入るリード、外れるリード",
      onePeriod: "期間を選んで見る",
      period: "期間",
      lists: "期間のホットリスト",
      cardThen: "期間時点の配点表",
    },
  });

/** "Card 2 of 5": a card that was tested. */
export const cardLabel = (i: number, all: number | null): string =>
  say({
    en: all === null ? `Card ${i}` : `Card ${i} of ${all}`,
    ja: all === null ? `配点表${i}` : `配点表${i}／${all}`,
  });

/** In place of the drift of scores. */
export const noDrift = (): string =>
  say({
    en: "The data have no months to compare, or the card gives all leads the same score.",
    ja: "比べる期間がデータにないか、配点表が全リードに同じスコアを付けています。",
  });

/** What the bars of chance are computed from. */
export const driftNote = (designEffect: number): string =>
  say({
    en: `Chance is taken from the χ² approximation, with the observations learned from divided by ${designEffect.toFixed(1)} because leads recur in them. About 1 in 20 periods lies above its bar by luck.`,
    ja: `偶然の範囲はχ²近似により、同じリードが繰り返し現れるため学習に使った観測の件数を${designEffect.toFixed(1)}で割って求めています。20期間に1つほどは、偶然だけで棒を超えます。`,
  });

/** Values left out for having few observations; empty where there are none. */
export const rareText = ({values, n}: SegmentField["rare"]): string => {
  if (values === 0) return "";
  const inAll =
    n === null
      ? say({en: "too few to tell how many", ja: "ごくわずかなため件数は表示なし"})
      : say({en: `${count(n)} in all`, ja: `計${count(n)}件`});
  return say({
    en: `${plural(values, "value")} with few observations (${inAll}) not shown.`,
    ja: `観測の少ない${count(values)}個の値（${inAll}）は表示していません。`,
  });
};

/** "industry (2 marked)": an attribute with values out of line. */
export const markedLabel = (field: string, marked: number): string =>
  marked ? say({en: `${field} (${marked} marked)`, ja: `${field}（要注意${marked}）`}) : field;

/** Attributes not looked at. */
export const tooManyText = (fields: string): string =>
  say({
    en: `Not looked at, because they have more than twelve values: ${fields}.`,
    ja: `値が12個を超えるため見ていないもの：${fields}。`,
  });

/** What the card below has to do with the one on Calibrate. */
export function testedText(isOne: boolean): string {
  const [card, were, each] = isOne ? ["card", "was", "it was"] : ["cards", "were", "each was"];
  return say({
    en: `What was tested is the way of finding a card, on data that the card had not seen. The card on Calibrate is found in the same way on all of the data; the ${card} below ${were} found without what ${each} tested on.`,
    ja: `検証したのは、配点表の求め方そのものです。配点のページの配点表は、同じ求め方で全データから求めています。下の配点表は、${isOne ? "" : "それぞれ"}検証に使うデータを除いて求めました。`,
  });
}

/** Title and text of the box where nothing could be tested. */
export const untestedTexts = (refusal: string | null): [string, string] => [
  say({en: "Not tested", ja: "検証なし"}),
  refusal
    ? say({en: `${refusal}.`, ja: `${refusal}。`})
    : say({
        en: "There are too few observations, or too few periods, to keep some back for a test.",
        ja: "観測または期間が少なすぎるため、検証用に取り分けられません。",
      }),
];

/** In place of each section without a test. */
export const nothingTested = (): string =>
  say({
    en: "nothing could be tested; the reason stands above.",
    ja: "検証できませんでした。理由は上にあります。",
  });

/** In place of those who enter and leave. */
export const noSwap = (): string =>
  say({en: "Without a test there is no hot list to compare.", ja: "検証がないため、比べるホットリストがありません。"});

/** How the picture of those who stay, enter and leave is read. */
export const swapReading = (against: Contender) =>
  say({
    en: {
      shows: `The hot list of ${contenderNames()[against]} beside that of the suggested card, both of the same size, on observations that were not learned from.`,
      read: "Enter should lie to the right of leave, and leave near the dashed line, which is the rate of all. Leads with the same score at the edge share the places that are left.",
      act: "If those who leave convert as often as those who enter, the new card only moves leads around.",
    },
    ja: {
      shows: `学習に使っていない観測での、${contenderNames()[against]}と提案の配点表の、同じ件数のホットリストの比較です。`,
      read: "「入る」が「外れる」より右にあり、「外れる」が破線（全観測の転換率）に近いのが望ましい形です。境目で同じスコアのリードは、残りの枠を分け合います。",
      act: "外れるリードの転換率が入るリードと同じくらいなら、新しい配点表はリードを入れ替えているだけです。",
    },
  });

/** Names of the groups of the hot lists. */
export const swapGroups = () =>
  say({
    en: {
      stay: "stay",
      enter: "enter",
      leave: "leave",
      proposed: "the whole new list",
      rival: "the whole old list",
      groups: "places of leads that",
      rate: "converted",
    },
    ja: {
      stay: "残る",
      enter: "入る",
      leave: "外れる",
      proposed: "新しいリスト全体",
      rival: "これまでのリスト全体",
      groups: "リストの枠",
      rate: "転換率",
    },
  });

/** In place of the replay. */
export const noReplay = (): string =>
  say({
    en: "The data have no as-of dates, so past months cannot be replayed. The test above leaves out leads in turn instead.",
    ja: "データに基準日がないため、過去の期間を再現できません。代わりに上の検証では、リードを順に取り分けています。",
  });

/** How the hot lists of all replayed periods ended, and how many periods came too early. */
export function replayText({all, months, before}: Replay, against: SwapReport["against"]): string {
  const early = before.length
    ? say({
        en: ` ${plural(before.length, "earlier period is", "earlier periods are")} not shown: too few outcomes were known to learn from.`,
        ja: `それより前の${count(before.length)}期間は、学習に足りる結果が分かっていなかったため表示していません。`,
      })
    : "";
  return `${listsText(all, months.length, rivalNames()[against])}${early}`;
}

function listsText({enter, leave, proposed, rival}: ShownSwap<Swap>, n: number, whose: string): string {
  if (!proposed || !rival) return "";
  const lists = say({
    en: `Over ${plural(n, "period")} the suggested card's hot lists convert ${shareText(proposed)}, those of ${whose} ${shareText(rival)}.`,
    ja: `${count(n)}期間を通じたホットリストの転換率は、提案の配点表で${shareText(proposed)}、${whose}で${shareText(rival)}です。`,
  });
  if (!enter || !leave) return lists;
  return say({
    en: `${lists} Those it would have added convert ${shareText(enter)}, those it would have dropped ${shareText(leave)}.`,
    ja: `${lists}新しく加わるリードの転換率は${shareText(enter)}、外れるリードは${shareText(leave)}です。`,
  });
}

/** On what the card of one replayed period was learned. */
export const cardOfText = (period: string, {from, to, train}: Replay["cards"][number]): string =>
  say({
    en: `As of ${month(period)}, the card was learned on ${month(from)} to ${month(to)}: ${plural(train.n, "observation")}, ${count(train.conversions)} converted.`,
    ja: `${month(period)}時点の配点表は、${month(from)}～${month(to)}の観測${count(train.n)}件（うち転換${count(train.conversions)}件）で学習しました。`,
  });

/** Rows and columns of one period's hot lists. */
export function listTable(against: SwapReport["against"]) {
  const whose = rivalNames()[against];
  return say({
    en: {
      columns: ["places of leads", "n", "converted", "rate (95 %)"],
      proposed: "suggested card's list",
      rival: `${whose}: list`,
      stay: "on both",
      enter: "enter",
      leave: "leave",
      all: "all observations",
      tooFew: "too few to show",
    },
    ja: {
      columns: ["リストの枠", "n", "転換", "転換率（95%）"],
      proposed: "提案の配点表のリスト",
      rival: `${whose}のリスト`,
      stay: "両方に載る",
      enter: "入る",
      leave: "外れる",
      all: "全リード",
      tooFew: "件数不足",
    },
  });
}
