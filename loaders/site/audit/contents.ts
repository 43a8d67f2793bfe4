import type {Figure} from "./figures.ts";
import type {Table} from "./tables.ts";

/** A piece of a site's file, as a reader or a program gets it. */
export interface Passage {
  /** Where in the file: "line 12, aria-label of <svg>", ".drivers.drivers[3].text", "column lead_id". */
  place: string;
  text: string;
  /**
   * Text stands by itself, so that it can be compared as a whole; joined is a line put together from parts, in which figures of
   * neighbours may touch; neighbours are two texts side by side, a line each; code and comments hold much that is no text.
   */
  kind: "text" | "joined" | "neighbours" | "code";
}

/** A number of observations or leads in page data. */
export interface Cell {
  place: string;
  n: number;
}

export interface Contents {
  passages: Passage[];
  cells: Cell[];
  /** Numbers that no passage holds: of JSON and of columns. */
  figures: Figure[];
  tables: Table[];
  /** Why the file, or a part of it, cannot be read; null where it can. */
  unreadable: string | null;
}

export const emptyContents = (): Contents => ({passages: [], cells: [], figures: [], tables: [], unreadable: null});

/** A script or a style sheet, whole. */
export const code = (text: string): Contents => ({
  ...emptyContents(),
  passages: [{place: "its text", text, kind: "code"}],
});

/** The same of a script with data of its own: groups that it writes out, a name and a count between braces. */
export function codeWithGroups(text: string): Contents {
  const cells: Cell[] = [];
  for (const {0: group, index} of text.matchAll(/\{[^{}]{3,300}\}/g)) {
    const n = /(?:^|[{,\s])["']?(?:n|count|leads|customers)["']?\s*:\s*(\d+)\s*[,}]/.exec(group)?.[1];
    if (n !== undefined && /:\s*["'`][^"'`]+["'`]/.test(group))
      cells.push({place: `its text, letter ${index}`, n: Number(n)});
  }
  return {...code(text), cells};
}
