import {type DatedDays, type DayCount, type LastDay, lastDay} from "../src/analysis/dates/reach.ts";
import type {LateRows, TimeNote} from "../src/analysis/notes/times.ts";
import {type Engine, literal} from "./engine/duckdb.ts";
import {ProjectFaults} from "./project/faults.ts";
import {faultsIn} from "./project/project.ts";
import type {Project} from "./project/schema.ts";
import {addNotes} from "./tables/notes.ts";

/** With an offset an instant, without one local time of the zone. */
const statedSql = (asOf: string, zone: string): string =>
  /T.*(Z|[+-]\d{2}:\d{2})$/.test(asOf)
    ? `cast(${literal(new Date(asOf).toISOString().replace("Z", ""))} as timestamp)`
    : `timezone('UTC', timezone(${literal(zone)}, cast(${literal(asOf)} as timestamp)))`;

interface End {
  /** ISO, in UTC. */
  asOf: string;
  because: LateRows["because"] | null;
  /** Instants of the first and the last dated row of all; null without any. */
  first: string | null;
  last: string | null;
  /** Dated rows after as-of. */
  late: number;
  apart: LastDay["apart"];
}

/**
 * The data's end (as-of): what the project file says, else the last instant of the day that `lastDay` finds in the loaded tables:
 * of all dated rows, but for a few that stand apart after a gap, and planned activities. 1970 without times.
 */
export async function dataEnd(engine: Engine, project: Project): Promise<string> {
  return (await findEnd(engine, project)).asOf;
}

/**
 * Notes which dated rows lie after as-of and are not used.
 * @throws ProjectFaults where the project's `as_of` lies before every dated row, or over two years after the last.
 */
export async function tellDataEnd(engine: Engine, project: Project): Promise<void> {
  const {asOf, because, first, last, late, apart} = await findEnd(engine, project);
  if (first === null || last === null) return;
  const notes: TimeNote[] = [];
  if (late > 0 && because !== null)
    notes.push({
      kind: "rows after as-of",
      level: because === "project file" ? "told" : "warning",
      asOf: shown(asOf),
      rows: late,
      because,
      local: {last: shown(last)},
    });
  if (apart !== null && because !== "project file")
    notes.push({kind: "as-of apart", level: "warning", asOf: shown(asOf), ...apart});
  const days = Math.floor((Date.parse(asOf) - Date.parse(last)) / 86_400_000);
  const refuse = (message: string) => new ProjectFaults(faultsIn(project, [{path: ["as_of"], message}]));
  if (Date.parse(asOf) < Date.parse(first))
    throw refuse(`as_of ${shown(asOf)} is before every dated row; they lie from ${shown(first)} to ${shown(last)}`);
  if (days > 730)
    throw refuse(
      `as_of ${shown(asOf)} is over two years after the last dated row, ${shown(last)}; leave it out to use the data's own end`,
    );
  if (days > 90)
    notes.push({kind: "as-of after the data", level: "warning", asOf: shown(asOf), days, local: {last: shown(last)}});
  await addNotes(engine, notes);
}

const shown = (instant: string) =>
  instant
    .replace(/T00:00:00.000Z$/, "")
    .replace(/:\d\d\.\d{3}Z$/, "")
    .replace("T", " ");

const columns: Record<keyof DatedDays, string> = {
  created: "created_at from leads",
  activities: "occurred_at from activities",
  entered: "entered_at from stage_visits",
  left: "left_at from stage_visits",
  decided: "decided_at from outcomes",
};

async function findEnd(engine: Engine, {as_of, timezone}: Project): Promise<End> {
  const dated = {} as Record<keyof DatedDays, DayCount[]>;
  for (const [kind, from] of Object.entries(columns) as [keyof DatedDays, string][]) {
    dated[kind] = await engine.rows<DayCount>(
      `days of ${from}`,
      `select date_diff('day', date '1970-01-01', cast(instant as date)) as day, count(*) as n
       from (select ${from.replace(" from", " as instant from")}) where instant is not null group by day order by day`,
    );
  }
  const all = `(${Object.values(columns)
    .map((from) => `select ${from.replace(" from", " as instant from")}`)
    .join(" union all ")})`;
  const {day, without, apart} = lastDay(dated);
  const chosen =
    as_of === undefined
      ? `(select max(instant) from ${all} where instant < timestamp '1970-01-01' + ${day + 1} * interval 1 day)`
      : statedSql(as_of, timezone);
  const [found] = await engine.rows<{asOf: string | null; first: string | null; last: string | null; late: number}>(
    "as_of",
    `select any_value(as_of) as "asOf", min(instant) as first, max(instant) as last, count(case when instant > as_of then 1 end) as late
     from ${all}, (select ${chosen} as as_of)`,
  );
  return {
    ...found,
    asOf: found.asOf ?? "1970-01-01T00:00:00.000Z",
    because: as_of === undefined ? without : "project file",
    apart,
  };
}
