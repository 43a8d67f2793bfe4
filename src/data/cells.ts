/** Only cells with at least `minCell` observations: a page shows no smaller group. */
export const largeEnough = <T extends {n: number}>(cells: readonly T[], minCell: number): T[] =>
  cells.filter(({n}) => n >= minCell);
