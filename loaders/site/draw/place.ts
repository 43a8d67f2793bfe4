import type {Cell} from "./cells.ts";

/** What stands in the page where a cell shows something. */
export interface Placed {
  html: string;
  isBlock: boolean;
  /** The cell runs again in the browser and takes the place over. */
  isLive: boolean;
  /** About how high it will be, in pixels: the room that is kept for it until it is laid out. */
  height: number;
}

const inParagraph = /<p>((?:(?!<\/p>)[\s\S])*?<!--:[0-9a-f-]+:-->(?:(?!<\/p>)[\s\S])*?)<\/p>/g;
const inText = /<observablehq-loading><\/observablehq-loading><!--:([0-9a-f-]+):-->/g;
const inBlock =
  /<div class="observablehq observablehq--block">(<observablehq-loading><\/observablehq-loading>)?<!--:([0-9a-f-]+):--><\/div>\n?/g;

/**
 * The page with what its cells show in their places. A live cell's result stands inside the element that Framework takes away
 * when the cell shows something anew. Paragraphs that hold more than text become divisions, as a parser would end them.
 */
export function place(html: string, placed: (id: Cell["id"]) => Placed | null): string {
  const filled = (whole: string, id: string): string => {
    const one = placed(id);
    if (!one) return whole;
    return one.isLive ? `<observablehq-loading>${one.html}</observablehq-loading><!--:${id}:-->` : one.html;
  };
  return html
    .replace(inParagraph, (whole, inner: string) => {
      const ids = [...inner.matchAll(inText)].map(([, id]) => id);
      if (!ids.some((id) => placed(id)?.isBlock)) return whole;
      const height = ids.reduce((sum, id) => sum + (placed(id)?.height ?? 0), 0);
      return `<div class="cell" style="--tall: ${height}px">${inner}</div>`;
    })
    .replace(inBlock, (whole, loading: string | undefined, id: string) => {
      const one = placed(id);
      if (!one || one.isLive) return loading ? whole.replace(inText, filled) : whole;
      return one.html === "" ? "" : `<div class="cell">${one.html}</div>\n`;
    })
    .replace(inText, filled);
}
