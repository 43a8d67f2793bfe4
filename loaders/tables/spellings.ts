import {type Engine, identifier, literal} from "../engine/duckdb.ts";
import type {Project} from "../project/schema.ts";
import type {Workplace} from "../sources/files/staged.ts";
import {lookUpSql} from "./lookUp.ts";
import {addNotes} from "./notes.ts";
import {asciiSql} from "./numbers/parse.ts";
import {placeholderTexts} from "./placeholders.ts";

/** Half-width kana and their full-width forms; the two marks of voice become signs that combine with the kana before them. */
const halfKana = "ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜｦﾝｧｨｩｪｫｬｭｮｯｰ｡｢｣､･ﾞﾟ";
const fullKana =
  "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲンァィゥェォャュョッー。「」、・\u3099\u309a";

/** SQL of what spellings of one value have in common: case, width and runs of blanks apart. Long ids keep their case. */
function spellingKeySql(text: string): string {
  const narrow = `nfc_normalize(translate(${asciiSql(text)}, ${literal(halfKana)}, ${literal(fullKana)}))`;
  const even = `regexp_replace(trim(${narrow}), '\\s+', ' ', 'g')`;
  const isId = `(length(${text}) >= 15 and regexp_full_match(${text}, '[A-Za-z0-9]*[0-9][A-Za-z0-9]*'))`;
  return `case when ${isId} then ${text} else lower(${even}) end`;
}

/** A column's texts, among which spellings are looked for. */
interface SpelledColumn {
  /** As people know it; no other column of the same table has it. */
  name: string;
  /** SELECTs that yield `text` and `n`, rows. */
  texts: readonly string[];
  isOfLeads: boolean;
  /** Nothing of its values is told. */
  isPersonal?: boolean;
}

/** More different texts than this, most of them in one row, are no values that could be joined: names, notes. */
const manyTexts = 2000;

/**
 * Finds texts that differ in case, width or blanks only, and leaves a staging table of those to be replaced: `text` and `kept`, the
 * spelling that the project file uses, else the commonest. Placeholders for "no value" stay as they are written. Tells in a note; returns null where there is nothing to replace.
 */
export async function joinSpellings(
  {engine, project}: Workplace,
  {name, texts, isOfLeads, isPersonal = false}: SpelledColumn,
): Promise<string | null> {
  const table = `staging.${identifier(`spellings of ${isOfLeads ? "lead" : "activity"} ${name}`)}`;
  const all = texts.join(" union all ") || "select '' as text, 0 as n where false";
  const written = writtenTexts(project).map(literal).join(", ") || "null";
  await engine.run(
    `spellings of ${name}`,
    `create or replace table ${table} as
     with counted as (select text, sum(n) as n from (${all}) where text is not null group by text),
     few as (select * from counted where (select count(*) <= ${manyTexts} or sum(n) >= 2 * count(*) from counted)),
     keyed as (select *, ${spellingKeySql("text")} as key from few),
     spelled as (
       select *, count(*) over (partition by key) as spellings, sum(n) over (partition by key) as n_all,
         first_value(text) over (partition by key order by coalesce(text in (${written}), false) desc, n desc, text = ${asciiSql("text")} desc, text) as kept
       from keyed where key not in (${placeholderTexts.map(literal).join(", ")}))
     select text, kept, n, n_all from spelled where spellings > 1`,
  );
  const groups = await engine.rows<{value: string; rows: number; spellings: string[]}>(
    `joined in ${name}`,
    `select kept as value, any_value(n_all) as "rows", list(text order by n desc, text) as spellings from ${table} group by kept order by any_value(n_all) desc, kept`,
  );
  if (groups.length === 0) return null;
  const enough = groups.filter(({rows}) => rows >= project.publish.min_cell);
  await addNotes(engine, [
    {
      kind: "spellings",
      level: "told",
      column: name,
      values: groups.length,
      spellings: groups.reduce((sum, {spellings}) => sum + spellings.length, 0),
      joined: isPersonal || !isOfLeads ? [] : enough.slice(0, shown).map(({value, rows}) => ({value, rows})),
      ...(isPersonal
        ? {}
        : {
            local: {
              spellings: groups
                .slice(0, shown)
                .map(({spellings}) => spellings.join(", "))
                .join("; "),
            },
          }),
    },
  ]);
  return table;
}

/** Values that a note names. */
const shown = 5;

/** SQL of a text in the spelling it was joined to; `table` as `joinSpellings` left it. */
export const spelledSql = (engine: Engine, table: string, text: string): Promise<string> =>
  lookUpSql(engine, {table, column: "kept", as: "varchar"}, text, text);

/** Names and values that rules, limits and `actions:` of the project file spell out. */
function writtenTexts({rules, points, actions}: Project): string[] {
  const conditions = [...rules.map(({when}) => when), ...points.limits.map(({for: selector}) => selector)];
  return [...new Set([...Object.keys(actions), ...textsIn(conditions)])];
}

function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(textsIn);
}
