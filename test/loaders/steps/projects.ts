import {type Project, type ProjectFile, projectSchema} from "../../../loaders/project/schema.ts";

/** A project with these parts and the schema's defaults. */
export function projectWith(parts: Partial<Record<keyof ProjectFile, unknown>>): Project {
  const file = projectSchema.parse({title: "test", sources: {leads: {files: "leads.csv"}}, ...parts});
  return {...file, dir: "", id: "test"};
}
