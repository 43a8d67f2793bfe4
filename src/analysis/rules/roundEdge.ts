/**
 * The roundest number in (`above`, `edge`]: a multiple of the largest power of ten, or of half or a fifth of one, that lies
 * there. Cutting at it instead of at `edge` parts no two values differently where none lies between. Whole where `isWhole`.
 */
export function roundEdge(edge: number, above: number, isWhole: boolean): number {
  if (!Number.isFinite(edge)) return edge;
  const largest =
    Math.ceil(Math.log10(Math.max(Math.abs(edge), Number.isFinite(above) ? Math.abs(above) : 0, Number.MIN_VALUE))) + 1;
  const smallest = isWhole ? 0 : largest - 15;
  for (let power = largest; power >= smallest; --power) {
    for (const step of [10 ** power, 10 ** power / 2, 10 ** power / 5]) {
      if (isWhole && step < 1) continue;
      const rounded = Number((Math.floor(edge / step + 1e-9) * step).toPrecision(15));
      if (rounded > above && rounded <= edge && (!isWhole || Number.isInteger(rounded))) return rounded;
    }
  }
  return edge;
}
