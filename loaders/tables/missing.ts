import {didYouMean, ProjectFaults} from "../project/faults.ts";
import {faultsIn, sourcePath} from "../project/project.ts";
import type {Project, Source} from "../project/schema.ts";
import type {Prepared} from "./prepare.ts";
import type {Missing} from "./values.ts";

/** What means no value in this column of a source: its own list, or the project's and what the source says of the column. */
export function missingIn(
  {missing: ofProject}: Pick<Project, "missing">,
  {missing}: Pick<Source, "missing">,
  column: string,
): Missing {
  if (missing === undefined) return {texts: ofProject, numbers: []};
  if (Array.isArray(missing)) return {texts: missing, numbers: []};
  const own = missing[column] ?? [];
  const numbers = own.filter((text) => text.trim() !== "").map(Number);
  return {texts: [...ofProject, ...own], numbers: numbers.filter(Number.isFinite)};
}

/**
 * Refuses what a source's `missing:`, `numbers:` and `dates:` say of columns that it does not have: a slip there would change nothing, and
 * nobody would know.
 */
export function checkColumnSettings(project: Project, {table, number, source, columns}: Prepared): void {
  const names = columns.map(({name}) => name);
  const path = sourcePath(project, table, number);
  const missing = source.missing === undefined || Array.isArray(source.missing) ? {} : source.missing;
  const faults = Object.entries({missing, numbers: source.numbers, dates: source.dates}).flatMap(([key, byColumn]) =>
    Object.keys(byColumn)
      .filter((column) => !names.includes(column))
      .map((column) => ({
        path: [...path, key, column],
        message: `missing column: ${column}${didYouMean(column, names) || `; the source has ${names.join(", ")}`}`,
      })),
  );
  if (faults.length > 0) throw new ProjectFaults(faultsIn(project, faults));
}
