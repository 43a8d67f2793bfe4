/** Letters that a terminal sets as wide as two: kanji, kana and full-width forms. */
const wide =
  /[\u1100-\u115F\u2E80-\u303E\u3041-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE4F\uFF00-\uFF60\uFFE0-\uFFE6]/g;

const widthOf = (text: string): number => text.length + (text.match(wide)?.length ?? 0);

/** Rows of cells as lines with aligned columns; cells that look like numbers are set flush right. */
export function columns(rows: readonly (readonly string[])[]): string {
  const widths = rows.reduce<number[]>((w, row) => row.map((cell, i) => Math.max(w[i] ?? 0, widthOf(cell))), []);
  const numeric = widths.map((_, i) => rows.every((row) => /^[−+-]?[\d.,]*( rows)?$/.test(row[i] ?? "")));
  return rows
    .map((row) =>
      row
        .map((cell, i) => {
          const room = " ".repeat(widths[i] - widthOf(cell));
          return numeric[i] ? room + cell : cell + room;
        })
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
