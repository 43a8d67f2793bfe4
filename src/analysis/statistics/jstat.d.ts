/** The few functions of jstat 1.9 that `distributions.ts` calls; the package has no types of its own. */
declare module "jstat" {
  const jStat: {
    normal: {cdf(x: number, mean: number, sd: number): number; inv(p: number, mean: number, sd: number): number};
    studentt: {cdf(x: number, df: number): number; inv(p: number, df: number): number};
    chisquare: {cdf(x: number, df: number): number; inv(p: number, df: number): number};
    gammaln(x: number): number;
  };
  export default jStat;
}
