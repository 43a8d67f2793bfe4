import type {CardToExport} from "./card.ts";
import {ruleLine, subScore} from "./words.ts";

/** Columns of the CSV: points and the evidence for them are numbers, to four decimals, empty where there is none; rates are 0–1. */
const columns = ["points", "rule", "sub_score", "low", "high", "n", "conversions", "rate", "id", "run"] as const;

/**
 * The card as CSV for spreadsheets: RFC 4180 with a byte order mark, by which Excel knows UTF-8. No text can run as a formula:
 * one that begins like a formula gets an apostrophe in front, and every text is quoted, so that no spreadsheet's own
 * separator cuts one open. Numbers stay numbers, −3 too.
 */
export function cardCsv({rules, run}: CardToExport): string {
  const rows = rules.map(({rule, points, interval, with: held}) => [
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
  ]);
  return `\uFEFF${[columns, ...rows].map((row) => `${row.map(cell).join(",")}\r\n`).join("")}`;
}

function cell(value: string | number | undefined): string {
  if (typeof value === "string") return `"${harmless(value).replaceAll('"', '""')}"`;
  return value === undefined || !Number.isFinite(value) ? "" : String(Number(value.toFixed(4)));
}

/** First characters that make a cell a formula, the full-width ones of Japanese keyboards among them. */
const harmless = (text: string): string => (/^[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text);
