import type {HeadRecord} from "./header.ts";

const mostTitles = 30;

const filled = (cells: readonly string[]) => cells.filter((cell) => cell !== "").length;
const hasDigit = (text: string) => /\d/.test(text);
const isValue = (text: string) => /^[-+]?[\d.,:/\s-]*\d[\d.,:/\s-]*%?$/.test(text);

/**
 * Which of a file's first records is its header: the one with the columns asked for; else the first, unless it and all
 * before the first full record are titles. A record is a title only where it has a cell or two, and reads like one or stands
 * above rows with digits where the header has none; the header has distinct names and no values. What is unsure is the first record: a real header is never passed over.
 */
export function headerIndex(records: readonly HeadRecord[], width: number, wanted: readonly string[]): number {
  const top = records.slice(0, mostTitles).map(({cells}) => cells);
  if (top.length === 0) return 0;
  const names = (cells: readonly string[]) => new Set(cells.map((cell) => cell.toLowerCase()));
  const asked = wanted.map((name) => name.toLowerCase());
  if (asked.length > 0) {
    const all = top.findIndex((cells) => asked.every((name) => names(cells).has(name)));
    if (all >= 0) return all;
    if (asked.some((name) => names(top[0]).has(name))) return 0;
  }
  if (width < 2) return 0;
  const full = top.findIndex((cells) => cells.length === width && filled(cells) > Math.max(1, width / 2));
  if (full <= 0 || !isHeader(top[full])) return 0;
  const below = records.slice(full + 1).map(({cells}) => cells);
  return top.slice(0, full).every((cells) => isTitle(cells, width, top[full], below)) ? full : 0;
}

function isHeader(cells: readonly string[]): boolean {
  const names = cells.filter((cell) => cell !== "");
  return names.length >= cells.length - 1 && new Set(names).size === names.length && !names.some(isValue);
}

function isTitle(
  cells: readonly string[],
  width: number,
  header: readonly string[],
  below: readonly (readonly string[])[],
): boolean {
  if (filled(cells) > Math.max(1, Math.min(2, width - 2))) return false;
  const text = cells.find((cell) => cell !== "") ?? "";
  const differs = header.some((name, i) => !hasDigit(name) && mostly(below, (row) => hasDigit(row[i] ?? "")));
  if (cells.length === width) return differs;
  return /\s|[:：=]|[^\0-\x7f]/.test(text) || (differs && !header.some(hasDigit));
}

/** Whether a test holds of nearly all rows. */
const mostly = (rows: readonly (readonly string[])[], test: (row: readonly string[]) => boolean) =>
  rows.length > 0 && rows.filter(test).length >= 0.8 * rows.length;
