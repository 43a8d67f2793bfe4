/** A letter that is as wide as high: two of ours. */
const isWide = /[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uff60]/;

/** Letters that the text is wide. */
export const widthOf = (text: string): number =>
  Array.from(text).reduce((sum, letter) => sum + (isWide.test(letter) ? 2 : 1), 0);

/** Where a line may end: at a space, and in Japanese, which has none, behind kana endings (but for 同じ) and before brackets. */
const breaks =
  /(?<=\s)|(?<=[\p{Script=Hiragana}、。；：）」])(?<!同じ)(?![\p{Script=Hiragana}、。；：）」])|(?<=[^\s（「])(?=[（「])/u;

/** Breaks a text into lines of at most `width` letters, so that long rules wrap and are never cut. */
function wrap(text: string, width: number): string {
  const lines = [""];
  const pieces = text.split(breaks).flatMap((piece) => {
    const isSplit = isWide.test(piece) && widthOf(piece) > width;
    return isSplit ? Array.from(piece) : [piece];
  });
  for (const piece of pieces) {
    const line = `${lines.at(-1)}${piece}`;
    if (line === piece || widthOf(line.trimEnd()) <= width) lines[lines.length - 1] = line;
    else lines.push(piece);
  }
  return lines.map((line) => line.trimEnd()).join("\n");
}

/** Texts of equally many lines, short ones with empty lines above, so that all end on the same level; and how many lines. */
export function wrapAll(texts: readonly string[], width: number): {texts: string[]; lines: number} {
  const wrapped = texts.map((text) => wrap(text, width));
  const linesOf = (text: string) => text.split("\n").length;
  const lines = Math.max(1, ...wrapped.map(linesOf));
  return {texts: wrapped.map((text) => "\n".repeat(lines - linesOf(text)) + text), lines};
}
