import type {Engine} from "../../engine/duckdb.ts";
import type {Project} from "../../project/schema.ts";
import type {Finding} from "../../project/yamlFile.ts";
import {cleanLine} from "./clean.ts";
import {Figures} from "./figures.ts";
import {looksPersonal} from "./looks.ts";
import {searchedIn} from "./passages.ts";
import {Search, type Secret} from "./search.ts";
import {isIdLike, isOwn} from "./shapes.ts";
import {type GroupWord, groupValues, openTexts, seekIds, seekPersonal} from "./warehouse.ts";
import {variants} from "./words.ts";

/**
 * Values of whole groups of leads that hold one lead's id or a personal value: a topic such as a page with an id in its address. The
 * build refuses a site that shows one, however many leads share it. A finding a column, with the setting that cuts it out.
 */
export async function heldSecrets(engine: Engine, project: Project): Promise<Finding[]> {
  const minCell = project.publish.min_cell;
  const personal = Object.entries(project.attributes).flatMap(([name, {personal}]) => (personal ? [name] : []));
  const open = await openTexts(engine, personal);
  const looking = await looksPersonal(engine, open, minCell);
  const hidden = [...personal, ...looking.map(({name}) => name)];
  const words = await groupValues(engine, {minCell, personal: hidden});
  const place = {search: new Search(), figures: new Figures(), padded: new Map()};
  const passages = words.map(({value}, i) => {
    const all = variants(value);
    const passage = searchedIn({place: String(i), kind: "text"}, all);
    place.search.learn(passage);
    for (const reading of all) place.figures.learnText("", {place: String(i), kind: "text"}, reading, false);
    return passage;
  });
  const known = (await openTexts(engine, [])).filter((name) => personal.includes(name));
  const columns = [
    ...known.map((name) => ({name, what: `a value of ${name}, which is personal`, fewerThan: null})),
    ...looking,
  ];
  const seekers = [await seekIds(engine, place)];
  const people = [];
  for (const column of columns) people.push(await seekPersonal(engine, place, column, {minCell, period: null}));
  const held = new Map<number, Secret>();
  for (const {secret, place} of [...seekers, ...people].flatMap(({found}) => found))
    held.set(Number(place.slice(2)), secret);
  for (const [i, passage] of passages.entries()) {
    for (const {secret, form} of place.search.find(passage)) {
      if (isOwn(secret.value) || isIdLike(form.letters)) held.set(i, secret);
    }
  }
  return findings(
    [...held].map(([i, secret]) => ({word: words[i], secret})),
    project,
  );
}

/** One finding a column: its first value, and how many more. */
function findings(held: readonly {word: GroupWord; secret: Secret}[], project: Project): Finding[] {
  const columns = new Map<string, {word: GroupWord; secret: Secret}[]>();
  for (const one of held) {
    const key = `${one.word.table}.${one.word.column}`;
    columns.set(key, [...(columns.get(key) ?? []), one]);
  }
  return [...columns.values()].map((same) => {
    const [{word, secret}] = [...same].sort((a, b) => b.word.leads - a.word.leads);
    const {table, column, value, leads} = word;
    const [source] = project.sources[table];
    const given = table === "leads" ? undefined : source?.columns[column];
    const more = same.length > 1 ? `, as ${same.length - 1} more of its values do` : "";
    return {
      path: ["sources", table],
      message: `${column} "${value}" (${leads} leads) holds ${secret.what}: ${secret.value}${more}; the build refuses pages that show it: ${cleanLine(table, given ?? column, value, secret.value)}`,
    };
  });
}
