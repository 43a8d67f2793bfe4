/** An independent reader of PMML scorecards: parses the XML, takes each characteristic's first attribute that holds. */
export interface Node {
  name: string;
  attributes: Record<string, string>;
  children: Node[];
  text: string;
}

type Row = Record<string, string | number | null>;

const decoded = (text: string): string => text.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)));

export function parseXml(xml: string): Node {
  const root: Node = {name: "", attributes: {}, children: [], text: ""};
  const open = [root];
  for (const [, close, name, attributes, empty, text] of xml.matchAll(
    /<(\/?)([A-Za-z]\w*)((?:\s+[\w:]+="[^"]*")*)\s*(\/?)>([^<]*)/g,
  )) {
    if (close) open.pop();
    else {
      const pairs = [...attributes.matchAll(/([\w:]+)="([^"]*)"/g)].map(([, key, value]) => [key, decoded(value)]);
      const node: Node = {name, attributes: Object.fromEntries(pairs), children: [], text: decoded(text.trim())};
      open.at(-1)?.children.push(node);
      if (!empty) open.push(node);
    }
  }
  if (open.length !== 1 || root.children.length !== 1) throw new Error("tags do not match");
  return root.children[0];
}

export const all = (node: Node, name: string): Node[] =>
  node.children.flatMap((child) => (child.name === name ? [child] : all(child, name)));

/** True, false, or null: not known, since a value is missing. */
function holds({name, attributes, children}: Node, row: Row): boolean | null {
  if (name === "True") return true;
  if (name === "CompoundPredicate") {
    const [decisive, other] = attributes.booleanOperator === "or" ? [true, false] : [false, true];
    const values = children.map((child) => holds(child, row));
    return values.includes(decisive) ? decisive : values.includes(null) ? null : other;
  }
  if (name !== "SimplePredicate" || !(attributes.field in row))
    throw new Error(`cannot read ${name} ${attributes.field}`);
  const [value, wanted] = [row[attributes.field], attributes.value];
  if (attributes.operator === "isMissing") return value === null;
  if (value === null) return null;
  if (attributes.operator === "equal") return typeof value === "number" ? value === Number(wanted) : value === wanted;
  if (attributes.operator === "greaterOrEqual") return Number(value) >= Number(wanted);
  if (attributes.operator === "greaterThan") return Number(value) > Number(wanted);
  if (attributes.operator === "lessThan") return Number(value) < Number(wanted);
  throw new Error(`unknown operator: ${attributes.operator}`);
}

function evaluate({name, attributes, children, text}: Node, score: number): number {
  if (name === "Constant") return Number(text);
  if (name === "FieldRef") return score;
  const [a, b] = children.map((child) => evaluate(child, score));
  return {"+": a + b, "*": a * b, "/": a / b, exp: Math.exp(a)}[attributes.function] ?? Number.NaN;
}

export function scored(pmml: Node, row: Row): {score: number; probability: number; reasons: string[]} {
  const chosen = all(pmml, "Characteristic").map(({children}) => {
    const [attribute] = children.filter(({children: [predicate]}) => holds(predicate, row) === true);
    return {points: Number(attribute.attributes.partialScore), reason: attribute.attributes.reasonCode};
  });
  const score = chosen.reduce((sum, {points}) => sum + points, 0);
  const apply = all(pmml, "OutputField").find(({attributes}) => attributes.name === "probability")?.children[0];
  const reasons = [...chosen]
    .sort((a, b) => b.points - a.points)
    .slice(0, 3)
    .map(({reason}) => reason);
  return {score, probability: apply ? evaluate(apply, score) : Number.NaN, reasons};
}
