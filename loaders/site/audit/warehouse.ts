import {plural} from "../../../src/analysis/figures.ts";
import {attributeColumn} from "../../../src/exports/sqlRules.ts";
import {type Engine, literal} from "../../engine/duckdb.ts";
import {type Publishing, publishing} from "../../project/publishing.ts";
import type {Passage} from "./passages.ts";
import {type Core, coreOf, type Search, type Secret} from "./secrets.ts";

/**
 * What may leave: by the project file as it is now, and by the last load: the larger of both smallest cells, attributes that
 * were personal then or are by now.
 */
export async function rulesOf(engine: Engine, projectDir: string): Promise<Publishing> {
  const asked = publishing(projectDir);
  const [run] = await engine.rows<{min_cell: number}>(
    "run",
    "select cast(body ->> '$.settings.minCell' as integer) as min_cell from results.findings where name = 'run'",
  );
  const attributes = await engine.rows<{name: string; is_personal?: boolean}>(
    "attributes",
    "select * from main.attributes order by position",
  );
  return {
    hotLeads: asked.hotLeads,
    minCell: Math.max(run.min_cell, asked.minCell),
    personal: attributes.filter((one) => one.is_personal || asked.personal.includes(one.name)).map(({name}) => name),
  };
}

/** A secret, and what it is looked for by. */
export interface Sought {
  secret: Secret;
  core: Core;
  /** Of a rare value with small numbers in it, the rest: where that is a common word, "12 months" is nobody's name. */
  apartFromCounts?: Core;
}

export interface Looked {
  /** Different values. */
  all: number;
  /** Those that cannot be told from counts or letters by their shape. */
  untold: number;
  /** Those whose words are all on the site, by their core. */
  possible: Map<string, Sought>;
}

/** Streams a column of the leads past what the site says: nothing of it is kept but what could be there. */
export async function lookFor(
  engine: Engine,
  search: Search,
  {column, what}: {column: string; what: string},
): Promise<Looked> {
  const name = column === "lead_id" ? "leads.lead_id" : attributeColumn(column);
  const sql = `select distinct regexp_replace(cast(${name} as varchar), '^(\\d+)\\.0$', '\\1') from leads where ${name} is not null`;
  const looked: Looked = {all: 0, untold: 0, possible: new Map()};
  for await (const [value] of streamed<[string]>(engine, sql)) {
    const core = coreOf(value);
    ++looked.all;
    if (core.telling === "never") ++looked.untold;
    else if (search.mayHold(core)) looked.possible.set(core.text, {secret: {value, what}, core});
  }
  return looked;
}

/**
 * The same for the values of an attribute that is not personal, of those that fewer than `minCell` leads have: a rule or a segment
 * of such a value tells of them. Values too short for more than a comparison with whole texts are not looked for.
 */
export async function lookForRare(
  engine: Engine,
  search: Search,
  {column, minCell}: {column: string; minCell: number},
): Promise<Looked> {
  const name = attributeColumn(column);
  const sql = `select cast(${name} as varchar), cast(count(distinct leads.lead_no) as integer) from leads where ${name} is not null
    group by ${name} having count(distinct leads.lead_no) < ${minCell}`;
  const looked: Looked = {all: 0, untold: 0, possible: new Map()};
  for await (const [value, leads] of streamed<[string, number]>(engine, sql)) {
    const core = coreOf(value);
    ++looked.all;
    if (core.telling === "never" || core.telling === "whole") ++looked.untold;
    else if (search.mayHold(core)) {
      const what = `a value of ${column} that only ${plural(leads, "lead")} ${leads === 1 ? "has" : "have"}`;
      const rest = core.text.replace(/(?<!\p{N})\p{N}{1,3}(?!\p{N})/gu, "").trim();
      const apartFromCounts = rest !== core.text && /\p{L}/u.test(rest) ? coreOf(rest) : undefined;
      looked.possible.set(core.text, {secret: {value, what, remedy: rareRemedy}, core, apartFromCounts});
    }
  }
  return looked;
}

const rareRemedy =
  "load again, with the attribute marked personal where its values tell of single leads, or take it out of the project file's rules and texts";

/** The rows of a query, as they come. */
async function* streamed<T extends unknown[]>(engine: Engine, sql: string): AsyncGenerator<T> {
  const result = await engine.connection.stream(sql);
  for (;;) {
    const chunk = await result.fetchChunk();
    if (!chunk || chunk.rowCount === 0) return;
    yield* chunk.getRows() as T[];
  }
}

/** Attributes of text that are not personal. */
export async function openTexts(engine: Engine, personal: readonly string[]): Promise<string[]> {
  const texts = await engine.rows<{name: string}>(
    "attributes",
    "select name from main.attributes where type = 'category' order by position",
  );
  return texts.map(({name}) => name).filter((name) => !personal.includes(name));
}

/** What the project file calls the report and its stages, and says of these: written to be read, whatever else is called so. */
export async function titles(engine: Engine): Promise<Passage[]> {
  const [{text}] = await engine.rows<{text: string}>(
    "run",
    "select concat_ws(' ', body ->> '$.title', body ->> '$.stages') as text from results.findings where name = 'run'",
  );
  return [{place: "the project file", text, kind: "text"}];
}

/** What the data say of groups of at least `minCell` leads: values of attributes, actions, topics, stages, names of attributes. */
export async function groupWords(
  engine: Engine,
  {minCell, personal}: {minCell: number; personal: readonly string[]},
): Promise<Passage[]> {
  const attributes = await engine.rows<{name: string}>("attributes", "select name from main.attributes");
  const open = attributes.map(({name}) => name).filter((name) => !personal.includes(name));
  const parts = [
    ...attributes.map(({name}) => `select ${literal(name)} as word`),
    ...open.map((name) => grouped("leads", attributeColumn(name), minCell)),
    ...["activity", "topic", "channel", "campaign"].map((name) => grouped("activities", name, minCell)),
    grouped("stage_visits", "stage", minCell),
  ];
  const words = await engine.rows<{word: string}>("group words", parts.join(" union "));
  return words.map(({word}) => ({place: "the data", text: word, kind: "text"}));
}

const grouped = (table: string, column: string, minCell: number): string =>
  `select cast(${column} as varchar) as word from ${table} where ${column} is not null
   group by ${column} having count(distinct lead_no) >= ${minCell}`;
