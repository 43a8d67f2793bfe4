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
