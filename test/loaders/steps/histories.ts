import {Engine, identifier, literal} from "../../../loaders/engine/duckdb.ts";
import {runStep} from "../../../loaders/engine/steps.ts";

/** One lead's story. Times are days since 2025-01-01 UTC; null where the time is unknown. */
export interface History {
  created?: number | null;
  /** Position of the stage, when it was entered, when it was left. */
  visits?: [stage: number, at: number | null, left?: number | null][];
  activities?: [activity: string, at: number | null][];
  outcome?: "won" | "lost";
  decided?: number | null;
  attributes?: Record<string, string | number | null>;
}

export interface Settings {
  asOf: number;
  dormantAfterDays?: number;
  stageNo?: number | null;
}

/** An engine in memory with the contract tables of these leads (numbered from 0), `steps.settings` and `steps.ends`. */
export async function load(histories: readonly History[], settings: Settings): Promise<Engine> {
  const engine = await Engine.open();
  const attributes = Object.keys(histories[0]?.attributes ?? {});
  const typeOf = (a: string) => (histories.some((h) => typeof h.attributes?.[a] === "number") ? "double" : "varchar");
  const leads = histories.map(({created, attributes: values}, i) =>
    [i, literal(`lead ${i}`), at(created), i % 20, ...attributes.map((a) => value(values?.[a]))].join(", "),
  );
  const visits = histories.flatMap(({visits = []}, i) =>
    visits.map(
      ([stage, entered, left]) => `${i}, 'lead ${i}', 'stage ${stage}', ${stage}, ${at(entered)}, ${at(left)}`,
    ),
  );
  const activities = histories.flatMap(({activities = []}, i) =>
    activities.map(([activity, when], seq) => `${i}, 'lead ${i}', ${at(when)}, ${seq}, ${literal(activity)}`),
  );
  const outcomes = histories.flatMap(({outcome, decided}, i) =>
    outcome ? [`${i}, 'lead ${i}', ${literal(outcome)}, ${at(decided)}, null`] : [],
  );
  const columns = attributes.map((a) => `, ${identifier(a)} ${typeOf(a)}`).join("");
  await engine.run(
    "tables",
    `create schema steps;
    create schema results;
    create table leads (lead_no integer, lead_id varchar, created_at timestamp, fold integer${columns});
    create table stage_visits (lead_no integer, lead_id varchar, stage varchar, stage_no integer, entered_at timestamp, left_at timestamp);
    create table activities (lead_no integer, lead_id varchar, occurred_at timestamp, seq integer, activity varchar,
      channel varchar default null, topic varchar default null, campaign varchar default null, actor varchar default null);
    create table outcomes (lead_no integer, lead_id varchar, outcome varchar, decided_at timestamp, amount double);
    create table attributes (name varchar, type varchar, position integer, is_known_later boolean);
    create table steps.settings as select ${at(settings.asOf)} as as_of, ${settings.stageNo ?? "cast(null as integer)"} as stage_no,
      ${settings.dormantAfterDays ?? 90} as dormant_after_days;
    ${insert(
      "attributes",
      attributes.map((a, i) => `${literal(a)}, '${typeOf(a) === "double" ? "number" : "category"}', ${i}, false`),
    )}
    ${insert("leads", leads)}
    ${insert("stage_visits", visits)}
    ${insert("activities (lead_no, lead_id, occurred_at, seq, activity)", activities)}
    ${insert("outcomes", outcomes)}`,
  );
  await runStep(engine, "ends");
  return engine;
}

const insert = (table: string, rows: readonly string[]): string =>
  rows.length > 0 ? `insert into ${table} values ${rows.map((row) => `(${row})`).join(",\n")};` : "";

const at = (day: number | null | undefined): string =>
  day === null || day === undefined
    ? "cast(null as timestamp)"
    : `timestamp '2025-01-01' + interval '${Math.round(day * 86400)}' second`;

const value = (v: string | number | null | undefined): string =>
  v === null || v === undefined ? "null" : typeof v === "number" ? String(v) : literal(v);
