/**
 * Widths of the printable ASCII characters, in thousandths of the font's size: those of Helvetica. A table, so that a site has the
 * same bytes wherever it is built.
 */
const ascii = [
  278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556,
  556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833,
  722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556,
  556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334,
  260, 334, 584,
];

/** Letters beyond ASCII; Chinese, Japanese and Korean ones are as wide as high. */
const other = 580;
const fullWidth = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/;

/** The widest fonts that a system may show pages in, DejaVu Sans and Verdana, need so many times the room of Helvetica. */
const widest = 1.16;

function widthOf(character: string): number {
  if (fullWidth.test(character) || character.length > 1) return 1000;
  return widest * (ascii[character.charCodeAt(0) - 32] ?? other);
}

/** Width of a text in pixels. */
export function textWidth(text: string, fontSize: number, isBold: boolean): number {
  let sum = 0;
  for (const character of text) sum += widthOf(character);
  return (sum * fontSize * (isBold ? 1.06 : 1)) / 1000;
}
