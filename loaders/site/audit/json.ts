import {type Contents, code, emptyContents} from "./contents.ts";
import {isCount, isNamedCount} from "./counts.ts";
import {tableOf, totals} from "./tables.ts";

/** Rates of a group's own parts: of those won, lost and open the decided ones, of those who entered a stage the ones who left. */
const isOfParts = (name: string): boolean => /^(decided|winRate|passThrough|dropOff)$/.test(name);

/** How many a group has whose parts by outcome are told beside it; null for anything else. */
function wholeOf(part: object): number | null {
  const {n, won, lost, open, entered, advanced} = part as Record<string, unknown>;
  const [whole, ...parts] = entered === undefined ? [n, won, lost, open] : [entered, advanced, lost];
  return [whole, ...parts].every((count) => typeof count === "number") ? (whole as number) : null;
}

/** A note of a load: what it counts are lines and rows of files. */
const isNote = (part: object): boolean => "kind" in part && "level" in part;

const isScalar = (value: unknown): boolean => value === null || typeof value !== "object";

/** A group of its own: its name beside its figures, or nothing but a figure. */
function isGroup(part: Record<string, unknown>): boolean {
  const values = Object.values(part);
  return (
    values.every(isScalar) && (values.length === 1 || values.some((value) => typeof value === "string" && value !== ""))
  );
}

/** A list of numbers beside one of as many names. */
const isColumn = (part: object, inner: unknown): boolean =>
  Array.isArray(inner) &&
  Object.values(part).some(
    (other) =>
      Array.isArray(other) &&
      other.length === inner.length &&
      other.length > 0 &&
      other.every((one) => typeof one === "string"),
  );

/** How many all are, where an object tells it by a name of its own. */
const totalIn = (part: object): number | undefined =>
  Object.entries(part).find(([key, value]) => totals.test(key) && typeof value === "number")?.[1];

/** Whether texts stand beside each other in it: longer ones are sentences. */
const longestNeighbour = 60;

/**
 * What a JSON text says: each text and key, numbers with their keys, counts of groups, tables of them, and texts that stand side by
 * side, in which a name may be in two pieces.
 */
export function readJson(text: string): Contents {
  const contents = emptyContents();
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return {...code(text), unreadable: "JSON that cannot be read"};
  }
  const seen = new Set<string>();
  const say = (text: string, place: string, kind: "text" | "neighbours" = "text") => {
    if (seen.has(text)) return;
    seen.add(text);
    contents.passages.push({place, text, kind});
  };
  const sayNeighbours = (values: readonly unknown[], place: string) => {
    let last: string | null = null;
    for (const value of values) {
      if (typeof value !== "string" || value.length > longestNeighbour) continue;
      if (last) say(`${last}\n${value}`, place, "neighbours");
      last = value;
    }
  };
  const walk = (part: unknown, place: string, name: string, isNamed: boolean, total?: number): void => {
    if (typeof part === "string") say(part, place);
    else if (typeof part === "number") {
      if (isCount(name) || (isNamed && isNamedCount(name) && Number.isInteger(part)))
        contents.cells.push({place, n: part});
      else if (Math.abs(part) >= 10) contents.figures.push({place, name, value: part});
    } else if (Array.isArray(part)) {
      sayNeighbours(part, place);
      const table =
        part.every((row) => row && typeof row === "object" && Object.values(row).every(isScalar)) &&
        tableOf(place || "the top", part);
      if (table) contents.tables.push({...table, total});
      for (let i = 0; i < part.length; ++i) walk(part[i], `${place}[${i}]`, name, isNamed);
    } else if (part && typeof part === "object") {
      const whole = wholeOf(part);
      if (whole !== null) contents.cells.push({place, n: whole});
      sayNeighbours(Object.values(part), place);
      const isNamedHere = isGroup(part as Record<string, unknown>);
      for (const [key, inner] of Object.entries(part)) {
        say(key, `a key at ${place || "the top"}`);
        if (typeof inner === "string" && inner.length <= longestNeighbour) say(`${key}\n${inner}`, place, "neighbours");
        const before = contents.cells.length;
        walk(inner, `${place}.${key}`, key, isNamedHere || isColumn(part, inner), totalIn(part));
        if ((whole !== null && isOfParts(key)) || isNote(part)) contents.cells.length = before;
      }
    }
  };
  walk(value, "", "", false);
  return contents;
}
