import {existsSync, readFileSync} from "node:fs";
import {attributeColumn} from "../../../src/exports/sqlRules.ts";
import {type Engine, literal} from "../../engine/duckdb.ts";
import {projectFile} from "../../project/project.ts";
import {parseYaml} from "../../project/yamlFile.ts";
import type {Secret} from "./search.ts";
import type {GroupWord} from "./warehouse.ts";

/** Where values of whole groups come from: contract column by table. */
const texts = [
  ["activities", "activity"],
  ["activities", "topic"],
  ["activities", "channel"],
  ["activities", "campaign"],
  ["stage_visits", "stage"],
] as const;

/**
 * What to do about a secret where a topic, an action, a stage or an attribute's value holds it: the line that cuts it out, with a
 * pattern that does for this value. Undefined where none holds it.
 */
export async function remedyOf(engine: Engine, projectDir: string, secret: Secret): Promise<string | undefined> {
  if (secret.kind === "rare") return secret.remedy;
  const [holder] = await holdersOf(engine, secret.value);
  if (!holder) return secret.remedy;
  const file = columnIn(projectDir, holder);
  return `${holder.column} "${holder.value}" (${holder.leads} leads) holds it: ${cleanLine(holder.table, file, holder.value, secret.value)}, and load again`;
}

async function holdersOf(engine: Engine, value: string): Promise<GroupWord[]> {
  const attributes = await engine.rows<{name: string; is_personal: boolean}>(
    "attributes",
    "select name, is_personal from main.attributes where type = 'category' order by position",
  );
  const places = [
    ...texts.map(([table, column]) => ({table, column, sql: column as string})),
    ...attributes
      .filter(({is_personal}) => !is_personal)
      .map(({name}) => ({table: "leads" as const, column: name, sql: attributeColumn(name)})),
  ];
  const found: GroupWord[] = [];
  for (const {table, column, sql} of places) {
    const rows = await engine.rows<{value: string; leads: number}>(
      `what holds a secret: ${column}`,
      `select cast(${sql} as varchar) as value, count(distinct lead_no) as leads from ${table}
       where contains(lower(cast(${sql} as varchar)), lower(${literal(value)})) group by 1 order by 2 desc, 1 limit 1`,
    );
    found.push(...rows.map((row) => ({table, column, ...row})));
  }
  return found;
}

/** The column of the file that fills one of the contract, as the project file says it. */
function columnIn(projectDir: string, {table, column}: GroupWord): string {
  const path = projectFile(projectDir);
  if (!existsSync(path)) return column;
  const {value} = parseYaml(readFileSync(path, "utf8"), {env: process.env, dir: projectDir, cwd: process.cwd()});
  const {sources} = (value ?? {}) as {
    sources?: Record<string, {columns?: Record<string, unknown>; attributes?: unknown} | null>;
  };
  const source = [sources?.[table]].flat()[0];
  const given = table === "leads" ? (source?.attributes as Record<string, unknown> | undefined) : source?.columns;
  const named = given !== null && typeof given === "object" && !Array.isArray(given) ? given[column] : undefined;
  return typeof named === "string" ? named : column;
}

/** The setting that cuts a secret out of a value: `write under sources.activities clean: {page: {'/u/[^/]+': '/u/*'}}`. */
export function cleanLine(table: GroupWord["table"], column: string, value: string, secret: string): string {
  const {pattern, by} = patternFor(value, secret);
  const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;
  const name = /^[\p{L}_][\p{L}\p{N}_ ]*$/u.test(column) ? column : quoted(column);
  return `write under sources.${table} clean: {${name}: {${quoted(pattern)}: ${quoted(by)}}}`;
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** A pattern that finds what a secret is one case of, in its place within a value, and what to write instead. */
export function patternFor(value: string, secret: string): {pattern: string; by: string} {
  const at = value.toLowerCase().indexOf(secret.toLowerCase());
  const before = at < 0 ? "" : value.slice(0, at);
  const after = at < 0 ? "" : value.slice(at + secret.length);
  const candidates = [
    ...(/\/$/.test(before) && /^(\/|$)/.test(after) ? [segment(before)] : []),
    ...(/\d/.test(secret) && !/\s/.test(secret) ? [{pattern: shapeOf(secret), by: "*"}] : []),
    ...(/\p{L}{2,}\s$/u.test(before) && /^\W*$/u.test(after) ? [words(before)] : []),
  ];
  const works = ({pattern, by}: {pattern: string; by: string}) =>
    !value.replace(new RegExp(pattern, "gu"), by.replaceAll("$", "$$$$")).toLowerCase().includes(secret.toLowerCase());
  return candidates.find(works) ?? {pattern: `(?i)${escaped(secret)}`, by: "*"};
}

/** What stands where the id stands in a path. */
function segment(before: string): {pattern: string; by: string} {
  const [, last] = /((?:\/[^/]*)?\/)$/.exec(before) ?? ["", "/"];
  return {pattern: `${escaped(last)}[^/]+`, by: `${last}*`};
}

/** All that follows the words before a name. */
function words(before: string): {pattern: string; by: string} {
  const [last] = /\S+\s$/u.exec(before) ?? [before];
  return {pattern: `${escaped(last)}.+`, by: `${last}*`};
}

/** Ids of the same shape: their letters, and as many figures as there may be. */
function shapeOf(id: string): string {
  if (/^[\da-f-]{16,}$/i.test(id)) return "[0-9a-fA-F-]{16,}";
  return escaped(id).replace(/\d+/g, "[0-9]+");
}
