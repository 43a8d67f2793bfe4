import {plural} from "../../../src/analysis/figures.ts";
import {attributeColumn} from "../../../src/exports/sqlRules.ts";
import {type Engine, literal} from "../../engine/duckdb.ts";
import {type Publishing, publishing} from "../../project/publishing.ts";
import type {Passage} from "./contents.ts";
import {
  IdSeeker,
  type Looked,
  leaveOut,
  type Period,
  PersonalSeeker,
  type Place,
  rareForm,
  type Spread,
} from "./seekers.ts";

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

/** Columns whose values are looked for, and by what right. */
export interface PersonalColumn {
  name: string;
  /** Said of a value of it in a fault. */
  what: string;
  /** Values that so few leads have are looked for; null: all. */
  fewerThan: number | null;
}

/** Ids of leads, as they are written; numbers without the decimals that a file may have given them. */
export async function seekIds(engine: Engine, place: Place): Promise<IdSeeker> {
  const seeker = new IdSeeker(place, await spreadOf(engine, "lead_id"));
  for await (const [value] of streamed<[string]>(
    engine,
    `select distinct ${undecimal("leads.lead_id")} from leads where lead_id is not null`,
  ))
    seeker.take(value);
  return seeker;
}

/** Values of a personal attribute, in the ways in which they can be written. */
export async function seekPersonal(
  engine: Engine,
  place: Place,
  {name, what, fewerThan}: PersonalColumn,
  {minCell, period}: {minCell: number; period: Period | null},
): Promise<PersonalSeeker> {
  const column = attributeColumn(name);
  const having = fewerThan === null ? "" : `having count(*) < ${fewerThan}`;
  const seeker = new PersonalSeeker(place, name, {
    what,
    spread: await spreadOf(engine, name),
    period,
  });
  const sql = `select ${undecimal(column)} as value from leads where ${column} is not null group by 1 ${having}`;
  for await (const [value] of streamed<[string]>(engine, sql)) seeker.take(value);
  seeker.end(minCell);
  return seeker;
}

/** First and last names that stand in two personal attributes, as one. */
export async function seekPairs(
  engine: Engine,
  place: Place,
  columns: readonly string[],
  minCell: number,
): Promise<PersonalSeeker[]> {
  const first = columns.find((name) =>
    /^(?:first|given|fore)[ _-]?name$|^first$|^名(?:前)?$|^mei$|firstname$/i.test(name.trim()),
  );
  const last = columns.find((name) =>
    /^(?:last|family|sur)[ _-]?name$|^last$|^(?:姓|苗字|名字|氏)$|^sei$|lastname$/i.test(name.trim()),
  );
  if (first === undefined || last === undefined) return [];
  const seeker = new PersonalSeeker(place, `${first} and ${last}`, {
    what: `a name (${first} and ${last}), which is personal`,
    spread: null,
    period: null,
  });
  const [given, family] = [first, last].map((name) => `cast(${attributeColumn(name)} as varchar)`);
  const isJapanese = `regexp_matches(${family}, '^[^ -~]+$')`;
  const sql = `select distinct case when ${isJapanese} then ${family} || ' ' || ${given} else ${given} || ' ' || ${family} end
    from leads where ${given} is not null and ${family} is not null`;
  for await (const [value] of streamed<[string]>(engine, sql)) seeker.take(value);
  seeker.end(minCell);
  return [seeker];
}

/**
 * The same for the values of an attribute that is not personal, of those that fewer than `minCell` leads have: a rule or a segment
 * of such a value tells of them. Values too short for more than a comparison with whole texts are not looked for.
 */
export async function seekRare(
  engine: Engine,
  {search}: Place,
  {column, minCell}: {column: string; minCell: number},
): Promise<Looked> {
  const name = attributeColumn(column);
  const sql = `select cast(${name} as varchar), cast(count(distinct leads.lead_no) as integer) from leads where ${name} is not null
    group by ${name} having count(distinct leads.lead_no) < ${minCell}`;
  const looked: Looked = {column, kind: "rare", all: 0, untold: new Map()};
  for await (const [value, leads] of streamed<[string, number]>(engine, sql)) {
    const form = rareForm(value);
    ++looked.all;
    if (form === null) leaveOut(looked, "short", value);
    else {
      const what = `a value of ${column} that only ${plural(leads, "lead")} ${leads === 1 ? "has" : "have"}`;
      search.seek({secret: {value, kind: "rare", column, what, remedy: rareRemedy}, form});
    }
  }
  return looked;
}

