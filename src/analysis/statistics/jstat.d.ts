/**
 * Of jstat 1.9, the special functions that `distributions.ts` calls: all that a browser gets of it; and a distribution that a test
 * sets beside ours. The package has no types of its own.
 */
declare module "jstat" {
  const jStat: Record<"erf" | "erfcinv" | "gammaln", (x: number) => number> &
    Record<"lowRegGamma", (a: number, x: number) => number> &
    Record<"gammapinv", (p: number, a: number) => number> &
    Record<"ibeta" | "ibetainv", (x: number, a: number, b: number) => number> & {
      studentt: {cdf(t: number, df: number): number};
    };
  export default jStat;
}
