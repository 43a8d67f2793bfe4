/** What a cell may hold; nothing where there is no figure. */
export type CsvValue = string | number | null | undefined;

/**
 * A table as CSV for spreadsheets: RFC 4180 with a byte order mark, by which Excel knows UTF-8. No text can run as a formula:
 * one that begins like a formula gets an apostrophe in front, and every text is quoted, so that no spreadsheet's own
 * separator cuts one open. Numbers, to four decimals, stay numbers, −3 too.
 */
export const csvText = (columns: readonly string[], rows: readonly (readonly CsvValue[])[]): string =>
  `\uFEFF${[columns, ...rows].map((row) => `${row.map(cell).join(",")}\r\n`).join("")}`;

function cell(value: CsvValue): string {
  if (typeof value === "string") return `"${harmless(value).replaceAll('"', '""')}"`;
  return value === undefined || value === null || !Number.isFinite(value) ? "" : String(Number(value.toFixed(4)));
}

/** First characters that make a cell a formula, the full-width ones of Japanese keyboards among them. */
const harmless = (text: string): string => (/^[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text);
