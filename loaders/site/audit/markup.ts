import {type Contents, emptyContents, type Passage} from "./contents.ts";
import {countsIn, isCount, isNamedCount} from "./counts.ts";
import {tableOf} from "./tables.ts";
import {fromEntities} from "./words.ts";

const token =
  /<!--([\s\S]*?)-->|<(script|style)\b((?:"[^"]*"|'[^']*'|[^'">])*)>([\s\S]*?)<\/\2\s*>|<(\/?)([a-zA-Z][^\s/>]*)((?:"[^"]*"|'[^']*'|[^'">])*)>|<[!?][^>]*>|[^<]+|</gi;

const attribute = /([^\s"'>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?/g;

/** Elements inside of a line: what they part is read together, too. */
const inline = new Set(
  "a abbr b bdi bdo cite code data dfn em font i kbd mark q s samp small span strong sub sup text time tspan u var wbr".split(
    " ",
  ),
);

/** Attributes that hold places and sizes, and no text. */
const geometric =
  /^(d|points|transform|viewbox|[xyr]|[xy][12]|[cfdr][xy]|width|height|offset|opacity|stroke-[a-z]+|font-size|(fill|stroke)-opacity|preserveaspectratio)$/;
const bounds = /^(value|min|max|step|low|high|optimum|aria-value(now|min|max))$/;

/** Attributes that people read, or hear. */
const told = /\b(title|alt|aria-label|aria-description|content|value|placeholder|data-[\w-]+)="([^"]*)"/g;

/** Numbers, the letters of paths, and the functions of transforms. */
const isGeometry = (value: string): boolean =>
  !/\p{L}{3}/u.test(value.replace(/translate|rotate|scale|matrix|skew[XY]/g, " "));

/**
 * What a page or a picture says: each text and attribute by itself, and each line of text whole, whatever elements part it.
 * Scripts are code, or JSON where they say so.
 */
export function readMarkup(html: string, readJson: (text: string) => Contents): Contents {
  const contents = emptyContents();
  let line = 1;
  let joined = "";
  let parts = 0;
  let joinedFrom = 1;
  let last = "";
  const grid = new Grid(contents);
  const say = (place: string, text: string, kind: Passage["kind"]) => {
    if (text.trim()) contents.passages.push({place, text, kind});
  };
  const endLine = () => {
    if (parts > 1) say(`line ${joinedFrom}`, joined, "joined");
    const block = joined.trim();
    if (block) {
      if (last) say(`line ${joinedFrom}`, `${last.slice(-neighbour)}\n${block.slice(0, neighbour)}`, "neighbours");
      last = block;
    }
    joined = "";
    parts = 0;
    joinedFrom = line;
  };
  for (const [whole, comment, raw, rawAttributes, rawText, closing, name, attributes] of html.matchAll(token)) {
    const at = `line ${line}`;
    if (comment !== undefined) say(`${at}, a comment`, comment, "code");
    else if (raw !== undefined) {
      readAttributes(raw, rawAttributes, at, say);
      if (/json/i.test(rawAttributes)) {
        const inner = readJson(rawText);
        for (const {place, ...passage} of inner.passages)
          contents.passages.push({...passage, place: `${at}, ${place}`});
        for (const {place, n} of inner.cells) contents.cells.push({n, place: `${at}, ${place}`});
        for (const {place, ...figure} of inner.figures) contents.figures.push({...figure, place: `${at}, ${place}`});
        for (const {place, ...table} of inner.tables) contents.tables.push({...table, place: `${at}, ${place}`});
        contents.unreadable ??= inner.unreadable;
      } else say(`${at}, a ${raw}`, rawText, "code");
    } else if (name !== undefined) {
      if (!inline.has(name.toLowerCase())) endLine();
      grid.read(name.toLowerCase(), Boolean(closing), at);
      if (!closing) readAttributes(name, attributes, at, say);
      if (!closing)
        for (const [, what, text] of attributes.matchAll(told))
          contents.cells.push(...countsIn(fromEntities(text), `${at}, ${what} of <${name}>`));
    } else if (!/^<[!?]/.test(whole)) {
      const text = whole;
      say(at, text, "text");
      joined += text;
      ++parts;
      grid.text(fromEntities(text));
      contents.cells.push(...countsIn(fromEntities(text), at));
    }
    for (const letter of whole) if (letter === "\n") ++line;
  }
  endLine();
  return contents;
}

function readAttributes(
  element: string,
  attributes: string,
  at: string,
  say: (place: string, text: string, kind: Passage["kind"]) => void,
): void {
  for (const [, name, double, single, bare] of attributes.matchAll(attribute)) {
    const value = double ?? single ?? bare;
    const lower = name.toLowerCase();
    say(`${at}, an attribute's name of <${element}>`, name, "code");
    if (value === undefined || (geometric.test(lower) && isGeometry(value))) continue;
    if (bounds.test(lower) && /^(progress|meter)$/i.test(element)) continue;
    if (lower !== "value" && bounds.test(lower) && /^input$/i.test(element)) continue;
    say(`${at}, ${name} of <${element}>`, value, /^(style|on\w+)$/.test(lower) ? "code" : "text");
  }
}

/** Letters at the end and at the beginning of neighbouring blocks that are read together. */
const neighbour = 40;

/** The table that is being read: its counts, by the heads of its columns. */
class Grid {
  #heads: string[] = [];
  #row: string[] = [];
  #cell: string | null = null;
  #rows: Record<string, unknown>[] = [];
  #from = "";
  readonly #contents: Contents;

  constructor(contents: Contents) {
    this.#contents = contents;
  }

  read(element: string, isEnd: boolean, at: string): void {
    if (/^t[dh]$/.test(element)) {
      this.#endCell();
      if (!isEnd) this.#cell = "";
    } else if (element === "tr" || element === "table") {
      this.#endCell();
      this.#endRow(at);
      if (element === "table") this.#endTable(at);
    }
  }

  text(text: string): void {
    if (this.#cell !== null) this.#cell += text;
  }

  #endCell(): void {
    if (this.#cell !== null) this.#row.push(this.#cell.trim());
    this.#cell = null;
  }

  #endRow(at: string): void {
    const row = this.#row;
    this.#row = [];
    if (row.length === 0) return;
    if (this.#heads.length === 0) {
      this.#heads = row;
      return;
    }
    if (row.length !== this.#heads.length) return;
    const values = row.map((text) => (/^\d[\d,]*$/.test(text) ? Number(text.replaceAll(",", "")) : text));
    this.#rows.push(Object.fromEntries(this.#heads.map((head, k) => [head || `column ${k + 1}`, values[k]])));
    for (const [k, head] of this.#heads.entries()) {
      const n = values[k];
      if (typeof n === "number" && (isCount(head) || isNamedCount(head)))
        this.#contents.cells.push({place: `${at}, column ${head}`, n});
    }
  }

  #endTable(at: string): void {
    const table = this.#rows.length > 1 ? tableOf(this.#from || at, this.#rows) : null;
    if (table) this.#contents.tables.push(table);
    this.#heads = [];
    this.#rows = [];
    this.#from = at;
  }
}
