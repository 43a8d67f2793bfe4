import type {ColumnNote} from "../../../src/analysis/notes/columns.ts";
import type {NumberNote} from "../../../src/analysis/notes/numbers.ts";
import {ProjectFaults} from "../../project/faults.ts";
import {faultsIn} from "../../project/project.ts";
import type {Project} from "../../project/schema.ts";
import type {Workplace} from "../../sources/files/staged.ts";
import {LoadError} from "../../sources/loadError.ts";
import {lookUpSql} from "../lookUp.ts";
import {addNotes} from "../notes.ts";
import {notationNotes, questionOf, strays} from "../numbers/notes.ts";
import {isDotDecimal, type NumberReading, numberOf, readNumbers} from "../numbers/read.ts";
import {filesOf} from "../places.ts";
import type {Prepared} from "../prepare.ts";
import {joinSpellings, spelledSql} from "../spellings.ts";
import {isNumberType} from "../values.ts";
import {codeReason, isNamedCode} from "./codes.ts";
import {dateShare, daysSql, readDates} from "./dates.ts";
import {attributeText, type Part, rowsOf, surveyAttributes} from "./survey.ts";

/** How an attribute is read from `staging.typed_leads`. */
export interface AttributeReading {
  name: string;
  /** Its name in the first source that has it. */
  column: string;
  type: "category" | "number";
  /** SQL of its value. */
  sql: string;
  /** Read from dates: days from `created_at`. */
  isDays: boolean;
}

/** Share of the filled values that must be numbers for a column to be one of numbers; the rest becomes missing. */
const numberShare = 0.95;
/** Share from which on a category is told to be half a number, if it has more different values than categories have. */
const halfShare = 0.5;
const manyValues = 12;

/**
 * How each attribute is read, by all of its values: as a number, as days from a date, as a category (codes, too; spellings joined).
 * What might surprise is told in notes. Attributes of dates without any `created_at` are left out.
 * @throws LoadError where numbers can be read in two ways and nothing decides; ProjectFaults where `type: date` has no `created_at`.
 */
export async function readAttributes(
  place: Workplace,
  sources: readonly Prepared[],
  chosen: readonly ReadonlyMap<string, string>[],
  names: readonly string[],
): Promise<AttributeReading[]> {
  if (names.length === 0) return [];
  const parts = await surveyAttributes(place, sources, chosen, names);
  const context: Context = {
    place,
    written: writtenTypes(place.project),
    hasCreation:
      (await place.engine.count(
        "created_at",
        "select count(created_at) from staging.typed_leads where reason is null",
      )) > 0,
  };
  const columns: Column[] = [];
  for (const name of names) columns.push(await readParts(context, name, parts.get(name) ?? []));
  await askOfNumbers(place, columns);
  const readings: AttributeReading[] = [];
  for (const column of columns) {
    const reading = await decide(context, column);
    if (reading) readings.push(reading);
  }
  return readings;
}

type Type = "category" | "number" | "date";

interface Context {
  place: Workplace;
  /** Types that `attributes:`, `numbers:` or a rule of the project file ask for. */
  written: ReadonlyMap<string, Type>;
  hasCreation: boolean;
}

/** An attribute with its readings as numbers: null for a part whose values all are plain numbers. */
interface Column {
  name: string;
  parts: (Part & {reading: NumberReading | null})[];
  written: Type | undefined;
  isPersonal: boolean;
  isNumber: boolean;
}

function writtenTypes({attributes, rules, points}: Project): Map<string, Type> {
  const types = new Map<string, Type>();
  const conditions = [
    ...rules.map(({when}) => when),
    ...points.limits.flatMap(({for: one}) => ("when" in one ? [one.when] : [])),
  ];
  for (const when of conditions) {
    if (!("attribute" in when) || "missing" in when) continue;
    types.set(when.attribute, "is" in when ? "category" : "number");
  }
  for (const [name, {type}] of Object.entries(attributes)) if (type) types.set(name, type);
  return types;
}

