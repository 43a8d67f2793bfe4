import {type core, z} from "zod";
import {didYouMean, nearest} from "./faults.ts";
import {conditionForms} from "./schema/rules.ts";
import {projectSchema} from "./schema.ts";
import type {Finding, Path} from "./yamlFile.ts";

type Issue = core.$ZodIssue;

interface JsonSchema {
  properties?: Record<string, JsonSchema>;
  additionalProperties?: JsonSchema | boolean;
  items?: JsonSchema;
  anyOf?: JsonSchema[];
}

/**
 * What zod found, in words: unknown keys with the nearest valid one, missing keys, and what was expected instead of a
 * wrong value. A failed union is told by its branch that fits best.
 */
export function readIssues(issues: readonly Issue[], input: unknown): Finding[] {
  const conditions = new Map(issues.flatMap(({path}) => conditionAt(path as Path, input)));
  const others = issues.filter(({path}) => conditionAt(path as Path, input).length === 0);
  const told = [...others, ...[...conditions.values()].flatMap((path) => readCondition(path, valueAt(input, path)))];
  const flat = told.flatMap((issue) => resolveUnion(issue, []));
  const typos = new Set(flat.flatMap((issue) => (issue.code === "unrecognized_keys" ? meant(issue) : [])));
  return flat.flatMap((issue) => describe(issue, input, typos));
}

/** The path of the condition that a path lies in (or chooses: the union after `for`), by its text; empty elsewhere. */
function conditionAt(path: Path, input: unknown): [string, Path][] {
  const chooses = path.at(-1) === "for" && valueAt(input, [...path, "when"]) !== undefined;
  const upTo = chooses ? [...path, "when"] : path.slice(0, path.indexOf("when") + 1);
  return upTo.length ? [[upTo.join("."), upTo]] : [];
}

/** The faults of a condition as the form that fits it best: zod takes any form whose only fault is an unknown key. */
function readCondition(path: Path, value: unknown): Issue[] {
  const misfits = conditionForms.map((form) => {
    const issues = form.safeParse(value).error?.issues ?? [];
    const keys = issues.flatMap((issue) => (issue.code === "unrecognized_keys" ? issue.keys : []));
    const slips = keys.filter((key) => nearest(key, Object.keys(form.shape)) !== null).length;
    return {issues, badness: misfit(issues) - slips};
  });
  const best = misfits.reduce((a, b) => (b.badness < a.badness ? b : a));
  return best.issues.map((issue) => ({...issue, path: [...path, ...issue.path]}) as Issue);
}

function describe(issue: Issue, input: unknown, typos: ReadonlySet<string>): Finding[] {
  const path = issue.path as Path;
  if (issue.code === "unrecognized_keys") {
    const valid = validKeys(path);
    const left = valid.filter((key) => !Object.hasOwn(valueAt(input, path) as object, key));
    return issue.keys.map((key) => ({
      path: [...path, key],
      message: `unknown key${didYouMean(key, left) || `; expected one of ${valid.join(", ")}`}`,
    }));
  }
  const value = valueAt(input, path);
  if (value === undefined || value === null) {
    return typos.has(path.join(".")) ? [] : [{path, message: `missing: ${expectation(issue)}`}];
  }
  return [{path, message: `invalid: ${shown(value)}; ${expectation(issue)}`}];
}

function expectation(issue: Issue): string {
  switch (issue.code) {
    case "invalid_type":
      return `expected ${typeWord(issue.expected)}`;
    case "invalid_value":
      return `expected ${issue.values.length > 1 ? "one of " : ""}${issue.values.join(", ")}`;
    case "too_small":
      return atBound(issue.origin, "at least", issue.minimum, issue.inclusive === false);
    case "too_big":
      return atBound(issue.origin, "at most", issue.maximum, issue.inclusive === false);
    case "invalid_union":
      return `expected ${[...new Set(issue.errors.flat().map((e) => expectation(e).replace("expected ", "")))].join(" or ")}`;
    default:
      return issue.message.toLowerCase();
  }
}

function atBound(origin: string, word: string, bound: number | bigint, exclusive: boolean): string {
  const than = exclusive ? (word === "at least" ? "more than" : "less than") : word;
  if (origin === "string") return bound === 1 ? "expected some text" : `expected ${than} ${bound} characters`;
  if (origin === "array") return `expected ${than} ${bound === 1 ? "one entry" : `${bound} entries`}`;
  return `expected ${than} ${bound}`;
}

const words: Record<string, string> = {
  string: "a text",
  int: "a whole number",
  number: "a number",
  array: "a list",
  object: "a block of keys",
  record: "a block of keys",
  boolean: "true or false",
};
const typeWord = (type: string) => words[type] ?? type;

/** The issues of the branch that fits best, with full paths; the union's own issue where no branch's type fits. */
function resolveUnion(issue: Issue, base: Path): Issue[] {
  const at = {...issue, path: [...base, ...issue.path]} as Issue;
  if (at.code !== "invalid_union") return [at];
  const branches = at.errors
    .filter((errors) => !errors.some((e) => e.path.length === 0 && e.code === "invalid_type"))
    .sort((a, b) => misfit(a) - misfit(b));
  return branches.length ? branches[0].flatMap((e) => resolveUnion(e, at.path as Path)) : [at];
}

function misfit(errors: readonly Issue[]): number {
  return errors.reduce((sum, e) => sum + (e.code === "unrecognized_keys" ? 2 * e.keys.length : 1.5), 0);
}

function meant({path, keys}: {path: PropertyKey[]; keys: string[]}): string[] {
  const valid = validKeys(path as Path);
  return keys.flatMap((key) => {
    const near = nearest(key, valid);
    return near === null ? [] : [[...path, near].join(".")];
  });
}

let schema: JsonSchema | undefined;

/** Keys that may stand at this path of a project file. */
function validKeys(path: Path): string[] {
  schema ??= z.toJSONSchema(projectSchema, {io: "input"}) as JsonSchema;
  let here = branchesOf(schema);
  for (const step of path) here = here.flatMap((s) => next(s, step)).flatMap(branchesOf);
  return [...new Set(here.flatMap((s) => Object.keys(s.properties ?? {})))];
}

const branchesOf = (s: JsonSchema): JsonSchema[] => (s.anyOf ? s.anyOf.flatMap(branchesOf) : [s]);

function next(s: JsonSchema, step: string | number): JsonSchema[] {
  if (typeof step === "number") return s.items ? [s.items] : [];
  if (s.properties?.[step]) return [s.properties[step]];
  return typeof s.additionalProperties === "object" ? [s.additionalProperties] : [];
}

function valueAt(input: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, step) => (value as Record<string, unknown> | undefined)?.[step], input);
}

function shown(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
