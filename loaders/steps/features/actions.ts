import {mostInSteps, mostLookedAt} from "../../../src/analysis/lookedAt.ts";
import type {Engine} from "../../engine/duckdb.ts";
import {boundedKinds, type LookedAtKind} from "../lookedAt.ts";

/** An action as `steps.actions` numbers it. */
export interface Action {
  action_no: number;
  activity: string;
  topic: string | null;
}

/**
 * The step `actions`: every action that is looked at with a number and how many leads it is of: each activity, each topic of it, and
 * `any` for all that leads (not sellers) did. Who did what is only looked at where some activity is a seller's: that is the one costly look.
 * Where there are too many, all others have one number together, those by sellers another, so that they count among `any`; their
 * names are blank, which no activity's is. Leaves `steps.seller_activities` (those that nobody else did), too, and `steps.action_of`
 * where there are others: the number of each activity and topic.
 */
export async function numberActions(engine: Engine): Promise<Action[]> {
  const [seller] = await engine.rows("actions", "select 1 from activities where actor = 'seller' limit 1");
  await engine.run("actions", sellersSql(seller !== undefined));
  const kinds = await boundedKinds(engine);
  await engine.run("actions", actionsSql(kinds));
  await engine.run("actions", isBounded(kinds) ? actionOfSql : "drop table if exists steps.action_of");
  return readActions(engine);
}

const isBounded = (kinds: ReadonlySet<LookedAtKind>): boolean => kinds.has("action") || kinds.has("topic");

/** The actions of the step that are looked at, in the order of their numbers. */
export const readActions = (engine: Engine): Promise<Action[]> =>
  engine.rows<Action>(
    "actions",
    "select action_no, activity, topic from steps.actions where activity not in ('', ' ') order by action_no",
  );

/** The actions that single steps look at. */
export async function actionsInSteps(engine: Engine): Promise<Action[]> {
  const kinds = await boundedKinds(engine);
  const of = (kind: LookedAtKind, most: number, test: string) =>
    kinds.has(kind)
      ? ` and (${test} in (select ${kind === "topic" ? "field, value" : "field"} from main.looked_at where kind = '${kind}' and place <= ${most}))`
      : "";
  return engine.rows<Action>(
    "actions",
    `select action_no, activity, topic from steps.actions
     where activity not in ('', ' ') and (activity = 'any' or (true${of("action", mostInSteps.actions, "activity")}
       and (topic is null or (true${of("topic", mostInSteps.topics, "(activity, topic)")}))))
     order by action_no`,
  );
}

/** Whether activities are numbered by `steps.action_of`, as not all are looked at. */
export const hasOthers = async (engine: Engine): Promise<boolean> => isBounded(await boundedKinds(engine));

const sellersSql = (hasSellers: boolean): string => `create or replace table steps.seller_activities as
with
by_leads as (
  select distinct activity from activities where actor is null or actor <> 'seller'
),
final as (
  select distinct activity from activities where ${hasSellers ? "activity not in (select activity from by_leads)" : "false"}
)
select * from final`;

function actionsSql(kinds: ReadonlySet<LookedAtKind>): string {
  const within = (kind: "action" | "topic", fields: string) =>
    kinds.has(kind)
      ? ` and (${fields}) in (select ${kind === "topic" ? "field, value" : "field"} from main.looked_at where kind = '${kind}' and place <= ${kind === "topic" ? mostLookedAt.topics : mostLookedAt.actions})`
      : "";
  const others = `
  union all
  select '', null, 0
  union all
  select ' ', null, 0`;
  return `create or replace table steps.actions as
with
every as (
  select activity, topic, count(distinct lead_no) as n_leads from activities where topic is not null${within("action", "activity")}${within("topic", "activity, topic")} group by activity, topic
  union all
  select activity, null, count(distinct lead_no) from activities where true${within("action", "activity")} group by activity
  union all
  select 'any', null, count(*) from leads${isBounded(kinds) ? others : ""}
),
final as (
  select
    cast(row_number() over (order by every.activity, every.topic) as integer) as action_no,
    every.activity,
    every.topic,
    every.n_leads,
    case when every.activity = ' ' or seller_activities.activity is not null then 1 else 0 end as by_seller
  from every
  left join steps.seller_activities on seller_activities.activity = every.activity
)
select * from final`;
}

/** Of an activity that is not looked at the others' number, of a topic that is not the activity's. */
const actionOfSql = `create or replace table steps.action_of as
with
every as (
  select distinct activity, topic from activities
),
final as (
  select every.activity, every.topic, coalesce(own.action_no, whole.action_no, others.action_no) as action_no
  from every
  left join steps.seller_activities on seller_activities.activity = every.activity
  left join steps.actions as own on own.activity = every.activity and own.topic = every.topic
  left join steps.actions as whole on whole.activity = every.activity and whole.topic is null
  join steps.actions as others on others.activity = case when seller_activities.activity is null then '' else ' ' end
)
select * from final`;
