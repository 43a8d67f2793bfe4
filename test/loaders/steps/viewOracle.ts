import {type Engine, identifier, literal} from "../../../loaders/engine/duckdb.ts";
import type {Project} from "../../../loaders/project/schema.ts";
import type {CountedView} from "../../../src/analysis/drivers/views.ts";
import {isAttribute, isBehaviour, type Rule} from "../../../src/analysis/rules/rules.ts";

/** Observations and both kinds of conversion of some moments. */
export interface Counted {
  n: number;
  next: number | null;
  won: number;
}

/**
 * The moments of all views, written anew from the tables of the contract: a lead is looked up on each date by itself, its stage
 * with an as-of join, its labels by asking whether such a visit or deal exists. Leaves `moments`. Nothing but the dates, the data's
 * end and the windows is taken from the run.
 */
export async function writeMoments(engine: Engine, {observe}: Project, horizonDays: number): Promise<void> {
  const {delay_days: delay = 0, dormant_after_days: dormant} = observe;
  await engine.run(
    "oracle",
    `create or replace temp table came as
      select l.lead_no, (select min(t) from (select l.created_at as t union all select min(entered_at) from stage_visits v where v.lead_no = l.lead_no) u) as at,
        o.decided_at as won_at, p.decided_at as lost_at
      from leads l
      left join outcomes o on o.lead_no = l.lead_no and o.outcome = 'won'
      left join outcomes p on p.lead_no = l.lead_no and p.outcome = 'lost';
    create or replace temp table steps_taken as
      select lead_no, entered_at, max(stage_no) as stage_no from stage_visits where entered_at is not null group by all;
    create or replace temp table looks as
      select 'snapshot' as design, c.*, d.as_of, cast(null as integer) as entered_stage, d.as_of as since
      from came c, steps.view_dates d
      where c.at < d.as_of and not coalesce(c.won_at < d.as_of, false) and not coalesce(c.lost_at < d.as_of, false)
      union all
      select 'entry', c.*, e.at + interval '1' day * ${delay}, e.stage_no, e.at
      from came c
      join (
        select lead_no, stage_no, min(t) as at
        from (select lead_no, stage_no, entered_at as t from stage_visits union all select lead_no, 0, created_at from leads where exists (select 1 from stage_visits)) u
        where t is not null group by all
      ) e on e.lead_no = c.lead_no
      where not coalesce(c.won_at < e.at + interval '1' day * ${delay}, false) and not coalesce(c.lost_at < e.at + interval '1' day * ${delay}, false)
      union all
      select 'decision', c.*, coalesce(c.won_at, c.lost_at, (
        select coalesce(max(occurred_at), c.at) from activities a where a.lead_no = c.lead_no) + interval '1' day * ${dormant}), null, null
      from came c;
    create or replace temp table moments as
      select row_number() over () as id, looks.*,
        case when entered_stage is not null then entered_stage when exists (select 1 from stage_visits) then coalesce(v.stage_no, 0) end as stage,
        (select max(as_of) from steps.settings) as data_end
      from looks asof left join steps_taken v on v.lead_no = looks.lead_no and v.entered_at < looks.as_of
      where looks.as_of is not null and looks.at is not null;
    delete from moments m where design = 'entry' and exists (
      select 1 from stage_visits v where v.lead_no = m.lead_no and v.stage_no > m.stage and v.entered_at >= m.since and v.entered_at < m.as_of);
    create or replace temp table labelled_moments as
      select id, design, lead_no, as_of, stage, won, case when design <> 'decision' then cast(won = 1 or later as integer) end as next
      from (
        select m.*,
          exists (select 1 from stage_visits v where v.lead_no = m.lead_no and v.stage_no > m.stage and v.entered_at >= m.as_of and v.entered_at < m.as_of + interval '${horizonDays}' day) as later,
          cast(case when design = 'decision' then won_at is not null else coalesce(won_at < as_of + interval '${horizonDays}' day, false) end as integer) as won
        from moments m
        where case when design = 'decision' then coalesce(won_at, lost_at) is not null or as_of <= data_end
          else epoch(data_end) - epoch(as_of) >= ${horizonDays} * 86400 end
      ) u`,
  );
}

