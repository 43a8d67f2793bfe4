import {isCount, isNamedCount} from "./counts.ts";

/** Counts of groups that a file tells together. */
export interface Table {
  place: string;
  /** What names the groups. */
  by: string;
  /** How many each group has, by its name. */
  groups: Map<string, number>;
  /** How many all are, where it is told beside the table. */
  total?: number;
}

/** What a total is called. */
export const totals = /^(total|all|overall|sum|合計|総計|全体|計|すべて)$/i;

/** A table of rows that are flat, where one column counts; null for any other. */
export function tableOf(place: string, rows: readonly Record<string, unknown>[]): Table | null {
  const [first] = rows;
  if (rows.length < 2 || rows.length > 2000 || !first) return null;
  const names = Object.keys(first);
  const counts = names.filter((name) => isCount(name) || isNamedCount(name));
  const labels = names.filter((name) => typeof first[name] === "string");
  if (counts.length === 0 || labels.length === 0) return null;
  const [count] = counts;
  const groups = new Map<string, number>();
  for (const row of rows) {
    const n = row[count];
    if (typeof n !== "number" || !Number.isInteger(n)) return null;
    const key = labels.map((label) => String(row[label])).join("\u0000");
    if (groups.has(key)) return null;
    groups.set(key, n);
  }
  return {place, by: labels.join(", "), groups};
}

/** A table in which two others, or its own total, differ by less than a group may have; where, and by how much. */
export interface Difference {
  place: string;
  other: string;
  group: string;
  n: number;
}

/** Groups too small to be told that follow from a table's total. */
export function restsOf({place, groups, total}: Table, minCell: number): Difference[] {
  const parts = [...groups].filter(([group]) => !totals.test(group));
  const whole = total ?? [...groups].find(([group]) => totals.test(group))?.[1];
  if (whole === undefined || parts.length < 2) return [];
  const rest = whole - parts.reduce((sum, [, n]) => sum + n, 0);
  return rest > 0 && rest < minCell ? [{place, other: "its total", group: "all others", n: rest}] : [];
}

/** Tables of one kind that are compared, at most. */
const most = 150;

/**
 * Groups too small to be told that follow from two tables of the same groups, one of which holds what the other holds and a few more:
 * all leads, and all but those of one kind.
 */
export function differences(tables: readonly Table[], minCell: number): Difference[] {
  const kinds = new Map<string, Table[]>();
  for (const table of tables) {
    const kind = [...table.groups.keys()]
      .filter((group) => !totals.test(group))
      .sort()
      .slice(0, 2)
      .join("\u0001");
    kinds.set(kind, [...(kinds.get(kind) ?? []), table]);
  }
  return [...kinds.values()].flatMap((same) =>
    same.slice(0, most).flatMap((a, i) => same.slice(0, i).flatMap((b) => differenceOf(a, b, minCell) ?? [])),
  );
}

/** One of a list of tables of the same place: by windows, periods or groups that lie within each other. */
const familyOf = ({place}: Table): string => place.replace(/\[\d+\]/g, "[]");

function differenceOf(a: Table, b: Table, minCell: number): Difference | null {
  if (/\[\d+\]/.test(a.place) && familyOf(a) === familyOf(b)) return null;
  const shared = [...a.groups].flatMap(([group, n]) => {
    const other = b.groups.get(group);
    return other === undefined ? [] : [{group, n: n - other}];
  });
  if (shared.length < 2 || shared.length < Math.max(a.groups.size, b.groups.size) - 1) return null;
  const sign = shared.some(({n}) => n < 0) ? -1 : 1;
  if (shared.some(({n}) => n * sign < 0)) return null;
  const isMostlyEqual = shared.filter(({n}) => Math.abs(n) < minCell).length * 2 > shared.length;
  const small = shared.find(({n}) => n * sign > 0 && n * sign < minCell);
  if (!small || !isMostlyEqual) return null;
  return {place: a.place, other: b.place, group: small.group.replaceAll("\u0000", ", "), n: small.n * sign};
}
