import type {Project, Source} from "../project/schema.ts";

/** The texts that mean no value in this column of a source: its own list, or the project's and what the source says of the column. */
export function missingIn(
  {missing: ofProject}: Pick<Project, "missing">,
  {missing}: Pick<Source, "missing">,
  column: string,
): readonly string[] {
  if (missing === undefined) return ofProject;
  return Array.isArray(missing) ? missing : [...ofProject, ...(missing[column] ?? [])];
}
