import type {Engine} from "../../loaders/engine/duckdb.ts";
import type {Suggestion} from "../analysis/findings.ts";
import type {RuleFamily} from "../analysis/rules.ts";

/** One rule of the cube, as pages know it. */
export interface CubeRule {
  /** Bit in the warehouse's masks. */
  position: number;
  id: string;
  text: string;
  family: RuleFamily;
  /** Points on today's card; null where the rule is not on it. */
  current: number | null;
  /** Why the search may not use it; null where it may. */
  excluded: string | null;
}

/** The cube's rules in bit order. */
export const rulesOf = (engine: Engine): Promise<CubeRule[]> =>
  engine.rows(
    "rules",
    'select position, id, text, family, current_points as "current", excluded from results.rules order by position',
  );

/** The rules a published site may work with: those of the suggested card and of today's, few enough for large cells. */
export function publishedRules(rules: readonly CubeRule[], {card}: Suggestion): CubeRule[] {
  const suggested = new Set(card?.rules.map(({rule}) => rule.id));
  return rules.filter(({id, current}) => current !== null || suggested.has(id));
}
