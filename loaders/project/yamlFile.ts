import {resolve} from "node:path";
import {isMap, isPair, isScalar, isSeq, LineCounter, type Node, type ParsedNode, parseDocument, visit} from "yaml";

import {isEmpty, syntaxFaults} from "./yamlFaults.ts";

export type Path = readonly (string | number)[];

/** A fault by the place in the file where it was seen. */
export interface Finding {
  path: Path;
  message: string;
  /** Points at the key itself instead of its value. */
  line?: number;
  /** Line of the text at `path` that is meant, from 0: told where the text stands as a block (`|`). */
  within?: number;
}

/** A parsed project file: its values, and the line of each. */
interface YamlFile {
  value: unknown;
  /** Nothing stands in it but comments. */
  isEmpty: boolean;
  findings: Finding[];
  /**
   * Line of the key or item at `path`, or of the nearest thing above it that is in the file; with `within`, that line of its
   * text, from 0, where it is a block. 1-based.
   */
  lineOf(path: Path, within?: number): number;
}

/**
 * Parses YAML and fills in `${NAME}` and `${NAME:-default}` from `env`, in values only. Paths under `files` become
 * absolute: relative to the project folder `dir` when written literally, to the working directory `cwd` when they begin
 * with a variable, as a shell would read it.
 */
export function parseYaml(text: string, {env, dir, cwd}: {env: NodeJS.ProcessEnv; dir: string; cwd: string}): YamlFile {
  const lines = new LineCounter();
  const doc = parseDocument(text, {lineCounter: lines, prettyErrors: false});
  const findings = syntaxFaults(doc, text, lines);
  const isBroken = findings.length > 0;
  if (findings.length === 0) {
    visit(doc, {
      Scalar(key, node, ancestors) {
        if (key === "key" || typeof node.value !== "string") return;
        const written = node.value;
        const {value, unknown} = substitute(written, env);
        for (const name of unknown) findings.push(unknownVariable(name, lines.linePos(node.range?.[0] ?? 0).line));
        const isFile = ancestors.some((a) => isPair(a) && isScalar(a.key) && a.key.value === "files");
        node.value = isFile && value !== "" ? resolve(written.startsWith("${") ? cwd : dir, value) : value;
      },
    });
  }
  const value = isBroken ? null : valuesIn(doc, findings);
  return {
    value,
    isEmpty: !isBroken && isEmpty(doc),
    findings,
    lineOf: (path, within) => {
      const node = within === undefined ? null : doc.getIn(path, true);
      const isBlock = isScalar(node) && node.type === "BLOCK_LITERAL";
      if (isBlock) return lines.linePos(node.range?.[0] ?? 0).line + 1 + (within ?? 0);
      return lines.linePos(offsetOf(doc.contents, path)).line;
    },
  };
}

function valuesIn(doc: ReturnType<typeof parseDocument>, findings: Finding[]): unknown {
  try {
    return doc.toJS();
  } catch {
    findings.push({path: [], line: 1, message: "invalid YAML: aliases (*name) that multiply; write the values out"});
    return null;
  }
}

function substitute(text: string, env: NodeJS.ProcessEnv): {value: string; unknown: string[]} {
  const unknown: string[] = [];
  const value = text.replace(/\$\{([A-Za-z_]\w*)(?::-([^}]*))?\}/g, (_, name: string, fallback?: string) => {
    const found = env[name] || fallback;
    if (found === undefined) unknown.push(name);
    return found ?? "";
  });
  return {value, unknown};
}

const unknownVariable = (name: string, line: number): Finding => ({
  path: [],
  line,
  message: `missing environment variable: ${name}; set it, as in ${name}=… npx hakari …, or give a default: \${${name}:-…}`,
});

function offsetOf(root: ParsedNode | null, path: Path): number {
  let node: Node | null | undefined = root;
  let offset = root?.range?.[0] ?? 0;
  for (const step of path) {
    if (isMap(node)) {
      const pair = node.items.find(({key}) => isScalar(key) && String(key.value) === String(step));
      if (!pair) break;
      offset = (pair.key as Node).range?.[0] ?? offset;
      node = pair.value as Node | null;
    } else if (isSeq(node)) {
      node = node.items[Number(step)] as Node | undefined;
      offset = node?.range?.[0] ?? offset;
    } else break;
  }
  return offset;
}
