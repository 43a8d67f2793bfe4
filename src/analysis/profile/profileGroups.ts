import {say} from "../../text/language.ts";
import {groupBy} from "../statistics/groupBy.ts";

/** Leads of one value of an attribute that ended the same way after the same time. */
export interface ProfileCount {
  field: string;
  /** A category's value; null for a number, a rarer value, or where it is missing. */
  value: string | null;
  /** Lower end of the quarter a number falls in; null for a category, or where it is missing. */
  cut: number | null;
  is_missing: boolean;
  segment: string | null;
  outcome: "won" | "lost" | "open";
  /** Whole days from creation to the decision or the data's end; null where unknown. */
  days: number | null;
  n: number;
  /** Won leads whose amount is known, what they paid, and the sum of its squares. */
  n_paid: number;
  paid: number | null;
  paid_squares: number | null;
}

/** Leads with one value of an attribute, or with any of its rarer values, or without any. */
export interface Group {
  /** The value, or in words what the leads have in common. */
  label: string;
  kind: "value" | "other" | "unknown";
  rows: ProfileCount[];
  n: number;
}

/** How an attribute was cut: the number of its different values, or the lower ends of a number's quarters. */
export interface Cuts {
  field: string;
  type: "category" | "number";
  values: number;
  cuts: number[];
}

/**
 * The groups that leads fall into by one attribute: categories by size, quarters of a number in order. Groups of fewer than
 * `minCell` leads, and rarer values, become one: "other (3 values)"; where that is still too small, the smallest of the rest
 * joins it.
 */
export function profileGroups(rows: readonly ProfileCount[], cuts: Cuts, minCell: number): Group[] {
  const groups = [
    ...groupBy(rows, ({value, cut, is_missing}) => JSON.stringify([value, cut, is_missing])).values(),
  ].map((some): Group => {
    const [{value, cut, is_missing}] = some;
    const label = value ?? (cut === null ? "" : rangeLabel(cut, cuts.cuts));
    return {label, kind: is_missing ? "unknown" : label === "" ? "other" : "value", rows: some, n: total(some)};
  });
  const told = groups.filter(({kind}) => kind !== "other").sort((a, b) => b.n - a.n || (a.label < b.label ? -1 : 1));
  const kept = told.filter(({n}) => n >= minCell);
  const rare = [...groups.filter(({kind}) => kind === "other"), ...told.filter(({n}) => n < minCell)];
  while (rare.length > 0 && kept.length > 0 && sum(rare) < minCell) rare.push(kept.pop() as Group);
  const values = kept.filter(({kind}) => kind === "value");
  if (cuts.type === "number") values.sort((a, b) => (a.rows[0].cut ?? 0) - (b.rows[0].cut ?? 0));
  const count = cuts.values - values.length;
  const others: Group[] = rare.length
    ? [{label: otherLabel(cuts, count), kind: "other", rows: rare.flatMap((group) => group.rows), n: sum(rare)}]
    : [];
  const unknown = kept
    .filter(({kind}) => kind === "unknown")
    .map((group): Group => ({...group, label: say({en: "unknown", ja: "不明"})}));
  return [...values, ...others, ...unknown];
}

const otherLabel = ({type}: Cuts, count: number): string =>
  type === "category" && count > 0
    ? say({en: `other (${count} ${count === 1 ? "value" : "values"})`, ja: `その他（${count}種類）`})
    : say({en: "other", ja: "その他"});

const total = (rows: readonly ProfileCount[]): number => rows.reduce((all, {n}) => all + n, 0);
const sum = (groups: readonly Group[]): number => groups.reduce((all, {n}) => all + n, 0);

/** "under 12", "12 to under 40", "1,000 or more". */
function rangeLabel(cut: number, cuts: readonly number[]): string {
  const ends = [...cuts].sort((a, b) => a - b);
  const i = ends.indexOf(cut);
  if (ends.length === 1) return numberText(cut);
  const [from, to] = [numberText(cut), numberText(ends[Math.min(i + 1, ends.length - 1)])];
  if (i === 0) return say({en: `under ${to}`, ja: `${to}未満`});
  return i === ends.length - 1
    ? say({en: `${from} or more`, ja: `${from}以上`})
    : say({en: `${from} to under ${to}`, ja: `${from}以上${to}未満`});
}

const numberText = (value: number): string => value.toLocaleString("en", {maximumSignificantDigits: 6});
