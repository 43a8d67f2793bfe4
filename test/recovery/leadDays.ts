import type {Engine} from "../../loaders/engine/duckdb.ts";
import type {Model} from "../../loaders/sources/sample/model.ts";
import type {Cube} from "../../src/analysis/rules/cube.ts";
import {
  type BehaviourCondition,
  type Condition,
  isAttribute,
  isBehaviour,
  isSilence,
} from "../../src/analysis/rules/rules.ts";

interface LeadRow {
  lead_id: string;
  created: number;
  attributes: Record<string, string>;
  /** Days, with the part of the day. */
  visits: {stage: string; entered: number; left: number | null}[];
  activities: {activity: string; topic: string | null; at: number}[];
  lost: number | null;
}

/** One indicator of the truth, with its weight on the log odds of a working day. */
export interface Truth {
  name: string;
  weight: number;
  holds(lead: LeadRow, day: number): boolean;
}

/** Ends, in midnights since the last time, of the classes in which a fading weight is looked at; older: next to nothing. */
const ageEnds = [4, 8, 14, 21, 30, 45, 65, 100, 150];

/** The model's weights of moving on, a changed weight as two, a fading one by age; and the closing months. */
export function advanceTruths(model: Model): Truth[] {
  const weights = model.weights.flatMap(({when, advance, from, half_life_days}): Truth[] => {
    const name = JSON.stringify(when);
    if (half_life_days !== undefined) return fadingTruths(when as BehaviourCondition, advance, half_life_days);
    const holds: Truth["holds"] = (lead, day) => conditionHolds(when, lead, day);
    if (!from) return [{name, weight: advance, holds}];
    const change = dayOf(from.date);
    return [
      {name: `${name} before`, weight: advance, holds: (lead, day) => day < change && holds(lead, day)},
      {name: `${name} after`, weight: from.advance, holds: (lead, day) => day >= change && holds(lead, day)},
    ];
  });
  const {months, advance} = model.closing;
  const closing: Truth = {
    name: "closing",
    weight: advance,
    holds: (_, day) => months.includes(dateOf(day).getUTCMonth() + 1),
  };
  return [...weights, closing];
}

/** One truth for each class of age, its weight the mean of what is left over the class. */
function fadingTruths({activity}: BehaviourCondition, weight: number, halfLife: number): Truth[] {
  return ageEnds.map((end, i) => {
    const ages = range((ageEnds[i - 1] ?? 0) + 1, end);
    const left = ages.reduce((sum, age) => sum + 2 ** (-age / halfLife), 0) / ages.length;
    return {
      name: `${activity} ${ages[0]} to ${end} days ago`,
      weight: weight * left,
      holds: (lead, day) => {
        const last = lead.activities.reduce(
          (at, row) => (row.activity === activity && row.at < day ? Math.max(at, row.at) : at),
          0,
        );
        return ages.includes(day - Math.floor(last));
      },
    };
  });
}

const range = (from: number, to: number): number[] => Array.from({length: to - from + 1}, (_, i) => from + i);

export function loseTruths({weights}: Model): Truth[] {
  return weights
    .filter(({lose}) => lose !== 0)
    .map(({when, lose}) => ({
      name: JSON.stringify(when),
      weight: lose,
      holds: (lead, day) => conditionHolds(when, lead, day),
    }));
}

/**
 * One row for each lead and working day after its arrival while undecided, counted from the files by looking at every
 * activity again for every day: slow, short, and nothing in common with the generator. Later stages are rules too.
 *
 * @param event what counts as conversion; days on which a lead moved on are no trials for being lost
 */
