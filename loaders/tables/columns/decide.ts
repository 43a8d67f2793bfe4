import type {ColumnNote} from "../../../src/analysis/notes/columns.ts";
import type {NumberNote} from "../../../src/analysis/notes/numbers.ts";
import {ProjectFaults} from "../../project/faults.ts";
import {faultsIn} from "../../project/project.ts";
import type {Project} from "../../project/schema.ts";
import {LoadError} from "../../sources/loadError.ts";
import {lookUpSql} from "../lookUp.ts";
import {addNotes} from "../notes.ts";
import {notationNotes, strays} from "../numbers/notes.ts";
import {numberOf} from "../numbers/read.ts";
import {filesOf} from "../places.ts";
import {joinSpellings, spelledSql} from "../spellings.ts";
import {codeReason, isNamedCode} from "./codes.ts";
import {type AttributeReading, type Column, type Context, isCoded} from "./column.ts";
import {dateShare, daysSql, readDates} from "./dates.ts";
import {attributeText} from "./survey.ts";

/** Share from which on a category is told to be half a number, if it has more different values than categories have. */
const halfShare = 0.5;
const manyValues = 12;

/**
 * What an attribute is, and SQL that reads it; told in notes where it might surprise. Null for dates that are left out.
 * @throws LoadError, ProjectFaults where `type: date` cannot be obeyed.
 */
export async function decide(context: Context, column: Column): Promise<AttributeReading | null> {
  const {name, written, ruled, isPersonal, isNumber} = column;
  if (written === "date" && !context.hasCreation) throw noCreation(context.place.project, name);
  if (written === "date" || (written === undefined && ruled !== "value" && !isPersonal)) {
    const days = await asDays(context, column);
    if (days !== undefined) return days;
  }
  const mayBeCodes = written === undefined && ruled !== "range";
  if (isNumber && !(mayBeCodes && (await tellCodes(context, column)))) return asNumber(context, column);
  return asCategory(context, column);
}

const noCreation = (project: Project, name: string) =>
  new ProjectFaults(
    faultsIn(project, [
      {
        path: ["attributes", name, "type"],
        message: "type: date requires created_at of the leads; name it in columns: {created_at: …}, or leave type out",
      },
    ]),
  );

/** The attribute as days; null where it is dates and left out; undefined where it is something else. */
async function asDays(
  {place, hasCreation}: Context,
  {name, parts, written}: Column,
): Promise<AttributeReading | null | undefined> {
  const isForced = written === "date";
  const texts = parts.filter(({filled}) => filled > 0);
  const cases: string[] = [];
  for (const part of texts) {
    const table = part.reading?.table;
    const dates = table ? await readDates(place, name, part, {table, isForced}) : null;
    if (dates && "question" in dates) {
      if (isForced) throw new LoadError(dates.question);
      await addNotes(place.engine, [
        {
          kind: "undecided dates",
          level: "warning",
          column: part.column,
          file: filesOf(part.source),
          local: {question: dates.question},
        },
      ]);
      return undefined;
    }
    if (dates === null || (!isForced && dates.read < dateShare * dates.filled)) return undefined;
    const instant = await lookUpSql(
      place.engine,
      {table: dates.table, column: "instant", as: "timestamp"},
      attributeText(name),
    );
    cases.push(`when source_no = ${part.source.number} then ${daysSql(instant, place.project.timezone)}`);
  }
  if (cases.length === 0) return undefined;
  if (!hasCreation) {
    if (place.project.attributes[name] !== undefined) return undefined;
    await addNotes(place.engine, [{kind: "dates without a beginning", level: "warning", column: name}]);
    return null;
  }
  return {name, column: parts[0].column, type: "number", sql: `case ${cases.join(" ")} end`, isDays: true};
}

/** Whether numbers are codes; told where they are. */
async function tellCodes({place}: Context, {name, parts, isPersonal}: Column): Promise<boolean> {
  const isWhole = parts.every(({reading}) => reading === null || reading.counts.digits === reading.counts.filled);
  const isLong = parts.some(({most}) => (most ?? 0) >= 1e9);
  if (isPersonal || !isWhole || !(isNamedCode(name) || isLong || parts.some(({column}) => isNamedCode(column))))
    return false;
  const text = attributeText(name);
  const [row] = await place.engine.rows<{
    whole: boolean;
    filled: number;
    distinct: number;
    shortest: number;
    longest: number;
  }>(
    `codes of ${name}`,
    `select coalesce(bool_and(regexp_full_match(${text}, '\\d+(\\.0)?')), false) as whole, count(${text}) as filled, count(distinct ${text}) as "distinct",
       min(length(${text})) as shortest, max(length(${text})) as longest from staging.typed_leads where reason is null`,
  );
  const why = row.whole ? (codeReason(name, row) ?? codeReason(parts[0].column, row)) : null;
  if (why === null) return false;
  await addNotes(place.engine, [{kind: "codes", level: "told", column: name, distinct: row.distinct, why}]);
  return true;
}

async function asNumber({place}: Context, {name, parts, isPersonal}: Column): Promise<AttributeReading> {
  const notes: NumberNote[] = [];
  for (const {source, column, reading} of parts) {
    if (!reading || isPersonal) continue;
    const read = {source, column, reading};
    notes.push(...(await notationNotes(place, read)));
    const {filled, read: n, open} = reading.counts;
    if (filled > n + open) notes.push({kind: "texts among numbers", attribute: name, ...(await strays(place, read))});
  }
  await addNotes(place.engine, notes);
  const text = attributeText(name);
  const cases: string[] = [];
  for (const {source, reading} of parts) {
    const value = reading ? await numberOf(place.engine, reading, text) : `try_cast(${text} as double)`;
    cases.push(`when source_no = ${source.number} then ${value}`);
  }
  const sql = cases.length > 0 ? `case ${cases.join(" ")} end` : "cast(null as double)";
  return {name, column: parts[0]?.column ?? name, type: "number", sql, isDays: false};
}

async function asCategory({place}: Context, column: Column): Promise<AttributeReading> {
  const {name, parts, written, isPersonal} = column;
  const text = attributeText(name);
  const notes: (NumberNote | ColumnNote)[] = [];
  if (written === undefined && !isPersonal) {
    for (const {source, column, reading} of parts) {
      if (!reading) continue;
      const {filled, read, zeroLed, units} = reading.counts;
      const distinct = await place.engine.count(`values of ${name}`, `select count(*) from ${reading.table}`);
      if (zeroLed > 0 && isCoded(parts))
        notes.push({kind: "codes", level: "told", column: name, distinct, why: "leading zeros"});
      else if (units.length > 1 && read >= halfShare * filled)
        notes.push({kind: "several units", level: "warning", file: filesOf(source), column, rows: read, units});
      else if (read >= halfShare * filled && distinct > manyValues)
        notes.push({
          kind: "numbers among texts",
          level: "warning",
          attribute: name,
          file: filesOf(source),
          column,
          rows: read,
          of: filled,
        });
    }
  }
  await addNotes(place.engine, notes);
  const texts = parts.flatMap(({reading}) => (reading ? [`select text, n from ${reading.table}`] : []));
  const spelled = await joinSpellings(place, {name, texts, isOfLeads: true, isPersonal});
  const sql = spelled === null ? text : await spelledSql(place.engine, spelled, text);
  return {name, column: parts[0]?.column ?? name, type: "category", sql, isDays: false};
}
