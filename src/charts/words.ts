/** Breaks a text into lines of at most `width` characters at spaces, so that long rules wrap and are never cut. */
function wrap(text: string, width: number): string {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const line = lines.at(-1);
    if (line !== undefined && line.length + 1 + word.length <= width) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines.join("\n");
}

/** Texts of equally many lines, short ones with empty lines above, so that all end on the same level; and how many lines. */
export function wrapAll(texts: readonly string[], width: number): {texts: string[]; lines: number} {
  const wrapped = texts.map((text) => wrap(text, width));
  const linesOf = (text: string) => text.split("\n").length;
  const lines = Math.max(1, ...wrapped.map(linesOf));
  return {texts: wrapped.map((text) => "\n".repeat(lines - linesOf(text)) + text), lines};
}
