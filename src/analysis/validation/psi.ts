import {type Cube, scores} from "../rules/cube.ts";
import {chiSquareQuantile} from "../statistics/distributions.ts";
import {groupBy} from "../statistics/groupBy.ts";
import {kept, total} from "./quality.ts";

/**
 * Population stability index Σ (aᵢ − eᵢ) ln(aᵢ / eᵢ) of actual against expected shares of bands (Siddiqi 2006; Kullback's J
 * divergence). A band that is empty on one side counts as half an observation there. 0 without observations.
 */
export function psi(expected: readonly number[], actual: readonly number[]): number {
  const shares = (counts: readonly number[]) => {
    const all = counts.reduce((sum, n) => sum + n, 0);
    return counts.map((n) => Math.max(n, 0.5) / all);
  };
  const [e, a] = [shares(expected), shares(actual)];
  const sum = a.reduce((total, share, i) => total + (share - e[i]) * Math.log(share / e[i]), 0);
  return Number.isFinite(sum) ? sum : 0;
}

/**
 * What the index is by chance where nothing drifts: (1/n + 1/m) times a χ² of bands − 1 degrees of freedom (Yurdakul 2018), n
 * and m the effective numbers of observations: its mean and 95th percentile.
 */
export function psiNoise(bands: number, n: number, m: number): {expected: number; p95: number} {
  const scale = 1 / n + 1 / m;
  return {expected: (bands - 1) * scale, p95: bands > 1 ? chiSquareQuantile(0.95, bands - 1) * scale : 0};
}

/** How far one period's scores lie from those learned from. */
export interface PeriodDrift {
  period: string;
  n: number;
  isLearnedFrom: boolean;
  psi: number;
  /** Under no drift: mean and 95th percentile. */
  expected: number;
  p95: number;
  /** Rules of the card by how much the share of observations on which they hold has moved, most first. */
  rules: {rule: number; before: number; now: number}[];
}

/** The drift of all periods. */
export interface Drift {
  /** Score bands: the highest score of each, ascending; the last is open. */
  bands: number[];
  /** By how many the observations learned from are to be divided because leads recur among them. */
  designEffect: number;
  periods: PeriodDrift[];
}

/**
 * How far the scores of each period lie from those the card was learned on. A period that was learned from is set beside the
 * others that were. Within one period a lead is one observation; over several it recurs, which makes them count for less. Leads
 * that go on into the period make the true noise smaller than is said here: what is flagged has moved all the more.
 */
export function drift(cube: Cube, points: Float64Array, isLearnedFrom: (period: number) => boolean): Drift | null {
  const score = scores(cube, points);
  const learned = Array.from(cube.period, (p) => isLearnedFrom(p));
  const bands = bandEnds(
    score,
    kept(cube.n, (r) => learned[r]),
  );
  if (bands.length < 2) return null;
  const bandOf = score.map((s) => bandAt(bands, s));
  const onCard = [...points.keys()].filter((j) => points[j] !== 0);
  const effect = designEffect(cube, bandOf, bands.length, learned);
  const periods = [...groupBy(cube.n.keys(), (r) => cube.period[r])].sort(([a], [b]) => a - b);
  return {
    bands,
    designEffect: effect,
    periods: periods.flatMap(([p]): PeriodDrift[] => {
      const now = kept(cube.n, (r) => cube.period[r] === p);
      const before = kept(cube.n, (r) => learned[r] && cube.period[r] !== p);
      if (!(total(now) > 0 && total(before) > 0)) return [];
      const share = (weights: Float64Array, j: number) =>
        cube.holds[j].reduce((sum, r) => sum + weights[r], 0) / total(weights);
      return [
        {
          period: cube.periods[p],
          n: total(now),
          isLearnedFrom: isLearnedFrom(p),
          psi: psi(counts(bandOf, before, bands.length), counts(bandOf, now, bands.length)),
          ...psiNoise(bands.length, total(before) / effect, total(now)),
          rules: onCard
            .map((j) => ({rule: j, before: share(before, j), now: share(now, j)}))
            .sort((a, b) => Math.abs(b.now - b.before) - Math.abs(a.now - a.before)),
        },
      ];
    }),
  };
}

/** Highest score of each of at most ten bands of about equal size. */
function bandEnds(score: Float64Array, n: Float64Array): number[] {
  const order = [...score.keys()].filter((r) => n[r] > 0).sort((a, b) => score[a] - score[b]);
  const size = total(n) / 10;
  const ends: number[] = [];
  let open = 0;
  order.forEach((r, i) => {
    open += n[r];
    const isLast = i + 1 === order.length;
    if (isLast || (open >= size && score[order[i + 1]] !== score[r])) {
      ends.push(score[r]);
      open = isLast ? open : 0;
    }
  });
  if (ends.length > 1 && open < size / 2) ends.splice(-2, 1);
  return ends;
}

function bandAt(ends: readonly number[], score: number): number {
  const at = ends.findIndex((end) => score <= end);
  return at < 0 ? ends.length - 1 : at;
}

function counts(bandOf: Float64Array, n: Float64Array, bands: number): number[] {
  const out = new Array<number>(bands).fill(0);
  bandOf.forEach((band, r) => {
    out[band] += n[r];
  });
  return out;
}

/**
 * Mean generalised design effect of the bands' shares (Rao & Scott 1981): by how much their delete-a-fold jackknife variance
 * exceeds that of independent observations, at least 1.
 */
function designEffect(cube: Cube, bandOf: Float64Array, bands: number, learned: readonly boolean[]): number {
  const shares = (weights: Float64Array) => {
    const n = total(weights);
    return counts(bandOf, weights, bands).map((x) => x / n);
  };
  const all = kept(cube.n, (r) => learned[r]);
  const whole = shares(all);
  const folds = [...new Set(cube.fold)];
  const without = folds.map((fold) => shares(kept(all, (r) => cube.fold[r] !== fold)));
  const G = folds.length;
  if (G < 2) return 1;
  const sum = whole.reduce((effect, share, b) => {
    const variance = ((G - 1) / G) * without.reduce((squares, each) => squares + (each[b] - share) ** 2, 0);
    return share > 0 ? effect + (total(all) * variance) / share : effect;
  }, 0);
  return Math.max(1, sum / (bands - 1));
}
