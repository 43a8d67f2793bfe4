import {count, plural} from "../../analysis/figures.ts";
import {say} from "../language.ts";

/** What the workbench says of what was just done. */
export const benchWords = () =>
  say({
    en: {
      cancelled: "The search was cancelled; the card is as it was.",
      suggested: "Back to the suggested card.",
      current: "These are today's points.",
      opened: "The card of the link.",
      notFound: (why: string) => `Not found: ${why}.`,
      notProved: (why: string) => `Not proved: ${why}.`,
    },
    ja: {
      cancelled: "探索を中止しました。配点表は元のままです。",
      suggested: "提案の配点表に戻しました。",
      current: "現行の点数を表示しています。",
      opened: "リンクの配点表を表示しています。",
      notFound: (why: string) => `見つかりませんでした：${why}。`,
      notProved: (why: string) => `証明できませんでした：${why}。`,
    },
  });

/** Why there is nothing to tune. */
export const noCardText = (refusal: string | null): string => {
  const why = refusal ?? say({en: "no points were found", ja: "点数が見つかりませんでした"});
  return say({en: `There is no card to calibrate: ${why}.`, ja: `調整する配点表がありません：${why}。`});
};

/** The fold of rules that are not on the card. */
export const othersText = (n: number): string =>
  say({en: `${plural(n, "more candidate rule")}, at 0 points`, ja: `ほかの候補ルール${count(n)}個（0点）`});

/** What a published page computes on, in short: its smallest groups are put together. */
export const publishedText = (fewest: number, kept: number, all: number): string =>
  say({
    en: `This published page holds no group of fewer than ${plural(fewest, "observation")}: smaller ones are put together with the most similar, so what is computed here is near the true figures, not equal to them, and its intervals are as much wider than those of independent observations as the suggested card's are; ${count(kept)} of ${count(all)} rules are kept. Each rule's rate, and all that stands outside this section, is of all observations.`,
    ja: `この公開ページには、観測${count(fewest)}件未満の集計は含まれません。小さな集計は最も似たものとまとめているため、ここで計算する値は実際の値とわずかに異なります。区間は、提案の配点表と同じ割合で、観測が独立な場合より広げています。ルールは${count(all)}個中${count(kept)}個を残しています。各ルールの転換率と、この節以外の値は、すべての観測によるものです。`,
  });
