import {type ColumnFacts, type NoRule, type NoRuleNote, whyNoRule} from "../../src/analysis/notes/noRule.ts";
import {attributeColumn} from "../../src/exports/sqlRules.ts";
import type {Engine} from "../engine/duckdb.ts";
import type {Project} from "../project/schema.ts";
import {attributesOf} from "./attributes.ts";
import {addNotes} from "./notes.ts";

/** Actions that are named at most; of the others the number is told. */
const mostNamed = 8;

/**
 * Notes on every column of leads, and every action, that can give no rule, with the reason; returns these columns. From leads alone,
 * so that `check` and `load` say the same.
 */
export async function noteColumns(engine: Engine, project: Project): Promise<Set<string>> {
  const notes: NoRuleNote[] = [];
  const columns: {column: string; why: NoRule}[] = [];
  for (const {name, type} of await attributesOf(engine)) {
    const said = project.attributes[name];
    const why: NoRule | null = said?.personal
      ? {kind: "personal"}
      : said?.known_after !== undefined && said.trusted === undefined
        ? {kind: "known afterwards"}
        : whyNoRule(await factsOf(engine, name, type), project.candidates.min_support);
    if (why) columns.push({column: name, why});
  }
  if (columns.length > 0) notes.push({kind: "columns without a rule", level: "told", columns});
  await addNotes(engine, [...notes, ...(await rareActions(engine, project))]);
  return new Set(columns.map(({column}) => column));
}

async function factsOf(engine: Engine, column: string, type: ColumnFacts["type"]): Promise<ColumnFacts> {
  const [facts] = await engine.rows<Omit<ColumnFacts, "column" | "type">>(
    "column facts",
    `with
    counted as (
      select ${attributeColumn(column)} is null as is_missing, ${attributeColumn(column)} as value, count(*) as n
      from main.leads
      group by ${attributeColumn(column)}
    )
    select
      coalesce(sum(n), 0) as leads,
      coalesce(sum(n) filter (not is_missing), 0) as filled,
      count(*) filter (not is_missing) as "values",
      coalesce(max(n) filter (not is_missing), 0) as commonest
    from counted`,
  );
  return {column, type, ...facts};
}

/** Actions of so few leads that no rule can rest on them. Those of fewer than `publish.min_cell` leads are not named. */
async function rareActions(
  engine: Engine,
  {candidates: {min_support}, publish: {min_cell}}: Project,
): Promise<NoRuleNote[]> {
  const rare = await engine.rows<{activity: string; leads: number}>(
    "rare actions",
    `select activity, count(distinct lead_no) as leads from main.activities
    group by activity having count(distinct lead_no) < ${min_support} order by leads desc, activity`,
  );
  if (rare.length === 0) return [];
  const named = rare.filter(({leads}) => leads >= min_cell).slice(0, mostNamed);
  const others = rare.length - named.length;
  return [
    {
      kind: "actions without a rule",
      level: "told",
      named: named.map(({activity}) => activity),
      others,
      least: min_support,
    },
  ];
}
