import {count, percent, plural, rangeText, rateText} from "../../analysis/figures.ts";
import type {HotReport} from "../../analysis/hotLeads/hotLeads.ts";
import {
  chosenLeads,
  everyLead,
  type HotChoice,
  type HotOrder,
  openLeads,
} from "../../analysis/hotLeads/hotLeadsChoice.ts";
import type {RunRecord} from "../../analysis/run.ts";
import {list} from "../format.ts";
import {say} from "../language.ts";
import {bandRange} from "../threshold/bands.ts";
import {scoreNumber} from "../threshold/threshold.ts";
import {reasonTexts} from "./hotLead.ts";

type Run = Pick<RunRecord, "horizonDays" | "stage" | "stages" | "target" | "design">;

/** Whom to call, and why; or why nobody can be named. */
export function hotAnswer(report: HotReport, run: Run): string[] {
  const {refusal, scored, bands} = report;
  const rest = unscored(report, run);
  if (scored === 0)
    return [
      rest
        ? say({en: `There are no open leads to score. ${rest}`, ja: `スコアを付ける未決のリードがありません。${rest}`})
        : say({
            en: "There are no open leads: all are decided.",
            ja: "未決のリードはありません。すべて結果が出ています。",
          }),
    ];
  const open = say({en: plural(scored, "open lead"), ja: `未決のリード${count(scored)}件`});
  if (refusal !== null)
    return [
      say({
        en: `Nobody can be named yet: there is no card to score the ${open} with: ${refusal}.`,
        ja: `まだ誰も挙げられません。${open}にスコアを付ける配点表がありません：${refusal}。`,
      }),
    ];
  const [best] = bands;
  const days = run.horizonDays;
  const rate = say({
    en: `${percent(best.rate.value)} convert${days === null ? "" : ` within ${plural(days, "day")}`} (${rangeText(best.rate)}, n ${count(best.rate.n)})`,
    ja: `${days === null ? "" : `${count(days)}日以内の`}転換率は${rateText(best.rate)}`,
  });
  if (bands.length === 1)
    return [
      say({
        en: `The score does not tell the ${open} apart: of leads like all of them ${rate}. The score is no reason to call one before another.`,
        ja: `このスコアでは${open}を見分けられません。こうしたリード全体の${rate}です。スコアの違いは、先に連絡する理由になりません。`,
      }),
      rest,
    ];
  const [first] = chosenLeads(report, everyLead);
  const reasons = list(reasonTexts(first, report));
  const inBest = count(openLeads(report, {stage: null, band: 0}));
  return [
    say({
      en: `${inBest} of ${open} are in band ${best.name} (${bandRange(bands, 0)}), where ${rate}.`,
      ja: `${open}のうち${inBest}件がランク${best.name}（スコア${bandRange(bands, 0)}）で、その${rate}です。`,
    }),
    say({
      en: `First on the list is ${first.id} with a score of ${scoreNumber(first.score)}${reasons ? `: ${reasons}` : ""}.`,
      ja: `リストの先頭は${first.id}で、スコアは${scoreNumber(first.score)}${reasons ? `、理由は${reasons}` : ""}です。`,
    }),
    rest,
  ];
}

/** Open leads that the card says nothing of. */
function unscored({notYet, reached}: HotReport, {stage, stages, target}: Run): string {
  const name = (id: string | null) => stages.find((one) => one.id === id)?.name ?? id;
  const [from, to] = [name(stage), name(target)];
  const parts = [
    notYet > 0 &&
      say({
        en: `${plural(notYet, "open lead")} not yet in ${from ?? "sight"}, or without a date`,
        ja: `まだ${from ?? "対象の段階"}にいないか日付のない未決のリード${count(notYet)}件`,
      }),
    reached > 0 &&
      say({
        en: `${plural(reached, "open lead")} already in ${to}`,
        ja: `すでに${to}にいる未決のリード${count(reached)}件`,
      }),
  ].filter((part) => part !== false);
  if (parts.length === 0) return "";
  return say({
    en: `Not scored, because the card was not learned from such leads: ${list(parts)}.`,
    ja: `配点表がこうしたリードから学習していないため、スコアを付けていないもの：${list(parts)}。`,
  });
}