/** Counts by "design/stage" (stage or `any`), and of each of some rules by its id. */
export async function recount(engine: Engine, rules: readonly Rule[]): Promise<Map<string, Map<string, Counted>>> {
  const found = new Map<string, Map<string, Counted>>();
  const add = async (ids: readonly string[], conditions: readonly string[], from: string) => {
    const sums = conditions.flatMap((holds, i) => [
      `count(*) filter (${holds}) as n${i}`,
      `sum(next) filter (${holds}) as next${i}`,
      `coalesce(sum(won) filter (${holds}), 0) as won${i}`,
    ]);
    const rows = await engine.rows<Record<string, number | string | null>>(
      "oracle",
      `select design, stage, grouping(stage) as is_any, ${sums.join(", ")} from ${from} group by grouping sets ((design), (design, stage))`,
    );
    for (const row of rows) {
      const view = `${row.design}/${row.is_any ? "any" : row.stage}`;
      const of = found.get(view) ?? found.set(view, new Map()).get(view)!;
      ids.forEach((id, i) => {
        of.set(id, {n: Number(row[`n${i}`]), next: row[`next${i}`] as number | null, won: Number(row[`won${i}`])});
      });
    }
  };
  await add(["all"], ["true"], "labelled_moments");
  const own = rules.filter(({when}) => isAttribute(when));
  const conditions = own.map(({when}) => {
    if (!isAttribute(when)) return "false";
    const column = identifier(when.attribute);
    if (when.missing) return `${column} is null`;
    if (when.is) return `cast(${column} as varchar) = ${literal(when.is[0])}`;
    const {at_least = Number.NEGATIVE_INFINITY, below = Number.POSITIVE_INFINITY} = when;
    return `${column} >= cast('${at_least}' as double) and ${column} < cast('${below}' as double)`;
  });
  await add(
    own.map(({id}) => id),
    conditions,
    "labelled_moments join leads using (lead_no)",
  );
  const acts = rules.filter(({when}) => !isAttribute(when) && "activity" in when);
  const actions = new Map<string, Rule[]>();
  for (const rule of acts) {
    const {activity, topic} = rule.when as {activity: string; topic?: string};
    const key = JSON.stringify([activity, topic]);
    actions.set(key, [...(actions.get(key) ?? []), rule]);
  }
  for (const some of actions.values()) {
    const {activity, topic} = some[0].when as {activity: string; topic?: string};
    const isIt =
      activity === "any"
        ? "a.activity in (select activity from activities where actor is distinct from 'seller')"
        : `a.activity = ${literal(activity)}${topic === undefined ? "" : ` and a.topic = ${literal(topic)}`}`;
    const since = (days: number) => `t >= date_trunc('second', as_of) - interval '${days}' day`;
    const holds = some.map(({when}) => {
      if (isBehaviour(when))
        return `len(${when.within_days === undefined ? "times" : `list_filter(times, lambda t: ${since(when.within_days)})`}) >= ${when.at_least}`;
      const {none_for_days: days} = when as {none_for_days: number};
      return `len(list_filter(times, lambda t: ${since(days)})) = 0`;
    });
    await add(
      some.map(({id}) => id),
      holds,
      `(select m.design, m.stage, m.next, m.won, m.as_of,
          coalesce(list(date_trunc('second', a.occurred_at)) filter (a.occurred_at is not null), []) as times
        from labelled_moments m
        left join activities a on a.lead_no = m.lead_no and a.occurred_at < m.as_of and ${isIt}
        group by m.id, m.design, m.stage, m.next, m.won, m.as_of) counted`,
    );
  }
  return found;
}

/** What a view says of its base and of each pattern, under the oracle's keys. */
export const keyOf = ({design, stage}: Pick<CountedView, "design" | "stage">): string => `${design}/${stage ?? "any"}`;

/** A view, or a part of one. */
type Looked = Pick<CountedView, "design" | "stage" | "target"> & {
  base: {n: number; conversions: number};
  cells: readonly {rule: Rule; n: number; conversions: number}[];
};

/**
 * Where views and the recount disagree: observations, conversions, and which patterns have enough support to be told.
 *
 * @param rules what was recounted: of windows that hold on as many moments of a design only the shortest is expected
 */
export function differences(
  views: readonly Looked[],
  again: ReadonlyMap<string, ReadonlyMap<string, Counted>>,
  minSupport: number,
  rules: readonly Rule[] = [],
): string[] {
  return views.flatMap((view) => {
    const of = again.get(keyOf(view));
    const all = of?.get("all");
    if (!of || !all) return [`${keyOf(view)}: unknown`];
    const label = ({n, next, won}: Counted) => `${view.target === "next" ? next : won} of ${n}`;
    const told = new Map(view.cells.map(({rule, n, conversions}) => [rule.id, `${conversions} of ${n}`]));
    const expected = new Map(
      [...of]
        .filter(([id, {n}]) => id !== "all" && n >= minSupport && all.n - n >= minSupport)
        .filter(([id]) => !isSaidShorter(id, again.get(`${view.design}/any`), rules))
        .map(([id, counted]) => [id, label(counted)]),
    );
    const ids = new Set([...told.keys(), ...expected.keys()]);
    return [
      ...(label(all) === `${view.base.conversions} of ${view.base.n}` ? [] : [`${keyOf(view)}: ${label(all)}`]),
      ...[...ids]
        .filter((id) => told.get(id) !== expected.get(id))
        .map((id) => `${keyOf(view)} ${view.target} ${id}: ${told.get(id)}, counted again ${expected.get(id)}`),
    ];
  });
}

function isSaidShorter(id: string, whole: ReadonlyMap<string, Counted> | undefined, rules: readonly Rule[]): boolean {
  const when = rules.find((rule) => rule.id === id)?.when;
  if (!when || !isBehaviour(when) || !whole) return false;
  const daysOf = ({within_days = Number.POSITIVE_INFINITY}: typeof when) => within_days;
  return rules.some(
    ({id: other, when: shorter}) =>
      isBehaviour(shorter) &&
      shorter.activity === when.activity &&
      shorter.topic === when.topic &&
      shorter.at_least === when.at_least &&
      daysOf(shorter) < daysOf(when) &&
      whole.get(other)?.n === whole.get(id)?.n,
  );
}
