import type {Contender} from "../../analysis/validation/validate.ts";
import type {SwapReport, Verdict} from "../../analysis/validation/validationReport.ts";
import {say} from "../language.ts";

/** Who is tested, in full. */
export const contenderNames = (): Record<Contender, string> =>
  say({
    en: {
      suggested: "the suggested card",
      current: "today's card",
      "one point each": "one point for each of its rules",
      "real-valued": "real-valued weights on all rules",
      "base rate": "no model (base rate)",
    },
    ja: {
      suggested: "提案の配点表",
      current: "現行の配点表",
      "one point each": "提案のルールを一律1点とした配点表",
      "real-valued": "全ルールに小数の重みを付けたモデル",
      "base rate": "モデルなし（全体の転換率）",
    },
  });

/** The same for a legend or a column. */
export const shortNames = (): Record<Contender, string> =>
  say({
    en: {
      suggested: "suggested",
      current: "today's",
      "one point each": "one point each",
      "real-valued": "real-valued",
      "base rate": "base rate",
    },
    ja: {
      suggested: "提案",
      current: "現行",
      "one point each": "一律1点",
      "real-valued": "小数の重み",
      "base rate": "全体の転換率",
    },
  });

/** Whose hot list the suggested card's replaces. */
export const rivalNames = (): Record<SwapReport["against"], string> =>
  say({
    en: {current: "today's card", "one point each": "one point each"},
    ja: {current: "現行の配点表", "one point each": "一律1点の配点表"},
  });

/** What a difference says of the suggested card. */
export const verdictNames = (): Record<Verdict, string> =>
  say({
    en: {ahead: "ahead", behind: "behind", "cannot be told apart": "cannot be told apart"},
    ja: {ahead: "上回る", behind: "下回る", "cannot be told apart": "差は判別できない"},
  });

/** The AUC of what gives all leads the same chance. */
export const noOrder = (): string => say({en: "0.500 (no order)", ja: "0.500（順番なし）"});
