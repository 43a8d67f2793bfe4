import type {OutcomeNote} from "../../src/analysis/notes/outcomes.ts";
import {literal} from "../engine/duckdb.ts";
import {didYouMean, ProjectFaults} from "../project/faults.ts";
import {faultsIn, sourcePath} from "../project/project.ts";
import type {Project} from "../project/schema.ts";
import type {Workplace} from "../sources/files/staged.ts";
import {assumeLost} from "./assumedLost.ts";
import {isKeptSql} from "./dated.ts";
import {checkEmptyDates} from "./emptyDates.ts";
import {missingIn} from "./missing.ts";
import {addNotes} from "./notes.ts";
import type {Prepared} from "./prepare.ts";
import {readOutcomeWords} from "./readWords.ts";
import {reject, rejectFaultyAndOrphans} from "./rejects.ts";
import {createTyped} from "./typed.ts";
import {textSql} from "./values.ts";
import {folded} from "./words.ts";

/** Which of a lead's outcomes counts. */
type Several = Project["sources"]["outcomes"][number]["several"];

const columns = "lead_no integer, lead_id varchar, outcome varchar, decided_at timestamp, amount double";

/**
 * Fills `main.outcomes`, at most one a lead, won or lost; rows that say open, or nothing, leave the lead open. Of several outcomes of
 * a lead the one counts that `several` says, whatever the order of the rows; `staging.outcome_rows` has all that could be used, and
 * whether each is counted.
 * @throws ProjectFaults where words are unknown, or dates are empty in most rows that a constant calls won or lost.
 */
export async function loadOutcomes(place: Workplace, sources: readonly Prepared[]): Promise<void> {
  const {engine} = place;
  if (sources.length === 0) return engine.run("no outcomes", `create or replace table main.outcomes (${columns})`);
  const several = severalOf(place.project);
  await createTyped(place, "outcomes", sources, (source) => [`${lostWhenSql(place, source)} as is_lost_when`]);
  await readOutcomeWords(place, sources);
  await checkEmptyDates(place, sources, "outcome", "decided_at");
  await rejectFaultyAndOrphans(place, "outcomes");
  const meaning = "left join staging.outcome_words w on w.source_no = t.source_no and w.word = t.outcome";
  const outcome =
    "case when w.meaning = 'won' then 'won' when is_lost_when then 'lost' else coalesce(w.meaning, 'open') end";
  await reject(
    place,
    "outcomes",
    `select t.source_no, row_key, 'decided before created', concat('created ', l.created_at, ', decided ', decided_at)
     from staging.typed_outcomes t join (select lead_id, created_at from main.leads) l using (lead_id) ${meaning}
     where ${outcome} <> 'open'
       and decided_at + case when has_dates_only then interval 1 day - interval 1 microsecond else interval 0 day end < l.created_at`,
  );
  await engine.run(
    "outcome rows",
    `create or replace table staging.outcome_rows as
     with said as (
       select t.source_no, t.row_key, lead_no, lead_id, amount, w.meaning = 'won' and is_lost_when as is_won_though_lost, is_lost_when,
         ${outcome} as outcome,
         case when has_dates_only and decided_at is not null then greatest(decided_at, l.created_at) else decided_at end as decided_at
       from staging.typed_outcomes t join (select lead_no, lead_id, created_at from main.leads) l using (lead_id) ${meaning}
       where ${isKeptSql("outcomes")}
     ),
     seen as (${lastSeenSql}),
     candidates as (
       select source_no, row_key, row_number() over (partition by lead_no order by ${orders[several]}, source_no, row_key) as place
       from said cross join seen where ${several === "latest" ? `outcome <> 'open' or decided_at <= seen.seen_at` : "outcome <> 'open'"}
     )
     select said.*, candidates.place, coalesce(candidates.place = 1 and outcome <> 'open', false) as is_counted
     from said left join candidates using (source_no, row_key)`,
  );
  await engine.run(
    "fill outcomes",
    `create or replace table main.outcomes as
     select lead_no, lead_id, outcome, decided_at, amount from staging.outcome_rows where is_counted`,
  );
  await addNotes(engine, [
    ...(await severalNote(place, several)),
    ...(await lostWhenNotes(place, sources)),
    ...(await undatedNotes(place)),
    ...(await assumeLost(place)),
    ...(await noneLostNote(place)),
  ]);
}

const wonFirst = "case outcome when 'won' then 0 when 'lost' then 1 else 2 end";

/** By which a lead's outcomes stand in line, the one that counts first. Rows that are equal by it are equal in all that is kept. */
const orders: Record<Several, string> = {
  "any won": `${wonFirst}, case when outcome = 'won' then decided_at end nulls last, decided_at desc nulls last, amount desc nulls last`,
  latest: `decided_at desc nulls last, ${wonFirst}, amount desc nulls last`,
  first: `decided_at nulls last, case when decided_at is not null then ${wonFirst} end, case when decided_at is not null then amount end desc nulls last`,
};

