/**
 * Lower triangle L with A = L·Lᵀ of a symmetric, positive semidefinite A, side², row after row. A column that depends on
 * those before it (what is left of its diagonal is under 1e-13 of it) gets an infinite pivot: `solve` and `inverse` then
 * leave its entry at 0.
 */
export function cholesky(A: Float64Array, side: number): Float64Array {
  const L = new Float64Array(side * side);
  for (let j = 0; j < side; ++j) {
    for (let i = j; i < side; ++i) {
      let rest = A[i * side + j];
      for (let k = 0; k < j; ++k) rest -= L[i * side + k] * L[j * side + k];
      if (i > j) L[i * side + j] = rest / L[j * side + j];
      else L[j * side + j] = rest > 1e-13 * A[j * side + j] ? Math.sqrt(rest) : Number.POSITIVE_INFINITY;
    }
  }
  return L;
}

/** x with L·Lᵀ·x = b. */
export function solve(L: Float64Array, b: Float64Array): Float64Array {
  const side = b.length;
  const x = Float64Array.from(b);
  for (let i = 0; i < side; ++i) {
    for (let k = 0; k < i; ++k) x[i] -= L[i * side + k] * x[k];
    x[i] /= L[i * side + i];
  }
  for (let i = side - 1; i >= 0; --i) {
    for (let k = i + 1; k < side; ++k) x[i] -= L[k * side + i] * x[k];
    x[i] /= L[i * side + i];
  }
  return x;
}

/** (L·Lᵀ)⁻¹, side², row after row. */
export function inverse(L: Float64Array, side: number): Float64Array {
  const out = new Float64Array(side * side);
  for (let j = 0; j < side; ++j) {
    const unit = new Float64Array(side);
    unit[j] = 1;
    out.set(solve(L, unit), j * side);
  }
  return out;
}

/** Σ 2·log of the finite pivots: the log-determinant of L·Lᵀ over its independent columns. */
export function logDeterminant(L: Float64Array, side: number): number {
  let sum = 0;
  for (let j = 0; j < side; ++j) if (Number.isFinite(L[j * side + j])) sum += 2 * Math.log(L[j * side + j]);
  return sum;
}

/** Rows and columns of A at these positions, in this order. */
export function submatrix(A: Float64Array, side: number, positions: readonly number[]): Float64Array {
  const k = positions.length;
  const out = new Float64Array(k * k);
  for (let i = 0; i < k; ++i) for (let j = 0; j < k; ++j) out[i * k + j] = A[positions[i] * side + positions[j]];
  return out;
}
