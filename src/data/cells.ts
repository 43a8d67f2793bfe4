import type {Rate} from "../analysis/findings.ts";
import {wilson} from "../analysis/statistics/intervals.ts";

/** Only cells with at least `minCell` observations: a page shows no smaller group. */
export const largeEnough = <T extends {n: number}>(cells: readonly T[], minCell: number): T[] =>
  cells.filter(({n}) => n >= minCell);

/** A rate as pages may hold it: of fewer than the smallest cell none is told, as where there is nobody. */
export const toldRate = (rate: Rate, minCell: number): Rate => (rate.n >= minCell ? rate : wilson(0, 0));
