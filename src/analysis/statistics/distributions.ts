import jStat from "jstat";

/** Standard normal quantile at 0 < p < 1; within 1e-9 of R's `qnorm` for p in [1e-4, 1 − 1e-4]. */
export function normalQuantile(p: number): number {
  return p === 0.5 ? 0 : -Math.SQRT2 * jStat.erfcinv(2 * p);
}

/** P(Z ≤ z) of the standard normal, with full relative precision in the lower tail. */
export function normalCdf(z: number): number {
  return z < -4 ? chiSquareUpper(z * z, 1) / 2 : (1 + jStat.erf(z / Math.SQRT2)) / 2;
}

/** Student t quantile at 0 < p < 1 with df > 0 degrees of freedom; within 1e-7 of R's `qt` for df ≥ 3. */
export function tQuantile(p: number, df: number): number {
  const x = jStat.ibetainv(2 * Math.min(p, 1 - p), df / 2, 0.5);
  const t = Math.sqrt((df * (1 - x)) / x);
  return p > 0.5 ? t : -t;
}

/** P(T ≤ t) of Student's t with df > 0 degrees of freedom; lower tails within 1e-8 of R's `pt`, relatively. */
export function tCdf(t: number, df: number): number {
  const length = Math.sqrt(t * t + df);
  return jStat.ibeta((t + length) / (2 * length), df / 2, df / 2);
}

/** P(X > x) of the chi-square with df degrees of freedom; 1 for x ≤ 0. Small tails keep their relative precision. */
export function chiSquareUpper(x: number, df: number): number {
  if (!(x > 0)) return 1;
  return x > df + 15 ? upperTail(df / 2, x / 2) : 1 - jStat.lowRegGamma(df / 2, x / 2);
}

/** Chi-square quantile at 0 < p < 1 with df > 0 degrees of freedom; within 1e-7 of R's `qchisq`. */
export function chiSquareQuantile(p: number, df: number): number {
  return 2 * jStat.gammapinv(p, df / 2);
}

/** Regularised upper incomplete gamma Q(a, x) for x well over a: Lentz's continued fraction (Abramowitz & Stegun 6.5.31). */
function upperTail(a: number, x: number): number {
  let b = x + 1 - a;
  let c = 1e300;
  let d = 1 / b;
  let fraction = d;
  for (let i = 1; i < 500; ++i) {
    const term = -i * (i - a);
    b += 2;
    d = 1 / (term * d + b);
    c = b + term / c;
    const step = d * c;
    fraction *= step;
    if (Math.abs(step - 1) < 1e-15) break;
  }
  return Math.exp(a * Math.log(x) - x - jStat.gammaln(a)) * fraction;
}
