import {count} from "../../src/analysis/figures.ts";
import type {OutcomeNote} from "../../src/analysis/notes/outcomes.ts";
import {ProjectFaults} from "../project/faults.ts";
import {faultsIn, sourcePath} from "../project/project.ts";
import type {Finding} from "../project/yamlFile.ts";
import type {Workplace} from "../sources/files/staged.ts";
import {addNotes} from "./notes.ts";
import type {Prepared} from "./prepare.ts";

/** Share of empty dates from which on a constant stage or outcome cannot be meant, and the same of what a query made constant. */
const most = {constants: 0.2, query: 0.5};

/**
 * A source whose rows all say the same stage or outcome, by `constants` or a query, and whose dates are empty in many rows: it is a
 * table of one row a lead, where an empty date means not reached. A few empty dates are told.
 * @throws ProjectFaults with the lines of `wide` that say what is meant.
 */
export async function checkEmptyDates(
  place: Workplace,
  sources: readonly Prepared[],
  what: "stage" | "outcome",
  when: "entered_at" | "decided_at",
): Promise<void> {
  const faults: Finding[] = [];
  const notes: OutcomeNote[] = [];
  for (const prepared of sources) {
    const {source, table, number, mapping, files} = prepared;
    const time = mapping.get(when);
    const by = !mapping.has(what) ? "constants" : source.query ? "query" : undefined;
    if (source.wide || !time || !by) continue;
    const [{words, meaning, rows, of}] = await place.engine.rows<
      Record<"words" | "rows" | "of", number> & {meaning: string | null}
    >(
      "empty dates",
      `select count(distinct ${what}) as words, any_value(${what}) as meaning, count(*) - count(${when}) as rows, count(*) as of
       from staging.typed_${table} where source_no = ${number} and reason is null`,
    );
    if (rows === 0 || rows === of || words !== 1 || meaning === null) continue;
    const file = files.map(({name}) => name).join(", ");
    if (rows > most[by] * of) {
      const column = quoted(time.name);
      const remedy =
        by === "constants"
          ? `in place of ${what} in constants and ${when} in columns write wide: {${column}: ${meaning}}`
          : `leave these rows out with where, or write wide: {${column}: ${meaning}} in place of the query`;
      faults.push({
        path: sourcePath(place.project, table as "stage_visits" | "outcomes", number),
        message: `${time.name} is empty in ${count(rows)} of ${count(of)} rows called ${meaning} in ${file}; if an empty date means that it did not happen, ${remedy}`,
      });
    } else if (by === "constants") {
      notes.push({
        kind: "constant undated",
        level: "warning",
        table: table as "stage_visits" | "outcomes",
        file,
        column: time.name,
        meaning,
        rows,
        of,
      });
    }
  }
  if (faults.length > 0) throw new ProjectFaults(faultsIn(place.project, faults));
  await addNotes(place.engine, notes);
}

/** A name as a key in YAML's braces. */
const quoted = (name: string): string => (/^[\p{L}_][\p{L}\p{N} _/.-]*$/u.test(name) ? name : JSON.stringify(name));
