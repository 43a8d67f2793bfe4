import {Engine} from "../../loaders/engine/duckdb.ts";
import {cutNumbers} from "../../loaders/features.ts";
import {attributeCountsSql} from "../../loaders/steps/features/attributeCounts.ts";
import {chooseCandidates} from "../../src/analysis/rules/candidates.ts";
import {type CountRow, type PatternCounts, patterns} from "../../src/analysis/rules/patterns.ts";
import type {AttributeCondition} from "../../src/analysis/rules/rules.ts";
import {random} from "../../src/analysis/statistics/random.ts";

/** One number a lead and whether it converted. */
export interface World {
  x: number[];
  converted: number[];
}

const leads = 3000;
const logistic = (eta: number) => 1 / (1 + Math.exp(-eta));

/** How a number comes about from uniform draws, and the chance to convert that goes with it. */
const shapes = {
  /** Nothing below the top twentieth, half above. */
  "step at the top 5 %": {value: normal, chance: (x: number) => (x > 1.645 ? 0.5 : 0.1)},
  "U shape": {value: normal, chance: (x: number) => logistic(-2.5 + 0.9 * x * x)},
  "counter, 80 % zero": {value: counter(0.8), chance: (x: number) => logistic(-2.2 + 0.9 * Math.log1p(x))},
  "counter, 90 % zero": {value: counter(0.9), chance: (x: number) => (x > 0 ? 0.6 : 0.1)},
  straight: {value: normal, chance: (x: number) => logistic(-1.5 + x)},
  noise: {value: normal, chance: () => 0.2},
} as const;

export type Shape = keyof typeof shapes;
export const shapeNames = Object.keys(shapes) as Shape[];

function normal(next: () => number): number {
  const radius = Math.sqrt(-2 * Math.log(1 - next()));
  return radius * Math.cos(2 * Math.PI * next());
}

/** Mostly 0, else geometric with mean 4. */
function counter(zero: number): (next: () => number) => number {
  return (next) => {
    const isZero = next() < zero;
    const more = Math.floor(Math.log(1 - next()) / Math.log(0.75));
    return isZero ? 0 : 1 + more;
  };
}

/** The same leads for the same seed. */
export function world(shape: Shape, seed: number): World {
  const next = random(seed);
  const {value, chance} = shapes[shape];
  const x: number[] = [];
  const converted: number[] = [];
  for (let i = 0; i < leads; ++i) {
    const own = value(next);
    x.push(own);
    converted.push(Number(next() < chance(own)));
  }
  return {x, converted};
}

const options = {candidates: {min_support: 30}, publish: {min_cell: 5}} as Parameters<typeof cutNumbers>[1];

/** The rules that Hakari offers of the number, from all of the world's leads: its own SQL and choice. */
export async function rulesOf({x, converted}: World): Promise<AttributeCondition[]> {
  const engine = await Engine.open();
  try {
    const rows = x.map((value, i) => `(${i}, cast('${value}' as double), ${converted[i]})`);
    await engine.run(
      "world",
      `create schema steps;
      create table leads (lead_no integer, x double, y integer);
      insert into leads values ${rows.join(", ")};
      create table steps.labelled as
        select lead_no as obs_no, lead_no, 0 as stage_no, false as is_test, lead_no % 20 as fold, y as label from leads`,
    );
    const attributes = [{name: "x", type: "number"}] as const;
    const {cuts} = await cutNumbers(engine, options, attributes);
    await engine.run("attribute_counts", attributeCountsSql(attributes, cuts, 5));
    const counts: PatternCounts = {
      base: await engine.rows<CountRow>(
        "base",
        "select stage_no, is_test, fold, count(*) as n, sum(label) as conversions from steps.labelled group by all",
      ),
      behaviours: [],
      recencies: [],
      attributes: await engine.rows("attribute_counts", "select * from steps.attribute_counts"),
      numbers: new Set(["x"]),
      cuts,
    };
    const all = patterns(counts, {times: [1], silencesDays: []});
    const {rules} = chooseCandidates(all, {minSupport: 30, atMost: 40, excluded: new Map()});
    return rules.map(({when}) => when as AttributeCondition);
  } finally {
    engine.close();
  }
}

/** Log-loss (nats, summed) that rates of the parts gain over one rate for all. Parts are what the rules tell apart. */
export function gainOf({x, converted}: World, rules: readonly AttributeCondition[]): number {
  const partOf = (value: number) =>
    rules
      .map(({at_least = Number.NEGATIVE_INFINITY, below = Number.POSITIVE_INFINITY}) =>
        Number(value >= at_least && value < below),
      )
      .join("");
  const parts = new Map<string, [n: number, conversions: number]>();
  x.forEach((value, i) => {
    const [n, conversions] = parts.get(partOf(value)) ?? [0, 0];
    parts.set(partOf(value), [n + 1, conversions + converted[i]]);
  });
  const all = converted.reduce((sum, y) => sum + y, 0);
  return entropy(x.length, all) - [...parts.values()].reduce((sum, [n, y]) => sum + entropy(n, y), 0);
}

const entropy = (n: number, y: number): number =>
  (y > 0 ? y * Math.log(n / y) : 0) + (n > y ? (n - y) * Math.log(n / (n - y)) : 0);

/** The rules that stand for cutting at these values: below each counts to the part before. */
export const atCuts = (cuts: readonly number[]): AttributeCondition[] =>
  cuts.map((cut) => ({attribute: "x", at_least: cut}));
