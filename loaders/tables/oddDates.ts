import {type DayCount, type Reach, usableDays} from "../../src/analysis/dates/reach.ts";
import type {Note} from "../../src/analysis/notes/note.ts";
import {identifier, literal} from "../engine/duckdb.ts";
import {isZeroDate} from "../sources/files/dateShapes.ts";
import type {Workplace} from "../sources/files/staged.ts";
import {isTimeType, readTimes, type TimeReading} from "../sources/files/times.ts";
import {type ContractTable, contract} from "./contract.ts";
import {lineSql} from "./lines.ts";
import {missingIn} from "./missing.ts";
import {addNotes} from "./notes.ts";
import type {Prepared} from "./prepare.ts";
import {textSql} from "./values.ts";

/** A column of times: how it is read, and which of its values may stand. */
export interface TimeValues {
  /** SQL over the source's relation: what `reading` and `isZero` take. */
  text: string;
  reading: TimeReading;
  /** SQL condition: the value is a date of zeros, which means none. */
  isZero(value: string): string;
  /** Rows by day; of dates of zeros and infinite ones apart. */
  days: DayCount[];
  zeros: number;
  /** Where its dates may lie; null where all do. */
  usable: Reach | null;
}

/** Settles how the times of a source are read, and counts its rows by day. */
export async function readTimeColumns({engine, project}: Workplace, source: Prepared): Promise<void> {
  for (const {name, as} of contract[source.table]) {
    const column = source.mapping.get(name);
    if (as !== "time" || !column) continue;
    const asText = textSql(column.name, column.type, missingIn(project, source.source, column.name));
    const reading = await readTimes(engine, {
      relation: source.relation,
      column: column.name,
      type: column.type,
      text: asText,
      given: source.source.dates[column.name],
      timezone: project.timezone,
      file: source.files.map((f) => f.name).join(", "),
      mostUnread: Math.max(0.5, project.load.max_rejected),
    });
    const isTyped = isTimeType(column.type);
    const text = isTyped ? identifier(column.name) : asText;
    const isZero = (value: string) => (isTyped ? "false" : isZeroDate(value));
    const rows = await engine.rows<{day: number | null; n: number}>(
      `days of ${column.name}`,
      `select case when isfinite(value) then date_diff('day', date '1970-01-01', cast(value as date)) end as day, count(*) as n
       from (select ${reading.sql("given")} as value, given from (select ${text} as given from ${source.relation}))
       where value is not null or ${isZero("given")} group by day order by day`,
    );
    const days = rows.flatMap(({day, n}) => (day === null ? [] : [{day, n}]));
    const zeros = rows.find(({day}) => day === null)?.n ?? 0;
    source.times.set(name, {text, reading, isZero, days, zeros, usable: null});
  }
}

/** The tables' facts: what says when leads came and did things; ends of stays and decisions may lie further on. */
const facts: Partial<Record<ContractTable, string>> = {
  leads: "created_at",
  activities: "occurred_at",
  stage_visits: "entered_at",
};

/**
 * Settles which dates may stand: those of all facts together tell where the data lie; decisions and ends of stays may reach on from
 * there. Where the project names as-of, what lies after it is the future, not odd, up to two years.
 */
export function findOddDates(prepared: ReadonlyMap<ContractTable, Prepared[]>): void {
  const sources = [...prepared.values()].flat();
  const daysOf = (name: string) => sources.flatMap(({times}) => times.get(name)?.days ?? []);
  const own = Object.values(facts).flatMap(daysOf);
  for (const {table, times} of sources) {
    for (const [name, time] of times) {
      const range = usableDays(facts[table] === name && own.length > 0 ? own : [...own, ...daysOf(name)]);
      const isOdd = ({day}: DayCount) => range !== null && (day < range.from || day > range.to);
      if (time.zeros > 0 || time.days.some(isOdd)) time.usable = range;
    }
  }
}

const day = (n: number) => `(timestamp '1970-01-01' + ${n} * interval 1 day)`;

/** SQL condition: the time lies where dates may. */
export const usableSql = (time: string, {from, to}: Reach): string =>
  `${time} >= ${day(from)} and ${time} < ${day(to + 1)}`;

/** Adds a note for each column with odd dates: how many, what became of them, and where the first stands. */
export async function tellOddDates(place: Workplace, prepared: ReadonlyMap<ContractTable, Prepared[]>): Promise<void> {
  for (const source of [...prepared.values()].flat()) {
    for (const [name, time] of source.times) if (time.usable) await tell(place, source, name, time, time.usable);
  }
}

async function tell(place: Workplace, source: Prepared, name: string, time: TimeValues, usable: Reach): Promise<void> {
  const {text, reading, isZero, days, zeros} = time;
  const odd = days.filter(({day}) => day < usable.from || day > usable.to);
  const sum = (counts: readonly DayCount[]) => counts.reduce((total, {n}) => total + n, 0);
  const isEnd =
    odd.length > 0 && zeros === 0 && odd.every(({day}) => day > usable.to) && /^(left|decided)_at$/.test(name);
  const isReject = contract[source.table].some((column) => column.name === name && column.unless);
  const line = await lineSql(place, source);
  const [first] = await place.engine.rows<{place: string; date: string}>(
    `odd dates of ${name}`,
    `with first as (
       select row_key, cast(given as varchar) as date
       from (select row_key, given, ${reading.sql("given")} as value from (select row_key, ${text} as given from ${source.relation}))
       where (value is not null and not (${usableSql("value", usable)})) or ${isZero("given")} order by row_key limit 1)
     select concat(coalesce(r.source_file, ${literal(source.files[0].name)}), coalesce(':' || ${line.sql}, ' row ' || r.source_row)) as place, date
     from first join ${source.relation} r using (row_key) ${line.join}`,
  );
  const note: Note = {
    kind: "odd dates",
    level: isEnd ? "told" : "warning",
    table: source.table,
    column: name,
    rows: sum(odd) + zeros,
    of: sum(days) + zeros,
    became: isReject ? "reject" : isEnd ? "no end" : "missing",
    place: first.place,
    local: {date: first.date},
  };
  await addNotes(place.engine, [note]);
}
