import {count, plural} from "../../analysis/figures.ts";
import type {RunRecord} from "../../analysis/run.ts";
import {say} from "../language.ts";

/** What is told of a lead on its card. */
export const factNames = () =>
  say({
    en: {
      chance: "Chance",
      momentum: "Momentum",
      latest: "Latest",
      topics: "Topics",
      ask: "Worth asking",
      play: "Play",
    },
    ja: {
      chance: "確率",
      momentum: "動き",
      latest: "最近の行動",
      topics: "話題",
      ask: "聞くとよいこと",
      play: "打ち手",
    },
  });

/** Words around a lead's score and rules. */
export const cardWords = () =>
  say({
    en: {
      points: " points, band ",
      lead: (id: string) => `Lead ${id}`,
      todays: (score: string) => `(today's card: ${score})`,
      why: "Why this score",
      noRule: "No rule of the card holds: a score of 0.",
    },
    ja: {
      points: "点、ランク",
      lead: (id: string) => `リード${id}`,
      todays: (score: string) => `（現行の配点表：${score}）`,
      why: "スコアの理由",
      noRule: "当てはまるルールがないため、スコアは0です。",
    },
  });

/** Labels of the choosers. */
export const controlWords = () =>
  say({
    en: {stage: "Stage", band: "Band", all: "all", order: "Order by", find: "Find", hint: "id, reason, topic …"},
    ja: {
      stage: "フェーズ",
      band: "ランク",
      all: "すべて",
      order: "並べ替え",
      find: "検索",
      hint: "ID、理由、話題など",
    },
  });

/** Labels of the buttons below the list. */
export const listWords = (perPage: number) =>
  say({
    en: {higher: "Higher", next: `Next ${perPage}`, save: "These leads as CSV"},
    ja: {higher: `前の${perPage}件`, next: `次の${perPage}件`, save: "このリストをCSVで保存"},
  });

/** "21 to 40 of 60". */
export const placeText = (from: number, to: number, all: number): string =>
  say({
    en: `${count(from)} to ${count(to)} of ${count(all)}`,
    ja: `${count(all)}件中${count(from)}–${count(to)}件目`,
  });

/** Title, headings and reading of the stages by bands. */
export function hotMatrixWords({horizonDays, settings}: Pick<RunRecord, "horizonDays" | "settings">) {
  const {minCell} = settings;
  return say({
    en: {
      label: "Where the open leads stand",
      title: "Open leads by stage and band, and what came of such leads before",
      table: "Table: open leads by stage and band",
      stage: "stage",
      all: "all leads",
      shows: `How many open leads stand in each stage and band of the score now (large), and how many of the observations with that stage and band went on to convert${horizonDays === null ? "" : ` within ${plural(horizonDays, "day")}`}, with the 95 % interval and their number (small). These are all past observations, also those that the card was learned from.`,
      read: `The furthest stage is on top, the highest band on the left. The stronger the colour, the more converted. Cells of fewer than ${minCell} past observations have no rate.`,
      act: "Begin at the top left. Choose a cell to list its leads; choose it again to list all.",
    },
    ja: {
      label: "未決のリードの位置",
      title: "フェーズとランク別の未決のリードと、同じ位置のリードのこれまでの転換率",
      table: "表：フェーズとランク別の未決のリード",
      stage: "フェーズ",
      all: "全リード",
      shows: `大きな数字は、いま各フェーズ・ランクにいる未決のリードの件数です。小さな数字は、同じフェーズ・ランクにいた過去の観測の${horizonDays === null ? "" : `${count(horizonDays)}日以内の`}転換率、95%信頼区間、件数です。配点表の学習に使ったものも含む、過去の全観測での値です。`,
      read: `上ほど先のフェーズ、左ほど高いランクです。色が濃いほど転換率が高くなります。過去の観測が${minCell}件に満たないセルは転換率を示しません。`,
      act: "左上から始めましょう。セルを選ぶとそのリードが下に並び、もう一度選ぶと全件に戻ります。",
    },
  });
}

/** What a screen reader says of a cell before and after the number of open leads. */
export const cellWords = (stage: string | null, band: string): {before: string; after: string} =>
  say({
    en: {before: `${stage ?? "All stages"}, band ${band}: `, after: " open; converted before: "},
    ja: {before: `${stage ?? "全フェーズ"}、ランク${band}：未決`, after: "件。これまでの転換率："},
  });
