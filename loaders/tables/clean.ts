import {identifier, literal} from "../engine/duckdb.ts";
import {reasonOf} from "../engine/sql/reason.ts";
import {didYouMean, ProjectFaults} from "../project/faults.ts";
import {faultsIn, sourcePath} from "../project/project.ts";
import type {Project} from "../project/schema.ts";
import type {Finding} from "../project/yamlFile.ts";
import type {Column, Workplace} from "../sources/files/staged.ts";
import type {ContractTable} from "./contract.ts";
import {addNotes} from "./notes.ts";

/** What a column is called before it was cleaned: rows are told apart by it. */
export const uncleaned = (column: string): string => `${column} before clean`;

/**
 * A view of a source's rows in which `clean:` has cut out what it says, column by column; the relation itself where it says nothing.
 * What stood there before is kept beside, so that rows that differ in it alone stay different. Tells how many rows changed.
 * @throws ProjectFaults for columns that the source does not have, and patterns that the engine cannot read.
 */
export async function cleaned(
  place: Workplace,
  {relation, columns}: {relation: string; columns: readonly Column[]},
  table: ContractTable,
  number: number,
): Promise<string> {
  const {engine, project} = place;
  const {clean} = project.sources[table][number];
  if (Object.keys(clean).length === 0) return relation;
  await checkClean(place, columns, table, number);
  const view = `staging.${identifier(`${table}_${number}_clean`)}`;
  const parts = Object.entries(clean).map(([column, patterns]) => {
    const text = `cast(${identifier(column)} as varchar)`;
    const sql = Object.entries(patterns).reduce(
      (inner, [pattern, by]) => `regexp_replace(${inner}, ${literal(pattern)}, ${literal(by)}, 'g')`,
      text,
    );
    return {column, text, sql};
  });
  await engine.run(
    `clean ${table}`,
    `create or replace view ${view} as select * replace (${parts.map(({column, sql}) => `${sql} as ${identifier(column)}`).join(", ")}),
       ${parts.map(({column}) => `${identifier(column)} as ${identifier(uncleaned(column))}`).join(", ")}
     from ${relation}`,
  );
  for (const {column, text, sql} of parts) {
    const [{rows, values}] = await engine.rows<{rows: number; values: number}>(
      `cleaned ${column}`,
      `select count(*) as "rows", count(distinct ${sql}) as "values" from ${relation} where ${sql} <> ${text}`,
    );
    await addNotes(engine, [{kind: "cleaned", level: rows === 0 ? "warning" : "told", table, column, rows, values}]);
  }
  return view;
}

async function checkClean(
  {engine, project}: Workplace,
  columns: readonly Column[],
  table: ContractTable,
  number: number,
) {
  const names = columns.map(({name}) => name);
  const path = [...sourcePath(project, table, number), "clean"];
  const faults: Finding[] = [];
  for (const [column, patterns] of Object.entries(project.sources[table][number].clean)) {
    if (!names.includes(column)) {
      const hint = didYouMean(column, names) || `; the source has ${names.slice(0, 12).join(", ")}`;
      faults.push({path: [...path, column], message: `missing column: ${column}${hint}`});
      continue;
    }
    for (const pattern of Object.keys(patterns)) {
      try {
        await engine.rows("try a pattern", `select regexp_replace('', ${literal(pattern)}, '', 'g')`);
      } catch (error) {
        const {reason} = reasonOf(error as Error);
        faults.push({
          path: [...path, column, pattern],
          message: `invalid pattern: ${reason}; write a regular expression, as in '/u/[^/]+'`,
        });
      }
    }
  }
  if (faults.length > 0) throw new ProjectFaults(faultsIn(project, faults));
}

/** Columns of a source by what its rows are told apart. */
export const toldApartBy = (
  columns: readonly Column[],
  clean: Project["sources"]["leads"][number]["clean"],
): string[] => columns.map(({name}) => (Object.hasOwn(clean, name) ? uncleaned(name) : name));
