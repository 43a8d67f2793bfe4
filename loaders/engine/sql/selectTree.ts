/** A part of a SELECT as DuckDB's parser gives it. */
export type Node = {[key: string]: unknown};

/** A file that a query names: as it is written, and where (byte of its text). */
export interface NamedFile {
  path: string;
  at: number;
}

/** What is wrong with a query, and where (byte of its text), if that is known. */
export interface SqlFault {
  message: string;
  at?: number;
}

interface Allowed {
  /** Tables that may be read, lower case; absent: all. */
  tables?: readonly string[];
  /** Functions that answer otherwise from call to call, or have an effect, lower case. */
  restless: ReadonlySet<string>;
}

/** Parts of a query that are no expressions: where rows come from, and what is done with them. */
const parts = new Set([
  ...["SELECT_NODE", "SET_OPERATION_NODE", "RECURSIVE_CTE_NODE", "CTE_NODE"],
  ...["BASE_TABLE", "EMPTY", "EXPRESSION_LIST", "JOIN", "PIVOT", "SUBQUERY", "TABLE_FUNCTION"],
  ...["DISTINCT_MODIFIER", "LIMIT_MODIFIER", "LIMIT_PERCENT_MODIFIER", "ORDER_MODIFIER"],
  ...["ASCENDING", "DESCENDING", "ORDER_DEFAULT"],
]);

const readers = new Set([
  ...["read_csv", "read_csv_auto", "read_parquet", "parquet_scan"],
  ...["read_json", "read_json_auto", "read_ndjson", "read_ndjson_auto"],
  ...["read_json_objects", "read_json_objects_auto", "read_ndjson_objects"],
]);

const makers = new Set(["unnest", "range", "generate_series", "repeat", "json_each", "json_tree"]);

/** Options of readers that leave tables behind. */
const leaving = new Set(["store_rejects", "rejects_table", "rejects_scan", "rejects_limit"]);

/** Functions that tell of the machine or plan other SQL. */
const prying = new Set(["current_setting", "getenv", "getvariable", "json_serialize_plan", "current_query"]);

/**
 * Goes through a SELECT, part by part: it may read the tables that are allowed, files by readers, and make rows by functions that
 * do nothing else. What is not known to be harmless is a fault. Also gives the files that it names, to be judged by the caller.
 */
export function readTree(tree: unknown, allowed: Allowed): {faults: SqlFault[]; files: NamedFile[]} {
  const faults: SqlFault[] = [];
  const files: NamedFile[] = [];
  const own = namesOfCtes(tree);
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) node.forEach(visit);
    if (!isNode(node)) return;
    const at = placeOf(node);
    if (node.type === "BASE_TABLE") table(node, at);
    else if (node.type === "TABLE_FUNCTION") tableFunction(node.function as Node, at);
    else if (node.class === "FUNCTION") scalar(text(node.function_name).toLowerCase(), at);
    else if (typeof node.type === "string" && node.class === undefined && !isPart(node.type))
      faults.push({
        message: `unsupported: ${shownPart(node.type)}; write a SELECT, which may read and nothing else`,
        at,
      });
    const inner = node.type === "TABLE_FUNCTION" ? {...node, function: (node.function as Node).children} : node;
    Object.values(inner).forEach(visit);
  };
  const table = (node: Node, at: number) => {
    const name = text(node.table_name);
    const place = [node.catalog_name, node.schema_name].map(text).filter(Boolean);
    const whole = [...place, name].join(".");
    if ([...place, name].some(looksLikeFile)) files.push({path: whole, at});
    else if (allowed.tables && (place.length > 0 || ![...allowed.tables, ...own].includes(name.toLowerCase())))
      faults.push({message: unknownTable(whole, allowed.tables), at});
  };
  const tableFunction = ({function_name, children}: Node, at: number) => {
    const name = text(function_name).toLowerCase();
    const args = (children ?? []) as Node[];
    const used = args.map(optionOf).find((option) => option !== null && leaving.has(option));
    if (!readers.has(name)) {
      if (!makers.has(name))
        faults.push({
          message: `unsupported: ${name}(…) as a table; files are read by read_csv, read_json or read_parquet`,
          at,
        });
    } else if (used)
      faults.push({message: `unsupported: ${used} of ${name}, which leaves a table behind; leave it out`, at});
    else {
      const named = args.length > 0 ? pathsOf(args[0]) : null;
      if (named) files.push(...named);
      else
        faults.push({message: `unsupported: a path that is computed; write the path itself: ${name}('file.csv')`, at});
    }
  };
  const scalar = (name: string, at: number) => {
    if (prying.has(name))
      faults.push({message: `unsupported: ${name}(…), which tells of more than the data; leave it out`, at});
    else if (allowed.restless.has(name))
      faults.push({
        message: `unsupported: ${name}(…), which answers otherwise from call to call or has an effect: two loads would differ; leave it out`,
        at,
      });
  };
  visit(tree);
  return {faults, files};
}

const isNode = (node: unknown): node is Node => typeof node === "object" && node !== null && !Array.isArray(node);

const isPart = (type: string) => parts.has(type) || type.endsWith("_TYPE_INFO");

const shownPart = (type: string) =>
  type === "SHOW_REF" ? "describe, show or summarize" : type.toLowerCase().replaceAll("_", " ");

const text = (value: unknown): string => (typeof value === "string" ? value : "");

const placeOf = ({query_location}: Node): number => Number(query_location ?? 0);

/** The engine takes a name for a file where no table has it: a name with an ending, of a folder, of a pattern or a host. */
const looksLikeFile = (name: string) => /[./\\:*?[]/.test(name);

function unknownTable(name: string, tables: readonly string[]): string {
  const may = tables.length > 0 ? `a query reads ${tables.join(", ")}` : "a condition is about the columns of one row";
  return `unknown table: ${name}; ${may}; other files by read_csv('file.csv')`;
}

function namesOfCtes(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(namesOfCtes);
  if (!isNode(node)) return [];
  const map = isNode(node.cte_map) ? ((node.cte_map.map ?? []) as Node[]) : [];
  return [...map.map(({key}) => text(key).toLowerCase()), ...Object.values(node).flatMap(namesOfCtes)];
}

/** The name of an argument that is given by name: `a = 1`, `a := 1`. */
function optionOf(arg: Node): string | null {
  const left = arg.type === "COMPARE_EQUAL" ? (arg.left as Node) : null;
  const names = left?.class === "COLUMN_REF" ? (left.column_names as string[]) : [text(arg.alias)];
  return names.length === 1 && names[0] !== "" ? names[0].toLowerCase() : null;
}

/** The paths that an argument is: a text, or a list of texts; null for anything else. */
function pathsOf(arg: Node): NamedFile[] | null {
  if (optionOf(arg) !== null) return null;
  if (arg.class === "FUNCTION" && arg.function_name === "list_value") {
    const each = ((arg.children ?? []) as Node[]).map(pathsOf);
    return each.length > 0 && each.every((one) => one !== null) ? each.flat() : null;
  }
  const value = arg.class === "CONSTANT" ? (arg.value as Node) : null;
  const isText = value !== null && (value.type as Node).id === "VARCHAR" && typeof value.value === "string";
  return isText ? [{path: value.value as string, at: placeOf(arg)}] : null;
}
