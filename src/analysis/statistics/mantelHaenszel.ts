import type {Interval} from "../findings.ts";
import type {Table} from "./contrast.ts";
import {z95} from "./intervals.ts";

/**
 * Common odds ratio over strata (Mantel & Haenszel 1959) with its 95 % interval on the log scale (Robins, Breslow &
 * Greenland 1986); as R `mantelhaen.test(exact = FALSE)`. Null where it cannot be had: no stratum holds both arms and
 * both outcomes crosswise, so that numerator or denominator is 0. Strata without observations are passed over.
 */
export function mantelHaenszel(strata: Iterable<Table>): Interval | null {
  let [R, S, PR, mixed, QS] = [0, 0, 0, 0, 0];
  for (const {a, n1, c, n0} of strata) {
    const n = n1 + n0;
    if (!(n > 0)) continue;
    const d = n0 - c;
    const b = n1 - a;
    const P = (a + d) / n;
    const Q = (b + c) / n;
    const r = (a * d) / n;
    const s = (b * c) / n;
    R += r;
    S += s;
    PR += P * r;
    mixed += P * s + Q * r;
    QS += Q * s;
  }
  if (!(R > 0 && S > 0)) return null;
  const factor = Math.exp(z95 * Math.sqrt(PR / (2 * R * R) + mixed / (2 * R * S) + QS / (2 * S * S)));
  return {value: R / S, low: R / S / factor, high: (R / S) * factor};
}
