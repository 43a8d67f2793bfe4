import {fewestTold, momentumDays} from "../../../src/analysis/hotLeads/hotLeads.ts";
import {anyActivity} from "../../../src/analysis/rules/rules.ts";
import {attributeColumn} from "../../../src/exports/sqlRules.ts";
import {literal} from "../../engine/duckdb.ts";
import {scoreSql} from "../card/segmentScores.ts";
import {agoCounts, countColumn} from "../features/actionCounts.ts";
import type {Action} from "../features/actions.ts";
import {waitOf} from "./hotChances.ts";

/** Leads listed: the highest scores, and the best of each stage and band. */
export const listed = {inAll: 1000, inCell: 50} as const;

/** What the names of the tables of open leads begin with: now, `momentumDays` before, and of the listed ones alone. */
export const nowTables = {of: "hot_now", as: "hot_"} as const;
export const thenTables = {of: "hot_then", as: "hot_then_"} as const;
export const listedTables = {of: "hot_listed", as: "hot_listed_"} as const;

/** Windows that must be counted now, so that these can be told now and `momentumDays` before. */
export const windowsForMomentum = (windows: readonly number[]): number[] =>
  [...new Set([0, momentumDays, ...windows].flatMap((days) => [days, days + momentumDays]))]
    .filter((days) => days > 0)
    .sort((a, b) => a - b);

/** The step `hot_moments`: open leads that are scored as moments, now and `momentumDays` before. */
export const hotMomentsSql = `create or replace view steps.${nowTables.of} as
  select obs_no, lead_no, as_of, stage_no from steps.hot_leads where state = 'scored';
create or replace view steps.${thenTables.of} as
  select obs_no, lead_no, as_of, then_stage_no as stage_no from steps.hot_leads where state = 'scored'`;

/**
 * SQL of the steps that count what open leads did until now, for momentum and for the rules of the cards: `steps.hot_any_counts`,
 * what they did themselves (or, where no activity is a lead's, what was done with them), and `steps.hot_action_counts`, a view
 * with the actions that rules speak of. No other action is grouped by.
 *
 * @param bySellers activities that only sellers do
 */
export function nowCountsSql(
  windows: readonly number[],
  actions: readonly Action[],
  {areByLeads, bySellers}: {areByLeads: boolean; bySellers: readonly string[]},
): string {
  const sums = agoCounts(windows);
  const each = `obs_no, action_no, last_seconds, ${[undefined, ...windows].map((w) => countColumn(w)).join(", ")}`;
  const ago = `cast(least(date_diff('second', activities.occurred_at, ${nowTables.of}.as_of), 2147483647) as integer) as ago
  from activities
  join steps.${nowTables.of} on ${nowTables.of}.lead_no = activities.lead_no and activities.occurred_at < ${nowTables.of}.as_of`;
  const any = actions.find(({activity}) => activity === anyActivity);
  const spokenOf = actions.filter((action) => action !== any).map(({action_no}) => action_no);
  const withAny = `
union all
select ${each.replace("action_no", `${any?.action_no} as action_no`)} from steps.${nowTables.as}any_counts`;
  return `create or replace table steps.${nowTables.as}any_counts as
with
before as (
  select ${nowTables.of}.obs_no, ${ago}
  ${bySellers.length > 0 && areByLeads ? `where activities.activity not in (${bySellers.map(literal).join(", ")})` : ""}
),
final as (
  select obs_no, ${sums}
  from before
  group by obs_no
)
select * from final;
create or replace table steps.${nowTables.as}card_counts as
with
before as (
  select ${nowTables.of}.obs_no, actions.action_no, ${ago}
  join steps.actions on actions.activity = activities.activity and (actions.topic is null or actions.topic = activities.topic)
  where actions.action_no in (${spokenOf.join(", ") || "null"})
),
final as (
  select obs_no, action_no, ${sums}
  from before
  group by obs_no, action_no
)
select * from final;
create or replace view steps.${nowTables.as}action_counts as
select ${each} from steps.${nowTables.as}card_counts${any && areByLeads ? withAny : ""}`;
}

/**
 * The step `hot_then_counts`: how often each action had been done `momentumDays` before, by subtraction: what was done until
 * then within w days was done within w + `momentumDays` days now, and not within `momentumDays`. No second look at the activities.
 */
