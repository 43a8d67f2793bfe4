import type {Column, Workplace} from "../sources/files/staged.ts";
import {LoadError} from "../sources/loadError.ts";
import {addNotes} from "./notes.ts";
import {amountNotes, notationNotes, questionOf} from "./numbers/notes.ts";
import {isDotDecimal, numberOf, readNumbers} from "./numbers/read.ts";
import type {Prepared} from "./prepare.ts";
import {isNumberType, isPlainNumberSql} from "./values.ts";

/** An amount's column, SQL of its text over the source's relation, and SQL of that text where the amount is wanted. */
interface AmountColumn {
  from: Column;
  text: string;
  asText: string;
}

/**
 * SQL of an amount, NULL where the text is none: see `readNumbers`. Tells in notes how it is written, and which texts are no
 * amounts: these cost no outcome.
 * @throws LoadError where the amounts can be read in two ways and nothing decides.
 */
export async function amountSql(
  place: Workplace,
  source: Prepared,
  {from, text, asText}: AmountColumn,
): Promise<string> {
  const {engine} = place;
  const cast = `try_cast(${asText} as double)`;
  if (isNumberType(from.type)) return cast;
  const given = source.source.numbers[from.name];
  const rows = `select ${text} as text, row_key from ${source.relation}`;
  const isPlain = `select count(text) = count(*) filter (${isPlainNumberSql("text")}) and coalesce(min(try_cast(text as double)) >= 0, true) as plain from (${rows})`;
  const [{plain}] = await engine.rows<{plain: boolean}>(`amounts of ${from.name}`, isPlain);
  if (plain && given === undefined) return cast;
  const name = `${source.table} ${source.number} ${from.name}`;
  const reading = await readNumbers(engine, {rows, name, given, isDotDecimal: isDotDecimal(source.files)});
  const read = {source, column: from.name, reading};
  const question = await questionOf(place, read);
  if (question !== null) throw new LoadError(question);
  await addNotes(engine, [...(await notationNotes(place, read)), ...(await amountNotes(place, read))]);
  return numberOf(engine, reading, asText);
}
