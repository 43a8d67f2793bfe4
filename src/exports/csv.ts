import type {CardToExport} from "./card.ts";
import {csvText} from "./csvText.ts";
import {ruleLine, subScore} from "./words.ts";

/** Columns of the CSV: points and the evidence for them are numbers, empty where there is none; rates are 0–1. */
const columns = ["points", "rule", "sub_score", "low", "high", "n", "conversions", "rate", "id", "run"] as const;

/** The card as CSV for spreadsheets; see `csvText`. */
export const cardCsv = ({rules, run}: CardToExport): string =>
  csvText(
    columns,
    rules.map(({rule, points, interval, with: held}) => [
      points,
      ruleLine(rule),
      subScore(rule),
      interval?.low,
      interval?.high,
      held?.n,
      held?.conversions,
      held?.value,
      rule.id,
      run.id,
    ]),
  );