export function thenCountsSql(windows: readonly number[]): string {
  const since = countColumn(momentumDays);
  const counts = [undefined, ...windows].map((days) => {
    const wider = countColumn(days === undefined ? undefined : days + momentumDays);
    return `${wider} - ${since} as ${countColumn(days)}`;
  });
  return `create or replace view steps.${thenTables.as}action_counts as
select obs_no, action_no, ${counts.join(", ")} from steps.${nowTables.as}action_counts`;
}

interface HotScores {
  /** Points by bit of the masks: the suggested card's, and today's. */
  points: readonly number[];
  todays: readonly number[];
  /** Lowest score of each band, highest first. */
  cuts: readonly number[];
  /** False where nobody's stage is known. */
  isStaged: boolean;
}

/**
 * SQL of the step `hot_scores`: each scored lead with its mask, scores, band (0 is the highest), momentum, place in the list, and
 * what became of past leads like it (`converted` of `chance_n`): in the same stage, as long there, in the same band (`in_band`).
 * The bands of a stage and wait are told apart only where each that has open leads has `fewestTold` past ones, so that no band
 * is set beside all of them. Highest chance first; then whose past is of too few; last those whom nearly all had left behind.
 */
export function hotScoresSql({points, todays, cuts, isStaged}: HotScores): string {
  const [now, then] = ["hot_masks.mask", "hot_then_masks.mask"];
  const isTold = `chance_n >= ${fewestTold}`;
  const order = `is_dormant, case when ${isTold} then 0 else 1 end, case when ${isTold} then converted / chance_n end desc nulls last,
      score desc, coalesce(last_seconds, 2147483647), lead_no`;
  return `create or replace table steps.hot_scores as
with
momentum as (
  select
    obs_no,
    ${countColumn(momentumDays)} as recent,
    ${countColumn(2 * momentumDays)} - ${countColumn(momentumDays)} as earlier,
    last_seconds
  from steps.${nowTables.as}any_counts
),
scored as (
  select
    hot_leads.lead_no,
    hot_leads.here_stage_no as stage_no,
    hot_leads.stage_seconds,
    ${isStaged ? waitOf("hot_leads.stage_seconds") : "cast(null as integer)"} as wait_days,
    hot_masks.mask,
    ${scoreSql(points, now)} as score,
    ${scoreSql(todays, now)} as todays,
    case when hot_leads.is_known_then then ${scoreSql(points, then)} end as score_then,
    coalesce(momentum.recent, 0) as recent,
    coalesce(momentum.earlier, 0) as earlier,
    momentum.last_seconds
  from steps.hot_leads
  join steps.hot_masks on hot_masks.obs_no = hot_leads.obs_no
  join steps.hot_then_masks on hot_then_masks.obs_no = hot_leads.obs_no
  left join momentum on momentum.obs_no = hot_leads.obs_no
),
banded as (
  select scored.*, ${bandSql(cuts)} as band_no from scored
),
past as (
  select stage_no, wait_days, sum(n) as n, sum(converted) as converted
  from steps.hot_past_bands
  group by stage_no, wait_days
),
compared as (
  select
    banded.*,
    ${cuts.length > 1} and min(coalesce(bands.n, 0)) over (partition by banded.stage_no, banded.wait_days) >= ${fewestTold} as in_band,
    bands.n as band_n,
    bands.converted as band_converted,
    case when banded.wait_days is null then past.n else waits.n end as wait_n,
    case when banded.wait_days is null then past.converted else waits.converted end as wait_converted,
    coalesce(moves.n_moved >= ${fewestTold} and banded.wait_days > moves.last_days, false) as is_dormant
  from banded
  left join steps.hot_past_bands as bands
    on bands.stage_no is not distinct from banded.stage_no and bands.wait_days is not distinct from banded.wait_days
    and bands.band_no = banded.band_no
  left join past
    on past.stage_no is not distinct from banded.stage_no and past.wait_days is not distinct from banded.wait_days
  left join steps.hot_past_waits as waits on waits.stage_no = banded.stage_no and waits.wait_days = banded.wait_days
  left join steps.hot_last_moves as moves on moves.stage_no = banded.stage_no
),
chanced as (
  select
    compared.*,
    cast(coalesce(case when in_band then band_n else wait_n end, 0) as double) as chance_n,
    cast(coalesce(case when in_band then band_converted else wait_converted end, 0) as double) as converted
  from compared
),
final as (
  select
    chanced.*,
    row_number() over (order by ${order}) as place,
    row_number() over (partition by stage_no, band_no order by ${order}) as place_in_cell
  from chanced
)
select * from final`;
}

