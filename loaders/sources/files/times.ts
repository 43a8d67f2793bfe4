import {type Engine, literal} from "../../engine/duckdb.ts";
import {LoadError} from "../loadError.ts";
import {
  givenFormat,
  isNumberFormat,
  type NumberFormat,
  numberFormats,
  type Order,
  orders,
  type Readings,
  readShape,
  shapeSql,
  type TimeFormat,
} from "./dateShapes.ts";
import {plainTimeSql} from "./timeWords.ts";
import {refuseUnread} from "./unread.ts";

/** A column of times, and what is needed to read it. */
export interface TimeColumn {
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
  /** Share of the values, 0–1, that may be unreadable before that is an error. */
  mostUnread: number;
}

/** How a column's times are read. */
export interface TimeReading {
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
  const given = time.given === undefined ? undefined : givenFormat(time.given);
  const reading = given
    ? {sql: (text: string) => formatSql(text, given, timezone), isDateOnly: given.isDateOnly}
    : await detect(engine, time);
  await refuseUnread(engine, time, reading);
  return reading;
}

/** A shape that values have, as they stand or rewritten in plain numbers, and how it can be read. */
interface Shape {
  shape: string;
  isPlain: boolean;
  readings: Readings;
}

async function detect(engine: Engine, time: TimeColumn): Promise<TimeReading> {
  const {timezone} = time;
  const {known, others, plain} = await findKnown(engine, time);
  if (known.length === 0) return {sql: () => "cast(null as timestamp)", isDateOnly: false};
  const open = known.filter(({readings}) => Object.keys(readings).length > 1);
  const order = open.length ? await decideOrder(engine, time, open, plain) : "ymd";
  const chosen = known.map((shape) => ({...shape, format: shape.readings[order] ?? Object.values(shape.readings)[0]}));
  const isOneFormat = others === 0 && new Set(chosen.map(({format}) => key(format))).size === 1;
  return {
    sql: (text) => (isOneFormat ? formatSql(text, chosen[0].format, timezone) : byShape(text, chosen, timezone, plain)),
    isDateOnly: chosen.every(({format}) => format.isDateOnly),
  };
}

type Rewrite = (text: string) => string;

const isKnown = ({readings}: Shape) => Object.keys(readings).length > 0;

/**
 * The shapes that can be read: of the values as they stand, and, where some are written in another way, of those rewritten in
 * plain numbers. `others` counts shapes that stand for no time.
 */
async function findKnown(engine: Engine, time: TimeColumn): Promise<{known: Shape[]; others: number; plain: Rewrite}> {
  const found = await findShapes(engine, time);
  const known = found.filter(isKnown);
  const others = found.filter((shape) => !isKnown(shape)).map(({shape}) => shape);
  if (others.length === 0) return {known, others: 0, plain: (text) => text};
  const plain: Rewrite = (text) => plainTimeSql(text, others, time.timezone);
  const rest = known.length ? `and not ${hasShape("text", patternsOf(known))}` : "";
  const values = `select text from (select ${time.text} as text from ${time.relation}) where text is not null ${rest}`;
  const seen = await engine.rows<{shape: string}>(
    `words in ${time.column}`,
    `with others as materialized (
       (${values} limit ${sampled}) union all (${values} and hash(text) % 97 = 0 limit ${sampled}))
     select distinct ${shapeSql(plain("text"))} as shape from others order by shape limit 1000`,
  );
  const rewritten = seen.map(({shape}): Shape => ({shape, isPlain: true, readings: readShape(shape)}));
  return {known: [...known, ...rewritten.filter(isKnown)], others: rewritten.length, plain};
}

/** Rows looked at for new shapes at a time, and how often without finding one that is a time: the rest is noise. */
const sampled = 20_000;
/** Rows looked at first: of a column that is written in one way these are enough. */
const glanced = 1000;
const rounds = 8;

/**
 * The shapes of a column's values, commonest kinds first met: shapes of a sample, then of a sample of what has none of those,
 * until nothing is left. One cheap pass over a column that is written in one way.
 */
