import {signed} from "../analysis/figures.ts";
import {isAttribute, isStage} from "../analysis/rules/rules.ts";
import {say} from "../text/language.ts";
import type {CardToExport} from "./card.ts";
import {Counts} from "./sqlCounts.ts";
import {holdsSql, literal} from "./sqlRules.ts";
import {basisText, cardName, oneLine, reasonText, subScore} from "./words.ts";

/** Engines for which the SQL is written. */
export const dialects = ["duckdb", "postgres", "trino"] as const;
export type Dialect = (typeof dialects)[number];

/**
 * All in which the three differ here: the rest is written in what they have in common (filtered counts, `concat_ws`, windows
 * in hours, which no change of clocks stretches), so that no transpiler is needed. Trino's drivers refuse the final
 * semicolon that `psql` and `duckdb` need, and its plain timestamps stop at milliseconds.
 */
const engines: Record<Dialect, {name: string; end: string; timestamp: string}> = {
  duckdb: {name: "DuckDB", end: ";", timestamp: "timestamp"},
  postgres: {name: "PostgreSQL", end: ";", timestamp: "timestamp"},
  trino: {name: "Trino", end: "", timestamp: "timestamp(6)"},
};

/**
 * One query that gives every lead of the contract's tables its score as of an instant, with sub-scores, probability and
 * reasons. Rules hold as the loader's masks do (`loaders/steps/features/masks.ts`): strictly before as-of; seconds cut, not rounded,
 * before ages are compared with a window; `any` is what is not only done by sellers; the last stage entered before as-of.
 */
export function cardSql(card: CardToExport, dialect: Dialect = "duckdb"): string {
  const counts = new Counts();
  const rules = card.rules.map((one, i) => ({...one, name: `p${i + 1}`, holds: holdsSql(one.rule, counts)}));
  const hasStage = card.rules.some(({rule}) => rule.in_stage || isStage(rule.when));
  const sum = (chosen: typeof rules) => chosen.map(({name}) => name).join(" + ") || "0";
  const part = (wanted: "fit" | "engagement") => sum(rules.filter(({rule}) => subScore(rule) === wanted));
  const each = rules.map(
    (one) => `,\n    -- ${reasonText(one)}\n    case when ${one.holds} then ${one.points} else 0 end as ${one.name}`,
  );
  const reasons = rules.map((one) => `,\n    case when ${one.name} <> 0 then ${literal(reasonText(one))} end`);
  return `${header(card, dialect, {hasStage, counts})}
with
moment as (
  -- ${say({en: "the instant as of which leads are scored, in UTC; for now:", ja: "リードを採点する時点（UTC）。現在の時点なら："})} ${now(dialect)}
  select ${card.run.asOf === null ? now(dialect) : instant(card.run.asOf, dialect)} as as_of
),
${hasStage ? stageSql(card) : ""}${counts.sql()}points as (
  select
    leads.lead_id${each.join("")}
  from leads${counts.isEmpty ? "" : "\n  left join counts on counts.lead_id = leads.lead_id"}${hasStage ? "\n  left join stage_now on stage_now.lead_id = leads.lead_id" : ""}
),
scored as (
  select points.*, ${sum(rules)} as score, ${part("fit")} as fit, ${part("engagement")} as engagement
  from points
)
select
  lead_id,
  score,
  fit,
  engagement,
  1 / (1 + exp(-${logOdds(card)})) as probability,
  ${reasons.length ? `concat_ws('; '${reasons.join("")}\n  )` : "''"} as reasons
from scored
order by score desc, lead_id${engines[dialect].end}
`;
}

function header(card: CardToExport, dialect: Dialect, {hasStage, counts}: {hasStage: boolean; counts: Counts}): string {
  const attributes = new Set(card.rules.flatMap(({rule}) => (isAttribute(rule.when) ? [rule.when.attribute] : [])));
  const tables = [
    `leads (${["lead_id", ...attributes].join(", ")})`,
    !counts.isEmpty && `activities (${["lead_id", "occurred_at", "activity", ...counts.columns].join(", ")})`,
    hasStage && "stage_visits (lead_id, stage, entered_at)",
  ].filter((table) => table !== false);
  const lines = [
    say({en: `${cardName(card)}, for ${engines[dialect].name}`, ja: `${cardName(card)}、${engines[dialect].name}用`}),
    basisText(card),
    ...card.notes,
    say({
      en: "Scores every lead as it was at one instant: only what came before it counts.",
      ja: "全リードを、ある時点の状態で採点します。数えるのはその時点より前のことだけです。",
    }),
    say({
      en: `Reads ${tables.join(", ")} as data/README.md describes them: one row a lead, times in UTC without a zone.`,
      ja: `読み込む表：${tables.join("、")}（形式はdata/README.mdのとおり：リードごとに1行、日時はタイムゾーンなしのUTC）。`,
    }),
    ...(card.threshold === null
      ? []
      : [
          say({
            en: `Hot from a score of ${signed(card.threshold)}.`,
            ja: `スコア${signed(card.threshold)}以上がホットリードです。`,
          }),
        ]),
  ];
  return lines.map((line) => `-- ${oneLine(line)}`).join("\n");
}

const now = (dialect: Dialect): string => `cast(current_timestamp at time zone 'UTC' as ${engines[dialect].timestamp})`;

const instant = (iso: string, dialect: Dialect): string =>
  `cast('${iso.slice(0, 23).replace("T", " ")}' as ${engines[dialect].timestamp})`;

/** The last stage entered before as-of; of several at once the furthest. */
function stageSql({run}: CardToExport): string {
  const order = run.stages.map(({id}, i) => `(${literal(id)}, ${i})`).join(", ");
  return `stage_order (stage, stage_no) as (
  values ${order}
),
stages_before as (
  select
    stage_visits.lead_id, stage_visits.stage,
    row_number() over (
      partition by stage_visits.lead_id
      order by stage_visits.entered_at desc, stage_order.stage_no desc
    ) as recency
  from stage_visits
  join stage_order on stage_order.stage = stage_visits.stage
  cross join moment
  where stage_visits.entered_at < moment.as_of
),
stage_now as (
  select leads.lead_id, ${beginsIn(run)} as stage
  from leads
  left join stages_before on stages_before.lead_id = leads.lead_id and stages_before.recency = 1
),
`;
}

/** The stage entered last, else the one in which leads without an entry stand; null where that is none. */
function beginsIn({beginsIn: first, stage}: CardToExport["run"]): string {
  const other = first === undefined ? stage : first;
  return other === null ? "stages_before.stage" : `coalesce(stages_before.stage, ${literal(other)})`;
}

/** Log-odds of the score, kept where `exp` stays a number on every engine. */
function logOdds({rules, intercept, slope, within}: CardToExport): string {
  const double = (value: number) => `cast(${value} as double precision)`;
  const sum = `(${double(intercept)} + ${double(slope)} * score)`;
  if (within) return `least(${double(within.most)}, greatest(${double(within.least)}, ${sum}))`;
  const most = Math.abs(intercept) + Math.abs(slope) * rules.reduce((total, {points}) => total + Math.abs(points), 0);
  return most < 700 ? sum : `least(${double(700)}, greatest(${double(-700)}, ${sum}))`;
}
