import type {TopLevelSpec} from "vega-lite";
import type {Chart} from "../charts/chart.ts";
import type {Flow} from "./compile.ts";

/** What of a specification changes with the data: the numbers and texts under these names. */
const changing = new Set(["domain", "domainMin", "domainMax", "title", "sort", "range", "dy", "yOffset", "values"]);

type Leaf = string | number | readonly (string | number)[];

/** A specification in two: what all charts of a kind have in common, and what this one has of its own. */
export interface Shape {
  key: string;
  /** With a mark in place of each leaf but 0, of which the compiler makes more; compiled once for all charts of the kind. */
  common: TopLevelSpec;
  leaves: Leaf[];
  /** A signal of the compiled specification; null where the rows give it. */
  height: number | null;
}

/** Marks are numbers for numbers and texts for texts, so that the compiler takes them for what they stand for. */
const firstNumber = 770_000_000;
const markOf = (leaf: Leaf, place: number): unknown => {
  if (typeof leaf === "number") return firstNumber + place;
  return typeof leaf === "string" ? `@${place}@` : [firstNumber + place];
};

export function shapeOf(spec: TopLevelSpec): Shape {
  const {height, ...rest} = spec as unknown as {height?: unknown};
  const leaves: Leaf[] = [];
  const places = new Map<string, number>();
  const marked = (name: string, leaf: Leaf): unknown => {
    const known = `${name} ${JSON.stringify(leaf)}`;
    const place = places.get(known) ?? leaves.push(leaf) - 1;
    places.set(known, place);
    return markOf(leaf, place);
  };
  const walk = (value: unknown, name: string, isFree: boolean): unknown => {
    if (isFree && (typeof value === "string" || (typeof value === "number" && value !== 0))) return marked(name, value);
    if (Array.isArray(value)) {
      const isList = name === "values" && value.every((one) => typeof one === "number");
      return isFree && isList ? marked(name, value) : value.map((one) => walk(one, name, isFree));
    }
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [key, walk(inner, key, changing.has(key) && name !== "data")]),
    );
  };
  const isFixed = typeof height === "number";
  const common = {...(walk(rest, "", false) as object), height: isFixed ? 200 : height} as unknown as TopLevelSpec;
  return {key: keyOf(common), common, leaves, height: isFixed ? height : null};
}

/** What one chart is drawn by: what was made for all of its kind, with this one's leaves. */
export function filled(flow: Flow, leaves: readonly Leaf[]): Flow {
  const numbers = new RegExp(`${String(firstNumber).slice(0, 4)}\\d{5}`, "g");
  const text = (mark: string): string => String(leaves[Number(mark) - firstNumber]);
  const fill = (value: unknown): unknown => {
    if (typeof value === "number") return value >= firstNumber ? (leaves[value - firstNumber] ?? value) : value;
    if (typeof value === "string") {
      const whole = /^@(\d+)@$/.exec(value);
      if (whole) return leaves[Number(whole[1])] ?? value;
      return value
        .replace(/@(\d+)@/g, (_, place) => JSON.stringify(leaves[Number(place)]).slice(1, -1))
        .replace(numbers, text);
    }
    if (Array.isArray(value)) {
      const list = value.length === 1 && typeof value[0] === "number" ? leaves[value[0] - firstNumber] : undefined;
      return Array.isArray(list) ? list : value.map(fill);
    }
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, fill(inner)]));
  };
  return fill(flow) as Flow;
}

/** The same for charts that look the same, although one machine's logarithm may differ from another's in the last digit. */
export const chartKey = ({spec, data}: Chart): string => keyOf([spec, data], rounded);

const rounded = (_: string, value: unknown): unknown =>
  typeof value === "number" && !Number.isInteger(value) ? Number(value.toPrecision(9)) : value;

/** 64 bits of a value as JSON (FNV-1a over code units, twice). */
export function keyOf(value: unknown, replacer?: (key: string, value: unknown) => unknown): string {
  const text = JSON.stringify(value, replacer);
  let [a, b] = [0x811c9dc5, 0x1b873593];
  for (let i = 0; i < text.length; ++i) {
    const unit = text.charCodeAt(i);
    a = Math.imul(a ^ unit, 0x01000193);
    b = Math.imul(b ^ unit, 0x5bd1e995);
  }
  return [a, b].map((part) => (part >>> 0).toString(16).padStart(8, "0")).join("");
}