async function findShapes(engine: Engine, {relation, column, text}: TimeColumn): Promise<Shape[]> {
  const shapes: Shape[] = [];
  for (let round = 0; round < rounds; ++round) {
    const rest = shapes.length ? `and not ${hasShape("text", patternsOf(shapes))}` : "";
    const seen = await engine.rows<{shape: string}>(
      `shapes of ${column}`,
      `select distinct ${shapeSql("text")} as shape
       from (select text from (select ${text} as text from ${relation}) where text is not null ${rest} limit ${shapes.length ? sampled : glanced}) order by shape limit 200`,
    );
    if (seen.length === 0) break;
    const found = seen.map(({shape}): Shape => ({shape, isPlain: false, readings: readShape(shape)}));
    if (found.some(isKnown)) round = -1;
    shapes.push(...found);
  }
  return shapes;
}

/** RE2 patterns of shapes: exact ones of those that can be read as they stand; else words and the number of digits may differ. */
function patternsOf(shapes: readonly Shape[]): string[] {
  const patterns = shapes.map((shape) => {
    const exact = shape.shape.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
    const isExact = isKnown(shape) && !shape.isPlain;
    const loose = isKnown(shape) ? exact : exact.replace(/[A-Za-z]+/g, "[A-Za-z]+");
    return (isExact ? exact : loose.replace(/(?<!0)0{1,2}(?!0)/g, "\\d{1,2}")).replaceAll("0", "\\d");
  });
  return [...new Set(patterns)];
}

/** SQL condition: the text is one of these patterns. */
const hasShape = (text: string, patterns: readonly string[]): string =>
  `regexp_full_match(${text}, ${literal(patterns.join("|"))})`;

const key = ({how, pattern, hasOffset}: TimeFormat) => (how === "cast" ? `cast ${hasOffset}` : `${how} ${pattern}`);

interface Chosen extends Shape {
  format: TimeFormat;
}

function byShape(text: string, chosen: readonly Chosen[], timezone: string, plain: Rewrite): string {
  const cases = (value: string, shapes: readonly Chosen[]) =>
    [...groupBy(shapes).values()]
      .map((group) => `when ${hasShape(value, patternsOf(group))} then ${formatSql(value, group[0].format, timezone)}`)
      .join(" ");
  const asIs = chosen.filter(({isPlain}) => !isPlain);
  const rewritten = chosen.filter(({isPlain}) => isPlain);
  const words = rewritten.length
    ? `list_transform([${plain(text)}], lambda plain_time: case ${cases("plain_time", rewritten)} end)[1]`
    : "null";
  return asIs.length ? `case ${cases(text, asIs)} else ${words} end` : words;
}

function groupBy(chosen: readonly Chosen[]): Map<string, Chosen[]> {
  const groups = new Map<string, Chosen[]>();
  for (const c of chosen) groups.set(key(c.format), [...(groups.get(key(c.format)) ?? []), c]);
  return groups;
}

