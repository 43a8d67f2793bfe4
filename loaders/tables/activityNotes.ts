import type {Note} from "../../src/analysis/notes/note.ts";
import type {Engine} from "../engine/duckdb.ts";
import {addNotes} from "./notes.ts";

/** Winners without any activity from which it is told: so many at least, this share of them, and so many times that of the rest. */
const missed = {atLeast: 5, share: 0.2, times: 2} as const;
/** Share of a table's rows that are of unknown leads from which it is told. */
const orphanShare = 0.01;

/**
 * Notes what speaks of ids that do not meet: winners of whom there is no activity, more often than of the rest; and rows whose lead
 * is not in `main.leads`. Asks for all four tables, and the rows of the load report.
 */
export async function noteActivity(engine: Engine): Promise<void> {
  await addNotes(engine, [...(await winnersWithout(engine)), ...(await orphans(engine))]);
}

async function winnersWithout(engine: Engine): Promise<Note[]> {
  const [found] = await engine.rows<{winners: number; without: number; rest: number; restWithout: number; all: number}>(
    "winners without activity",
    `with
     active as (select distinct activities.lead_no from main.activities),
     each as (
       select coalesce(outcomes.outcome = 'won', false) as is_won, active.lead_no is null as is_without
       from main.leads
       left join main.outcomes on outcomes.lead_no = leads.lead_no
       left join active on active.lead_no = leads.lead_no
     )
     select
       count(*) filter (is_won) as winners, count(*) filter (is_won and is_without) as without,
       count(*) filter (not is_won) as rest, count(*) filter (not is_won and is_without) as "restWithout",
       (select count(*) from active) as "all"
     from each`,
  );
  const {winners, without, rest, restWithout, all} = found;
  if (all === 0 || without < missed.atLeast || without < missed.share * winners) return [];
  if (without / winners < (missed.times * restWithout) / Math.max(1, rest)) return [];
  return [{kind: "winners without activity", level: "warning", winners, without, rest, restWithout}];
}

async function orphans(engine: Engine): Promise<Note[]> {
  const rows = await engine.rows<{table: string; n: number; of: number; example: string}>(
    "orphans",
    `select o.table_name as "table", o.n_rows as n, cast(read.n as bigint) as "of", o.example
     from results.rejects_by_reason o
     join (select table_name, sum("read" - not_selected) as n from results.sources group by table_name) read using (table_name)
     where o.reason = 'orphan' and o.n_rows >= ${orphanShare} * read.n
     order by o.table_name`,
  );
  return rows.map((row) => ({kind: "rows of unknown leads", level: "warning", ...row}));
}