export async function leadDays(
  engine: Engine,
  model: Model,
  truths: Truth[],
  event: "advance" | "lose",
): Promise<Cube> {
  const stages = model.stages.map(({id}) => id);
  const groups = new Map<string, {n: number; conversions: number}>();
  const end = dayOf(model.period.to);
  for (const lead of await readLeads(engine)) {
    const last = Math.min(end, Math.floor(lead.lost ?? lead.visits.at(-1)!.left ?? end));
    for (let day = Math.floor(lead.created) + 1; day <= last; ++day) {
      if (isDayOff(day, model)) continue;
      const visit = lead.visits.findLast(({entered}) => entered < day)!;
      const isLost = lead.lost !== null && Math.floor(lead.lost) === day;
      const hasMoved = !isLost && visit.left !== null && Math.floor(visit.left) === day;
      if (event === "lose" && hasMoved) continue;
      const bits = [...truths.map((t) => t.holds(lead, day)), ...stages.slice(1).map((s) => s === visit.stage)];
      const key = bits.map(Number).join("");
      const group = groups.get(key) ?? {n: 0, conversions: 0};
      groups.set(key, group);
      group.n += 1;
      if (event === "lose" ? isLost : hasMoved) group.conversions += 1;
    }
  }
  return cubeOf([...truths.map(({name}) => name), ...stages.slice(1)], groups);
}

function cubeOf(rules: string[], groups: Map<string, {n: number; conversions: number}>): Cube {
  const keys = [...groups.keys()].sort();
  return {
    rules,
    holds: rules.map((_, j) => Uint32Array.from(keys.flatMap((key, r) => (key[j] === "1" ? [r] : [])))),
    n: Float64Array.from(keys, (key) => groups.get(key)!.n),
    conversions: Float64Array.from(keys, (key) => groups.get(key)!.conversions),
    fold: new Uint8Array(keys.length),
    period: new Uint16Array(keys.length),
    periods: ["all"],
  };
}

function conditionHolds(when: Condition, lead: LeadRow, day: number): boolean {
  if (isAttribute(when)) return when.is!.includes(lead.attributes[when.attribute]);
  const times = (activity: string, topic: string | undefined, days: number) =>
    lead.activities.filter(
      (row) =>
        (activity === "any" || row.activity === activity) &&
        (topic === undefined || row.topic === topic) &&
        row.at < day &&
        row.at >= day - days,
    ).length;
  if (isSilence(when)) return times(when.activity, when.topic, when.none_for_days) === 0;
  return isBehaviour(when) && times(when.activity, when.topic, when.within_days ?? Infinity) >= when.at_least;
}

const dayOf = (date: string): number => Date.parse(`${date}T00:00:00Z`) / 86_400_000;
const dateOf = (day: number): Date => new Date(day * 86_400_000);

function isDayOff(day: number, {days_off}: Model): boolean {
  const monthDay = dateOf(day).toISOString().slice(5, 10);
  const isHoliday = days_off.some(({from, to}) => from <= monthDay && monthDay <= to);
  return isHoliday || [0, 6].includes(dateOf(day).getUTCDay());
}

async function readLeads(engine: Engine): Promise<LeadRow[]> {
  const days = (column: string) => `epoch(${column}) / 86400.0`;
  const leads = await engine.rows<Record<string, string> & {created: number}>(
    "test",
    `select distinct *, ${days("created_at")} as created from leads`,
  );
  const byId = new Map<string, LeadRow>(
    leads.map((row) => [
      row.lead_id,
      {lead_id: row.lead_id, created: row.created, attributes: row, visits: [], activities: [], lost: null},
    ]),
  );
  const activities = await engine.rows<{lead_id: string} & LeadRow["activities"][number]>(
    "test",
    `select distinct lead_id, activity, topic, ${days("occurred_at")} as at from activities where actor = 'lead'`,
  );
  for (const row of activities) byId.get(row.lead_id)?.activities.push(row);
  const visits = await engine.rows<{lead_id: string} & LeadRow["visits"][number]>(
    "test",
    `select lead_id, stage, ${days("entered_at")} as entered, ${days("left_at")} as left from stage_visits order by 3`,
  );
  for (const row of visits) byId.get(row.lead_id)!.visits.push(row);
  const lost = await engine.rows<{lead_id: string; at: number}>(
    "test",
    `select lead_id, ${days("decided_at")} as at from outcomes where outcome = 'lost'`,
  );
  for (const {lead_id, at} of lost) byId.get(lead_id)!.lost = at;
  return [...byId.values()];
}
