import {type Document, isAlias, isMap, isNode, isScalar, type LineCounter, visit, type YAMLError} from "yaml";
import type {Finding} from "./yamlFile.ts";

/** Longest text that is read as a project file. */
const longest = 1_000_000;

/** What is wrong with bytes that should be a project file: too many, in another encoding, or no text; null where they are text. */
export function bytesFault(bytes: Buffer): string | null {
  if (bytes.length > longest)
    return `project file too large: ${(bytes.length / 2 ** 20).toFixed(1)} MB, over the limit of 1 MB; name data under sources, in files of their own`;
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff))
    return "a text in UTF-16; save it as UTF-8";
  const control = bytes.some((byte) => byte < 32 && byte !== 9 && byte !== 10 && byte !== 13);
  if (control) return "not a text file; write the project file in YAML and save it as UTF-8";
  try {
    new TextDecoder("utf-8", {fatal: true}).decode(bytes);
    return null;
  } catch {
    return "not UTF-8; save it as UTF-8";
  }
}

/** What keeps a text from being read as YAML: the first fault alone, since others follow from it; empty where nothing does. */
export function syntaxFaults(doc: Document.Parsed, text: string, lines: LineCounter): Finding[] {
  const found = faultOf(doc, text);
  if (!found) return [];
  return [{path: [], message: `invalid YAML: ${found.message}`, line: lines.linePos(found.at).line}];
}

interface Placed {
  message: string;
  at: number;
}

function faultOf(doc: Document.Parsed, text: string): Placed | undefined {
  const all = [...doc.errors, ...doc.warnings].sort((a, b) => a.pos[0] - b.pos[0]);
  const error = all.find(({code}) => code === "DUPLICATE_KEY") ?? all[0];
  return error ? {message: wordsOf(error, text), at: error.pos[0]} : oddNode(doc);
}

const quoteIt = 'put the value in quotes, as in key: "a: b"';

function wordsOf({code, message, pos}: YAMLError, text: string): string {
  const at = pos[0];
  const line = text.slice(text.lastIndexOf("\n", at - 1) + 1).split("\n")[0];
  switch (code) {
    case "TAB_AS_INDENT":
      return "a tab before a key; use blanks";
    case "DUPLICATE_KEY":
      return `a key that stands twice: ${/^[^:,}\s]*/.exec(text.slice(at))?.[0]}; keep one of them`;
    case "MULTIPLE_DOCS":
      return "a second document, after --- or ...; keep one";
    case "TAG_RESOLVE_FAILED":
      return `unknown tag: ${/![^\s]*/.exec(text.slice(at))?.[0] ?? "!"}; leave it out, values need none`;
    case "BAD_DQ_ESCAPE":
      return "a backslash in double quotes that begins no escape; use single quotes, or / in paths";
    case "BAD_SCALAR_START":
      return `a value that begins with ${text[at]}; put it in quotes`;
    case "BAD_DIRECTIVE":
      return "a line that begins with %; take it out";
    case "BLOCK_AS_IMPLICIT_KEY":
    case "BLOCK_IN_FLOW":
      return `a colon within a value, or a line indented further than the one above; ${quoteIt}, or mend the blanks`;
    case "MULTILINE_IMPLICIT_KEY":
      return "a key that runs over several lines; write a colon and a blank after each key";
    case "BAD_INDENT":
      return /must end with a|sufficiently indented/.test(message)
        ? bracketText(message)
        : "lines that do not begin below one another; indent the keys of a block by the same number of blanks";
    case "MISSING_CHAR":
      if (/quote/.test(message)) return "a quote that is not closed; close it";
      if (/must end with/.test(message)) return bracketText(message);
      if (/map values/.test(message))
        return `a key without a colon: ${line.trim()}; write a colon and a blank after it`;
      return "a sign is missing; mend this line";
    case "UNEXPECTED_TOKEN":
      if (/-end token/.test(message)) return `a bracket too many: ${text[at]}; take it out`;
      if (/block-seq-ind/.test(message)) return "a list that begins on the line of its key; begin it on the next line";
      return `text that belongs to nothing: ${line.trim().slice(0, 40)}; mend this line, a key is followed by a colon and a blank`;
    case "MULTIPLE_ANCHORS":
    case "MULTIPLE_TAGS":
    case "ALIAS_PROPS":
    case "BAD_ALIAS":
    case "BAD_PROP_ORDER":
      return "a value with & * or ! in a place where that cannot be; put the value in quotes";
    default:
      return "a line that cannot be read; mend it";
  }
}

const bracketText = (message: string): string =>
  `a bracket that is not closed; close it with ${/ a ([}\]])/.exec(message)?.[1] ?? "}"}, or indent what is in it further than its key`;

/** What YAML takes and a project file cannot mean: aliases to nothing or to lists of lists, keys that are no texts. */
function oddNode(doc: Document.Parsed): Placed | undefined {
  const anchors = new Set<string>();
  let aliases = 0;
  let found: Placed | undefined;
  const tell = (node: unknown, message: string) => {
    found ??= {message, at: (isNode(node) && node.range?.[0]) || 0};
    return visit.BREAK;
  };
  visit(doc, {
    Node(_, node) {
      if (!isAlias(node) && node.anchor) anchors.add(node.anchor);
      if (!isAlias(node)) return;
      if (!anchors.has(node.source))
        return tell(
          node,
          `*${node.source} refers to nothing; put it in quotes, or mark what it means with &${node.source}`,
        );
      if (++aliases > 100) return tell(node, "more than 100 aliases (*name); write the values out");
    },
    Pair(_, {key}) {
      if (!isScalar(key) && key !== null) return tell(key, "a key that is a list or a block; write a text");
      if (isScalar(key) && key.value === "__proto__")
        return tell(key, "a key that cannot be used: __proto__; give the column another name with query");
    },
  });
  return found;
}

/** Whether a document holds nothing, or comments alone. */
export const isEmpty = ({contents}: Document.Parsed): boolean =>
  contents === null ||
  (isScalar(contents) && contents.value === null) ||
  (isMap(contents) && contents.items.length === 0);