/** The last time anything is known to have happened: an open row dated later tells of a plan. */
const lastSeenSql = `select max(seen_at) as seen_at from (
  select max(decided_at) as seen_at from said where outcome <> 'open' union all select max(created_at) from main.leads
  union all select max(occurred_at) from main.activities union all select max(entered_at) from main.stage_visits)`;

/** What the sources say of several outcomes: those that say it agree. */
const severalOf = ({sources}: Project): Several =>
  sources.outcomes.find(({several}) => several !== "any won")?.several ?? "any won";

function lostWhenSql({project}: Workplace, {source, columns: offered, number}: Prepared): string {
  const when = source.lost_when;
  if (!when) return "false";
  const column = offered.find(({name}) => name === when.column);
  if (!column) {
    const names = offered.map(({name}) => name);
    const message = `missing column: ${when.column}${didYouMean(when.column, names) || `; the source has ${names.slice(0, 12).join(", ")}`}`;
    const path = [...sourcePath(project, "outcomes", number), "lost_when", "column"];
    throw new ProjectFaults(faultsIn(project, [{path, message}]));
  }
  const text = textSql(column.name, column.type, missingIn(project, source, column.name));
  if ("filled" in when) return `${text} is not null`;
  const words = when.is.map((word) => literal(folded(word))).join(", ");
  return `coalesce(${foldedSql(text)} in (${words}), false)`;
}

/** SQL of a text as `folded` has it, but for the widths of letters: these are compared as they are. */
const foldedSql = (text: string): string =>
  `regexp_replace(regexp_replace(lower(nfc_normalize(${text})), '\\s+', '', 'g'), '(\\pL)[-_‐–—・]+(\\pL)', '\\1\\2', 'g')`;

async function severalNote({engine}: Workplace, setting: Several): Promise<OutcomeNote[]> {
  const [row] = await engine.rows<Omit<Extract<OutcomeNote, {kind: "several outcomes"}>, "kind" | "level" | "setting">>(
    "several outcomes",
    `with leads as (
       select lead_no, count(*) as n, count(*) filter (outcome = 'won') as won, count(*) filter (outcome = 'lost') as lost,
         max(decided_at) filter (outcome = 'won') as won_at, min(decided_at) filter (outcome = 'lost') as lost_at
       from staging.outcome_rows where place is not null group by lead_no having count(*) > 1)
     select (select count(*) from leads) as leads,
       (select count(*) from leads where won > 0 and lost > 0) as contradicting,
       (select count(*) from leads where won_at > lost_at) as "wonAfterLost",
       count(*) as further, count(*) filter (outcome = 'won') as "furtherWon",
       coalesce(sum(amount) filter (outcome = 'won'), 0) as "furtherAmount"
     from staging.outcome_rows where place is not null and not is_counted and lead_no in (select lead_no from leads)`,
  );
  if (row.leads === 0) return [];
  return [{kind: "several outcomes", level: row.contradicting > 0 ? "warning" : "told", setting, ...row}];
}

async function lostWhenNotes({engine}: Workplace, sources: readonly Prepared[]): Promise<OutcomeNote[]> {
  const notes: OutcomeNote[] = [];
  for (const {source, number} of sources) {
    if (!source.lost_when) continue;
    const [{rows, won}] = await engine.rows<{rows: number; won: number}>(
      "lost when",
      `select count(*) filter (is_lost_when) as rows, count(*) filter (is_won_though_lost) as won
       from staging.outcome_rows where source_no = ${number}`,
    );
    notes.push({
      kind: "lost when",
      level: won > 0 || rows === 0 ? "warning" : "told",
      column: source.lost_when.column,
      rows,
      won,
    });
  }
  return notes;
}

/** Decisions of which nobody knows when, beside dated ones; where none has a time, the export is without times altogether. */
async function undatedNotes({engine}: Workplace): Promise<OutcomeNote[]> {
  const rows = await engine.rows<{outcome: "won" | "lost"; leads: number; of: number}>(
    "decisions undated",
    `select outcome, count(*) - count(decided_at) as leads, count(*) as of from main.outcomes
     group by outcome having count(decided_at) < count(*) and (select count(decided_at) from main.outcomes) > 0 order by outcome desc`,
  );
  return rows.map((row) => ({kind: "decisions undated", level: "warning", ...row}));
}

async function noneLostNote({engine, project}: Workplace): Promise<OutcomeNote[]> {
  const [{won, lost, open}] = await engine.rows<{won: number; lost: number; open: number}>(
    "none lost",
    `select count(*) filter (outcome = 'won') as won, count(*) filter (outcome = 'lost') as lost,
       (select count(*) from main.leads) - count(*) as open from main.outcomes`,
  );
  const assumes = project.sources.outcomes.some(({lost_after_days}) => lost_after_days !== undefined);
  return won > 0 && lost === 0 && !assumes ? [{kind: "none lost", level: "warning", won, open}] : [];
}
