/** Breaks a text into lines of at most `width` characters at spaces, so that long rules wrap and are never cut. */
export function wrap(text: string, width: number): string {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const line = lines.at(-1);
    if (line !== undefined && line.length + 1 + word.length <= width) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines.join("\n");
}

/** The value moved into [low, high]; an end of an interval that has no limit (null) becomes the limit of the picture. */
export const clip = (value: number | null, low: number, high: number, ifNone: number): number =>
  value === null || !Number.isFinite(value) ? ifNone : Math.min(high, Math.max(low, value));
