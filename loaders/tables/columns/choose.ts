import {mostColumns} from "../../../src/analysis/lookedAt.ts";
import {identifier, literal} from "../../engine/duckdb.ts";
import {namedIn} from "../../project/named.ts";
import type {Workplace} from "../../sources/files/staged.ts";
import {missingIn} from "../missing.ts";
import {addNotes} from "../notes.ts";
import type {Prepared} from "../prepare.ts";

/** Cells that are looked at, about; of more, every so many-th row. */
const mostCells = 5_000_000;
/** Columns that are counted in one statement: each takes its own memory. */
const atOnce = 250;
/** Share of the filled rows that must be numbers for a column to be taken for one of numbers here. */
const numberShare = 0.95;

/** What a column holds, in the rows looked at; `distinct` is an estimate. */
interface Survey {
  filled: number;
  distinct: number;
  numbers: number;
}

/**
 * The attributes that are read, by source (name to column): all of them, or of very many those that the project file names, then
 * those of which a rule can come, the ones that most leads have a value of first. Looks at leads alone, not at outcomes. Tells in a note.
 */
export async function chooseColumns(
  place: Workplace,
  sources: readonly Prepared[],
  chosen: readonly Map<string, string>[],
): Promise<readonly Map<string, string>[]> {
  const names = [...new Set(chosen.flatMap((map) => [...map.keys()]))];
  const rows = sources.reduce((sum, {selected}) => sum + selected, 0);
  const most = mostColumns(rows);
  if (names.length <= most) return chosen;
  const surveys = new Map<string, Survey>(names.map((name) => [name, {filled: 0, distinct: 0, numbers: 0}]));
  const every = Math.ceil((rows * names.length) / mostCells);
  for (const source of sources) await survey(place, source, chosen[source.number], every, surveys);
  const named = namedIn(place.project).columns;
  const orderOf = new Map(named.toReversed().map((name, i) => [name, named.length - i]));
  const ranked = names
    .map((name) => ({name, order: orderOf.get(name) ?? Number.POSITIVE_INFINITY, ...(surveys.get(name) as Survey)}))
    .sort(
      (a, b) =>
        (a.order === b.order ? 0 : a.order - b.order) ||
        Number(givesRules(b)) - Number(givesRules(a)) ||
        b.filled - a.filled,
    );
  const kept = new Set(ranked.slice(0, most).map(({name}) => name));
  const others = ranked.slice(most).map(({name}) => name);
  await addNotes(place.engine, [
    {kind: "not looked at", level: "told", what: "columns", of: names.length, most, named: others.slice(0, 3)},
  ]);
  return chosen.map((map) => new Map([...map].filter(([name]) => kept.has(name))));
}

/** Numbers can be cut; of texts two leads or more must share one, on the whole. */
const givesRules = ({filled, distinct, numbers}: Survey): boolean =>
  distinct > 1 && (numbers >= numberShare * filled || filled >= 2 * distinct);

async function survey(
  {engine, project}: Workplace,
  {source, relation, columns}: Prepared,
  chosen: ReadonlyMap<string, string>,
  every: number,
  surveys: Map<string, Survey>,
): Promise<void> {
  const all = [...chosen].flatMap(([name, given]) => {
    const column = columns.find((one) => one.name === given);
    if (column === undefined) return [];
    const {texts} = missingIn(project, source, column.name);
    const trimmed = `trim(cast(${identifier(column.name)} as varchar))`;
    return [
      {name, text: `case when ${trimmed} not in (${["", ...texts].map(literal).join(", ")}) then ${trimmed} end`},
    ];
  });
  for (let from = 0; from < all.length; from += atOnce) {
    const some = all.slice(from, from + atOnce);
    const counts = some.map(
      (_, i) =>
        `count(text_${i}) as filled_${i}, approx_count_distinct(text_${i}) as distinct_${i}, count(try_cast(text_${i} as double)) as numbers_${i}`,
    );
    const texts = some.map(({text}, i) => `${text} as text_${i}`);
    const [row] = await engine.rows<Record<string, number>>(
      "survey of columns",
      `select ${counts.join(", ")} from (select ${texts.join(", ")} from ${relation} where row_key % ${every} = 0)`,
    );
    for (const [i, {name}] of some.entries()) {
      const found = surveys.get(name) as Survey;
      found.filled += row[`filled_${i}`];
      found.distinct += row[`distinct_${i}`];
      found.numbers += row[`numbers_${i}`];
    }
  }
}
