import {attributeColumn} from "../../../src/exports/sqlRules.ts";
import {literal} from "../../engine/duckdb.ts";

/** Length of the latest period and the one before it, days. */
interface StayPeriods {
  days: number;
}

/**
 * SQL of the steps `bottleneck_stays` (a row per stay and look at it) and `bottleneck_cells` (their counts, see `StayRow`).
 * `edges` are the upper ends of each stage's bins in days; a stage without any has no times, and all its stays one bin. A stay's
 * place is how many bins it was followed through, the last one in part. Blocks are fifths of the lead folds.
 */
export function bottleneckSql(
  edges: readonly number[][],
  periods: StayPeriods | null,
  attributes: readonly string[],
): string {
  const timedStages = edges.flatMap((some, stage) => (some.length > 0 ? [stage] : []));
  const since = (days: number) =>
    `date_diff('second', stays.first_at, settings.as_of - interval '${days}' day) / 86400.0`;
  return `create or replace table steps.bottleneck_stays as
with
timed as (
  select
    stays.lead_no,
    stays.stage_no,
    leads.fold * 5 + leads.lead_no % 5 as block,
    case when stays.fate = 'advanced' then 1 when stays.outcome = 'lost' or stays.fate = 'gone' then 2 else 0 end as event,
    date_diff('second', stays.first_at, stays.until_at) / 86400.0 as days,
    ${periods ? since(periods.days) : "cast(null as double)"} as now_days,
    ${periods ? since(2 * periods.days) : "cast(null as double)"} as before_days
  from steps.funnel_stays as stays
  join leads on leads.lead_no = stays.lead_no
  cross join steps.settings
),
dated as (
  select *
  from timed
  where days >= 0 or stage_no not in (${timedStages.join(", ") || "-1"})
),
looks as (
  select lead_no, stage_no, block, 'all' as kind, event, days from dated
  union all
  select lead_no, stage_no, block, 'now', event, days from dated where days > now_days
  union all
  select lead_no, stage_no, block, 'now_in', 0, now_days from dated where days > now_days and now_days > 0
  union all
  select lead_no, stage_no, block, 'before', case when days > now_days then 0 else event end, least(days, now_days)
  from dated
  where days > before_days and now_days >= 0
  union all
  select lead_no, stage_no, block, 'before_in', 0, before_days
  from dated
  where days > before_days and before_days > 0
  union all
  select lead_no, stage_no, block, 'entered', 0, 0 from dated where now_days < 0
),
placed as (
  select *, ${placeSql(edges)} as place
  from looks
),
binned as (
  select *, cast(greatest(ceil(place) - 1, 0) as integer) as bin
  from placed
),
final as (
  select lead_no, stage_no, block, kind, event, bin, case when event > 0 then 1 else place - bin end as part
  from binned
)
select * from final;

create or replace table results.bottleneck_cells as
with
final as (
  select block, stage_no, kind, cast(null as varchar) as field, cast(null as varchar) as value, bin, event,
    count(*) as n, sum(part) as part
  from steps.bottleneck_stays
  group by block, stage_no, kind, bin, event
${attributes.map(segmentSql).join("")})
select * from final;`;
}

const segmentSql = (name: string): string => `  union all
  select stays.block, stays.stage_no, 'segment', ${literal(name)}, cast(${attributeColumn(name)} as varchar), stays.bin, stays.event,
    count(*), sum(stays.part)
  from steps.bottleneck_stays as stays
  join leads on leads.lead_no = stays.lead_no
  where stays.kind = 'all' and ${attributeColumn(name)} is not null
  group by 1, 2, 5, 6, 7
`;

/** How many bins of its stage a number of days fills. */
function placeSql(edges: readonly number[][]): string {
  const stages = edges.flatMap((some, stage) => (some.length > 0 ? [`when ${stage} then ${ladder(some)}`] : []));
  return stages.length > 0 ? `case stage_no ${stages.join("\n      ")} else 0 end` : "0";
}

function ladder(edges: readonly number[]): string {
  const steps = edges.map((to, b) => {
    const from = b === 0 ? 0 : edges[b - 1];
    return `when days <= ${number(to)} then ${b} + (days - ${number(from)}) / ${number(to - from)}`;
  });
  return `case ${steps.join(" ")} else ${edges.length} end`;
}

/** A floating-point literal. */
const number = (value: number): string => value.toExponential();
