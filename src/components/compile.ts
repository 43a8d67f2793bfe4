import type {Runtime, Spec} from "vega";
import {compile, type TopLevelSpec} from "vega-lite";
import {parse} from "vega-parser";
import {theme} from "../charts/theme.ts";
import {toJson} from "./lossless.ts";

/** What draws a chart, in Vega's own language. Marks have no names of their own: the place of a picture has one for all. */
export const compiled = (spec: TopLevelSpec): Spec => compile(spec, {config: {...theme, aria: false}}).spec;

/**
 * What Vega's runtime is given to draw by, read already: its operators, with expressions as trees that are interpreted. As plain as
 * JSON; the runtime is given it `revived`.
 */
export type Flow = Runtime;

/**
 * Reads a specification for the runtime. The text of an expression is left out, as it only tells it from others; names that the
 * reader makes count from 0.
 */
export function flowOf(spec: Spec): Flow {
  const text = toJson(parse(spec, undefined, {ast: true}));
  const [names, texts] = [numbering(), numbering()];
  return JSON.parse(
    text.replace(/(?<=_:vega:_)\d+/g, names),
    function (this: {ast?: unknown; type?: unknown}, key, value) {
      // rows that stand in a specification may have columns of these names
      if (key === "raw" && this.type === "Literal") return undefined;
      if (key === "code" && this.ast) return texts(value);
      return constant(value);
    },
  );
}

/** A node of an expression; lists and negative numbers that are known become literals. */
function constant(node: {type?: string; operator?: string; argument?: Literal; elements?: Literal[]} | null): unknown {
  const isKnown = ({type, value}: Literal) =>
    type === "Literal" && (typeof value !== "object" || value === null || Array.isArray(value));
  if (node?.type === "UnaryExpression" && node.operator === "-" && node.argument && isKnown(node.argument))
    return {type: "Literal", value: -Number(node.argument.value)};
  if (node?.type === "ArrayExpression" && node.elements?.every(isKnown))
    return {type: "Literal", value: node.elements.map(({value}) => value)};
  return node;
}

interface Literal {
  type: string;
  value: unknown;
}

/** Numbers names in the order in which they come. */
function numbering(): (name: string) => string {
  const known = new Map<string, string>();
  return (name) => {
    const number = known.get(name) ?? String(known.size);
    known.set(name, number);
    return number;
  };
}
