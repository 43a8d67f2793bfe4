import type {NumberNote} from "../../../src/analysis/notes/numbers.ts";
import {attributeColumn} from "../../../src/exports/sqlRules.ts";
import type {Workplace} from "../../sources/files/staged.ts";

/** Numbers that people and programs write for "not known". */
const belowZero = [
  -1, -2, -3, -7, -8, -9, -77, -88, -98, -99, -888, -998, -999, -9999, -99999, -999999, -9999999, -99999999,
  -2147483648,
];
const aboveAll = [
  88, 98, 99, 888, 998, 999, 8888, 9998, 9999, 99999, 999999, 9999999, 99999999, 999999999, 2147483647, 4294967295,
];
const all = [...belowZero, ...aboveAll];

/** How many times as far from zero as every other number a code lies; fewer may be a true value. */
const farAway = 3;

/** The other numbers of a column. */
interface Rest {
  least: number | null;
  most: number | null;
}

/**
 * Numbers of a column that stand for "not known" in many exports and lie far from the rest: below zero where nothing else is, or at
 * least three times as far from zero as everything else. −1, −2 and −3 beside 0 and 1 are steps of a scale.
 */
export function missingCodes(codes: readonly number[], {least, most}: Rest): number[] {
  if (least === null || most === null) return [];
  const farthest = Math.max(Math.abs(least), Math.abs(most));
  return codes.filter((code) =>
    code < 0 && least >= 0
      ? most >= Math.max(3, -code < 10 ? -code * farAway : 3)
      : farthest > 0 && Math.abs(code) >= farAway * farthest,
  );
}

/** Notes of number attributes that hold such codes; `column`: the name in the file, by which `missing:` knows it. */
export async function missingCodeNotes(
  {engine, project}: Workplace,
  attributes: readonly {name: string; column: string}[],
): Promise<NumberNote[]> {
  if (attributes.length === 0) return [];
  const each = attributes.map(
    ({name}, i) => `min(${attributeColumn(name)}) as least_${i}, max(${attributeColumn(name)}) as most_${i}`,
  );
  const [row] = await engine.rows<Record<string, number | null>>(
    "edges of numbers",
    `select ${each.join(", ")} from main.leads`,
  );
  const notes: NumberNote[] = [];
  for (const [i, {name, column}] of attributes.entries()) {
    const edges = [row[`least_${i}`], row[`most_${i}`]];
    if (!edges.some((edge) => edge !== null && all.includes(edge))) continue;
    const value = attributeColumn(name);
    const isCode = `${value} in (${all.join(", ")})`;
    const [rest] = await engine.rows<Rest>(
      `other numbers of ${name}`,
      `select min(${value}) as least, max(${value}) as most from main.leads where not ${isCode}`,
    );
    const seen = await engine.rows<{code: number; leads: number}>(
      `codes in ${name}`,
      `select ${value} as code, count(*) as leads from main.leads where ${isCode} group by 1 order by 2 desc, 1`,
    );
    const found = missingCodes(
      seen.map(({code}) => code),
      rest,
    );
    const codes = seen.filter(({code}) => found.includes(code));
    if (codes.length === 0) continue;
    const many = codes.filter(({leads}) => leads >= project.publish.min_cell);
    const rare = codes.filter((one) => !many.includes(one));
    notes.push({
      kind: "codes for missing",
      level: "warning",
      column,
      codes: many,
      others: rare.length,
      ...(rare.length > 0 ? {local: {codes: rare.map(({code}) => code).join(", ")}} : {}),
    });
  }
  return notes;
}
