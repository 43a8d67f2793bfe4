import type {SnapshotStep} from "../../src/analysis/observing/coverage.ts";
import {literal} from "../engine/duckdb.ts";
import type {Project} from "../project/schema.ts";

/**
 * SQL that leaves `steps.<table>` (`as_of`, `period`): the first instants, in the project's zone, of every week, month or quarter
 * between the first lead (the least of `first`, in `steps.targets` joined to `leads`) and the data's end.
 */
export function snapshotDatesSql(
  {timezone}: Pick<Project, "timezone">,
  every: SnapshotStep,
  table: string,
  first: string,
): string {
  const zone = literal(timezone);
  const local = (instant: string) => `timezone(${zone}, timezone('UTC', ${instant}))`;
  const step = {week: "7 days", month: "1 month", quarter: "3 months"}[every];
  return `create or replace table steps.${table} as
    with local_days as (
      select unnest(generate_series(
        date_trunc(${literal(every)}, ${local(`min(${first})`)}) + interval '${step}',
        ${local("min(settings.as_of)")},
        interval '${step}')) as day
      from steps.targets join leads on leads.lead_no = targets.lead_no cross join steps.settings
    )
    select
      timezone('UTC', timezone(${zone}, day)) as as_of,
      strftime(day, ${every === "week" ? "'%Y-%m-%d'" : "'%Y-%m'"}) as period
    from local_days`;
}
