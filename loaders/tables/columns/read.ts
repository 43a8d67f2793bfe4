import type {Project} from "../../project/schema.ts";
import type {Workplace} from "../../sources/files/staged.ts";
import {LoadError} from "../../sources/loadError.ts";
import {questionOf} from "../numbers/notes.ts";
import {isDotDecimal, type NumberReading, readNumbers} from "../numbers/read.ts";
import type {Prepared} from "../prepare.ts";
import {isNumberType} from "../values.ts";
import {type AttributeReading, type Column, type Context, isCoded} from "./column.ts";
import {decide} from "./decide.ts";
import {type Part, rowsOf, surveyAttributes} from "./survey.ts";

/** Share of the filled values that must be numbers for a column to be one of numbers; the rest becomes missing. */
const numberShare = 0.95;
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
    ruled: ruledAttributes(place.project),
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

function ruledAttributes({rules, points}: Project): Context["ruled"] {
  const limited = points.limits.flatMap(({for: one}) => ("when" in one ? [one.when] : []));
  const conditions = [...rules.map(({when}) => when), ...limited];
  return new Map(
    conditions.flatMap((when) => {
      if (!("attribute" in when) || "missing" in when) return [];
      return [[when.attribute, "is" in when ? "value" : "range"] as const];
    }),
  );
}

const sum = (parts: readonly Part[], of: (part: Column["parts"][number]) => number) =>
  (parts as Column["parts"]).reduce((total, part) => total + of(part), 0);

async function readParts({place, ruled}: Context, name: string, found: readonly Part[]): Promise<Column> {
  const {type, personal: isPersonal = false} = place.project.attributes[name] ?? {};
  const isGiven = found.some(({source, column}) => source.source.numbers[column] !== undefined);
  const parts: Column["parts"] = [];
  for (const part of found) parts.push({...part, reading: await readPart(place, name, part)});
  const column = {name, parts, isPersonal, written: type ?? (isGiven ? "number" : undefined), ruled: ruled.get(name)};
  return {...column, isNumber: isNumber(column)};
}

/** Whether an attribute is a number, unless it turns out to be dates or codes. */
function isNumber({parts, isPersonal, written, ruled}: Omit<Column, "isNumber">): boolean {
  if (written !== undefined) return written === "number";
  if (ruled === "range") return true;
  if (ruled === "value" && parts.some(({reading}) => reading !== null)) return false;
  const filled = sum(parts, ({filled, reading}) => filled - (isPersonal ? 0 : (reading?.counts.placeholders ?? 0)));
  const read = sum(parts, ({reading, plain}) => (reading ? reading.counts.read + reading.counts.open : plain));
  const units = new Set(parts.flatMap(({reading}) => reading?.counts.units ?? []));
  return read > 0 && read >= (isPersonal ? 1 : numberShare) * filled && units.size <= 1 && !isCoded(parts);
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

/**
 * Stops with every question at once: numbers of a column that can be read in two ways. A comma before three digits, which is
 * usual between thousands, is such a case in a source whose other numbers have commas before decimals.
 */
async function askOfNumbers(place: Workplace, columns: readonly Column[]): Promise<void> {
  const parts = columns.flatMap(({isNumber, isPersonal, parts}) => (isNumber && !isPersonal ? parts : []));
  const hasDecimalCommas = ({source}: Part) =>
    parts.some((other) => other.source === source && other.reading?.counts.decimalMark === ",");
  const questions: string[] = [];
  for (const part of parts) {
    const {source, column, reading} = part;
    if (!reading) continue;
    const isDoubtful = reading.notation.isByPractice && hasDecimalCommas(part);
    const question = await questionOf(place, {source, column, reading}, {isDoubtful});
    if (question) questions.push(question);
  }
  if (questions.length > 0) throw new LoadError(questions.join("\n"));
}
