import type {NoteOf} from "../../../src/analysis/notes/note.ts";
import type {NumberNote} from "../../../src/analysis/notes/numbers.ts";
import {flow} from "../../../src/text/notes/flow.ts";
import type {Workplace} from "../../sources/files/staged.ts";
import {filesOf, placeOf} from "../places.ts";
import type {Prepared} from "../prepare.ts";
import {type NumberReading, openExample} from "./read.ts";

/** Share of a column's numbers up to which those that nothing decides count as slips, not as the way it is written. */
const few = 0.05;

/** A column that was read as numbers, and where. */
export interface ReadColumn {
  source: Prepared;
  /** Name in the file. */
  column: string;
  reading: NumberReading;
}

/**
 * What is asked where a column's numbers can be read in two ways: both readings of one of them, and the settings; null where nothing
 * is. `isDoubtful`: what practice decided is asked, too.
 */
export async function questionOf(
  place: Workplace,
  {source, column, reading}: ReadColumn,
  {isDoubtful = false} = {},
): Promise<string | null> {
  const {open, read} = reading.counts;
  if (!isDoubtful && (open === 0 || open <= few * (open + read))) return null;
  const {text, dot, comma} = await openExample(place.engine, reading);
  const setting = (notation: string) => flow("numbers", {[column]: notation});
  return (
    `${filesOf(source)}: column ${column}: ambiguous numbers: "${text}" is ${dot} read as 1,234.5, or ${comma} read as 1.234,5, ` +
    `and nothing else in the column decides; decide on the source in project.yaml: ${setting("1,234.5")} or ${setting("1.234,5")}`
  );
}

/** What there is to tell of how a column's numbers are written. */
export async function notationNotes(place: Workplace, read: ReadColumn): Promise<NumberNote[]> {
  const {source, column, reading} = read;
  const {counts, notation} = reading;
  const at = {file: filesOf(source), column};
  const notes: NumberNote[] = [];
  if (counts.open > 0) {
    const [first] = await texts(place, reading, "is_open");
    notes.push({
      kind: "undecided numbers",
      level: "warning",
      ...at,
      rows: counts.open,
      place: await placeOf(place, source, first.row),
      local: {text: first.text},
    });
  }
  if (counts.otherwise > 0) notes.push({kind: "mixed notation", level: "warning", ...at, rows: counts.otherwise});
  for (const [mark, meaning, rows] of [
    [",", notation.comma, counts.commas],
    [".", notation.dot, counts.dots],
  ] as const) {
    const isEverywhere = mark === "." && meaning === "decimals";
    if (rows === 0 || meaning === "unknown" || isEverywhere) continue;
    const read = (mark === ",") === (meaning === "thousands") ? "1,234.5" : "1.234,5";
    const isByPractice = mark === "," && notation.isByPractice;
    notes.push({kind: "number notation", level: "told", ...at, rows, mark, read, isByPractice});
  }
  if (counts.percent > 0) {
    const level = counts.percent === counts.read ? "told" : "warning";
    notes.push({kind: "per cent", level, ...at, rows: counts.percent, of: counts.read});
  }
  if (counts.scaled > 0) notes.push({kind: "multiplied", level: "told", ...at, rows: counts.scaled});
  return notes;
}

/** What there is to tell of a column of amounts of money besides. */
export async function amountNotes(place: Workplace, {source, column, reading}: ReadColumn): Promise<NumberNote[]> {
  const {counts} = reading;
  const at = {file: filesOf(source), column};
  const notes: NumberNote[] = [];
  const unread = counts.filled - counts.read - counts.open;
  if (unread > 0)
    notes.push({kind: "unread amounts", ...(await strays(place, {source, column, reading})), rows: unread});
  if (counts.negative > 0) notes.push({kind: "negative amounts", level: "warning", ...at, rows: counts.negative});
  const currencies = [...new Set(counts.currencies.map((sign) => sameAs[sign] ?? sign))].sort();
  if (currencies.length > 1)
    notes.push({kind: "several currencies", level: "warning", ...at, rows: counts.withCurrency, currencies});
  return notes;
}

/** Texts in a column of numbers: how many, and the first of them. */
export async function strays(place: Workplace, {source, column, reading}: ReadColumn) {
  const [first] = await texts(place, reading, "number is null and not is_open");
  const {filled, read, open} = reading.counts;
  const note: Omit<NoteOf<"", {file: string; column: string; rows: number; of: number; place: string}>, "kind"> = {
    level: "warning",
    file: filesOf(source),
    column,
    rows: filled - read - open,
    of: filled,
    place: await placeOf(place, source, first.row),
    local: {text: first.text},
  };
  return note;
}

const texts = ({engine}: Workplace, {table}: NumberReading, condition: string) =>
  engine.rows<{text: string; row: number}>(
    "first text",
    `select text, first_row as "row" from ${table} where ${condition} order by first_row limit 1`,
  );

/** Ways to write one currency. */
const sameAs: Record<string, string> = {
  "¥": "JPY",
  円: "JPY",
  YEN: "JPY",
  $: "USD",
  US$: "USD",
  DOLLAR: "USD",
  DOLLARS: "USD",
  "€": "EUR",
  EURO: "EUR",
  EUROS: "EUR",
  "£": "GBP",
  元: "CNY",
  RMB: "CNY",
  "₩": "KRW",
  "₹": "INR",
};
