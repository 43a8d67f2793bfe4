import type {LeakFlag} from "../../src/analysis/leaks/flag.ts";
import {mostInSteps} from "../../src/analysis/lookedAt.ts";
import type {Engine} from "../engine/duckdb.ts";
import type {Project} from "../project/schema.ts";
import {funnelCategoriesSql} from "../steps/funnel/funnelSegments.ts";
import {firstOf} from "../steps/lookedAt.ts";
import {attributesOf} from "../tables/attributes.ts";
import {mostSegmentValues} from "../tables/lookedAt.ts";

/**
 * Names, in order, of the attributes whose values part leads into segments: categories of 2 to 12 values that are neither
 * personal, nor declared as known only afterwards, nor left out for a leak; of very many the first to be looked at. Leaves `results.funnel_categories`.
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
    `select field from results.funnel_categories where n_values between 2 and ${mostSegmentValues} order by field`,
  );
  const fields = few.map(({field}) => field);
  const order = await firstOf(engine, "segment", Number.MAX_SAFE_INTEGER);
  if (order === null) return fields;
  const first = order.filter((name) => fields.includes(name)).slice(0, mostInSteps.segments);
  return fields.filter((name) => first.includes(name));
}
