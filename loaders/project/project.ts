import {existsSync, readFileSync} from "node:fs";
import {basename, join, relative, resolve} from "node:path";
import {ruleId} from "../../src/analysis/rules/rules.ts";
import {readableFolders} from "../engine/sql/reach.ts";
import {reasonOfFile} from "../fileFaults.ts";
import {crossCheck} from "./checks.ts";
import {type Fault, ProjectFaults} from "./faults.ts";
import {readIssues} from "./issues.ts";
import {type Project, type ProjectFile, projectSchema, type Source} from "./schema.ts";
import {bytesFault} from "./yamlFaults.ts";
import {type Finding, type Path, parseYaml} from "./yamlFile.ts";

/** The project file of a project folder. */
export const projectFile = (dir: string): string => join(dir, "project.yaml");

/**
 * Reads `<dir>/project.yaml`: unknown in, a complete project out. Variables are taken from `env`; `files` come out as
 * absolute paths or globs; stages have names and rules have ids.
 * @throws ProjectFaults with every fault of the file: line, key, what was expected.
 */
export function readProject(dir: string, env: NodeJS.ProcessEnv = process.env): Project {
  const folder = resolve(dir);
  mustHaveProject(folder);
  const yaml = yamlIn(folder, env);
  if (yaml.isEmpty) throw faultOfFile(folder, "empty project file; it needs title and sources, as in data/README.md");
  const {project, findings} = check(yaml.value, yaml.findings);
  if (project && findings.length === 0) return complete(project, folder, env);
  throw new ProjectFaults(faultsOf(folder, yaml, findings));
}

/** @throws ProjectFaults where the folder has no project file. */
export function mustHaveProject(dir: string): void {
  if (existsSync(projectFile(dir))) return;
  throw faultOfFile(dir, "missing project file; give a folder that holds one with --project");
}

const faultOfFile = (dir: string, message: string): ProjectFaults =>
  new ProjectFaults([{file: shownFile(dir), line: 1, key: "", message}]);

/** What only the data show to be wrong with a project file, as faults of its lines. */
export function faultsIn({dir}: Pick<Project, "dir">, findings: readonly Finding[]): Fault[] {
  return faultsOf(dir, yamlIn(dir, process.env), findings);
}

const yamlIn = (dir: string, env: NodeJS.ProcessEnv) => parseYaml(textOf(dir), {env, dir, cwd: process.cwd()});

function textOf(dir: string): string {
  let bytes: Buffer;
  try {
    bytes = readFileSync(projectFile(dir));
  } catch (error) {
    throw faultOfFile(dir, `unreadable project file: ${reasonOfFile(error) ?? (error as Error).message}`);
  }
  const fault = bytesFault(bytes);
  if (fault !== null) throw faultOfFile(dir, fault);
  return new TextDecoder().decode(bytes);
}

function faultsOf(dir: string, yaml: ReturnType<typeof yamlIn>, findings: readonly Finding[]): Fault[] {
  const file = shownFile(dir);
  return findings
    .map(({path, message, line, within}): Fault => {
      return {file, line: line ?? yaml.lineOf(path, within), key: keyText(path), message};
    })
    .sort((a, b) => a.line - b.line);
}

/** The project file as people named it: relative to the working directory where it lies below it. */
function shownFile(dir: string): string {
  const path = resolve(projectFile(dir));
  const near = relative(process.cwd(), path);
  return near.startsWith("..") ? path : near;
}

/** Where the project file writes of a source of a table. */
export function sourcePath({sources}: Pick<Project, "sources">, table: keyof Project["sources"], number: number): Path {
  const source: Source = sources[table][number];
  return source.from ?? (sources[table].length > 1 ? ["sources", table, number] : ["sources", table]);
}

function check(value: unknown, before: Finding[]): {project: ProjectFile | null; findings: Finding[]} {
  if (before.some(({message}) => message.startsWith("invalid YAML"))) return {project: null, findings: before};
  const parsed = projectSchema.safeParse(value ?? {});
  if (parsed.success) return {project: parsed.data, findings: [...before, ...crossCheck(parsed.data)]};
  const findings = readIssues(parsed.error.issues, value ?? {});
  const rest = projectSchema.safeParse(mended(value, findings));
  return {project: null, findings: [...before, ...findings, ...(rest.success ? crossCheck(rest.data) : [])]};
}

/** The value with something harmless in place of what was found at fault, so that the rest is cross-checked in the same run. */
function mended(value: unknown, findings: readonly Finding[]): unknown {
  const harmless = {title: "-", sources: {leads: {files: "-"}}};
  const rule = {when: {activity: "any"}, points: 0};
  const copy: Record<string, unknown> = {...harmless, ...(structuredClone(value ?? {}) as object)};
  for (const {path} of findings) {
    const [key, item, part] = path;
    if (key === "title" || key === "sources") copy[key] = harmless[key];
    else if (key === "rules" && typeof item === "number") {
      const rules = copy.rules as object[];
      rules[item] = part === "points" ? {...rules[item], points: 0} : rule;
    } else delete copy[key];
  }
  return "stages" in copy || !findings.some(({path}) => path[0] === "stages") ? copy : null;
}

function complete(project: ProjectFile, dir: string, env: NodeJS.ProcessEnv): Project {
  return {
    ...bare(project),
    dir,
    readable: readableFolders(dir, env),
    id: basename(dir),
    stages: project.stages.map((stage) => ({...stage, name: stage.name ?? stage.id})),
    rules: project.rules.map((rule) => ({...rule, id: rule.id ?? ruleId(rule)})),
  };
}

/** The same with objects that hold nothing but what the file says: a column may be called `constructor`. */
function bare<T>(value: T): T {
  if (Array.isArray(value)) return value.map(bare) as T;
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, bare(inner)]);
  return Object.assign(Object.create(null), Object.fromEntries(entries)) as T;
}

const keyText = (path: Path) =>
  path
    .map((p) => (typeof p === "number" ? `[${p}]` : `.${p}`))
    .join("")
    .replace(/^\./, "");
