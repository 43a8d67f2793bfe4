import {count, plural} from "../../analysis/figures.ts";
import type {BottleneckReport} from "../../analysis/funnel/bottleneck.ts";
import {list, sentences} from "../format.ts";
import {say} from "../language.ts";

/** Titles and reading notes of the ranking of stages. */
export const bottleneckWords = {
  noAnswer: () =>
    say({
      en: "This cannot be told: the project has no stages.",
      ja: "この問いには答えられません。プロジェクトにフェーズがないためです。",
    }),
  noYardstick: () =>
    say({
      en: "What mending a stage would bring: there are too few leads, or neither segments of leads nor a period before to measure the stages by.",
      ja: "フェーズの改善による効果：リードが少なすぎるか、比較の基準となるセグメントも前の期間もありません。",
    }),
  mendingTitle: () => say({en: "What mending each stage would bring", ja: "各フェーズの改善で見込める効果"}),
  mending: () =>
    say({
      en: {
        shows:
          "How many more deals a month would be won if a stage passed on as many of its leads as the best quarter of them, by segment, or as in the period before; all other stages as they are.",
        read: "The dot is the estimate, the line its 95 % interval. Filled and blue: surely more than nothing, although every stage was looked at. Grey: it may well be nothing, or less.",
        act: "Look first at what the best segments get at the stage that stands out, and give it to the others. It is a yardstick, not a promise: segments differ in more than what the team does. Where no stage stands out, do not reorganise by this picture.",
      },
      ja: {
        shows:
          "ほかのフェーズは今のままで、そのフェーズの遷移率がセグメント別の上位4分の1、または前の期間と同じになった場合に、受注が月に何件増えるかを示します。",
        read: "点が推定値、線が95%信頼区間です。青の塗りつぶしは、全フェーズを調べたことを考慮しても、確実に増えると言えるもの。灰色は、増えないか、減ることもありえます。",
        act: "まず、抜きん出たフェーズで上位のセグメントが受けている対応を調べ、ほかにも広げます。これは目安であって約束ではありません。セグメントの違いは、チームの対応だけではないからです。抜きん出たフェーズがなければ、この図だけで体制を変えないでください。",
      },
    }),
  standingTitle: () => say({en: "How long leads stand in each stage", ja: "各フェーズでの滞留の長さ"}),
  standing: () =>
    say({
      en: {
        shows:
          "The mean number of days that a lead which enters stands there beyond the time that the quickest quarter of those who move on needs; lost and open leads count for as long as they stand.",
        read: "The dot is the estimate, the line its 95 % interval. Filled: surely the longest of all stages. Lead-days a month are these days times the leads that enter in a month.",
        act: "Agree on who takes up the leads that stand in the longest stage, and by when. What is won there is time; the picture above says what is won in deals.",
      },
      ja: {
        shows:
          "到達したリードが、最も速く遷移する4分の1に必要な時間を超えて、平均で何日滞留しているかを示します。失注や未決のリードも、滞留した期間だけ数えます。",
        read: "点が推定値、線が95%信頼区間です。塗りつぶしは、全フェーズの中で確実に最も長いもの。月間の延べ滞留日数は、この日数に1か月に到達するリード数を掛けたものです。",
        act: "最も長いフェーズに滞留するリードを、誰がいつまでに引き受けるかを決めます。ここで得られるのは時間です。受注件数への効果は上の図で見てください。",
      },
    }),
};

/** How the ranking was reckoned, with what was left out. */
export function computedText({periodDays, resamples, undated, stages}: BottleneckReport): string {
  const untimed = stages.filter(({entering}) => entering === null).map(({name}) => name);
  const latest =
    periodDays === null
      ? ""
      : say({en: ` (of the latest ${count(periodDays)} days)`, ja: `（直近${count(periodDays)}日間）`});
  return sentences([
    say({
      en: `The gain is leads that enter a month${latest} × the rise of the share that goes on × the share of those who go on that wins later.`,
      ja: `効果は、1か月に到達するリード数${latest}×遷移率の上昇分×遷移したリードがその後受注する割合です。`,
    }),
    say({
      en: "The share that goes on is the Aalen–Johansen estimate: open leads count as not yet decided.",
      ja: "遷移率はAalen–Johansen推定で、未決のリードは「まだ決まっていない」ものとして扱います。",
    }),
    say({
      en: "The best quarter is picked on four fifths of the leads and measured on the other fifth, five times over, so that a lucky segment is no target; where it is unclear which segments are best, the gain comes out too low rather than too high.",
      ja: "上位4分の1は、リードの5分の4で選び残りの5分の1で測ることを5回繰り返して決めるため、たまたま成績のよいセグメントが目標になることはありません。どのセグメントが優れているかはっきりしないときは、効果は大きすぎるより小さすぎるほうに出ます。",
    }),
    resamples > 0
      ? say({
          en: `Intervals are from ${count(resamples)} resamples of the leads, each with its own choice of segments.`,
          ja: `区間は、リードを${count(resamples)}回再抽出し、毎回セグメントを選び直して求めました。`,
        })
      : "",
    say({
      en: "A stage stands out if its gain is surely above nothing, all looks counted, and the largest in 97.5 % of the resamples.",
      ja: "抜きん出たフェーズとは、調べた回数を考慮しても効果が確実に0を上回り、かつ再抽出の97.5%で最大になるものです。",
    }),
    undated > 0
      ? say({
          en: `${plural(undated, "stay")} without times ${undated === 1 ? "is" : "are"} left out.`,
          ja: `時刻の記録がない滞在${count(undated)}件は除いています。`,
        })
      : "",
    untimed.length > 0 && untimed.length < stages.length
      ? say({
          en: `${list(untimed)} ${untimed.length === 1 ? "has no times and is" : "have no times and are"} not ranked.`,
          ja: `${list(untimed)}は時刻の記録がないため、順位を付けていません。`,
        })
      : "",
  ]);
}