const rareRemedy =
  "load again, with the attribute marked personal where its values tell of single leads, or take it out of the project file's rules and texts";

const undecimal = (column: string): string => `regexp_replace(cast(${column} as varchar), '^(\\d+)\\.0$', '\\1')`;

/** How the numbers of a column lie; null where it has none. */
async function spreadOf(engine: Engine, column: string): Promise<Spread | null> {
  const name = column === "lead_id" ? "leads.lead_id" : attributeColumn(column);
  const [row] = await engine.rows<{n: number; least: number | null; most: number | null; step: number}>(
    `spread of ${column}`,
    `with numbers as (select distinct try_cast(${column === "lead_id" ? `regexp_extract(${name}, '^\\D*(\\d+)$', 1)` : name} as double) as v from leads)
     select count(v) as n, min(v) as least, max(v) as most,
       case when bool_and(v % 10000 = 0) then 10000 when bool_and(v % 1000 = 0) then 1000 when bool_and(v % 100 = 0) then 100
         when bool_and(v % 10 = 0) then 10 else 1 end as step
     from numbers where v is not null and isfinite(v)`,
  );
  return row.n === 0 || row.least === null || row.most === null
    ? null
    : {distinct: row.n, least: row.least, most: row.most, step: row.step};
}

/** The data's own time, from which pages take their dates. */
export async function periodOf(engine: Engine): Promise<Period | null> {
  const [row] = await engine.rows<{from: string | null; to: string | null}>(
    "days of the data",
    `select strftime(min(moment) - interval 2 day, '%Y-%m-%d') as "from", strftime(max(moment) + interval 1 year, '%Y-%m-%d') as "to"
     from (select created_at as moment from leads union all select occurred_at from activities union all select entered_at from stage_visits
       union all select decided_at from outcomes) where moment is not null`,
  );
  const {from, to} = row;
  return from === null || to === null ? null : {from, to};
}

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

/** What a column of the data says of a group. */
export interface GroupWord {
  table: "leads" | "activities" | "stage_visits";
  /** Contract column, or attribute. */
  column: string;
  value: string;
  leads: number;
}

/** Values that at least `minCell` leads have: of attributes that are not personal, actions, topics, channels, campaigns, stages. */
export async function groupValues(
  engine: Engine,
  {minCell, personal}: {minCell: number; personal: readonly string[]},
): Promise<GroupWord[]> {
  const attributes = await engine.rows<{name: string}>("attributes", "select name from main.attributes");
  const open = attributes.map(({name}) => name).filter((name) => !personal.includes(name));
  const parts = [
    ...open.map((name) => grouped("leads", name, attributeColumn(name), minCell)),
    ...["activity", "topic", "channel", "campaign"].map((name) => grouped("activities", name, name, minCell)),
    grouped("stage_visits", "stage", "stage", minCell),
  ];
  return engine.rows<GroupWord>("group words", parts.join(" union all "));
}

const grouped = (table: string, name: string, column: string, minCell: number): string =>
  `select ${literal(table)} as "table", ${literal(name)} as "column", cast(${column} as varchar) as value, count(distinct lead_no) as leads
   from ${table} where ${column} is not null group by ${column} having count(distinct lead_no) >= ${minCell}`;

/** The same as texts, with the names of the attributes. */
export async function groupWords(
  engine: Engine,
  groups: {minCell: number; personal: readonly string[]},
): Promise<Passage[]> {
  const attributes = await engine.rows<{name: string}>("attributes", "select name from main.attributes");
  const values = await groupValues(engine, groups);
  const words = new Set([...attributes.map(({name}) => name), ...values.map(({value}) => value)]);
  return [...words].map((text) => ({place: "the data", text, kind: "text"}));
}
