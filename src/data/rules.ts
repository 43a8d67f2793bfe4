import type {Engine} from "../../loaders/engine/duckdb.ts";
import type {Suggestion} from "../analysis/card/suggestion.ts";
import type {Rate} from "../analysis/findings.ts";
import type {Rule, RuleFamily} from "../analysis/rules/rules.ts";
import {rateByLead} from "../analysis/statistics/byLead.ts";
import {ruleCountsSql} from "./cubeCells.ts";

/** One rule of the cube, as pages know it. */
export interface CubeRule {
  /** Bit in the warehouse's masks. */
  position: number;
  id: string;
  rule: Rule;
  text: string;
  family: RuleFamily;
  /** Points on today's card; null where the rule is not on it. */
  current: number | null;
  /** Why the search may not use it; null where it may. */
  excluded: string | null;
  /** Conversions of all observations on which it holds; null where these are fewer than a page may show. */
  with: Rate | null;
}

/** The cube's rules in bit order. */
export async function rulesOf(engine: Engine, minCell: number): Promise<CubeRule[]> {
  const rules = await engine.rows<Omit<CubeRule, "with" | "rule"> & {body: string}>(
    "rules",
    'select position, id, text, family, body, current_points as "current", excluded from results.rules order by position',
  );
  const sql = ruleCountsSql(rules.map(({position}) => position));
  const folds = await engine.rows<Record<string, number>>("rule_counts", sql);
  return rules.map(({body, ...rule}, j) => {
    const rate = rateByLead(
      folds.map((row) => ({fold: row.fold, n: row[`n_${j}`], conversions: row[`conversions_${j}`]})),
    );
    return {...rule, rule: JSON.parse(body) as Rule, with: rate.n < minCell ? null : rate};
  });
}

/** The rules a published site may work with: those of the suggested card and of today's, few enough for large cells. */
export function publishedRules(rules: readonly CubeRule[], {card}: Suggestion): CubeRule[] {
  const suggested = new Set(card?.rules.map(({rule}) => rule.id));
  return rules.filter(({id, current}) => current !== null || suggested.has(id));
}
