import type {Contents, Passage} from "./passages.ts";
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

/** Numbers, the letters of paths, and the functions of transforms. */
const isGeometry = (value: string): boolean =>
  !/\p{L}{3}/u.test(value.replace(/translate|rotate|scale|matrix|skew[XY]/g, " "));

/**
 * What a page or a picture says: each text and attribute by itself, and each line of text whole, whatever elements part it.
 * Scripts are code, or JSON where they say so.
 */
export function readMarkup(html: string, readJson: (text: string) => Contents): Contents {
  const contents: Contents = {passages: [], cells: [], unreadable: null};
  let line = 1;
  let joined = "";
  let parts = 0;
  let joinedFrom = 1;
  const say = (place: string, text: string, kind: Passage["kind"]) => {
    if (text.trim()) contents.passages.push({place, text, kind});
  };
  const endLine = () => {
    if (parts > 1) say(`line ${joinedFrom}`, joined, "joined");
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
        contents.unreadable ??= inner.unreadable;
      } else say(`${at}, a ${raw}`, rawText, "code");
    } else if (name !== undefined) {
      if (!inline.has(name.toLowerCase())) endLine();
      if (!closing) readAttributes(name, attributes, at, say);
    } else if (!/^<[!?]/.test(whole)) {
      const text = whole;
      say(at, text, "text");
      joined += text;
      ++parts;
      contents.cells.push(...cellsIn(fromEntities(text), at));
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
    if (bounds.test(lower) && /^(input|progress|meter)$/i.test(element)) continue;
    say(`${at}, ${name} of <${element}>`, value, /^(style|on\w+)$/.test(lower) ? "code" : "text");
  }
}

/** "31 % (28–34 %, n 1,204)" in a page's text. */
function cellsIn(text: string, place: string): Contents["cells"] {
  return [...text.matchAll(/(?<![\p{L}\p{N}])n(?:\s?[=＝]\s?|\s)(\d[\d,]*)(?![.\d])/gu)].map(([, n]) => ({
    place,
    n: Number(n.replaceAll(",", "")),
  }));
}
