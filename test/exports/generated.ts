import type {Condition, Rule} from "../../src/analysis/rules/rules.ts";
import {ruleId} from "../../src/analysis/rules/rules.ts";
import {random} from "../../src/analysis/statistics/random.ts";
import type {CardToExport} from "../../src/exports/card.ts";

/** As-of of the generated project: not on a whole second, so that cutting to seconds shows. */
export const asOf = "2025-06-01T00:00:00.250Z";

/** Names that quoting must survive. */
export const names = {
  visit: "page 'view'; drop table leads; --",
  request: '資料 "請求"',
  call: "call\\",
  topic: "pricing, l'été 💶",
  attribute: 'industry "type" <&>',
  stages: ["lead", "stage's 2", "商談"],
};

const conditions: Condition[] = [
  {activity: names.visit, at_least: 1},
  {activity: names.visit, at_least: 3, within_days: 30},
  {activity: names.visit, topic: names.topic, at_least: 2, within_days: 90},
  {activity: names.visit, topic: names.topic, none_for_days: 7},
  {activity: names.request, at_least: 1, within_days: 7},
  {activity: names.call, at_least: 1, within_days: 14},
  {activity: names.call, none_for_days: 30},
  {activity: "any", at_least: 4, within_days: 30},
  {activity: "any", none_for_days: 14},
  {activity: "never done", at_least: 1},
  {activity: "never done", none_for_days: 30},
  {attribute: names.attribute, is: ["it's", 'a "quoted" value', "小売"]},
  {attribute: names.attribute, missing: true},
  {attribute: "employees", at_least: 50, below: 500.5},
  {attribute: "employees", below: -2},
  {attribute: "employees", missing: true},
  {stage: [names.stages[1], names.stages[2]]},
];

/** Rules of every kind, with and without a stage; weights that tell every combination of few rules apart. */
export const rules: (Rule & {points: number})[] = [
  ...conditions.map((when) => ({when})),
  {when: conditions[0], in_stage: [names.stages[1]]},
  {when: conditions[8], in_stage: [names.stages[0], names.stages[2]]},
  {when: conditions[11], in_stage: [names.stages[2]]},
].map((rule, i) => ({...rule, id: ruleId(rule), points: (i % 3 === 1 ? -1 : 1) * (1 + ((i * 7) % 11))}));

/** The card of these rules, as the exports take it. */
export const generatedCard = (chosen = rules): CardToExport => ({
  which: "suggested",
  run: {
    id: "0123456789ab",
    title: "Generated | <project>",
    project: "generated",
    asOf,
    timezone: "UTC",
    design: "snapshot",
    stage: names.stages[0],
    beginsIn: null,
    target: "won",
    horizonDays: 60,
    stages: names.stages.map((id) => ({id, name: id, wants: null, play: null})),
  },
  base: {value: 0.1, low: 0.09, high: 0.11, n: 10000, conversions: 1000},
  rules: chosen.map(({points, ...rule}, i) => ({
    rule,
    points,
    interval: i % 4 === 3 ? null : {value: points, low: points - 1.2, high: points + 2},
    with: i % 5 === 4 ? null : {value: 0.2, low: 0.15, high: 0.26, n: 400 + i, conversions: 80},
  })),
  intercept: -2.75,
  slope: 0.125,
  auc: 0.78,
  threshold: null,
  bands: [],
  notes: [],
});

/** Files of a project: `count` leads whose histories lie before, on and after every edge that a rule can have. */
export function generatedFiles(count: number): Record<string, string> {
  const next = random(11);
  const pick = <T>(values: readonly T[]): T => values[Math.floor(next() * values.length)];
  const end = Date.parse(asOf);
  const days = [7, 14, 30, 90];
  const moments = () => {
    const edge = end - pick(days) * 86_400_000;
    return pick([edge - 1250, edge - 251, edge - 250, edge - 249, edge, edge + 750, end - 1, end, end + 1]);
  };
  const moment = () => (next() < 0.3 ? moments() : end - Math.floor(next() * 120 * 86_400_000) + 5 * 86_400_000);
  const time = (ms: number) => new Date(ms).toISOString();
  const leads = [["lead_id", names.attribute, "employees"]];
  const activities = [["lead_id", "occurred_at", "activity", "topic", "actor"]];
  const visits = [["lead_id", "stage", "entered_at"]];
  for (let i = 0; i < count; ++i) {
    const id = `L'${i}`;
    const industry = pick(["", "it's", 'a "quoted" value', "小売", "it", "=1+1"]);
    leads.push([id, industry, next() < 0.2 ? "" : String(pick([-3, -2, 0, 49.5, 50, 500, 500.5, 5000]))]);
    for (let k = Math.floor(next() * next() * 16); k > 0; --k) activities.push([id, time(moment()), ...pick(kinds)]);
    for (let k = Math.floor(next() * 4); k > 0; --k) visits.push([id, pick(names.stages), time(moment())]);
  }
  const csv = (rows: string[][]) =>
    rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(",")).join("\n");
  return {
    "project.yaml": JSON.stringify({
      title: "generated",
      sources: {
        leads: {files: "leads.csv"},
        activities: {files: "activities.csv"},
        stage_visits: {files: "stage_visits.csv"},
      },
      stages: names.stages.map((id) => ({id})),
      load: {max_rejected: 0.2},
    }),
    "leads.csv": csv(leads),
    "activities.csv": csv(activities),
    "stage_visits.csv": csv(visits),
  };
}

/** Activity, topic, actor. Calls are only ever a seller's; requests are both's; of some mails nobody knows. */
const kinds = [
  [names.visit, names.topic, "lead"],
  [names.visit, "careers", "lead"],
  [names.visit, "", ""],
  [names.request, names.topic, "lead"],
  [names.request, "", "seller"],
  [names.call, "", "seller"],
  [names.call, names.topic, "seller"],
  ["mail", "", ""],
  ["mail", "", "seller"],
];
