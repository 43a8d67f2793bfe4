import {attributeColumn, attributeColumnName} from "../../src/exports/sqlRules.ts";
import {identifier, literal} from "../engine/duckdb.ts";
import {didYouMean, ProjectFaults} from "../project/faults.ts";
import {faultsIn, sourcePath} from "../project/project.ts";
import type {Project} from "../project/schema.ts";
import type {Workplace} from "../sources/files/staged.ts";
import {chooseColumns} from "./columns/choose.ts";
import type {AttributeReading} from "./columns/column.ts";
import {missingCodeNotes} from "./columns/missingCodes.ts";
import {readAttributes} from "./columns/read.ts";
import {attributeText} from "./columns/survey.ts";
import {contract} from "./contract.ts";
import {missingIn} from "./missing.ts";
import {addNotes} from "./notes.ts";
import type {Prepared} from "./prepare.ts";
import {reject, rejectFaulty} from "./rejects.ts";
import {createTyped} from "./typed.ts";
import {textSql} from "./values.ts";

/** Folds by lead: 0 … 19, from the lead's id alone. */
const foldCount = 20;

/** Fills `main.leads`, a row a lead in the order of lead_id, and `main.attributes`, a row an attribute column. */
export async function loadLeads(place: Workplace, sources: readonly Prepared[]): Promise<void> {
  const {engine, project} = place;
  const offered = sameSpelling(sources.map((source) => attributesIn(project, source)));
  checkNames(project, sources, offered);
  const chosen = await chooseColumns(place, sources, offered);
  const names = [...new Set(chosen.flatMap((map) => [...map.keys()]))];
  await createTyped(place, "leads", sources, (source) => attributeSql(project, source, chosen[source.number], names));
  await rejectFaulty(place, "leads");
  await engine.run(
    "order leads",
    `create or replace table staging.nth_lead as
     select source_no, row_key, row_number() over (partition by lead_id order by source_no, row_key) as nth
     from staging.typed_leads where reason is null`,
  );
  await reject(
    place,
    "leads",
    "select source_no, row_key, 'duplicate', 'lead_id seen before' from staging.nth_lead where nth > 1",
  );
  const readings = await readAttributes(place, sources, chosen, names);
  await engine.run(
    "fill leads",
    `create or replace table main.leads as
     select cast(row_number() over (order by lead_id) - 1 as integer) as lead_no, lead_id, created_at,
       cast(cast('0x' || substr(md5(lead_id), 1, 7) as integer) % ${foldCount} as integer) as fold
       ${readings.map(({name, sql}) => `, ${sql} as ${identifier(attributeColumnName(name))}`).join("")}
     from staging.typed_leads join staging.nth_lead using (source_no, row_key) where nth = 1 order by lead_no`,
  );
  const later = await datesLater(place, readings);
  await engine.run(
    "list attributes",
    `create or replace table main.attributes (position integer, name varchar, type varchar, is_personal boolean, is_known_later boolean);
     ${readings
       .map(
         ({name, type}, i) =>
           `insert into main.attributes values (${i}, ${literal(name)}, ${literal(type)}, ${project.attributes[name]?.personal === true}, ${later.has(name)});`,
       )
       .join("\n")}`,
  );
  const numbers = readings.filter(({name, type, isDays}) => {
    return type === "number" && !isDays && !project.attributes[name]?.personal;
  });
  await addNotes(engine, await missingCodeNotes(place, numbers));
}

/** Share of an attribute's dates that lie after the lead's creation from which on the field is known only later. */
const laterShare = 0.05;

