import {type Project, type ProjectFile, projectSchema} from "../../../loaders/project/schema.ts";
import {ruleId} from "../../../src/analysis/rules/rules.ts";

/** A project with these parts of a project file and the schema's defaults. */
export function projectWith(parts: Partial<Record<keyof ProjectFile, unknown>>): Project {
  const file = projectSchema.parse({title: "test", sources: {leads: {files: "leads.csv"}}, ...parts});
  return {
    ...file,
    dir: "",
    readable: [],
    id: "test",
    stages: file.stages.map((stage) => ({...stage, name: stage.name ?? stage.id})),
    rules: file.rules.map((rule) => ({...rule, id: rule.id ?? ruleId(rule)})),
  };
}