/** The order of year, month and day that fits every value; refuses where two fit with different dates, or none does. */
async function decideOrder(engine: Engine, time: TimeColumn, open: Shape[], plain: Rewrite): Promise<Order> {
  const possible = orders.filter((order) => open.some(({readings}) => readings[order]));
  const reading = (order: Order) => {
    const chosen = open.flatMap((shape) => (shape.readings[order] ? [{...shape, format: shape.readings[order]}] : []));
    return byShape("text", chosen, "UTC", () => "plain_text");
  };
  const columns = possible.map((order) => `${reading(order)} as ${order}`).join(", ");
  const anyRead = possible.map((order) => `${order} is not null`).join(" or ");
  const fits = possible.map((order) => `count(${order}) = count(*) filter (${anyRead}) as ${order}`).join(", ");
  const asIs = open.filter(({isPlain}) => !isPlain);
  const only = open.length === asIs.length ? hasShape("text", patternsOf(asIs)) : "text is not null";
  const values = `select distinct text from (select ${time.text} as text from ${time.relation}) where ${only}`;
  const rewritten = open.length === asIs.length ? "text" : plain("text");
  const read = `with texts as materialized (select text, ${rewritten} as plain_text from (${values})),
    readings as materialized (select text, ${columns} from texts)`;
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

function formatSql(text: string, format: TimeFormat, timezone: string): string {
  const {how, pattern, hasOffset} = format;
  if (isNumberFormat(how)) {
    const instant = numberSql(text, how);
    return hasOffset ? instant : toUtc(instant, timezone);
  }
  const parse = (value: string) => parseSql(value, format);
  const parsed = `coalesce(${parse(text)}, ${edgesSql(text, parse, pattern)})`;
  return hasOffset ? utcSql(parsed) : toUtc(parsed, timezone);
}

function parseSql(text: string, {how, pattern, hasOffset}: TimeFormat): string {
  if (how === "cast") return `try_cast(${text} as ${hasOffset ? "timestamptz" : "timestamp"})`;
  const numeric = pattern.includes("%z") ? `regexp_replace(${text}, '[Zz]$', '+00:00')` : text;
  return `try_strptime(${numeric}, ${literal(pattern)})`;
}

/** Clocks that parsers refuse: 24:00 is the next midnight, the 60th second the next minute, 0:30 AM is 12:30 AM, 15:30 PM is 15:30. */
function edgesSql(text: string, parse: (value: string) => string, pattern: string): string {
  const midnight = "(^|\\D)24([:時]?)00";
  const cases = [
    `when regexp_matches(${text}, ${literal(`${midnight}(:?00|\\D|$)`)}) then ${parse(`regexp_replace(${text}, ${literal(midnight)}, '\\100\\200')`)} + interval 1 day`,
    `when regexp_matches(${text}, ':\\d\\d:60') then ${parse(`regexp_replace(${text}, '(:\\d\\d):60', '\\1:59')`)} + interval 1 second`,
  ];
  if (/^%Y%m%d%H%M/.test(pattern))
    cases.push(
      `when regexp_matches(${text}, '^\\d{8}2400') then ${parse(`regexp_replace(${text}, '^(\\d{8})24', '\\100')`)} + interval 1 day`,
    );
  if (pattern.includes("%I")) {
    const half = "(?i)\\s?pm";
    const whole = literal(pattern.replace("%I", "%H").replace(/\s?%p/, ""));
    cases.push(
      `when regexp_matches(${text}, '(^|\\D)00?:\\d') then ${parse(`regexp_replace(${text}, '(^|\\D)00?:', '\\112:')`)}`,
      `when regexp_matches(${text}, '(^|\\D)(1[3-9]|2[0-3]):.*${half}') then try_strptime(regexp_replace(${text}, '${half}', ''), ${whole})`,
    );
  }
  return `case ${cases.join(" ")} end`;
}

/** Seconds since 1970 of the years 1 to 9999, which timestamps of all kinds can hold. */
const earliest = -62_135_596_800;
const latest = 253_402_300_799;

function numberSql(text: string, how: NumberFormat): string {
  const {scale} = numberFormats[how];
  const isDays = how === "excel";
  const number = `try_cast(${text} as double)`;
  const seconds = isDays ? `(${number} - 25569) * 86400` : `${number} / ${scale}`;
  const micros = {
    epoch: `cast(round(${number} * 1000000) as bigint)`,
    epoch_ms: `try_cast(${text} as bigint) * 1000`,
    epoch_us: `try_cast(${text} as bigint)`,
    epoch_ns: `try_cast(${text} as bigint) // 1000`,
    excel: `cast(round((${number} - 25569) * 86400000) as bigint) * 1000`,
  }[how];
  return `case when ${seconds} between ${earliest} and ${latest} then make_timestamp(${micros}) end`;
}

const toUtc = (local: string, zone: string) =>
  zone === "UTC" ? local : utcSql(`timezone(${literal(zone)}, ${local})`);

/** An instant as a TIMESTAMP in UTC, by arithmetic: thirty times as fast as `timezone('UTC', …)`. */
const utcSql = (instant: string) => `make_timestamp(epoch_us(${instant}))`;
