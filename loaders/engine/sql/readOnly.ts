import {isDeepStrictEqual} from "node:util";
import type {Engine} from "../duckdb.ts";
import {sentence} from "./reason.ts";
import {type NamedFile, type Node, readTree, type SqlFault} from "./selectTree.ts";

/** SQL that was looked at: what is wrong with it, and the files that it reads. */
export interface Looked {
  faults: SqlFault[];
  files: NamedFile[];
}

/**
 * Looks at a text that is to be a query, as DuckDB's own parser reads it: one SELECT, which stays that within brackets, and does
 * nothing but read. Nothing is run. `tables` are those that it may read, lower case; absent: all of the database, and the text may
 * end with a semicolon, as it will not stand in brackets.
 */
export async function lookAtQuery(engine: Engine, sql: string, tables?: readonly string[]): Promise<Looked> {
  const parse = (text: string, before: string) => parseSelect(engine, text, before, "one SELECT, without a semicolon");
  const alone = await parse(sql, "");
  if ("fault" in alone) return failed(alone.fault);
  if (tables !== undefined) {
    const within = await parse(`${sql}\n)`, "select * from (");
    if ("fault" in within) return failed(within.fault);
    const {subquery} = within.tree.from_table as Node;
    if (!isSame((subquery as Node).node, alone.tree)) return failed({message: notOne});
  }
  return readTree(alone.tree, {tables, restless: await restlessFunctions(engine)});
}

/**
 * Looks at a text that is to be a condition on the rows of a table: an expression, and the same one within brackets as without.
 * Nothing is run.
 */
export async function lookAtCondition(engine: Engine, sql: string): Promise<Looked> {
  const parse = (text: string, before: string) => parseSelect(engine, text, before, `one condition, ${example}`);
  const bare = await parse(`${sql}\n`, from);
  if ("fault" in bare) return failed(bare.fault);
  const bracketed = await parse(`${sql}\n)`, `${from}(`);
  if ("fault" in bracketed) return failed(bracketed.fault);
  const {where_clause: condition, ...rest} = bracketed.tree;
  if (!isSame(bare.tree, bracketed.tree) || !isSame(rest, nothingElse))
    return failed({
      message: `unsupported: more than a condition; write one that is true or false of each row, ${example}`,
    });
  const {faults, files} = readTree(condition, {tables: [], restless: await restlessFunctions(engine)});
  const inText = <T extends {at?: number}>(one: T): T => ({...one, at: (one.at ?? 0) - Buffer.byteLength(`${from}(`)});
  return {faults: faults.map(inText), files: files.map(inText)};
}

const from = "select * from source where ";

/** What stands around the condition in the tree of such a SELECT. */
const nothingElse: Node = {
  type: "SELECT_NODE",
  select_list: [{class: "STAR", type: "STAR"}],
  from_table: {type: "BASE_TABLE", table_name: "source"},
  aggregate_handling: "STANDARD_HANDLING",
};

const example = "as in status <> 'test'";

const notOne = "unsupported: more than one SELECT; write one, without a semicolon";

const failed = (fault: SqlFault): Looked => ({faults: [fault], files: []});

/** The tree of the one SELECT that a text after `before` is, or what is wrong with it. */
async function parseSelect(
  engine: Engine,
  sql: string,
  before: string,
  wanted: string,
): Promise<{tree: Node} | {fault: SqlFault}> {
  if (sql.includes("\0")) return {fault: {message: "invalid SQL: a byte of zero; leave it out"}};
  const [{json}] = await engine.rows<{json: string}>(
    "parse SQL",
    "select json_serialize_sql(cast($sql as varchar), skip_default := true, skip_empty := true, skip_null := true) as json",
    {sql: before + sql},
  );
  const parsed = JSON.parse(json) as {error: boolean; error_message?: string; position?: string; statements?: Node[]};
  const at = parsed.position === undefined ? undefined : Number(parsed.position) - Buffer.byteLength(before);
  const reason = sentence(parsed.error_message ?? "");
  if (/^only SELECT statements/.test(reason))
    return {
      fault: {
        message: `unsupported: another statement than a SELECT; write ${wanted}, which may read and nothing else`,
      },
    };
  if (parsed.error) return {fault: {message: `invalid SQL: ${reason}; write ${wanted}`, at}};
  const [statement, ...more] = parsed.statements ?? [];
  if (statement === undefined) return {fault: {message: `missing SQL; write ${wanted}`}};
  return more.length > 0 ? {fault: {message: notOne}} : {tree: statement.node as Node};
}

/** Whether two parts are the same, wherever they stand in their texts. */
const isSame = (a: unknown, b: unknown): boolean => isDeepStrictEqual(placeless(a), placeless(b));

function placeless(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(placeless);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, part]) => (key === "query_location" ? [] : [[key, placeless(part)]])),
  );
}

/** Functions whose answer changes from call to call, or that have an effect, by the engine's own word. */
async function restlessFunctions(engine: Engine): Promise<Set<string>> {
  const rows = await engine.rows<{name: string}>(
    "restless functions",
    "select distinct lower(function_name) as name from duckdb_functions() where stability = 'VOLATILE' and function_name <> 'error'",
  );
  return new Set(rows.map(({name}) => name));
}
