import type {RejectReason} from "../../src/analysis/run.ts";
import {identifier, literal} from "../engine/duckdb.ts";
import type {Workplace} from "../sources/files/staged.ts";
import {amountSql} from "./amounts.ts";
import {toldApartBy} from "./clean.ts";
import {type ContractColumn, type ContractTable, contract} from "./contract.ts";
import {checkColumnSettings, missingIn} from "./missing.ts";
import {usableSql} from "./oddDates.ts";
import {constantSql, type Prepared} from "./prepare.ts";
import {joinSpellings, spelledSql} from "./spellings.ts";
import {textSql} from "./values.ts";

interface TypedColumn {
  name: string;
  /** SQL over the source's relation: the value as text, or as it is where it has a type for times; absent without a column. */
  text?: string;
  /** SQL over the text (as `"text <name>"`), or a constant. */
  value: string;
  /** SQL over the value that takes its place in the end; absent where it stays. */
  kept?: string;
  /** `[condition, reason, detail]` over both that reject a row. */
  faults: [string, string, string][];
  isDateOnly: boolean;
}

/**
 * Creates `staging.typed_<table>`: a row per selected source row with the contract's columns in their types, where the
 * row came from (`source_no`, `row_key`, `source_row`, `source_file`), a hash over the whole source row, and the first
 * `reason` (with `detail`) why it cannot be used, NULL where it can. `extra` adds columns to each source's select. A
 * table where it stays in memory, and of leads, which are few and asked often; else a view, because reading twice is cheaper than
 * writing once.
 */
export async function createTyped(
  place: Workplace,
  table: ContractTable,
  prepared: readonly Prepared[],
  extra: (source: Prepared) => string[] = () => [],
): Promise<void> {
  const kind = place.isSmall || table === "leads" ? "table" : "view";
  for (const source of prepared) checkColumnSettings(place.project, source);
  const joined = table === "activities" ? await joinActivities(place, prepared) : new Map<string, string>();
  const selects: string[] = [];
  for (const source of prepared) selects.push(await typedSelect(place, source, extra(source), joined));
  await place.engine.run(
    `type ${table}`,
    `create or replace ${kind} staging.typed_${table} as\n${selects.join("\nunion all by name\n") || emptySelect(table)}`,
  );
}

async function typedSelect(
  place: Workplace,
  source: Prepared,
  extra: string[],
  joined: ReadonlyMap<string, string>,
): Promise<string> {
  const columns: TypedColumn[] = [];
  for (const column of contract[source.table]) columns.push(await typedColumn(place, source, column, joined));
  const faults = columns.flatMap(({faults}) => faults);
  const firstFault = (pick: 1 | 2) =>
    faults.length ? `case ${faults.map((f) => `when ${f[0]} then ${f[pick]}`).join(" ")} end` : "null";
  const whole = toldApartBy(source.columns, source.source.clean).map(identifier).join(", ");
  const texts = columns.flatMap(({name, text}) => (text ? [`${text} as ${identifier(`text ${name}`)}`] : []));
  const given = [`hash(${whole}) as row_hash`, ...texts, ...extra];
  const kept = columns.flatMap(({name, kept}) => (kept ? [`${kept} as ${name}`] : []));
  return `select * exclude (${columns.flatMap(({name, text}) => (text ? [identifier(`text ${name}`)] : [])).join(", ")})
      ${kept.length > 0 ? `replace (${kept.join(", ")})` : ""},
      cast(${firstFault(1)} as varchar) as reason, cast(${firstFault(2)} as varchar) as detail
    from (
      select *, ${columns.map(({name, value}) => `${value} as ${name}`).join(",\n        ")}
      from (
        select ${source.number} as source_no, row_key, source_row, source_file,
          ${columns.some((c) => c.isDateOnly)} as has_dates_only,
          ${given.join(",\n          ")}
        from ${source.relation}))`;
}

async function typedColumn(
  place: Workplace,
  source: Prepared,
  column: ContractColumn,
  joined: ReadonlyMap<string, string>,
): Promise<TypedColumn> {
  const {name, as, unless} = column;
  const from = source.mapping.get(name);
  if (!from)
    return {name, value: constantSql(source.source.constants[name], sqlTypes[as]), faults: [], isDateOnly: false};
  const missing = missingIn(place.project, source.source, from.name);
  const text = textSql(from.name, from.type, missing);
  const asText = identifier(`text ${name}`);
  const faults: TypedColumn["faults"] = unless
    ? [[`${asText} is null`, literal(unless), literal(`${from.name} is empty`)]]
    : [];
  if (as === "text") {
    const spellings = joined.get(name);
    return {
      name,
      text,
      value: spellings ? await spelledSql(place.engine, spellings, asText) : asText,
      faults,
      isDateOnly: false,
    };
  }
  if (as === "amount") {
    const value = await amountSql(place, source, {from, text, asText});
    return {name, text, value, faults, isDateOnly: false};
  }
  const time = source.times.get(name);
  if (!time) throw new Error(`times not read: ${source.table}.${name}`);
  const {reading, usable, isZero} = time;
  const inside = usable && usableSql(name, usable);
  const given = `${asText} is not null and not ${isZero(asText)}`;
  faults.push(unread(name, from.name, "unparseable time", `${given} and ${name} is null`));
  if (unless && inside) faults.push(unread(name, from.name, "odd date", `(${inside}) is not true`));
  return {
    name,
    text: time.text,
    value: reading.sql(asText),
    kept: inside ? `case when ${inside} then ${name} end` : undefined,
    faults,
    isDateOnly: reading.isDateOnly,
  };
}

/** Texts of activities that are one where they differ in case, width or blanks only. */
const joinedColumns = ["activity", "channel", "topic", "campaign"];

/** Tables of the spellings to be replaced, by column, where there are any. */
async function joinActivities(place: Workplace, prepared: readonly Prepared[]): Promise<Map<string, string>> {
  const joined = new Map<string, string>();
  for (const name of joinedColumns) {
    const texts = prepared.flatMap(({source, relation, mapping}) => {
      const column = mapping.get(name);
      if (!column) return [];
      const text = textSql(column.name, column.type, missingIn(place.project, source, column.name));
      return [`select ${text} as text, count(*) as n from ${relation} group by 1`];
    });
    const table = texts.length > 0 ? await joinSpellings(place, {name, texts, isOfLeads: false}) : null;
    if (table) joined.set(name, table);
  }
  return joined;
}

const unread = (name: string, column: string, reason: RejectReason, when: string): TypedColumn["faults"][number] => [
  when,
  literal(reason),
  `${literal(`${column}: `)} || ${identifier(`text ${name}`)}`,
];

const sqlTypes = {text: "varchar", time: "timestamp", amount: "double"} as const;

function emptySelect(table: ContractTable): string {
  const columns = contract[table].map(({name, as}) => `cast(null as ${sqlTypes[as]}) as ${name}`);
  return `select 0 as source_no, 0::bigint as row_key, 0::bigint as source_row, '' as source_file, hash(0) as row_hash,
    ${columns.join(", ")}, false as has_dates_only, null::varchar as reason, null::varchar as detail where false`;
}
