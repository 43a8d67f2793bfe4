import {type Engine, literal} from "../../../loaders/engine/duckdb.ts";

const names = ["A_SUBMITTED", "A_PREACCEPTED", "A_ACCEPTED", "A_FINALIZED", "O_SENT_BACK"];

/** Reads the CSV of bpic2012 alone: leaves `ev`, a row an event, and `cases` with decisions and the last thing seen, times in µs. */
export async function csvEvents(engine: Engine, dataDir: string): Promise<void> {
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
}

/** What the Funnel page counts on bpic2012, asked anew event by event of what `csvEvents` read: no step of ours is used. */
export async function csvCounts(engine: Engine) {
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

/**
 * What was looked at every Monday of those that hold an offer or sent it back and are undecided, of what `csvEvents` read. Leaves
 * `csv_end` (the last thing seen), `csv_looks` (`won`: within 30 days; null where not followed so long), `csv_obs` (those
 * followed, and how long they were known) and `csv_acts` (their actions before that Monday, `ago` in seconds).
 */
export async function csvObservations(engine: Engine): Promise<void> {
  const day = 86_400_000_000;
  await engine.run(
    "csv",
    `create or replace temp table csv_end as
      select max(greatest(seen_us, coalesce(won_us, seen_us), coalesce(lost_us, seen_us))) as seen from cases;
    create or replace temp table csv_looks as
      with mondays as (
        select epoch_us(timezone('Europe/Amsterdam', unnest(generate_series(timestamp '2011-10-03', timestamp '2012-03-26', interval 7 day)))) as at_us
      ),
      offers as (select id, min(us) as us from ev where name in ('A_FINALIZED', 'O_SENT_BACK') group by id)
      select id, at_us, case when at_us + 30 * ${day} <= seen then cast(coalesce(won_us < at_us + 30 * ${day}, false) as integer) end as won
      from mondays join offers on offers.us < at_us join cases using (id) cross join csv_end
      where at_us <= seen and coalesce(won_us, lost_us, at_us) >= at_us;
    create or replace temp table csv_obs as
      select csv_looks.*, (at_us - created_us) / 1e6 / 86400 as known_days
      from csv_looks join (select id, min(us) as created_us from ev group by id) as born using (id) where won is not null;
    create or replace temp table csv_acts as
      select csv_obs.id, at_us, won, name, cast(at_us // 1000000 - us // 1000000 as integer) as ago
      from csv_obs join ev on ev.id = csv_obs.id and us < at_us and name like 'W\\_%' escape '\\' and lifecycle = 'COMPLETE'`,
  );
}

/**
 * Stays in the stages, of what `csvEvents` read: leaves `csv_stays`, a row a case and stage, from its first entry, in whole
 * seconds. No case of this log goes back to a stage that it has left.
 */
export async function csvStays(engine: Engine): Promise<void> {
  await engine.run(
    "csv",
    `create or replace temp table csv_stays as
      with entries as (
        select id, min(us) as us, ${names.map((name, i) => `if(name = ${literal(name)}, ${i}, 0)`).join(" + ")} as stage
        from ev where name in (${names.map(literal).join()}) group by id, stage
      ),
      ends as (
        select entries.*, (select min(us) from entries as later where later.id = entries.id and later.stage > entries.stage) as next_us,
          won_us, lost_us, seen
        from entries join cases using (id) cross join (select max(greatest(seen_us, coalesce(won_us, seen_us), coalesce(lost_us, seen_us))) as seen from cases)
      )
      select id, stage, us, coalesce(next_us, won_us, lost_us, seen) as until_us,
        case when next_us is not null or won_us is not null then 'advanced' when lost_us is not null then 'lost' else 'waiting' end as fate,
        (coalesce(next_us, won_us, lost_us, seen) - us) // 1000000 as seconds
      from ends`,
  );
}
