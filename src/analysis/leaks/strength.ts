import type {Interval} from "../findings.ts";
import {cholesky, inverse, solve, submatrix} from "../statistics/cholesky.ts";
import {aucInterval} from "../statistics/metrics.ts";

/** An attribute of a sample of decided leads, one value a lead. */
export interface Column {
  name: string;
  values: readonly (string | number | null)[];
}

/** How the same leads ended (1 won, 0 lost), and their lead-hashed folds. */
export interface Outcomes {
  won: ArrayLike<number>;
  fold: ArrayLike<number>;
}

interface Strength {
  /** AUC of all columns together. */
  joint: Interval;
  /** In the columns' order: AUC of the column alone, and of all others without it and its twins. */
  columns: {name: string; alone: Interval; without: Interval}[];
}

/** Parts of the leads that are held out in turn: a lead's is its fold modulo this. */
export const heldOutFolds = 5;
const mostCategories = 20;
/** Leads' worth of base rate mixed into each category's rate. */
const prior = 2;
/** Correlation of the evidence of two columns from which they are taken for the same thing (minutes and seconds of a call). */
const twin = 0.8;

/**
 * How well columns tell won from lost, alone and together, on leads held out (five lead folds).
 *
 * Each value becomes the log odds of winning of its category, learned on the other folds: the twenty commonest categories, the
 * rest, missing; numbers by tenths. Together they are weighed by the linear discriminant (least squares on the outcome; Fisher
 * 1936), which needs one pass over the leads however many columns are left out in turn.
 */
export function strength(columns: readonly Column[], outcomes: Outcomes): Strength {
  const all = columns.map((_, j) => j);
  const alone = columns.map(() => new Float64Array(outcomes.won.length));
  const [joint, ...without] = heldOutScores(columns, outcomes, {
    sets: (covariance) => {
      const isTwin = (j: number, k: number) => covariance[j][k] > twin * Math.sqrt(covariance[j][j] * covariance[k][k]);
      return [all, ...all.map((j) => all.filter((k) => k !== j && !isTwin(j, k)))];
    },
    also: (evidence, test) => {
      for (const j of all) for (const i of test) alone[j][i] = evidence[j][i];
    },
  });
  const quality = qualityOn(outcomes);
  return {
    joint: quality(joint),
    columns: columns.map(({name}, j) => ({name, alone: quality(alone[j]), without: quality(without[j])})),
  };
}

/** AUC of several sets of the columns (positions), each weighed together as by `strength`, on the same leads held out. */
export function jointQuality(
  columns: readonly Column[],
  outcomes: Outcomes,
  sets: readonly (readonly number[])[],
): Interval[] {
  return heldOutScores(columns, outcomes, {sets: () => sets}).map(qualityOn(outcomes));
}

const qualityOn = ({won}: Outcomes) => {
  const ones = new Float64Array(won.length).fill(1);
  return (scores: Float64Array) => aucInterval(scores, ones, won);
};

interface Asked {
  /** Positions of the columns to weigh together, set by set; as many sets for every fold. */
  sets: (covariance: readonly Float64Array[]) => readonly (readonly number[])[];
  /** Shown each column's evidence, and the leads that are held out. */
  also?: (evidence: readonly Float64Array[], test: readonly number[]) => void;
}

/** Scores of all leads, by weights learned on the other folds, for each set. */
function heldOutScores(columns: readonly Column[], outcomes: Outcomes, {sets, also}: Asked): Float64Array[] {
  const n = outcomes.won.length;
  const codes = columns.map(({values}) => categoryCodes(values));
  const scores: Float64Array[] = [];
  for (let fold = 0; fold < heldOutFolds; ++fold) {
    const isTest = Array.from({length: n}, (_, i) => outcomes.fold[i] % heldOutFolds === fold);
    const test = isTest.flatMap((held, i) => (held ? [i] : []));
    const evidence = codes.map((column) => logOddsOf(column, outcomes.won, isTest));
    const {moments, covariance} = momentsOf(evidence, outcomes.won, isTest);
    also?.(evidence, test);
    const weightsOf = discriminants(moments, covariance);
    sets(covariance).forEach((kept, s) => {
      scores[s] ??= new Float64Array(n);
      const weights = weightsOf(kept);
      for (const j of kept) {
        const [weight, values] = [weights[j], evidence[j]];
        for (const i of test) scores[s][i] += weight * values[i];
      }
    });
  }
  return scores;
}

