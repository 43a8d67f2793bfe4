import {type Engine, literal} from "../../engine/duckdb.ts";
import {LoadError} from "../loadError.ts";
import {givenFormat, type Order, orders, type Readings, readShape, shapeSql, type TimeFormat} from "./dateShapes.ts";

/** A column of times, and what is needed to read it. */
interface TimeColumn {
  relation: string;
  column: string;
  /** DuckDB's type of the column. */
  type: string;
  /** SQL of the column's value as text, NULL where missing. */
  text: string;
  /** strptime format from the project file. */
  given?: string;
  /** IANA zone of times without an offset. */
  timezone: string;
  /** For error messages. */
  file: string;
}

/** How a column's times are read. */
interface TimeReading {
  /** SQL that makes of the column's value (its text, unless its type is one for times) a TIMESTAMP in UTC, NULL where it is none. */
  sql(value: string): string;
  isDateOnly: boolean;
}

/** Whether a DuckDB type is one for times, which need no reading. */
export const isTimeType = (type: string): boolean => /^(TIMESTAMP|DATE)/.test(type);

/**
 * How a column's times are read: from its type, from the project file, or from all of its values.
 *
 * Times without an offset are local times of the project's zone. Where clocks are set forward, a time in the gap is
 * moved on by the gap; where they are set back, a time that occurs twice is the second one (standard time): what
 * DuckDB's icu does.
 * @throws LoadError where the values can be read as different dates and nothing decides.
 */
export async function readTimes(engine: Engine, time: TimeColumn): Promise<TimeReading> {
  const {type, timezone} = time;
  if (type === "TIMESTAMP WITH TIME ZONE") return {sql: utcSql, isDateOnly: false};
  if (isTimeType(type)) {
    return {sql: (value) => toUtc(`cast(${value} as timestamp)`, timezone), isDateOnly: type === "DATE"};
  }
  if (time.given) {
    const format = givenFormat(time.given);
    return {sql: (text) => formatSql(text, format, timezone), isDateOnly: format.isDateOnly};
  }
  return detect(engine, time);
}

interface Shape {
  shape: string;
  readings: Readings;
}

async function detect(engine: Engine, time: TimeColumn): Promise<TimeReading> {
  const {timezone} = time;
  const shapes = (await findShapes(engine, time)).map((shape): Shape => ({shape, readings: readShape(shape)}));
  const known = shapes.filter(({readings}) => Object.keys(readings).length > 0);
  if (known.length === 0) return {sql: () => "cast(null as timestamp)", isDateOnly: false};
  const open = known.filter(({readings}) => Object.keys(readings).length > 1);
  const order = open.length ? await decideOrder(engine, time, open) : "ymd";
  const chosen = known.map(({shape, readings}) => ({shape, format: readings[order] ?? Object.values(readings)[0]}));
  const isOneFormat = known.length === shapes.length && new Set(chosen.map(({format}) => key(format))).size === 1;
  return {
    sql: (text) => (isOneFormat ? formatSql(text, chosen[0].format, timezone) : byShape(text, chosen, timezone)),
    isDateOnly: chosen.every(({format}) => format.isDateOnly),
  };
}

/** Rows looked at for new shapes at a time, and how often: further ones are no times but noise. */
const sampled = 20_000;
const rounds = 8;

/**
 * The shapes of all values of a column, commonest kinds first met: shapes of a sample, then of a sample of what has none
 * of those, until nothing is left. One cheap pass over a column that is written in one way.
 */
async function findShapes(engine: Engine, {relation, column, text}: TimeColumn): Promise<string[]> {
  const shapes: string[] = [];
  for (let round = 0; round < rounds; ++round) {
    const rest = shapes.length ? `and not ${hasShape("text", shapes)}` : "";
    const seen = await engine.rows<{shape: string}>(
      `shapes of ${column}`,
      `select distinct ${shapeSql("text")} as shape
       from (select text from (select ${text} as text from ${relation}) where text is not null ${rest} limit ${sampled}) order by shape limit 200`,
    );
    if (seen.length === 0) break;
    shapes.push(...seen.map(({shape}) => shape));
  }
  return shapes;
}

/** SQL condition: the text has one of these shapes. */
function hasShape(text: string, shapes: readonly string[]): string {
  const patterns = shapes.map((shape) => shape.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replaceAll("0", "\\d"));
  return `regexp_full_match(${text}, ${literal(patterns.join("|"))})`;
}

const key = ({how, pattern, hasOffset}: TimeFormat) => (how === "cast" ? `cast ${hasOffset}` : `${how} ${pattern}`);

interface Chosen {
  shape: string;
  format: TimeFormat;
}

function byShape(text: string, chosen: Chosen[], timezone: string): string {
  const groups = groupBy(chosen);
  const cases = [...groups.values()].map((group) => {
    const shapes = group.map(({shape}) => shape);
    return `when ${hasShape(text, shapes)} then ${formatSql(text, group[0].format, timezone)}`;
  });
  return `case ${cases.join(" ")} end`;
}

