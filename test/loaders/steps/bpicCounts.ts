import {type Engine, literal} from "../../../loaders/engine/duckdb.ts";

const names = ["A_SUBMITTED", "A_PREACCEPTED", "A_ACCEPTED", "A_FINALIZED", "O_SENT_BACK"];

/** What the Funnel page counts on bpic2012, asked anew of its CSV alone, event by event: no step of ours is used. */
export async function csvCounts(engine: Engine, dataDir: string) {
  const file = literal(`${dataDir}/bpic2012/events.csv.gz`);
  await engine.run(
    "csv",
    `create or replace temp table ev as
      select case_id as id, "concept:name" as name, "lifecycle:transition" as lifecycle,
        epoch_us(cast("time:timestamp" as timestamptz)) as us,
        strftime(timezone('Europe/Amsterdam', cast("time:timestamp" as timestamptz)), '%Y-%m') as month
      from read_csv(${file}, all_varchar = true);
    create or replace temp table cases as
      select id,
        min(us) filter (name in ('A_ACTIVATED', 'A_REGISTERED', 'A_APPROVED')) as won_us,
        min(us) filter (name in ('A_DECLINED', 'A_CANCELLED')) as lost_us,
        max(us) filter (name in (${names.map(literal).join()}) or (name like 'W\\_%' escape '\\' and lifecycle = 'COMPLETE')) as seen_us
      from ev group by id`,
  );
  const end = `(select max(greatest(seen_us, coalesce(won_us, seen_us), coalesce(lost_us, seen_us))) from cases)`;
  const stages = [];
  for (const [i, name] of names.entries()) {
    const later =
      names
        .slice(i + 1)
        .map(literal)
        .join() || "''";
    const [row] = await engine.rows<Record<string, number>>(
      "stage",
      `with here as (
        select id, min(us) as first_us, max(us) as last_us from ev where name = ${literal(name)} group by id
      ),
      judged as (
        select here.*, won_us, lost_us, seen_us,
          won_us is not null or exists (from ev where ev.id = here.id and ev.name in (${later}) and ev.us >= last_us) as went_on,
          exists (from ev where ev.id = here.id and ev.name in (${names.slice(0, i).map(literal).join() || "''"}) and ev.us > last_us) as went_back
        from here join cases using (id)
      )
      select count(*) as entered,
        count(*) filter (went_on) as advanced,
        count(*) filter (not went_on and went_back) as "movedBack",
        count(*) filter (not went_on and not went_back and lost_us is not null) as lost,
        count(*) filter (not went_on and not went_back and lost_us is null and ${end} - seen_us > 90 * 86400000000) as dormant,
        count(*) filter (not went_on and not went_back and lost_us is null and ${end} - seen_us <= 90 * 86400000000) as waiting,
        (select count(*) from cases where id not in (select id from here)
          and (won_us is not null or id in (select id from ev where name in (${later})))) as skipped
      from judged`,
    );
    stages.push(row);
  }
  return stages;
}

/** Cases by month of first entering a stage, and how many of them entered a later one, or won, within each of these days. */
export function csvMonths(engine: Engine, stage: string, windowsDays: readonly number[]) {
  const later =
    names
      .slice(names.indexOf(stage) + 1)
      .map(literal)
      .join() || "''";
  const within = windowsDays.map((days) => `count(*) filter (on_us - us < ${Math.round(days * 86400)}000000)`);
  return engine.rows<{month: string; entered: number; movedOn: number[]}>(
    "months",
    `with firsts as (
      select id, us, month from ev where name = ${literal(stage)}
      qualify row_number() over (partition by id order by us) = 1
    ),
    moves as (
      select firsts.id, any_value(firsts.us) as us, any_value(firsts.month) as month,
        coalesce(min(ev.us) filter (ev.name in (${later})), any_value(won_us)) as on_us
      from firsts join cases using (id) join ev on ev.id = firsts.id and ev.us >= firsts.us
      group by firsts.id
    )
    select month, count(*) as entered, [${within.join()}] as "movedOn" from moves group by month order by month`,
  );
}

/** Cases by the stages they came through, in order of time, the commonest first. */
export function csvPaths(engine: Engine) {
  return engine.rows<{path: string; n: number; won: number; lost: number}>(
    "paths",
    `with first_entries as (
      select id, name, min(us) as us, ${names.map((name, i) => `if(name = ${literal(name)}, ${i}, 0)`).join(" + ")} as place
      from ev where name in (${names.map(literal).join()}) group by id, name
    ),
    walked as (select id, string_agg(name, '>' order by us, place) as path from first_entries group by id)
    select path, count(*) as n, count(won_us) as won, count(*) filter (won_us is null and lost_us is not null) as lost
    from walked join cases using (id) group by path order by n desc`,
  );
}
