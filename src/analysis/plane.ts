import {cholesky, solve} from "./cholesky.ts";

/** Observations and conversions at one pair of values. */
export interface Plane {
  x: number;
  y: number;
  n: number;
  conversions: number;
}

/** Holds the slopes where the values part converted from unconverted; too small to matter elsewhere. */
const ridge = 1e-6;

/**
 * Log-loss, mean over observations in nats, of the logistic regression of the outcome on x and y with an intercept, or on only
 * those in use. Newton's method with step-halving on standardised values. 0 without observations.
 */
export function planeLoss(cells: readonly Plane[], use: {x: boolean; y: boolean}): number {
  const total = cells.reduce((sum, {n}) => sum + n, 0);
  if (!(total > 0)) return 0;
  const columns = [
    cells.map(() => 1),
    ...(use.x ? [standard(cells, ({x}) => x, total)] : []),
    ...(use.y ? [standard(cells, ({y}) => y, total)] : []),
  ];
  let beta = new Float64Array(columns.length);
  let here = look(cells, columns, beta);
  for (let iteration = 0; iteration < 50; ++iteration) {
    const step = solve(cholesky(here.information, columns.length), here.score);
    let moved = false;
    for (let share = 1; share > 1e-4 && !moved; share /= 2) {
      const next = beta.map((b, j) => b + share * step[j]);
      const there = look(cells, columns, next);
      if (there.objective >= here.objective) continue;
      [beta, moved] = [next, true];
      here = there;
    }
    if (!moved || step.every((s) => Math.abs(s) < 1e-9)) break;
  }
  return here.loss / total;
}

/** Values with mean 0 and variance 1 over the observations; all 0 where they do not vary. */
function standard(cells: readonly Plane[], value: (cell: Plane) => number, total: number): number[] {
  const mean = cells.reduce((sum, cell) => sum + cell.n * value(cell), 0) / total;
  const variance = cells.reduce((sum, cell) => sum + cell.n * (value(cell) - mean) ** 2, 0) / total;
  return cells.map((cell) => (variance > 0 ? (value(cell) - mean) / Math.sqrt(variance) : 0));
}

function look(cells: readonly Plane[], columns: readonly number[][], beta: Float64Array) {
  const side = columns.length;
  const score = beta.map((b) => -ridge * b);
  const information = new Float64Array(side * side);
  for (let j = 0; j < side; ++j) information[j * side + j] = ridge;
  let loss = 0;
  for (let i = 0; i < cells.length; ++i) {
    const {n, conversions} = cells[i];
    let eta = 0;
    for (let j = 0; j < side; ++j) eta += beta[j] * columns[j][i];
    const e = Math.exp(-Math.abs(eta));
    const p = eta > 0 ? 1 / (1 + e) : e / (1 + e);
    loss += n * (Math.max(eta, 0) + Math.log1p(e)) - conversions * eta;
    for (let j = 0; j < side; ++j) {
      score[j] += (conversions - n * p) * columns[j][i];
      for (let k = 0; k < side; ++k) information[j * side + k] += n * p * (1 - p) * columns[j][i] * columns[k][i];
    }
  }
  const penalty = (ridge / 2) * beta.reduce((sum, b) => sum + b * b, 0);
  return {loss, objective: loss + penalty, score, information};
}
