import {mostLookedAt} from "../../../src/analysis/lookedAt.ts";
import type {Note} from "../../../src/analysis/notes/note.ts";
import type {Project} from "../../project/schema.ts";

/**
 * Positions of the columns that are read of a file: all, or of very many those that the project file names anywhere, in its queries
 * and conditions too, and the first others.
 */
export function readColumns(names: readonly string[], project: Project): number[] {
  const all = [...names.keys()];
  if (names.length <= mostLookedAt.fileColumns) return all;
  const {sources, attributes, rules, points, candidates} = project;
  const texts = textsIn([sources, attributes, rules, points, candidates]);
  const words = new Set(texts.map((text) => text.toLowerCase()));
  const sql = Object.values(sources)
    .flat()
    .flatMap(({query, where}) => [query ?? "", where ?? ""])
    .join("\n")
    .toLowerCase();
  const contract = ["lead_id", "created_at"];
  const isNamed = (name: string) => {
    const low = name.toLowerCase();
    return low !== "" && (contract.includes(low) || words.has(low) || sql.includes(low));
  };
  const named = new Set(all.filter((i) => isNamed(names[i])));
  let left = mostLookedAt.fileColumns - named.size;
  return all.filter((i) => named.has(i) || left-- > 0);
}

/** What is said of the columns that are not read. */
export function readColumnsNote(file: string, names: readonly string[], read: readonly number[]): Note[] {
  if (read.length === names.length) return [];
  const kept = new Set(read);
  const named = names.filter((name, i) => !kept.has(i) && name !== "").slice(0, 1);
  return [{kind: "columns not read", level: "told", file, columns: names.length, read: read.length, named}];
}

/** Every text in a value, keys of objects too. */
function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return [...(Array.isArray(value) ? [] : Object.keys(value)), ...Object.values(value).flatMap(textsIn)];
}
