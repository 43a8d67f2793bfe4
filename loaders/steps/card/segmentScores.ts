import {literal} from "../../engine/duckdb.ts";
import {type Attribute, type GroupCuts, valueColumns} from "../features/attributeCounts.ts";
import {holdsSql} from "../features/masks.ts";

interface ScoredCards {
  /** Points by bit of the mask; observations of fold f are scored by card f % length. */
  cards: readonly ArrayLike<number>[];
  /** Only observations that are kept for the test. */
  testOnly: boolean;
  /** Where numbers are cut into groups. */
  cuts: readonly GroupCuts[];
}

/** The field of segments by stage; `cut` is the stage's number. */
export const inStage = "stage at the time";

/**
 * SQL of the step `segment_scores`: the tested observations by value of each of these attributes (numbers: by the group they
 * fall in, `cut` its lower end), and by stage where there are stages, with lead fold and score.
 */
export function segmentScoresSql(attributes: readonly Attribute[], {cards, testOnly, cuts}: ScoredCards): string {
  const each = attributes.map(
    (attribute) => `  select ${valueColumns(attribute, cuts)},
    scored.fold, scored.score, count(*) as n, sum(scored.label) as conversions, sum(scored.is_first) as leads
  from scored
  join leads on leads.lead_no = scored.lead_no
  group by 1, 2, 3, 4, 5, 6`,
  );
  const scores = cards.map((points, i) => `when ${i} then ${scoreSql(points)}`);
  return `create or replace table steps.segment_scores as
with
scored as (
  select
    labelled.lead_no, labelled.stage_no, labelled.fold, labelled.label,
    case labelled.fold % ${cards.length} ${scores.join("\n      ")} end as score,
    ${isFirst("labelled.lead_no")} as is_first,
    ${isFirst("labelled.lead_no, labelled.stage_no")} as is_first_there
  from steps.masks
  join steps.labelled on labelled.obs_no = masks.obs_no
  where ${testOnly ? "labelled.is_test" : "true"}
),
final as (
  select
    ${literal(inStage)} as field, cast(null as varchar) as value, cast(stage_no as double) as cut, false as is_missing,
    fold, score, count(*) as n, sum(label) as conversions, sum(is_first_there) as leads
  from scored
  where stage_no is not null
  group by 1, 2, 3, 4, 5, 6
${each.map((select) => `  union all\n${select}`).join("\n")}
)
select * from final`;
}

/** 1 for one observation of each lead (in each stage), so that these add up to the number of leads. */
const isFirst = (by: string): string =>
  `case when row_number() over (partition by ${by} order by labelled.obs_no) = 1 then 1 else 0 end`;

/** Sum of the points whose rule's bit is set in the mask. */
export function scoreSql(points: ArrayLike<number>, mask?: string): string {
  const terms = Array.from(points, (given, j) =>
    given === 0 ? [] : `case when ${holdsSql(j, mask)} then ${given} else 0 end`,
  );
  return terms.flat().join(" + ") || "0";
}

/**
 * The query for the segments with at least `minSupport` observations of at least `minCell` leads: numbers and stages ascending,
 * categories by size, missing last.
 */
export const largeSegmentsSql = (minSupport: number, minCell: number): string => `with
totals as (
  select *,
    sum(n) over (partition by field, value, cut, is_missing) as total,
    sum(leads) over (partition by field, value, cut, is_missing) as held_by
  from steps.segment_scores
)
select field, value, cut, is_missing, cast(fold as integer) as fold, cast(score as integer) as score, n, conversions
from totals
where total >= ${minSupport} and held_by >= ${minCell}
order by field, is_missing, cut nulls first, total desc, value, fold, score`;

/** The query for how many segments of each field are smaller. */
export const rareSegmentsSql = (minSupport: number, minCell: number): string => `with
totals as (
  select field, value, cut, is_missing, sum(n) as n, sum(leads) as held_by
  from steps.segment_scores
  group by field, value, cut, is_missing
)
select field, count(*) as n_values, sum(n) as n
from totals
where n < ${minSupport} or held_by < ${minCell}
group by field
order by field`;
