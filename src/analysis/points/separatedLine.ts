import {type Curve, logOddsAt, type ScoreBins} from "./line.ts";

/** Observations at an end of the score that carry a chance of their own. */
const enough = 50;

/**
 * What a score that (nearly) parts conversions from the rest says of the chance. A score whose observations all ended alike is
 * given half a conversion and half a miss more (Haldane 1956; Anscombe 1956: 0 of 80 is a chance of ½ in 81), so that the line
 * through all scores is finite. Beyond the scores at an end no chance is told that is farther out than its own observations carry:
 * the line is held (`within`). The intercept is then set so that the chances add up to the conversions (FLIC: Puhr et al. 2017).
 * Both classes and two scores must occur.
 */
export function separatedLine(bins: ScoreBins): Curve {
  const {slope, intercept} = halvedLine(bins);
  const at = (a: number): Curve => {
    const free = {intercept: a, slope, within: null};
    return {...free, within: {least: endOf(bins, free, 1), most: endOf(bins, free, -1)}};
  };
  const wanted = sumOf(bins.conversions, bins.count);
  let [low, high] = [intercept - 30, intercept + 30];
  for (let round = 0; round < 100; ++round) {
    const middle = (low + high) / 2;
    if (expected(bins, at(middle)) > wanted) high = middle;
    else low = middle;
  }
  return at((low + high) / 2);
}

/** Conversions that the chances of all observations add up to. */
const expected = (bins: ScoreBins, curve: Curve): number => {
  let sum = 0;
  for (let i = 0; i < bins.count; ++i) sum += bins.n[i] / (1 + Math.exp(-logOddsAt(curve, bins.score[i])));
  return sum;
};

/**
 * Where the line is held at its lower (`way` 1) or upper (−1) end, in log-odds: the first scores from that end with `enough`
 * observations that all ended alike carry half of one that did not; but no farther than the line at the score that follows.
 */
function endOf({score, n, conversions, count}: ScoreBins, {intercept, slope}: Curve, way: 1 | -1): number {
  let [all, others] = [0, 0];
  let i = way === 1 ? 0 : count - 1;
  const first = intercept + slope * score[i];
  for (; i >= 0 && i < count && all < enough; i += way) {
    all += n[i];
    others += way === 1 ? conversions[i] : n[i] - conversions[i];
  }
  if (others > 0) return first;
  const carried = -way * Math.log(2 * all + 1);
  if (i < 0 || i >= count) return carried;
  const following = intercept + slope * score[i];
  return way === 1 ? Math.max(first, Math.min(carried, following)) : Math.min(first, Math.max(carried, following));
}

/** The likeliest line through the scores, half a conversion and half a miss added where all ended alike, by Newton's method. */
function halvedLine({score, n, conversions, count}: ScoreBins): {intercept: number; slope: number} {
  const isOneSided = (i: number) => conversions[i] === 0 || conversions[i] === n[i];
  const cases = Float64Array.from({length: count}, (_, i) => n[i] + Number(isOneSided(i)));
  const wins = Float64Array.from({length: count}, (_, i) => conversions[i] + Number(isOneSided(i)) / 2);
  const all = sumOf(cases, count);
  const won = sumOf(wins, count);
  let [a, b] = [Math.log(won / (all - won)), 0];
  for (let round = 0; round < 200; ++round) {
    let [g0, g1, h00, h01, h11] = [0, 0, 0, 0, 0];
    for (let i = 0; i < count; ++i) {
      const p = 1 / (1 + Math.exp(-(a + b * score[i])));
      const [g, w] = [wins[i] - cases[i] * p, cases[i] * p * (1 - p)];
      g0 += g;
      g1 += g * score[i];
      h00 += w;
      h01 += w * score[i];
      h11 += w * score[i] * score[i];
    }
    const det = h00 * h11 - h01 * h01;
    const [da, db] = [(h11 * g0 - h01 * g1) / det, (h00 * g1 - h01 * g0) / det];
    const far = Math.max(...[0, count - 1].map((i) => Math.abs(da + db * score[i])));
    const step = Math.min(1, 1 / far);
    if (!(far > 1e-10)) break;
    a += step * da;
    b += step * db;
  }
  return {intercept: a, slope: Math.max(0, b)};
}

const sumOf = (values: Float64Array, count: number): number => {
  let sum = 0;
  for (let i = 0; i < count; ++i) sum += values[i];
  return sum;
};
