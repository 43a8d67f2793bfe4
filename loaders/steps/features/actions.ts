import type {Engine} from "../../engine/duckdb.ts";

/** An action as `steps.actions` numbers it. */
export interface Action {
  action_no: number;
  activity: string;
  topic: string | null;
}

/**
 * The step `actions`: every action with a number and how many leads it is of: each activity, each topic of it, and `any` for all
 * that leads (not sellers) did. Who did what is only looked at where some activity is a seller's: that is the one costly look.
 */
export async function numberActions(engine: Engine): Promise<Action[]> {
  const [seller] = await engine.rows("actions", "select 1 from activities where actor = 'seller' limit 1");
  await engine.run("actions", actionsSql(seller !== undefined));
  return readActions(engine);
}

/** The actions of the step, in the order of their numbers. */
export const readActions = (engine: Engine): Promise<Action[]> =>
  engine.rows<Action>("actions", "select action_no, activity, topic from steps.actions order by action_no");

const actionsSql = (hasSellers: boolean): string => `create or replace table steps.actions as
with
by_leads as (
  select distinct activity from activities${hasSellers ? " where actor is null or actor <> 'seller'" : ""}
),
every as (
  select activity, topic, count(distinct lead_no) as n_leads from activities where topic is not null group by activity, topic
  union all
  select activity, null, count(distinct lead_no) from activities group by activity
  union all
  select 'any', null, count(*) from leads
),
final as (
  select
    cast(row_number() over (order by every.activity, every.topic) as integer) as action_no,
    every.activity,
    every.topic,
    every.n_leads,
    case when by_leads.activity is null and every.activity <> 'any' then 1 else 0 end as by_seller
  from every
  left join by_leads on by_leads.activity = every.activity
)
select * from final`;