const sum = (parts: readonly Part[], of: (part: Column["parts"][number]) => number) =>
  (parts as Column["parts"]).reduce((total, part) => total + of(part), 0);

async function readParts({place, written}: Context, name: string, found: readonly Part[]): Promise<Column> {
  const isGiven = found.some(({source, column}) => source.source.numbers[column] !== undefined);
  const type = written.get(name) ?? (isGiven ? "number" : undefined);
  const isPersonal = place.project.attributes[name]?.personal === true;
  const parts: Column["parts"] = [];
  for (const part of found) parts.push({...part, reading: await readPart(place, name, part)});
  const filled = sum(parts, (part) => part.filled);
  const read = sum(parts, ({reading, plain}) => (reading ? reading.counts.read + reading.counts.open : plain));
  const units = new Set(parts.flatMap(({reading}) => reading?.counts.units ?? []));
  const isMostly = filled > 0 && read >= (isPersonal ? 1 : numberShare) * filled && units.size <= 1 && !isCoded(parts);
  return {name, parts, written: type, isPersonal, isNumber: type === undefined ? isMostly : type === "number"};
}

async function readPart({engine}: Workplace, name: string, part: Part): Promise<NumberReading | null> {
  const {source, column, type, filled, plain} = part;
  const given = source.source.numbers[column];
  if (isNumberType(type) || (plain === filled && given === undefined && !areDays(part))) return null;
  const table = `leads ${source.number} ${name}`;
  return readNumbers(engine, {rows: rowsOf(name, part), name: table, given, isDotDecimal: isDotDecimal(source.files)});
}

/** Whole numbers all of which may be days written as 20250131. */
const areDays = ({least, most}: Part): boolean =>
  least !== null && most !== null && least >= 19500101 && most <= 21001231;

/** Numbers with leading zeros are codes, unless they are slips among numbers of many lengths. */
function isCoded(parts: Column["parts"]): boolean {
  return parts.some(({reading}) => {
    if (!reading) return false;
    const {zeroLed, digits, shortest, longest} = reading.counts;
    return zeroLed > 0 && (shortest === longest || zeroLed > 0.01 * digits);
  });
}

/** Stops with every question at once: numbers of a column that can be read in two ways. */
async function askOfNumbers(place: Workplace, columns: readonly Column[]): Promise<void> {
  const questions: string[] = [];
  for (const {isNumber, isPersonal, parts} of columns) {
    if (!isNumber || isPersonal) continue;
    for (const {source, column, reading} of parts) {
      const question = reading && (await questionOf(place, {source, column, reading}));
      if (question) questions.push(question);
    }
  }
  if (questions.length > 0) throw new LoadError(questions.join("\n"));
}

async function decide(context: Context, column: Column): Promise<AttributeReading | null> {
  const {name, written, isPersonal, isNumber} = column;
  if (written === "date" && !context.hasCreation) throw noCreation(context.place.project, name);
  if (written === "date" || (written === undefined && !isPersonal)) {
    const days = await asDays(context, column);
    if (days !== undefined) return days;
  }
  if (isNumber && !(written === undefined && (await tellCodes(context, column)))) return asNumber(context, column);
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
    `select coalesce(bool_and(regexp_full_match(${text}, '\\d+')), false) as whole, count(${text}) as filled, count(distinct ${text}) as "distinct",
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
    if (filled > n + open) notes.push({kind: "texts among numbers", ...(await strays(place, read))});
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
      const {filled, read, zeroLed} = reading.counts;
      const distinct = await place.engine.count(`values of ${name}`, `select count(*) from ${reading.table}`);
      if (zeroLed > 0 && isCoded(parts))
        notes.push({kind: "codes", level: "told", column: name, distinct, why: "leading zeros"});
      else if (read >= halfShare * filled && distinct > manyValues)
        notes.push({
          kind: "numbers among texts",
          level: "warning",
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
