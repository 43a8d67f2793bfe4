import {type Prognosis, prognosisClasses} from "../../../src/analysis/decay/prognosis.ts";
import {anyActivity, isBehaviour, isSilence, type Rule} from "../../../src/analysis/rules/rules.ts";
import {literal} from "../../engine/duckdb.ts";
import type {Action} from "../features/actions.ts";
import {holdsSql} from "../features/masks.ts";

/** Upper ends, in days, of the classes of days since an action was last done. */
const ageCuts = [1, 2, 3, 5, 7, 10, 14, 21, 28, 42, 60, 90, 120, 180, 365];
/** The same of days since a lead did anything, and of days under observation. */
const quietCuts = [2, 5, 10, 20, 30, 60, 90];
const openCuts = [30, 60, 90, 150, 240, 365];

/** A rule of the cube with its position there and its points on a card. */
export interface Scored {
  position: number;
  rule: Rule;
  points: number;
}

const activityOf = ({rule: {when}}: Scored): string | null =>
  (isBehaviour(when) || isSilence(when)) && when.activity !== anyActivity ? when.activity : null;

/** The activities that the card's rules are on, each once; "any" is none of them. */
const scoredActivities = (scored: readonly Scored[]): string[] => [
  ...new Set(scored.flatMap((one) => activityOf(one) ?? [])),
];

/** Column of a score without the rules on one activity: `score` where no rule is on it. */
export function scoreColumn(activity: string, scored: readonly Scored[]): string {
  const place = scoredActivities(scored).indexOf(activity);
  return place < 0 ? "score" : `score_${place}`;
}

const scoreColumns = (scored: readonly Scored[]): string[] => [
  "score",
  ...scoredActivities(scored).map((activity) => scoreColumn(activity, scored)),
];

/**
 * SQL of the step `decay_known`: what is known of each labelled observation: the card's score, once more without each
 * activity's rules, the class of days since the lead did anything, and of days under observation.
 *
 * @param hasQuiet false where leads do one kind of thing only: how quiet they are and how long ago they did it are one
 */
export function decayKnownSql(scored: readonly Scored[], hasQuiet: boolean): string {
  const sum = (some: readonly Scored[]) =>
    some.map(({position, points}) => `(case when ${holdsSql(position)} then ${points} else 0 end)`).join(" + ") || "0";
  const without = scoredActivities(scored).map(
    (activity) => `${sum(scored.filter((one) => activityOf(one) !== activity))} as ${scoreColumn(activity, scored)}`,
  );
  const classOf = (value: string, cuts: readonly number[]) =>
    `case ${cuts.map((cut, i) => `when ${value} <= ${cut * 86400} then ${i}`).join(" ")} when ${value} is not null then ${cuts.length} end`;
  return `create or replace table steps.decay_known as
with
quiet as (
  select obs_no, last_seconds as seconds
  from steps.action_counts
  where action_no in (select action_no from steps.actions where activity = '${anyActivity}')
),
final as (
  select
    labelled.obs_no, labelled.stage_no, labelled.fold, labelled.label,
    ${[`${sum(scored)} as score`, ...without].join(",\n    ")},
    ${hasQuiet ? classOf("quiet.seconds", quietCuts) : "cast(null as integer)"} as quiet,
    ${classOf("date_diff('second', targets.observed_at, labelled.as_of)", openCuts)} as open
  from steps.labelled
  join steps.masks on masks.obs_no = labelled.obs_no
  join steps.targets on targets.lead_no = labelled.lead_no
  left join quiet on quiet.obs_no = labelled.obs_no
)
select * from final`;
}

/** SQL of the step `decay_prognosis`: natural-log odds of converting by what is known, for each score in a column. */
export function decayPrognosisSql(scored: readonly Scored[], {score, classes}: Prognosis): string {
  const steps = prognosisClasses.map((name) => {
    const cases = classes[name].map(
      ({value, weight}) => `when ${name} is not distinct from ${value} then ${double(weight)}`,
    );
    return cases.length ? `case ${cases.join(" ")} else 0 end` : "0";
  });
  const each = scoreColumns(scored).map(
    (column) => `round(${[`${double(score)} * ${column}`, ...steps].join(" + ")}, 2) as ${column}`,
  );
  return `create or replace table steps.decay_prognosis as
with
final as (
  select obs_no, fold, label, ${each.join(",\n    ")}
  from steps.decay_known
)
select * from final`;
}

