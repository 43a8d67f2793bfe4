import {count, plural} from "../../analysis/figures.ts";
import {say} from "../language.ts";

/** Titles, labels and reading notes of groups, months, periods, paths, skips and loops. */
export const pathWords = {
  noGroups: () =>
    say({
      en: "No attribute parts the leads into 2 to 12 groups that may be shown; attributes that leak the outcome are not used.",
      ja: "リードを2–12個の表示できるグループに分ける属性がありません。結果が漏れ込んでいる属性は使いません。",
    }),
  noTimes: () =>
    say({
      en: "The stages have no times of entry, so months cannot be told apart.",
      ja: "フェーズに到達時刻の記録がないため、月別に分けられません。",
    }),
  noPeriods: () =>
    say({
      en: "Fewer than two months of entry have been followed for long enough to compare.",
      ja: "比較できるだけ経過を見られる到達月が2か月に満たないため、比べられません。",
    }),
  noVariants: () =>
    say({en: "No path was taken by enough leads to show.", ja: "表示できるだけの件数が通った経路がありません。"}),
  monthsHidden: (n: number) =>
    say({
      en:
        n === 1
          ? "One month of one stage has too few leads to show."
          : `${count(n)} months of single stages have too few leads to show.`,
      ja: `フェーズと月の組み合わせのうち${count(n)}個は、件数が少ないため表示していません。`,
    }),
  /** Behind a sentence: so many stages more are not in it. */
  stagesHidden: (n: number) =>
    n > 0
      ? say({
          en: ` ${plural(n, "more stage")} with too few leads to show.`,
          ja: `ほかに${count(n)}フェーズは、件数が少ないため表示していません。`,
        })
      : "",
  noSkips: () =>
    say({
      en: "No lead was recorded beyond a stage without entering it.",
      ja: "フェーズを飛ばして先に進んだ記録のあるリードはありません。",
    }),
  noBack: () => say({en: "No lead moved back to an earlier stage.", ja: "前のフェーズに戻ったリードはありません。"}),
  cause: () =>
    say({
      en: "Leads that skip or go back are not like the others to begin with: a difference says who they are, not what skipping or going back does.",
      ja: "スキップや後戻りをするリードは、もともとほかのリードとは違います。差が示すのはリードの違いであって、スキップや後戻りの効果ではありません。",
    }),
  stage: () => say({en: "Stage", ja: "フェーズ"}),
  groupBy: () => say({en: "Group by", ja: "分け方"}),
  first: () => say({en: "First period", ja: "前の期間"}),
  second: () => say({en: "Second period", ja: "後の期間"}),
  from: () => say({en: "from", ja: "開始"}),
  to: () => say({en: "to", ja: "終了"}),
  firstOf: (span: string) => say({en: `first: ${span}`, ja: `前：${span}`}),
  secondOf: (span: string) => say({en: `second: ${span}`, ja: `後：${span}`}),
  choosing: () =>
    say({
      en: "Choose the periods before you look. Whoever tries span after span until something shows will find luck.",
      ja: "期間は結果を見る前に決めてください。何か出るまで期間を変え続けると、見つかるのは偶然です。",
    }),
  groupsTitle: () => say({en: "Pass-through by group and stage", ja: "グループ・フェーズ別の遷移率"}),
  groups: () =>
    say({
      en: {
        shows: "How many of the settled leads of each group went on from each stage, or were won.",
        read: "A row is a group, a column a stage. Blue with ▲: passes more often than the other groups in that stage, beyond chance with all cells of all attributes counted (q < 0.05); ochre with ▼: less often. Cells without colour differ no more than chance would let them, or have too few leads.",
        act: "Ask what the team does differently for the coloured groups at that stage, or whether they should be let in at all.",
      },
      ja: {
        shows: "グループごとに、判定済みのリードのうち各フェーズから先へ遷移した、または受注した割合を示します。",
        read: "行がグループ、列がフェーズです。青の▲は、そのフェーズでほかのグループより遷移しやすく、全属性の全セルを調べたことを補正しても偶然では説明しにくいもの（q < 0.05）。黄土色の▼は遷移しにくいものです。色のないセルは、差が偶然の範囲内か、件数が足りません。",
        act: "色の付いたグループに、そのフェーズで何か違う対応をしていないかを確かめます。そもそも受け入れるべきかも見直します。",
      },
    }),
  cohortsTitle: () => say({en: "Moved on, by month of entry", ja: "到達月別に見た、遷移した割合"}),
  cohorts: () =>
    say({
      en: {
        shows: "Of the leads that entered the stage in each month, the share that had moved on within the same time.",
        read: "Filled: every lead of the month has been followed for that time; the line is the 95 % interval. Hollow: not ripe yet, the share so far can only rise. Intervals that overlap widely are no change.",
        act: "Compare filled months only. Ask what happened in a month that stands out beyond its interval.",
      },
      ja: {
        shows: "各月にこのフェーズに到達したリードのうち、同じ日数以内に遷移した割合を示します。",
        read: "塗りつぶしは、その月の全リードについて経過を見終えたもので、線は95%信頼区間です。白抜きは経過観察中で、割合は今後上がる一方です。区間が大きく重なる月どうしに、変化があるとは言えません。",
        act: "比べるのは塗りつぶしの月だけにします。区間から外れて目立つ月があれば、何があったかを確かめます。",
      },
    }),
  periodsTitle: () => say({en: "Moved on, in two periods of entry", ja: "2つの期間の到達分で比べた、遷移した割合"}),
  periods: () =>
    say({
      en: {
        shows:
          "The share of leads that moved on from each stage within the same time after entering it, in two periods of entry.",
        read: "Hollow: the first period; filled: the second; lines are 95 % intervals. Only what is named as risen or fallen differs beyond chance, all comparisons allowed for.",
        act: "Before you praise or blame a change, see that it is named here, and look for what else changed at the time.",
      },
      ja: {
        shows: "2つの期間に到達したリードについて、各フェーズから同じ日数以内に遷移した割合を示します。",
        read: "白抜きが前の期間、塗りつぶしが後の期間で、線は95%信頼区間です。偶然では説明しにくい変化は、行った比較の数を織り込んだうえで「上昇」「低下」と書いたものだけです。",
        act: "変化をほめたり責めたりする前に、ここに名前が挙がっているか、同じ時期にほかに何が変わったかを確かめてください。",
      },
    }),
  variantsTitle: () => say({en: "The commonest paths", ja: "最も多い経路"}),
  variants: () =>
    say({
      en: {
        shows: "The stages that leads entered, in order, and how they ended.",
        read: "A bar is all leads that took the path: won, still open, lost. Going to and fro between the same two stages is told once. A path that ends early holds the leads that were lost early, so its share of wins is no verdict on it.",
        act: "Look at the paths that winners take and at the ones on which many are lost. Make the common way easy; ask why the odd ones happen.",
      },
      ja: {
        shows: "リードが通ったフェーズの順序と、その結果を示します。",
        read: "棒は、その経路を通った全リードで、受注・未決・失注に分かれます。同じ2つのフェーズの行き来は1回にまとめています。短い経路には早く失注したリードが集まるため、受注の割合で経路の良し悪しは判断できません。",
        act: "受注したリードの経路と、失注の多い経路を見ます。よく通る道は通りやすくし、変わった経路はなぜ起きるのかを確かめます。",
      },
    }),
  skipsTitle: () => say({en: "Skipped a stage, and won", ja: "フェーズのスキップと受注"}),
  skips: () =>
    say({
      en: {
        shows:
          "Among leads recorded beyond a stage, those who went through it beside those who skipped it: the share won of those decided.",
        read: "Hollow: went through it; filled: skipped it; lines are 95 % intervals. Where the lines overlap widely there is no difference to speak of.",
        act: "If a stage is skipped often and skipping makes no difference, ask what the stage is for.",
      },
      ja: {
        shows:
          "フェーズより先に進んだリードについて、通過したものとスキップしたものの、決着したリードに占める受注の割合を並べます。",
        read: "白抜きが通過、塗りつぶしがスキップで、線は95%信頼区間です。線が大きく重なるところに、差があるとは言えません。",
        act: "よくスキップされ、スキップしても差がないフェーズは、何のためにあるのかを見直します。",
      },
    }),
  backTitle: () => say({en: "Moved back, and won", ja: "後戻りと受注"}),
  back: () =>
    say({
      en: {
        shows:
          "Among leads that entered a stage, those who never moved back from it beside those who did: the share won of those decided.",
        read: "Hollow: never moved back; filled: moved back at least once. A lead that came on again later counts as having moved back.",
        act: "Read some of the deals that went back: a common reason is a question that should have been asked before.",
      },
      ja: {
        shows:
          "フェーズに到達したリードについて、後戻りしなかったものとしたものの、決着したリードに占める受注の割合を並べます。",
        read: "白抜きは後戻りなし、塗りつぶしは1回以上後戻りしたリードです。その後また先へ進んだリードも、後戻りしたものに数えます。",
        act: "後戻りした案件をいくつか読み返します。前もって聞いておくべきだった質問が原因であることがよくあります。",
      },
    }),
};
