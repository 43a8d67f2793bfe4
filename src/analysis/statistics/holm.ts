/**
 * Holm's adjusted p of each p, in the order given (Holm 1979, step-down; R `p.adjust(p, "holm")`): calling what is under 0.05
 * names anything by luck in at most one run of twenty, whatever depends on what. An empty list gives an empty list.
 */
export function holm(p: ArrayLike<number>): number[] {
  const order = Array.from(p, (_, i) => i).sort((i, j) => p[i] - p[j]);
  const adjusted = new Array<number>(p.length);
  let most = 0;
  order.forEach((i, k) => {
    most = Math.max(most, Math.min(1, p[i] * (p.length - k)));
    adjusted[i] = most;
  });
  return adjusted;
}

/**
 * What is said of months and of periods is held to 1 % after Holm: they are two looks at the same leads, and readers choose
 * stages and periods until something shows. Over 200 runs without any change, both together name something in about 2 %.
 */
export const isBeyondChance = (adjusted: number): boolean => adjusted < 0.01;
