import {attributeColumn} from "../../../src/exports/sqlRules.ts";
import type {Engine} from "../../engine/duckdb.ts";
import {contactsIn} from "./contacts.ts";
import {saidIn} from "./passages.ts";
import type {PersonalColumn} from "./warehouse.ts";

/** Values that are looked at to see what a column holds. */
const lookedAt = 300;

/** Attributes that hold names, mail addresses or telephone numbers and are not marked personal. */
export async function looksPersonal(
  engine: Engine,
  open: readonly string[],
  minCell: number,
): Promise<PersonalColumn[]> {
  const found: PersonalColumn[] = [];
  for (const name of open) {
    const column = attributeColumn(name);
    const rows = await engine.rows<{value: string; n: number}>(
      `values of ${name}`,
      `select cast(${column} as varchar) as value, count(*) as n from leads where ${column} is not null group by ${column} order by hash(value) limit ${lookedAt}`,
    );
    if (isPersonal(name, rows))
      found.push({name, what: `a value of ${name}, which looks personal`, fewerThan: minCell});
  }
  return found;
}

const nameOfPerson =
  /^(?:full|first|last|given|family|contact|lead|customer|person|user)[ _-]?name$|^(?:name|contact|お?名前|氏名|担当者名|姓|名|ふりがな|フリガナ|カナ|氏名カナ)$/iu;

function isPersonal(name: string, rows: readonly {value: string; n: number}[]): boolean {
  if (rows.length < 5) return false;
  const share = (is: (value: string) => boolean) => rows.filter(({value}) => is(value)).length / rows.length;
  const contacts = rows.map(({value}) => contactsIn(saidIn({place: name, text: value, kind: "text"})));
  if (contacts.filter(({mail}) => mail !== null).length >= 0.1 * rows.length) return true;
  if (contacts.filter(({phone}) => phone !== null).length >= 0.8 * rows.length) return true;
  const isMostlyOwn = rows.filter(({n}) => n < 5).length >= 0.5 * rows.length;
  return isMostlyOwn && nameOfPerson.test(name.trim()) && share((value) => !/\d/.test(value)) > 0.8;
}
