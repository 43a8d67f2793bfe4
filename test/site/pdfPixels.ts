import {createRequire} from "node:module";
import {dirname} from "node:path";
import {type Canvas, createCanvas} from "@napi-rs/canvas";
import {getDocument} from "pdfjs-dist/legacy/build/pdf.mjs";

/** A piece of a sheet's text and the rectangle that it is drawn in, in pixels of the drawn sheet. */
interface Piece {
  text: string;
  left: number;
  top: number;
  width: number;
  height: number;
}

export interface Sheet {
  /** What its text layer says, piece by piece: what a reader can search and copy. */
  text: string;
  pieces: Piece[];
  canvas: Canvas;
}

/** Pixels for a point. */
const scale = 3;

const own = dirname(createRequire(import.meta.url).resolve("pdfjs-dist/package.json"));

/** Draws every sheet of a document on white, by another program than the one that has printed it, and reads its text layer. */
export async function drawnSheets(pdf: Buffer): Promise<Sheet[]> {
  const document = await getDocument({
    data: new Uint8Array(pdf),
    verbosity: 0,
    useSystemFonts: false,
    standardFontDataUrl: `${own}/standard_fonts/`,
    cMapUrl: `${own}/cmaps/`,
  }).promise;
  const sheets: Sheet[] = [];
  for (let i = 1; i <= document.numPages; ++i) {
    const page = await document.getPage(i);
    const viewport = page.getViewport({scale});
    const canvas = createCanvas(Math.ceil(viewport.width), Math.ceil(viewport.height));
    await page.render({canvas: canvas as unknown as HTMLCanvasElement, viewport, background: "white"}).promise;
    const {items} = await page.getTextContent({disableNormalization: true});
    const pieces = items.flatMap((item): Piece[] => {
      if (!("str" in item) || item.str.trim() === "") return [];
      const [a, b, c, d, x, y] = item.transform as number[];
      const along = item.width / Math.hypot(a, b);
      // from a quarter of a line below the letters' foot to the height of the tallest
      const corners = [0, along].flatMap((u) =>
        [-0.25, 1].map((v) => viewport.convertToViewportPoint(x + u * a + v * c, y + u * b + v * d)),
      );
      const [xs, ys] = [corners.map(([at]) => at), corners.map(([, at]) => at)];
      const [left, top] = [Math.min(...xs), Math.min(...ys)];
      return [{text: item.str, left, top, width: Math.max(...xs) - left, height: Math.max(...ys) - top}];
    });
    sheets.push({text: pieces.map(({text}) => text).join(" "), pieces, canvas});
  }
  await document.destroy();
  return sheets;
}

/** How dark each pixel of a rectangle is, 0 (white) to 255, row by row. */
export function inkOf({canvas}: Sheet, {left, top, width, height}: Omit<Piece, "text">): number[] {
  const at = [Math.max(0, Math.floor(left)), Math.max(0, Math.floor(top))] as const;
  const {data} = canvas
    .getContext("2d")
    .getImageData(...at, Math.max(1, Math.ceil(width)), Math.max(1, Math.ceil(height)));
  return Array.from({length: data.length / 4}, (_, i) => 255 - Math.min(...data.subarray(4 * i, 4 * i + 3)));
}

/** Pieces of text in whose place nothing is drawn: pale grey is the ground of a box. */
export const withoutInk = (sheets: readonly Sheet[]): string[] =>
  sheets.flatMap((sheet, i) =>
    sheet.pieces
      .filter((piece) => !inkOf(sheet, piece).some((ink) => ink > 60))
      .map(({text}) => `sheet ${i + 1}: ${text}`),
  );

/** The pixels of one letter that stands alone in a piece of text. */
export function pictureOf(sheets: readonly Sheet[], letter: string): number[] {
  for (const sheet of sheets) {
    const piece = sheet.pieces.find(({text}) => text === letter);
    if (piece) return inkOf(sheet, piece);
  }
  throw new Error(`not in the text layer: ${letter}`);
}