/** Number of the band a score falls in, 0 the highest; scores under all bands are in the last. */
export const bandSql = (cuts: readonly number[]): string => {
  const cases = cuts.slice(0, -1).map((cut, band) => `when score >= ${cut} then ${band}`);
  return cases.length ? `case ${cases.join(" ")} else ${cuts.length - 1} end` : "0";
};

/** The query for the past of each stage and band: labelled observations and conversions by lead fold. */
export const pastSql = (points: readonly number[], cuts: readonly number[]): string => `with
scored as (
  select labelled.stage_no, labelled.fold, labelled.label, ${scoreSql(points)} as score
  from steps.masks
  join steps.labelled on labelled.obs_no = masks.obs_no
)
select
  stage_no, ${bandSql(cuts)} as band_no, cast(fold as integer) as fold,
  count(*) as n, cast(sum(label) as integer) as conversions
from scored
group by 1, 2, 3
order by 1, 2, 3`;

/** The query for the leads listed, best first, with a bit for each of these attributes that is not known of them. */
export const listedSql = (attributes: readonly string[]): string => `select
  hot_scores.lead_no, leads.lead_id, hot_scores.stage_no, hot_scores.stage_seconds, cast(hot_scores.mask as varchar) as mask, hot_scores.band_no,
  cast(hot_scores.score as integer) as score, cast(hot_scores.todays as integer) as todays, cast(hot_scores.score_then as integer) as score_then,
  hot_scores.wait_days, cast(hot_scores.chance_n as integer) as chance_n, cast(hot_scores.converted as integer) as converted,
  hot_scores.in_band, hot_scores.is_dormant,
  cast(hot_scores.recent as integer) as recent, cast(hot_scores.earlier as integer) as earlier,
  ${attributes.map((name, i) => `case when ${attributeColumn(name)} is null then ${2 ** i} else 0 end`).join(" + ") || "0"} as unknown
from steps.hot_scores
join leads on leads.lead_no = hot_scores.lead_no
where ${isListed}
order by hot_scores.place`;

const isListed = `hot_scores.place <= ${listed.inAll} or hot_scores.place_in_cell <= ${listed.inCell}`;

/** The step `hot_listed`: the leads listed as moments, so that all of their actions are counted. */
export const listedMomentsSql = `create or replace table steps.${listedTables.of} as
  select hot_now.obs_no, hot_now.lead_no, hot_now.as_of
  from steps.hot_now
  join steps.hot_scores on hot_scores.lead_no = hot_now.lead_no
  where ${isListed}`;

/** The query for what the listed leads did last, and what was done with them: the three latest kinds of activity of each. */
export const latestSql = (hasTopics: boolean): string => `with
recency as (
  select
    counts.obs_no as lead_no, actions.activity, actions.topic, actions.by_seller, counts.last_seconds,
    counts.${countColumn(momentumDays)} as times,
    row_number() over (partition by counts.obs_no order by counts.last_seconds, actions.action_no) as place
  from steps.${listedTables.as}${hasTopics ? "topic" : "activity"}_counts as counts
  join steps.actions on actions.action_no = counts.action_no and actions.n_leads > 0
)
select lead_no, activity, topic, by_seller, last_seconds, times from recency where place <= 3 order by lead_no, place`;

/** The query for the topics the listed leads turned to most: three of each. */
export const topicsSql = `with
counted as (
  select counts.obs_no as lead_no, actions.topic, sum(counts.n_ever) as times
  from steps.${listedTables.as}topic_counts as counts
  join steps.actions on actions.action_no = counts.action_no
  where actions.topic is not null
  group by 1, 2
),
ranked as (
  select counted.*, row_number() over (partition by lead_no order by times desc, topic) as place from counted
)
select lead_no, topic, cast(times as integer) as times from ranked where place <= 3 order by lead_no, place`;
