import {
  type Condition,
  isAttribute,
  isBehaviour,
  isSilence,
  type Rule,
  ruleId,
} from "../../src/analysis/rules/rules.ts";
import {random} from "../../src/analysis/statistics/random.ts";
import type {History} from "./steps/histories.ts";

/** Stages, attributes, one rule of each kind, and leads at random: what masks are checked on by walking. */
export const stages = [{id: "stage 0"}, {id: "stage 1"}];
export const attributes = [
  {name: "industry", type: "category"},
  {name: "employees", type: "number"},
] as const;

const conditions: Condition[] = [
  {activity: "visit", at_least: 1},
  {activity: "visit", at_least: 2, within_days: 30},
  {activity: "call", at_least: 1, within_days: 7},
  {activity: "any", none_for_days: 14},
  {activity: "call", none_for_days: 30},
  {attribute: "industry", is: ["retail", "public"]},
  {attribute: "industry", missing: true},
  {attribute: "employees", at_least: 50, below: 500},
  {stage: ["stage 1"]},
];
export const rules: Rule[] = [
  ...conditions.map((when) => ({id: ruleId({when}), when, points: 1})),
  {id: "late visit", when: conditions[0], in_stage: ["stage 1"], points: 1},
  {id: "late silence", when: conditions[3], in_stage: ["stage 1"], points: 1},
];

/** Histories at random: activities before and after every snapshot, stages in any order. */
export function histories(count: number, seed: number): History[] {
  const next = random(seed);
  const day = (): number => Math.floor(next() * 180 * 24) / 24;
  const times = (most: number) => Array.from({length: Math.floor(next() * most)}, day);
  return Array.from({length: count}, () => ({
    created: Math.floor(next() * 60),
    visits: [...times(2).map((t): [number, number] => [0, t]), ...times(2).map((t): [number, number] => [1, t])],
    activities: [
      ...times(6).map((t): [string, number] => ["visit", t]),
      ...times(3).map((t): [string, number] => ["call", t]),
    ],
    attributes: {
      industry: [null, "retail", "public", "steel"][Math.floor(next() * 4)],
      employees: next() < 0.2 ? null : Math.floor(next() * 1000),
    },
  }));
}

/** The rule read by hand: no SQL, no windows kept. */
export function holds({when, in_stage}: Rule, lead: History, stage: number, asOf: number): boolean {
  if (in_stage && !in_stage.includes(`stage ${stage}`)) return false;
  if (isAttribute(when)) {
    const value = lead.attributes?.[when.attribute] ?? null;
    if (when.missing) return value === null;
    if (value === null) return false;
    return when.is
      ? when.is.includes(String(value))
      : Number(value) >= (when.at_least ?? -1e9) && Number(value) < (when.below ?? 1e9);
  }
  if ("stage" in when) return when.stage.includes(`stage ${stage}`);
  const done = (lead.activities ?? [])
    .filter(([activity, at]) => (when.activity === "any" || when.activity === activity) && (at as number) < asOf)
    .map(([, at]) => asOf - (at as number));
  if (isSilence(when)) return !done.some((days) => days <= when.none_for_days);
  return isBehaviour(when) && done.filter((days) => days <= (when.within_days ?? 1e9)).length >= when.at_least;
}
