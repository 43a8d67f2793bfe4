import {type HotLead, type HotReport, momentumDays, worthKnowing} from "../../src/analysis/hotLeads/hotLeads.ts";
import {actionText, isAttribute, type Rule} from "../../src/analysis/rules/rules.ts";
import {groupBy} from "../../src/analysis/statistics/groupBy.ts";
import type {Engine} from "../engine/duckdb.ts";
import {actionCountsSql} from "../steps/features/actionCounts.ts";
import {hasOthers, readActions} from "../steps/features/actions.ts";
import {latestSql, listedMomentsSql, listedSql, listedTables, topicsSql} from "../steps/hotLeads/hotLeads.ts";

interface ListedRow {
  lead_no: number;
  lead_id: string;
  stage_no: number | null;
  stage_seconds: number | null;
  /** Digits: beyond 53 bits a number would round. */
  mask: string;
  band_no: number;
  score: number;
  todays: number;
  score_then: number | null;
  wait_days: number | null;
  chance_n: number;
  converted: number;
  in_band: boolean;
  is_dormant: boolean;
  recent: number;
  earlier: number;
  unknown: number;
}

interface LatestRow {
  lead_no: number;
  activity: string;
  topic: string | null;
  by_seller: number;
  last_seconds: number;
  times: number;
}

interface TopicRow {
  lead_no: number;
  topic: string;
  times: number;
}

const daySeconds = 86_400;

/** The leads that the page lists, best first, from `steps.hot_scores`; `onCards` are the rules in the order of its masks. */
export async function listHotLeads(
  engine: Engine,
  {rules, stages, hasTodaysCard, momentum}: HotReport,
  onCards: readonly Rule[],
): Promise<HotLead[]> {
  const attributes = [...new Set(rules.flatMap(({rule: {when}}) => (isAttribute(when) ? [when.attribute] : [])))];
  const actions = await readActions(engine);
  const hasTopics = actions.some(({topic}) => topic !== null);
  const bits = rules.map(({rule}) => 1n << BigInt(onCards.findIndex(({id}) => id === rule.id)));
  const rows = await engine.rows<ListedRow>("hot_list", listedSql(attributes));
  await engine.run("hot_listed", listedMomentsSql);
  await engine.run(
    "hot_listed_counts",
    actionCountsSql([momentumDays], actions, {...listedTables, any: false, others: await hasOthers(engine)}),
  );
  const latest = groupBy(await engine.rows<LatestRow>("hot_latest", latestSql(hasTopics)), (row) => row.lead_no);
  const topics = groupBy(hasTopics ? await engine.rows<TopicRow>("hot_topics", topicsSql) : [], ({lead_no}) => lead_no);
  return rows.map((row): HotLead => {
    const stage = stages.length > 0 ? row.stage_no : null;
    const mask = BigInt(row.mask);
    const inStage = ({in_stage}: Rule) => !in_stage || (stage !== null && in_stage.includes(stages[stage].id));
    const missing = attributes.filter((_, i) => Math.floor(row.unknown / 2 ** i) % 2 === 1);
    return {
      id: row.lead_id,
      stage,
      daysInStage: stage === null || row.stage_seconds === null ? null : row.stage_seconds / daySeconds,
      score: row.score,
      band: row.band_no,
      todays: hasTodaysCard ? row.todays : null,
      before: row.score_then,
      past: {
        n: row.chance_n,
        converted: row.converted,
        inBand: row.in_band,
        fromDays: row.wait_days,
      },
      isDormant: row.is_dormant,
      rules: rules.flatMap((_, j) => ((mask & bits[j]) === 0n ? [] : [j])),
      recent: momentum !== null ? row.recent : null,
      earlier: momentum !== null ? row.earlier : null,
      latest: (latest.get(row.lead_no) ?? []).map(({activity, topic, by_seller, last_seconds, times}) => ({
        what: actionText({activity, topic: topic ?? undefined}),
        days: last_seconds / daySeconds,
        times,
        isByTeam: by_seller === 1,
      })),
      topics: (topics.get(row.lead_no) ?? []).map(({topic, times}) => ({topic, times})),
      unknown: missing.flatMap((attribute) => worthKnowing(attribute, rules, inStage) ?? []),
    };
  });
}
