import type {Suggestion} from "../../src/analysis/card/suggestion.ts";
import {type DecayReport, decayReport} from "../../src/analysis/decay/decay.ts";
import type {AgeCount, BandCount} from "../../src/analysis/decay/decayGroups.ts";
import {bandEnds, type KnownCount, prognosis} from "../../src/analysis/decay/prognosis.ts";
import type {Rule} from "../../src/analysis/rules/rules.ts";
import type {Engine} from "../engine/duckdb.ts";
import type {Project} from "../project/schema.ts";
import {
  decayBandedSql,
  decayBandsSql,
  decayCountsSql,
  decayKnownSql,
  decayPrognosisSql,
  type Scored,
  scoreColumn,
} from "../steps/card/decayCounts.ts";
import {actionsInSteps} from "../steps/features/actions.ts";

/** Bands of about equal prognosis in which ages are compared. */
const bands = 12;

/**
 * How the worth of each action falls with its age, among observations that are about equally likely to convert by the
 * suggested card without the action, their stage, how quiet they are and how long they are open.
 *
 * @param rules the cube's, in bit order
 * @param unfit fields that no card may use, by name
 */
export async function decayOf(
  engine: Engine,
  {publish, candidates}: Project,
  {rules, suggestion, unfit}: {rules: readonly Rule[]; suggestion: Suggestion; unfit: ReadonlyMap<string, string>},
): Promise<DecayReport> {
  const scored = onCard(rules, suggestion);
  const sides = await engine.rows<{activity: string; by_seller: number}>(
    "decay_known",
    "select distinct activity, by_seller from steps.actions where activity <> 'any'",
  );
  const ofLeads = sides.filter(({by_seller}) => by_seller === 0);
  await engine.run("decay_known", decayKnownSql(scored, ofLeads.length > 1));
  const known = await engine.rows<KnownCount>(
    "decay_known",
    `select score, stage_no, quiet, open, count(*) as n, sum(label) as conversions
    from steps.decay_known group by 1, 2, 3, 4 order by all`,
  );
  if (known.length === 0 || sides.length === 0) return {decays: [], lookedAt: 0, found: 0};
  await engine.run("decay_prognosis", decayPrognosisSql(scored, prognosis(known)));
  const ends = bandEnds(
    await engine.rows("decay_prognosis", "select score as value, count(*) as n from steps.decay_prognosis group by 1"),
    bands,
  );
  await engine.run("decay_banded", decayBandedSql(scored, ends));
  const actions = await actionsInSteps(engine);
  await engine.run("decay_counts", decayCountsSql(scored, actions, [...unfit.keys()], publish.min_cell));
  await engine.run("decay_bands", decayBandsSql(scored));
  const ages = await engine.rows<AgeCount>("decay_counts", "select * from steps.decay_counts order by all");
  const all = await engine.rows<BandCount & {scored_by: string}>(
    "decay_bands",
    "select * from steps.decay_bands order by all",
  );
  return decayReport({
    ages,
    bandsOf: (activity) => all.filter(({scored_by}) => scored_by === scoreColumn(activity, scored)),
    slope: suggestion.card?.slope ?? null,
    minSupport: candidates.min_support,
    minCell: publish.min_cell,
  });
}

/** The suggested card's rules by their position in the cube. */
function onCard(rules: readonly Rule[], {card}: Suggestion): Scored[] {
  return (card?.rules ?? []).flatMap(({rule, points}) => {
    const position = rules.findIndex(({id}) => id === rule.id);
    return position < 0 ? [] : [{position, rule, points}];
  });
}
