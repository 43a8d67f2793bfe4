import type {Engine} from "../engine/duckdb.ts";
import type {RuleBook} from "../features.ts";
import {leadsBehindSql, leadsHeldSql, ruleCountsSql} from "../steps/drivers/leadsBehind.ts";

/** Observations up to which the leads of every rule are counted; of more, only those of rules on a card. */
const cheap = 3_000_000;

/**
 * Who is behind each rule of the cube: counts by stage and period (`results.rule_counts`), how many leads (`results.rule_leads`;
 * null where they were not counted), and the newest of them by name (`local.leads_behind`).
 *
 * @param onCard ids of the rules on the suggested card
 */
export async function writeLeadsBehind(
  engine: Engine,
  {rules, current}: Pick<RuleBook, "rules" | "current">,
  onCard: ReadonlySet<string>,
): Promise<void> {
  await engine.run("rule_counts", ruleCountsSql(rules.length));
  const n = await engine.count("rule_leads", "select count(*) from steps.labelled");
  const counted = rules.flatMap(({id}, j) => (n <= cheap || current[j] !== null || onCard.has(id) ? [j] : []));
  const [all] = await engine.rows<Record<string, number>>("rule_leads", leadsHeldSql(counted, {converted: false}));
  const [won] = await engine.rows<Record<string, number>>("rule_leads", leadsHeldSql(counted, {converted: true}));
  const rows = rules.map((_, j) => `(${j}, ${all[`held_${j}`] ?? null}, ${won[`held_${j}`] ?? null})`);
  await engine.run(
    "rule_leads",
    `create or replace table results.rule_leads (position integer, leads bigint, converted bigint);
    ${rows.length ? `insert into results.rule_leads values ${rows.join(", ")}` : ""}`,
  );
  await engine.run("leads_behind", leadsBehindSql(rules.length));
}
