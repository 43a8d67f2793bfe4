import {identifier, literal} from "../engine/duckdb.ts";
import type {Workplace} from "../sources/files/staged.ts";
import {readTimes} from "../sources/files/times.ts";
import {type ContractColumn, type ContractTable, contract} from "./contract.ts";
import {constantSql, type Prepared} from "./prepare.ts";
import {amountSql, textSql} from "./values.ts";

interface TypedColumn {
  name: string;
  sql: string;
  /** `[condition, reason, detail]` that reject a row. */
  faults: [string, string, string][];
  isDateOnly: boolean;
}

/**
 * Creates `staging.typed_<table>`: a row per selected source row with the contract's columns in their types, where the
 * row came from (`source_no`, `row_key`, `source_row`, `source_file`), a hash over the whole source row, and the first
 * `reason` (with `detail`) why it cannot be used, NULL where it can. `extra` adds columns to each source's select.
 */
export async function createTyped(
  place: Workplace,
  table: ContractTable,
  prepared: readonly Prepared[],
  extra: (source: Prepared) => string[] = () => [],
): Promise<string> {
  const name = `staging.typed_${table}`;
  const selects: string[] = [];
  for (const source of prepared) selects.push(await typedSelect(place, source, extra(source)));
  await place.engine.run(
    `type ${table}`,
    `create or replace table ${name} as\n${selects.join("\nunion all by name\n") || emptySelect(table)}`,
  );
  return name;
}

async function typedSelect(place: Workplace, source: Prepared, extra: string[]): Promise<string> {
  const columns: TypedColumn[] = [];
  for (const column of contract[source.table]) columns.push(await typedColumn(place, source, column));
  const faults = columns.flatMap(({faults}) => faults);
  const firstFault = (pick: 1 | 2) =>
    faults.length ? `case ${faults.map((f) => `when ${f[0]} then ${f[pick]}`).join(" ")} end` : "null";
  const whole = source.columns.map((c) => identifier(c.name)).join(", ");
  return `select ${source.number} as source_no, row_key, source_row, source_file, hash(${whole}) as row_hash,
    ${columns.map(({name, sql}) => `${sql} as ${name}`).join(",\n    ")},
    ${columns.filter((c) => c.isDateOnly).length > 0} as has_dates_only,
    ${[...extra, `cast(${firstFault(1)} as varchar) as reason`, `cast(${firstFault(2)} as varchar) as detail`].join(",\n    ")}
    from ${source.relation}`;
}

async function typedColumn(place: Workplace, source: Prepared, column: ContractColumn): Promise<TypedColumn> {
  const {name, as, unless} = column;
  const from = source.mapping.get(name);
  if (!from) {
    const type = as === "time" ? "timestamp" : as === "amount" ? "double" : "varchar";
    return {name, sql: constantSql(source.source.constants[name], type), faults: [], isDateOnly: false};
  }
  const missing = source.source.missing ?? place.project.missing;
  const text = textSql(from.name, from.type, missing);
  const faults: TypedColumn["faults"] = unless
    ? [[`${text} is null`, literal(unless), literal(`${from.name} is empty`)]]
    : [];
  if (as === "text") return {name, sql: text, faults, isDateOnly: false};
  const detail = `${literal(`${from.name}: `)} || ${text}`;
  if (as === "amount") {
    const sql = amountSql(text);
    faults.push([`${text} is not null and (${sql}) is null`, literal("unreadable amount"), detail]);
    return {name, sql, faults, isDateOnly: false};
  }
  const {sql, isDateOnly} = await readTimes(place.engine, {
    relation: source.relation,
    column: from.name,
    type: from.type,
    text,
    given: source.source.dates[from.name],
    timezone: place.project.timezone,
    file: source.files.map((f) => f.name).join(", "),
  });
  faults.push([`${text} is not null and (${sql}) is null`, literal("unparseable time"), detail]);
  return {name, sql, faults, isDateOnly};
}

const sqlTypes = {text: "varchar", time: "timestamp", amount: "double"} as const;

function emptySelect(table: ContractTable): string {
  const columns = contract[table].map(({name, as}) => `cast(null as ${sqlTypes[as]}) as ${name}`);
  return `select 0 as source_no, 0::bigint as row_key, 0::bigint as source_row, '' as source_file, hash(0) as row_hash,
    ${columns.join(", ")}, false as has_dates_only, null::varchar as reason, null::varchar as detail where false`;
}