/** Tells of attributes read from dates; returns those whose dates often lie after the lead was created. */
async function datesLater({engine, project}: Workplace, readings: readonly AttributeReading[]): Promise<Set<string>> {
  const later = new Set<string>();
  for (const {name, isDays} of readings) {
    if (!isDays) continue;
    const value = attributeColumn(name, "l");
    const [row] = await engine.rows<{rows: number; after: number; unread: number}>(
      `days of ${name}`,
      `select count(${value}) as "rows", count(*) filter (${value} > 0) as after,
         (select count(*) from staging.typed_leads where reason is null and ${attributeText(name)} is not null) - count(${value}) as unread
       from main.leads l`,
    );
    const isLater = row.after > laterShare * row.rows;
    if (isLater) later.add(name);
    const after = isLater ? row.after : 0;
    if (!project.attributes[name]?.personal)
      await addNotes(engine, [
        {
          kind: "dates as days",
          level: isLater ? "warning" : "told",
          column: name,
          ...row,
          after,
          unread: Math.max(0, row.unread),
        },
      ]);
  }
  return later;
}

/** Attributes of several sources whose names differ in upper and lower case alone are one: the first spelling stays. */
function sameSpelling(chosen: readonly Map<string, string>[]): Map<string, string>[] {
  const first = new Map<string, string>();
  const spelling = (name: string) => {
    const key = name.toLowerCase();
    if (!first.has(key)) first.set(key, name);
    return first.get(key) ?? name;
  };
  return chosen.map((map) => new Map([...map].map(([name, column]) => [spelling(name), column])));
}

/** Attribute name → column of the source. */
function attributesIn(project: Project, {source, columns, mapping, number}: Prepared): Map<string, string> {
  const wanted = source.attributes ?? "all";
  const taken = new Set([...contract.leads.map(({name}) => mapping.get(name)?.name)]);
  if (wanted === "all") return new Map(columns.filter(({name}) => !taken.has(name)).map(({name}) => [name, name]));
  const pairs = Array.isArray(wanted) ? wanted.map((name) => [name, name]) : Object.entries(wanted);
  const names = columns.map(({name}) => name);
  const path = [...sourcePath(project, "leads", number), "attributes"];
  const faults = pairs.flatMap(([name, column], i) => {
    if (names.includes(column)) return [];
    const message = `missing column: ${column}${didYouMean(column, names) || `; the source has ${names.join(", ")}`}`;
    return [{path: [...path, Array.isArray(wanted) ? i : name], message}];
  });
  if (faults.length > 0) throw new ProjectFaults(faultsIn(project, faults));
  const twice = pairs.find(([name], i) => pairs.findIndex(([other]) => other.toLowerCase() === name.toLowerCase()) < i);
  if (twice)
    throw new ProjectFaults(
      faultsIn(project, [
        {path, message: `attribute named twice but for upper and lower case: ${twice[0]}; rename one`},
      ]),
    );
  return new Map(pairs as [string, string][]);
}

/**
 * Refuses what `attributes:` says of names that no source has: a slip there would leave personal values unprotected. Columns that
 * are there and not taken as attributes may be named.
 */
function checkNames(project: Project, sources: readonly Prepared[], chosen: readonly Map<string, string>[]): void {
  const names = [...new Set(chosen.flatMap((map) => [...map.keys()]))];
  const renamed = new Map(chosen.flatMap((map) => [...map].map(([name, column]) => [column, name] as const)));
  const columns = sources.flatMap((source) => source.columns.map(({name}) => name));
  const faults = Object.keys(project.attributes).flatMap((given) => {
    if (names.includes(given)) return [];
    const loadedAs = renamed.get(given);
    if (loadedAs === undefined && columns.includes(given)) return [];
    const remedy = loadedAs === undefined ? didYouMean(given, names) : `; it is loaded as ${loadedAs}, write that`;
    const message = `unknown attribute: ${given}${remedy || `; known are ${names.join(", ") || "none"}`}`;
    return [{path: ["attributes", given], message}];
  });
  if (faults.length > 0) throw new ProjectFaults(faultsIn(project, faults));
}

function attributeSql(project: Project, source: Prepared, chosen: Map<string, string>, names: string[]): string[] {
  return names.map((name) => {
    const column = source.columns.find((c) => c.name === chosen.get(name));
    const sql = column
      ? textSql(column.name, column.type, missingIn(project, source.source, column.name))
      : "cast(null as varchar)";
    return `${sql} as ${identifier(`attribute ${name}`)}`;
  });
}
