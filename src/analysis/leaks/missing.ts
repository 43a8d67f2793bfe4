import {type Column, categoryCodes} from "./strength.ts";

/**
 * Share of the errors in guessing whether a lead has a value of `column` that knowing `other` saves (Goodman & Kruskal 1954,
 * lambda), 0–1; 0 where every lead has one, or none.
 */
export function missingnessExplained(column: Column, other: Column): number {
  const codes = categoryCodes(other.values);
  const cells = new Map<number, {filled: number; missing: number}>();
  codes.forEach((code, i) => {
    const cell = cells.get(code) ?? {filled: 0, missing: 0};
    cell[column.values[i] === null ? "missing" : "filled"] += 1;
    cells.set(code, cell);
  });
  const each = [...cells.values()];
  const total = (key: "filled" | "missing") => each.reduce((sum, cell) => sum + cell[key], 0);
  const errors = Math.min(total("filled"), total("missing"));
  if (errors === 0) return 0;
  return 1 - each.reduce((sum, {filled, missing}) => sum + Math.min(filled, missing), 0) / errors;
}

/** Whether every lead has a value. */
export const isComplete = ({values}: Column): boolean => values.every((value) => value !== null);
