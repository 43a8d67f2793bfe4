import {type Engine, identifier, literal} from "../../engine/duckdb.ts";
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
  const name = identifier(column);
  const sql = `select distinct regexp_replace(cast(${name} as varchar), '^(\\d+)\\.0$', '\\1') from leads where ${name} is not null`;
  const result = await engine.connection.stream(sql);
  const looked: Looked = {all: 0, untold: 0, possible: new Map()};
  for (;;) {
    const chunk = await result.fetchChunk();
    if (!chunk || chunk.rowCount === 0) return looked;
    for (const value of chunk.getColumnValues(0) as string[]) {
      const core = coreOf(value);
      ++looked.all;
      if (core.telling === "never") ++looked.untold;
      else if (search.mayHold(core)) looked.possible.set(core.text, {secret: {value, what}, core});
    }
  }
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
    ...open.map((name) => grouped("leads", identifier(name), minCell)),
    ...["activity", "topic", "channel", "campaign"].map((name) => grouped("activities", name, minCell)),
    grouped("stage_visits", "stage", minCell),
  ];
  const words = await engine.rows<{word: string}>("group words", parts.join(" union "));
  return words.map(({word}) => ({place: "the data", text: word, kind: "text"}));
}

const grouped = (table: string, column: string, minCell: number): string =>
  `select cast(${column} as varchar) as word from ${table} where ${column} is not null
   group by ${column} having count(distinct lead_no) >= ${minCell}`;
