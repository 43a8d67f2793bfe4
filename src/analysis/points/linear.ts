/** Cholesky factor, in place, of the lower triangle of a symmetric `dim` × `dim` matrix; false where not positive definite. */
export function factor(h: Float64Array, dim: number): boolean {
  for (let i = 0; i < dim; ++i) {
    const row = i * dim;
    for (let j = 0; j <= i; ++j) {
      let sum = h[row + j];
      for (let k = 0; k < j; ++k) sum -= h[row + k] * h[j * dim + k];
      if (i === j) {
        if (!(sum > 1e-10 * h[row + i])) return false;
        h[row + i] = Math.sqrt(sum);
      } else h[row + j] = sum / h[j * dim + j];
    }
  }
  return true;
}

/** Solves L z = x in place. */
export function solveLower(l: Float64Array, dim: number, x: Float64Array): void {
  for (let i = 0; i < dim; ++i) {
    let sum = x[i];
    for (let k = 0; k < i; ++k) sum -= l[i * dim + k] * x[k];
    x[i] = sum / l[i * dim + i];
  }
}

/** Solves Lᵀ x = z in place. */
export function solveUpper(l: Float64Array, dim: number, z: Float64Array): void {
  for (let i = dim - 1; i >= 0; --i) {
    let sum = z[i];
    for (let k = i + 1; k < dim; ++k) sum -= l[k * dim + i] * z[k];
    z[i] = sum / l[i * dim + i];
  }
}
