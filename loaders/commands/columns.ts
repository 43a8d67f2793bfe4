/** Rows of cells as lines with aligned columns; cells that look like numbers are set flush right. */
export function columns(rows: readonly (readonly string[])[]): string {
  const widths = rows.reduce<number[]>((w, row) => row.map((cell, i) => Math.max(w[i] ?? 0, cell.length)), []);
  const numeric = widths.map((_, i) => rows.every((row) => /^[−+-]?[\d.,]*( rows)?$/.test(row[i] ?? "")));
  return rows
    .map((row) =>
      row
        .map((cell, i) => (numeric[i] ? cell.padStart(widths[i]) : cell.padEnd(widths[i])))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
