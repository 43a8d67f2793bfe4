import {say} from "../text/language.ts";
import type {CardToExport} from "./card.ts";
import {csvText} from "./csvText.ts";
import {ruleLine, subScoreText} from "./words.ts";

/** Columns of the CSV: points and the evidence for them are numbers, empty where there is none; rates are 0–1. */
const columns = () =>
  say({
    en: ["points", "rule", "sub_score", "low", "high", "n", "conversions", "rate", "id", "run"],
    ja: ["点数", "ルール", "区分", "区間の下限", "区間の上限", "観測数", "転換数", "転換率", "ルールID", "実行"],
  });

/** The card as CSV for spreadsheets; see `csvText`. */
export const cardCsv = ({rules, run}: CardToExport): string =>
  csvText(
    columns(),
    rules.map(({rule, points, interval, with: held}) => [
      points,
      ruleLine(rule),
      subScoreText(rule),
      interval?.low,
      interval?.high,
      held?.n,
      held?.conversions,
      held?.value,
      rule.id,
      run.id,
    ]),
  );