function groupBy(chosen: Chosen[]): Map<string, Chosen[]> {
  const groups = new Map<string, Chosen[]>();
  for (const c of chosen) groups.set(key(c.format), [...(groups.get(key(c.format)) ?? []), c]);
  return groups;
}

/** The order of year, month and day that fits every value; refuses where two fit with different dates, or none does. */
async function decideOrder(engine: Engine, time: TimeColumn, open: Shape[]): Promise<Order> {
  const possible = orders.filter((order) => open.some(({readings}) => readings[order]));
  const reading = (order: Order) => {
    const chosen = open.flatMap(({shape, readings}) => (readings[order] ? [{shape, format: readings[order]}] : []));
    return byShape("text", chosen, "UTC");
  };
  const columns = possible.map((order) => `${reading(order)} as ${order}`).join(", ");
  const anyRead = possible.map((order) => `${order} is not null`).join(" or ");
  const fits = possible.map((order) => `count(${order}) = count(*) filter (${anyRead}) as ${order}`).join(", ");
  const values = `select distinct text from (select ${time.text} as text from ${time.relation}) where ${hasShape(
    "text",
    open.map(({shape}) => shape),
  )}`;
  const read = `with readings as materialized (select text, ${columns} from (${values}))`;
  const [row] = await engine.rows<Record<Order, boolean>>(
    `orders of ${time.column}`,
    `${read} select ${fits} from readings`,
  );
  const fitting = possible.filter((order) => row[order]);
  if (fitting.length === 0) throw new LoadError(await mixed(engine, time, read, possible, open));
  for (const other of fitting.slice(1)) {
    const [example] = await engine.rows<{text: string; a: string; b: string}>(
      `readings of ${time.column}`,
      `${read} select text, strftime(${fitting[0]}, '%Y-%m-%d') as a, strftime(${other}, '%Y-%m-%d') as b
       from readings where ${fitting[0]} <> ${other} order by text desc limit 1`,
    );
    if (example) throw new LoadError(ambiguous(time, example, [fitting[0], other], open));
  }
  return fitting[0];
}

const patternOf = (order: Order, open: Shape[]) =>
  open.find(({readings}) => readings[order])?.readings[order]?.pattern ?? "";

function ambiguous(
  {file, column}: TimeColumn,
  {text, a, b}: {text: string; a: string; b: string},
  pair: Order[],
  open: Shape[],
) {
  const [first, second] = pair.map((order) => patternOf(order, open));
  return (
    `${file}: column ${column}: ambiguous dates: "${text}" is ${a} read as ${first}, or ${b} read as ${second}, ` +
    `and all values fit both; decide on the source in project.yaml: dates: {${column}: '${first}'} or dates: {${column}: '${second}'}`
  );
}

async function mixed(engine: Engine, {file, column}: TimeColumn, read: string, possible: Order[], open: Shape[]) {
  const [row] = await engine.rows<Record<string, string | null>>(
    `mixed dates of ${column}`,
    `${read} select ${possible
      .map((order) => {
        const others = possible.filter((o) => o !== order).map((o) => `${o} is null`);
        return `min(text) filter (${[`${order} is not null`, ...others].join(" and ")}) as ${order}`;
      })
      .join(", ")} from readings`,
  );
  const seen = possible.flatMap((order) => (row[order] ? [`"${row[order]}" only fits ${patternOf(order, open)}`] : []));
  const remedy = `decide on the source in project.yaml: dates: {${column}: '${patternOf(possible[0], open)}'}; values that do not fit become rejects`;
  return `${file}: column ${column}: mixed date formats: ${seen.join(", ")}; ${remedy}`;
}

function formatSql(text: string, {how, pattern, hasOffset}: TimeFormat, timezone: string): string {
  if (how === "epoch") return `make_timestamp(try_cast(${text} as bigint) * 1000000)`;
  if (how === "epoch_ms") return `make_timestamp(try_cast(${text} as bigint) * 1000)`;
  if (how === "cast") {
    if (hasOffset) return utcSql(`try_cast(${text} as timestamptz)`);
    return toUtc(`try_cast(${text} as timestamp)`, timezone);
  }
  if (pattern.includes("%z")) {
    const numeric = `regexp_replace(${text}, 'Z$', '+00:00')`;
    return utcSql(`try_strptime(${numeric}, ${literal(pattern)})`);
  }
  const parsed = `try_strptime(${text}, ${literal(pattern)})`;
  return hasOffset ? parsed : toUtc(parsed, timezone);
}

const toUtc = (local: string, zone: string) =>
  zone === "UTC" ? local : utcSql(`timezone(${literal(zone)}, ${local})`);

/** An instant as a TIMESTAMP in UTC, by arithmetic: thirty times as fast as `timezone('UTC', …)`. */
const utcSql = (instant: string) => `make_timestamp(epoch_us(${instant}))`;
