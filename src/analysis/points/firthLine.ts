import type {ScoreBins} from "./line.ts";

/**
 * Intercept and slope of P = 1 / (1 + exp(−(intercept + slope · score))) by Firth's penalised likelihood (Firth 1993; Heinze &
 * Schemper 2002), which is finite where the score separates conversions from the rest: 0 of 100 is a chance of ½ in 101.
 * Newton's method with step halving. At least two scores must occur.
 */
export function firthLine({score, n, conversions, count}: ScoreBins): {intercept: number; slope: number} {
  const look = (a: number, b: number) => {
    const p = Float64Array.from({length: count}, (_, i) => 1 / (1 + Math.exp(-(a + b * score[i]))));
    let [h00, h01, h11, loss] = [0, 0, 0, 0];
    for (let i = 0; i < count; ++i) {
      const eta = a + b * score[i];
      const w = n[i] * p[i] * (1 - p[i]);
      h00 += w;
      h01 += w * score[i];
      h11 += w * score[i] * score[i];
      loss += n[i] * (Math.max(eta, 0) + Math.log1p(Math.exp(-Math.abs(eta)))) - conversions[i] * eta;
    }
    const det = h00 * h11 - h01 * h01;
    let [g0, g1] = [0, 0];
    for (let i = 0; i < count; ++i) {
      const leverage = (n[i] * p[i] * (1 - p[i]) * (h11 - 2 * score[i] * h01 + score[i] * score[i] * h00)) / det;
      const residual = conversions[i] - n[i] * p[i] + leverage * (0.5 - p[i]);
      g0 += residual;
      g1 += residual * score[i];
    }
    const step = [(h11 * g0 - h01 * g1) / det, (h00 * g1 - h01 * g0) / det];
    return {objective: det > 0 ? loss - Math.log(det) / 2 : Number.POSITIVE_INFINITY, step};
  };
  const all = n.subarray(0, count).reduce((x, y) => x + y, 0);
  const converted = conversions.subarray(0, count).reduce((x, y) => x + y, 0);
  let [a, b] = [Math.log((converted + 0.5) / (all - converted + 0.5)), 0];
  let here = look(a, b);
  for (let round = 0; round < 200; ++round) {
    const [da, db] = here.step;
    if (Math.max(Math.abs(da), Math.abs(db)) < 1e-10) break;
    let size = 1;
    let next = look(a + da, b + db);
    while (!(next.objective <= here.objective + 1e-12 * Math.abs(here.objective)) && size > 1e-8) {
      size /= 2;
      next = look(a + size * da, b + size * db);
    }
    if (size <= 1e-8) break;
    a += size * da;
    b += size * db;
    here = next;
  }
  return {intercept: a, slope: Math.max(0, b)};
}
