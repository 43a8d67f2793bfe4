import {existsSync, readFileSync} from "node:fs";
import {basename, join, relative, resolve} from "node:path";
import {ruleId} from "../../src/analysis/rules/rules.ts";
import {crossCheck} from "./checks.ts";
import {type Fault, ProjectFaults} from "./faults.ts";
import {readIssues} from "./issues.ts";
import {type Project, type ProjectFile, projectSchema} from "./schema.ts";
import {type Finding, type Path, parseYaml} from "./yamlFile.ts";

/** The project file of a project folder. */
export const projectFile = (dir: string): string => join(dir, "project.yaml");

/**
 * Reads `<dir>/project.yaml`: unknown in, a complete project out. Variables are taken from `env`; `files` come out as
 * absolute paths or globs; stages have names and rules have ids.
 * @throws ProjectFaults with every fault of the file: line, key, what was expected.
 */
export function readProject(dir: string, env: NodeJS.ProcessEnv = process.env): Project {
  const cwd = process.cwd();
  const folder = resolve(dir);
  const path = projectFile(folder);
  const near = relative(cwd, path);
  const file = near.startsWith("..") ? path : near;
  if (!existsSync(path)) {
    const message = "missing project file; give a folder that holds one with --project";
    throw new ProjectFaults([{file, line: 1, key: "", message}]);
  }
  const yaml = parseYaml(readFileSync(path, "utf8"), {env, dir: folder, cwd});
  const {project, findings} = check(yaml.value, yaml.findings);
  if (project && findings.length === 0) return complete(project, folder);
  throw new ProjectFaults(
    findings
      .map(({path, message, line}): Fault => ({file, line: line ?? yaml.lineOf(path), key: keyText(path), message}))
      .sort((a, b) => a.line - b.line),
  );
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

function complete(project: ProjectFile, dir: string): Project {
  return {
    ...project,
    dir,
    id: basename(dir),
    stages: project.stages.map((stage) => ({...stage, name: stage.name ?? stage.id})),
    rules: project.rules.map((rule) => ({...rule, id: rule.id ?? ruleId(rule)})),
  };
}

const keyText = (path: Path) =>
  path
    .map((p) => (typeof p === "number" ? `[${p}]` : `.${p}`))
    .join("")
    .replace(/^\./, "");
