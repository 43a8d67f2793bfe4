import {identifier} from "../engine/duckdb.ts";
import {didYouMean, ProjectFaults} from "../project/faults.ts";
import {faultsIn, sourcePath} from "../project/project.ts";
import type {Project, Source} from "../project/schema.ts";
import {columnsOf, type Workplace} from "../sources/files/staged.ts";
import {type ContractTable, contract} from "./contract.ts";
import {missingIn} from "./missing.ts";
import {textSql} from "./values.ts";
import {folded} from "./words.ts";

/** Tables of which a row is made by each filled date column. */
const wideTables = ["stage_visits", "outcomes"] as const;

/** What a column of `wide` gives: an outcome, or the stage it names. */
export const wideOutcome = (target: string): "won" | "lost" | null => {
  const word = folded(target);
  return word === "won" || word === "lost" ? word : null;
};

/**
 * The project with a source for each date column that `wide` names: of stage visits, or of outcomes where the column is that of won
 * or lost, in whichever table it is declared. A wide source with `lost_when` gives one more, of the rows lost without a date.
 */
export function withWide(project: Project): Project {
  const {leads, activities} = project.sources;
  const sources: Project["sources"] = {leads, activities, stage_visits: [], outcomes: []};
  for (const table of wideTables) {
    for (const [i, source] of project.sources[table].entries()) {
      const from = sourcePath(project, table, i);
      if (!source.wide) {
        sources[table].push({...source, from} as Source);
        continue;
      }
      for (const [column, target] of Object.entries(source.wide)) {
        const outcome = wideOutcome(target);
        const made = outcome
          ? part(source, "outcomes", {decided_at: column}, {outcome})
          : part(source, "stage_visits", {entered_at: column}, {stage: target});
        sources[outcome ? "outcomes" : "stage_visits"].push({...made, from, wide: {[column]: target}} as Source);
      }
      if (source.lost_when) {
        const made = part(source, "outcomes", {}, {outcome: "open"});
        sources.outcomes.push({...made, from, wide: undefined, lost_when: source.lost_when} as Source);
      }
    }
  }
  return {...project, sources};
}

/** The source as one of this table; names that no table knows stay, so that they are told. */
function part(
  source: Source,
  table: ContractTable,
  columns: Record<string, string>,
  constants: Record<string, string>,
): Source {
  const others = wideTables.flatMap((one) => (one === table ? [] : contract[one].map(({name}) => name)));
  const own = contract[table].map(({name}) => name);
  const kept = (given: Record<string, string>) =>
    Object.fromEntries(Object.entries(given).filter(([name]) => own.includes(name) || !others.includes(name)));
  return {
    ...source,
    columns: {...kept(source.columns), ...columns},
    constants: {...kept(source.constants), ...constants},
    values: undefined,
    lost_when: undefined,
  };
}

/**
 * The rows of a wide source whose date column is filled; of other sources all rows.
 * @throws ProjectFaults where the files do not have the column.
 */
export async function filledRows(
  {engine, project}: Workplace,
  relation: string,
  table: ContractTable,
  number: number,
): Promise<string> {
  const source = project.sources[table][number];
  const [column] = Object.keys(source.wide ?? {});
  if (column === undefined) return relation;
  const columns = await columnsOf(engine, relation);
  const names = columns.map(({name}) => name);
  const found =
    columns.find(({name}) => name === column) ?? columns.find(({name}) => name.toLowerCase() === column.toLowerCase());
  if (found === undefined) {
    const message = `missing column: ${column}${didYouMean(column, names) || `; the source has ${names.slice(0, 12).join(", ")}`}`;
    throw new ProjectFaults(
      faultsIn(project, [{path: [...sourcePath(project, table, number), "wide", column], message}]),
    );
  }
  const filled = `staging.${identifier(`${table}_${number}_filled`)}`;
  const date = textSql(found.name, found.type, missingIn(project, source, found.name));
  await engine.run(
    "filled rows",
    `create or replace view ${filled} as select * from ${relation} where ${date} is not null`,
  );
  return filled;
}
