/** Which time of a stay is counted: all of it, or what lies on working days. */
export type Clock = "seconds" | "working_seconds";

/**
 * SQL of a step that leaves how many first stays in each stage lasted so many days (of 24 hours), by how they ended. To the
 * second for up to 100,000 stays, to the hour above, so that the rows stay few.
 */
export const stayCountsSql = (table: string, clock: Clock): string => `create or replace table results.${table} as
with
grain as (
  select case when count(*) <= 100000 then 1 else 3600 end as seconds
  from steps.first_stays
),
final as (
  select
    stage_no,
    floor(first_stays.${clock} / grain.seconds) * grain.seconds / 86400.0 as days,
    sum(case when fate = 'advanced' then 1 else 0 end) as advanced,
    sum(case when fate = 'lost' then 1 else 0 end) as lost,
    sum(case when fate = 'moved_back' then 1 else 0 end) as moved_back,
    sum(case when fate = 'gone' then 1 else 0 end) as gone,
    sum(case when fate = 'waiting' then 1 else 0 end) as waiting
  from steps.first_stays
  cross join grain
  group by 1, 2
)
select * from final`;
