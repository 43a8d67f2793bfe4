import type {LeakFlag} from "../../src/analysis/leaks/flag.ts";
import type {Engine} from "../engine/duckdb.ts";
import type {Project} from "../project/schema.ts";
import {funnelCategoriesSql} from "../steps/funnel/funnelSegments.ts";
import {attributesOf} from "../tables/attributes.ts";

/** Attributes with more values are no segments to compare. */
const mostSegments = 12;

/**
 * Names, in order, of the attributes whose values part leads into segments: categories of 2 to 12 values that are neither
 * personal, nor declared as known only afterwards, nor left out for a leak. Leaves `results.funnel_categories`.
 */
export async function segmentAttributes(
  engine: Engine,
  {attributes}: Project,
  leaks: readonly LeakFlag[] = [],
): Promise<string[]> {
  const leaking = new Set(leaks.filter(({excluded}) => excluded).map(({field}) => field));
  const names = (await attributesOf(engine))
    .filter(({name, type}) => type === "category" && !attributes[name]?.personal && !attributes[name]?.known_after)
    .map(({name}) => name)
    .filter((name) => !leaking.has(name));
  await engine.run("funnel_categories", funnelCategoriesSql(names));
  const few = await engine.rows<{field: string}>(
    "funnel_categories",
    `select field from results.funnel_categories where n_values between 2 and ${mostSegments} order by field`,
  );
  return few.map(({field}) => field);
}
