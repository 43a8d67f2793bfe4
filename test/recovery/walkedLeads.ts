import type {Engine} from "../../loaders/engine/duckdb.ts";
import type {Condition} from "../../src/analysis/rules/rules.ts";

/** One lead as the tables tell it; times in milliseconds. */
export interface WalkedLead {
  attributes: Record<string, unknown>;
  since: number;
  activities: {at: number; activity: string; topic: string | null; isOwn: boolean}[];
  wonAt: number;
  lostAt: number;
}

const day = 86_400_000;
const never = Number.POSITIVE_INFINITY;

/** Reads every lead from the contract tables, independently of any step. */
export async function walkedLeads(engine: Engine): Promise<WalkedLead[]> {
  const time = (value: unknown) => (value ? Date.parse(value as string) : never);
  const table = (name: string) => engine.rows<Record<string, unknown>>("test", `select * from ${name}`);
  const leads = new Map<unknown, WalkedLead>();
  for (const {lead_no, created_at, ...attributes} of await table("leads"))
    leads.set(lead_no, {attributes, since: time(created_at), activities: [], wonAt: never, lostAt: never});
  for (const {lead_no, entered_at} of await table("stage_visits")) {
    const lead = leads.get(lead_no) as WalkedLead;
    lead.since = Math.min(lead.since, time(entered_at));
  }
  for (const {lead_no, outcome, decided_at} of await table("outcomes"))
    Object.assign(leads.get(lead_no) as WalkedLead, {[`${outcome}At`]: time(decided_at)});
  for (const {lead_no, occurred_at, activity, topic, actor} of await table("activities"))
    leads.get(lead_no)?.activities.push({
      at: time(occurred_at),
      activity: activity as string,
      topic: topic as string | null,
      isOwn: actor !== "seller",
    });
  return [...leads.values()];
}

/** Whether a condition holds of a lead as of a moment. */
function holds(when: Condition, {attributes, activities}: WalkedLead, asOf: number): boolean {
  if ("stage" in when) throw new Error("not walked: stages");
  if ("attribute" in when) {
    const value = attributes[when.attribute];
    if (when.missing) return value === null;
    if (value === null) return false;
    if (when.is) return when.is.includes(String(value));
    return Number(value) >= (when.at_least ?? -never) && Number(value) < (when.below ?? never);
  }
  const done = activities.filter(
    ({at, activity, topic, isOwn}) =>
      at < asOf &&
      (when.activity === "any" ? isOwn : activity === when.activity && (!when.topic || topic === when.topic)),
  );
  const within = (days: number) => done.filter(({at}) => asOf - at <= days * day).length;
  if ("none_for_days" in when) return within(when.none_for_days) === 0;
  return (when.within_days === undefined ? done.length : within(when.within_days)) >= when.at_least;
}

export interface WalkedRow {
  lead: WalkedLead;
  converted: boolean;
  ours: number;
  theirs: number;
}

export type WalkedCard = readonly {when: Condition; points: number}[];

/** Everybody undecided on a date, scored by two cards, and whether they were won within the horizon. */
export function walk(
  leads: readonly WalkedLead[],
  asOf: number,
  horizonDays: number,
  ours: WalkedCard,
  theirs: WalkedCard,
): WalkedRow[] {
  const score = (card: WalkedCard, lead: WalkedLead) =>
    card.reduce((sum, {when, points}) => sum + (holds(when, lead, asOf) ? points : 0), 0);
  return leads
    .filter(({since, wonAt, lostAt}) => since < asOf && wonAt >= asOf && lostAt >= asOf)
    .map((lead) => ({
      lead,
      converted: lead.wonAt < asOf + horizonDays * day,
      ours: score(ours, lead),
      theirs: score(theirs, lead),
    }));
}

/** Chance of a place on a list of `size` highest scores, ties drawn by lot. */
export function placed(scores: readonly number[], size: number): number[] {
  return scores.map((score) => {
    const above = scores.filter((other) => other > score).length;
    const tied = scores.filter((other) => other === score).length;
    return Math.max(0, Math.min(1, (size - above) / tied));
  });
}
