/**
 * Benjamini–Hochberg q of each p, in the order given (Benjamini & Hochberg 1995, step-up; R `p.adjust(p, "BH")`).
 * Calling everything with q < 0.05 found means about 5 % of what is called is luck. An empty list gives an empty list.
 */
export function benjaminiHochberg(p: ArrayLike<number>): number[] {
  const order = Array.from(p, (_, i) => i).sort((i, j) => p[j] - p[i]);
  const q = new Array<number>(p.length);
  let least = 1;
  order.forEach((i, k) => {
    least = Math.min(least, (p[i] * p.length) / (p.length - k));
    q[i] = least;
  });
  return q;
}