/** Where a lead stands that entered no stage yet. */
export const noStageYet = (): string => say({en: "no stage yet", ja: "フェーズ未到達"});

/** How many leads the choice leaves, and how many of them are listed. */
export function chosenText(report: HotReport, choice: HotChoice, shown: number): string {
  const open = openLeads(report, choice);
  const stage =
    choice.stage === null ? null : choice.stage === "none" ? noStageYet() : report.stages[choice.stage].name;
  const band = choice.band === null ? null : report.bands[choice.band].name;
  const where = say({
    en: `${stage === null ? "" : ` in ${stage}`}${band === null ? "" : ` in band ${band}`}`,
    ja: [stage, band === null ? null : `ランク${band}`].filter((part) => part !== null).join("・"),
  });
  const whose = where && say({en: where, ja: `${where}の`});
  if (choice.text.trim())
    return say({
      en: `${plural(shown, "listed lead")}${whose} with these words.`,
      ja: `掲載中の${whose}リードのうち、この語を含むもの${count(shown)}件。`,
    });
  return shown === open
    ? say({en: `${plural(open, "open lead")}${whose}.`, ja: `${whose}未決のリード${count(open)}件。`})
    : say({
        en: `${count(shown)} of ${plural(open, "open lead")}${whose} are listed: the highest chances of all, and the best of each stage and band.`,
        ja: `${whose}未決のリード${count(open)}件のうち${count(shown)}件を載せています。全体で確率の高いものと、フェーズとランクごとの上位です。`,
      });
}

/** The orders of the list, in the words of the chooser. */
export const orderNames = (): Record<HotOrder, string> =>
  say({
    en: {
      hottest: "chance",
      score: "score",
      stage: "furthest stage",
      rising: "fastest rising",
      waiting: "longest in stage",
      recent: "latest activity",
    },
    ja: {
      hottest: "確率",
      score: "スコア",
      stage: "先のフェーズから",
      rising: "スコアの伸び",
      waiting: "滞留の長さ",
      recent: "最近の行動",
    },
  });

/** What a reader of the scores must know of how they came about. */
export function hotNotes({design}: Pick<RunRecord, "design">): string {
  if (design === "entry")
    return say({
      en: "The card was learned from leads as they entered the stage; for a lead that has been there long its score is a guess. Its chance is not: that is of past leads that had been there as long.",
      ja: "配点表は、リードがそのフェーズに入った時点から学習しています。長くとどまっているリードのスコアは推測です。確率は、同じだけとどまった過去のリードから出しています。",
    });
  if (design === "decision")
    return say({
      en: "The card looks back from decisions: it describes, and is not for telling who will convert.",
      ja: "配点表は、決着した時点から振り返ったものです。傾向の説明であり、誰が転換するかの予測には向きません。",
    });
  if (design === "static")
    return say({
      en: "The export has no times: reasons are attributes only, and nothing can be said of momentum.",
      ja: "データに日時がないため、理由は属性だけで、動きについては何も言えません。",
    });
  return "";
}

/** Title and text of the warning on a published page. */
export const publishedNotice = (): [string, string] =>
  say({
    en: [
      "This page holds leads",
      "The project file asks for this page to be published (publish: hot_leads). It names leads and what they did: pass it on only to people who may know.",
    ],
    ja: [
      "このページにはリードが載っています",
      "プロジェクトファイルの設定（publish: hot_leads）により公開しています。リードのIDと行動が載っているため、見てよい人にだけ渡してください。",
    ],
  });

/** That leads stay at home, unless the project file asks. */
export const localNotice = (): string =>
  say({
    en: "This page is shown on this machine only. A published site leaves it out, with all its data, unless the project file says publish: {hot_leads: true}.",
    ja: "このページは手元のパソコンにだけ表示されます。プロジェクトファイルにpublish: {hot_leads: true}と書かない限り、公開サイトにはこのページもデータも含まれません。",
  });

/** In place of the parts where there is nobody to list. */
export const noLeadsTexts = (): {held: string; scored: string} =>
  say({
    en: {held: "This site holds no leads.", scored: "There are no open leads to score."},
    ja: {held: "このサイトにはリードが含まれていません。", scored: "スコアを付ける未決のリードがありません。"},
  });