/** 0 for missing; categories by frequency from 1, the rest one more; numbers by tenths from 1. */
export function categoryCodes(values: Column["values"]): Int32Array {
  const numbers = values.filter((v): v is number => typeof v === "number").sort((a, b) => a - b);
  if (numbers.length > 0) {
    const cuts = Array.from({length: 9}, (_, i) => numbers[Math.floor(((i + 1) * numbers.length) / 10)]);
    return Int32Array.from(values, (v) => (v === null ? 0 : 1 + cuts.filter((cut) => Number(v) >= cut).length));
  }
  const counts = new Map<string, number>();
  for (const v of values) if (v !== null) counts.set(String(v), (counts.get(String(v)) ?? 0) + 1);
  const ranked = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, mostCategories);
  const code = new Map(ranked.map(([value], i) => [value, i + 1]));
  return Int32Array.from(values, (v) => (v === null ? 0 : (code.get(String(v)) ?? mostCategories + 1)));
}

/** For every lead the log odds ratio of its category against all, from the leads not held out. */
function logOddsOf(codes: Int32Array, won: ArrayLike<number>, isTest: readonly boolean[]): Float64Array {
  const n = new Float64Array(mostCategories + 2);
  const wins = new Float64Array(mostCategories + 2);
  let [all, allWins] = [0, 0];
  for (let i = 0; i < codes.length; ++i) {
    if (isTest[i]) continue;
    n[codes[i]] += 1;
    wins[codes[i]] += won[i];
    all += 1;
    allWins += won[i];
  }
  const base = (allWins + 0.5) / (all + 1);
  const logit = (p: number) => Math.log(p / (1 - p));
  const evidence = n.map((count, c) => logit((wins[c] + prior * base) / (count + prior)) - logit(base));
  return Float64Array.from(codes, (c) => evidence[c]);
}

/** Covariances of the columns with the outcome and with each other, over the leads not held out. */
function momentsOf(evidence: readonly Float64Array[], won: ArrayLike<number>, isTest: readonly boolean[]) {
  const rows = isTest.flatMap((test, i) => (test ? [] : [i]));
  const mean = (column: ArrayLike<number>) => rows.reduce((sum, i) => sum + column[i], 0) / Math.max(1, rows.length);
  const centred = evidence.map((column) => {
    const middle = mean(column);
    return Float64Array.from(rows, (i) => column[i] - middle);
  });
  const base = mean(won);
  const outcome = Float64Array.from(rows, (i) => won[i] - base);
  const covariance = centred.map(() => new Float64Array(centred.length));
  centred.forEach((a, j) => {
    for (let k = 0; k <= j; ++k) covariance[j][k] = covariance[k][j] = product(a, centred[k]);
  });
  return {moments: centred.map((column) => product(column, outcome)), covariance};
}

function product(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; ++i) sum += a[i] * b[i];
  return sum;
}

/**
 * Weights, by position, of the columns of a set, the others at 0. They follow from the weights w of all columns and the inverse A of
 * their covariance (with a little on its diagonal, so that columns may repeat each other): without the columns of T they are
 * w − A[·,T] · A[T,T]⁻¹ · w[T], which needs no other inverse than that of the few left out.
 */
function discriminants(moments: readonly number[], covariance: readonly Float64Array[]) {
  const side = moments.length;
  const matrix = new Float64Array(side * side);
  covariance.forEach((row, j) => {
    matrix.set(row, j * side);
    matrix[j * side + j] += 1e-3 * row[j] + 1e-6;
  });
  const root = cholesky(matrix, side);
  const all = solve(root, Float64Array.from(moments));
  const inverted = inverse(root, side);
  return (kept: readonly number[]): Float64Array => {
    const isKept = new Uint8Array(side);
    for (const j of kept) isKept[j] = 1;
    const left = moments.flatMap((_, j) => (isKept[j] ? [] : [j]));
    if (left.length === 0) return all;
    const shift = solve(
      cholesky(submatrix(inverted, side, left), left.length),
      Float64Array.from(left, (j) => all[j]),
    );
    return all.map((weight, j) =>
      isKept[j] ? left.reduce((rest, k, t) => rest - inverted[j * side + k] * shift[t], weight) : 0,
    );
  };
}