/** Column of the band that a score falls in. */
const bandColumn = (score: string): string => score.replace("score", "band");

/**
 * SQL of the step `decay_banded`: each labelled observation with the band of the prognosis that every score falls in.
 *
 * @param ends upper ends of the bands, ascending; what is above them all is the last band
 */
export function decayBandedSql(scored: readonly Scored[], ends: readonly number[]): string {
  const each = scoreColumns(scored).map((score) => `${bandOf(score, ends)} as ${bandColumn(score)}`);
  return `create or replace table steps.decay_banded as
with
final as (
  select obs_no, fold, label, ${each.join(",\n    ")}
  from steps.decay_prognosis
)
select * from final`;
}

/**
 * SQL of the step `decay_counts`: observations by days since each action was last done (`under_days`: in the classes of the
 * cuts; null: longer ago), lead fold and band of the prognosis without the action, with the sum of days.
 *
 * @param actions all that are numbered
 * @param excluded activities that no card may use
 * @param minCell actions of fewer leads, or on fewer observations, are left out: no result may tell of a single lead
 */
export function decayCountsSql(
  scored: readonly Scored[],
  actions: readonly Action[],
  excluded: readonly string[],
  minCell: number,
): string {
  const counted = actions.filter(({activity}) => activity !== anyActivity && !excluded.includes(activity));
  const cases = counted.flatMap(({action_no, activity}) => {
    const column = bandColumn(scoreColumn(activity, scored));
    return column === "band" ? [] : [`when ${action_no} then ${column}`];
  });
  const band = cases.length ? `case action_counts.action_no ${cases.join(" ")} else band end` : "band";
  const classes = ageCuts.map((cut) => `when last_seconds <= ${cut * 86400} then ${cut}`).join(" ");
  return `create or replace table steps.decay_counts as
with
counted as (
  select
    action_counts.action_no, case ${classes} end as under_days, fold, ${band} as band,
    count(*) as n, sum(label) as conversions, sum(last_seconds) as seconds
  from steps.action_counts
  join steps.decay_banded on decay_banded.obs_no = action_counts.obs_no
  where action_counts.action_no in (${counted.map(({action_no}) => action_no).join(", ") || "null"})
  group by 1, 2, 3, 4
),
totals as (
  select counted.*, sum(n) over (partition by action_no) as total from counted
),
final as (
  select actions.activity, actions.topic, under_days, fold, band, n, conversions, seconds / 86400.0 as days
  from totals
  join steps.actions on actions.action_no = totals.action_no
  where total >= ${minCell} and actions.n_leads >= ${minCell}
)
select * from final`;
}

/** SQL of the step `decay_bands`: all observations by band and fold, once for each column of scores. */
export function decayBandsSql(scored: readonly Scored[]): string {
  const columns = scoreColumns(scored);
  const each = columns.map(
    (
      score,
    ) => `  select ${literal(score)} as scored_by, fold, ${bandColumn(score)} as band, sum(n) as n, sum(conversions) as conversions
  from cells
  group by 1, 2, 3`,
  );
  return `create or replace table steps.decay_bands as
with
cells as (
  select fold, ${columns.map(bandColumn).join(", ")}, count(*) as n, sum(label) as conversions
  from steps.decay_banded
  group by fold, ${columns.map(bandColumn).join(", ")}
),
final as (
${each.join("\n  union all\n")}
)
select * from final`;
}

const bandOf = (score: string, ends: readonly number[]): string =>
  ends.length
    ? `case ${ends.map((end, i) => `when ${score} <= ${double(end)} then ${i}`).join(" ")} else ${ends.length} end`
    : "0";

/** A literal with an exponent: without one engines count in exact decimals, which is slow. */
const double = (value: number): string => value.toExponential();
