import {Actions, type Activity} from "./actions.ts";
import {type Calendar, daySeconds} from "./calendar.ts";
import {Indicators} from "./indicators.ts";
import type {Lead} from "./lead.ts";
import type {Model} from "./model.ts";
import {exponential, integer, normal, type Random} from "./random.ts";

/** Draws for one lead, and for what it does only in some stages: a stream each, so that the latter moves none of the former. */
export interface Draws {
  lead: Random;
  inStage: Random;
}

interface StageVisit {
  stage: string;
  enteredAt: number;
  leftAt?: number;
}

export interface Journey {
  activities: Activity[];
  visits: StageVisit[];
  /** Absent while the lead is open. */
  decision?: {outcome: "won" | "lost"; at: number; amount?: number};
}

/**
 * Walks a lead from its arrival to its decision or the period's end. On every working day after the arrival the weights,
 * as of midnight, decide by two draws whether it moves on, and if not whether it is lost; only then does the day happen.
 */
export class Walk {
  private readonly actions: Actions;
  private readonly indicators: Indicators;

  constructor(
    private readonly model: Model,
    private readonly calendar: Calendar,
  ) {
    this.actions = new Actions(model);
    this.indicators = new Indicators(model, calendar);
  }

  journey({lead: random, inStage}: Draws, lead: Lead): Journey {
    const {model, calendar, indicators} = this;
    const {stages} = model;
    const activities = this.arrive(random, lead);
    const visits: StageVisit[] = [{stage: stages[0].id, enteredAt: lead.createdAt}];
    const created = Math.floor(lead.createdAt / daySeconds);
    const spell = () => this.drawSpell(random, lead);
    let active = spell();
    let activeFrom = created;
    let tendency = this.actions.drawTendency(random);
    const staged = this.actions.drawStaged(inStage);
    let waiting = staged;
    let stage = 0;
    for (let day = created + 1; day < calendar.days; ++day) {
      if (!calendar.isDayOff[day]) {
        const sum = indicators.logOdds(day);
        const closing = model.closing.months.includes(calendar.month[day]) ? model.closing.advance : 0;
        const at = day * daySeconds + integer(random, 9 * 3600, 18 * 3600);
        if (random() < probability(stages[stage].advance + sum.advance + closing)) {
          const next = this.nextStage(random, stage);
          visits[visits.length - 1].leftAt = at;
          if (next === stages.length) return {activities, visits, decision: this.win(random, lead, at)};
          visits.push({stage: stages[next].id, enteredAt: at});
          stage = next;
          waiting = staged;
        } else if (random() < probability(stages[stage].lose + sum.lose)) {
          visits[visits.length - 1].leftAt = at;
          return {activities, visits, decision: {outcome: "lost", at}};
        }
        this.call(random, day, day - created, activities);
      }
      if (day > activeFrom + active.days + active.quietDays) {
        activeFrom = day;
        active = spell();
      }
      if (day > activeFrom + active.days) continue;
      const isUnsubscribed = this.act(random, day, tendency, activities);
      if (isUnsubscribed) tendency = this.actions.withoutMail(tendency);
      waiting = waiting.filter(({name, a_day, stages: where}) => {
        const isDone = where.includes(stages[stage].id) && inStage() < a_day;
        if (isDone) this.do(inStage, name, day, activities);
        return !isDone;
      });
    }
    return {activities, visits};
  }

  /** How many days the lead acts, and how many it is quiet before it comes back; for some, for ever. */
  private drawSpell(random: Random, {attributes}: Lead): {days: number; quietDays: number} {
    const {active_days, returns} = this.model;
    const days = exponential(random, active_days[attributes.size]);
    const comesBack = random() < returns.share;
    return {days, quietDays: comesBack ? exponential(random, returns.after_days) : Number.POSITIVE_INFINITY};
  }

  private nextStage(random: Random, stage: number): number {
    const {stages, skipped, moved_back} = this.model;
    const u = random();
    if (u < moved_back && stage > 1) return stage - 1;
    return u > 1 - skipped && stage + 2 < stages.length ? stage + 2 : stage + 1;
  }

  private win(random: Random, {attributes}: Lead, at: number): Journey["decision"] {
    const amount = this.model.sizes[attributes.size].amount * Math.exp(0.5 * normal(random));
    return {outcome: "won", at, amount: Math.round(amount / 10_000) * 10_000};
  }

  /** The first touch; and, for a few, pages seen before the lead gave its name. */
  private arrive(random: Random, lead: Lead): Activity[] {
    const {first_touch, traps} = this.model;
    this.indicators.begin(lead);
    const created = Math.floor(lead.createdAt / daySeconds);
    const early = random() < traps.before_creation ? integer(random, 1, 20) : 0;
    const rows = early
      ? this.actions.perform(random, "page_view", (created - early) * daySeconds + integer(random, 8 * 3600, 21 * 3600))
      : [];
    const {source, first_campaign} = lead.attributes;
    rows.push(...this.actions.perform(random, first_touch[source], lead.createdAt, first_campaign));
    for (const {at, activity, topic} of rows) this.indicators.record(Math.floor(at / daySeconds), activity, topic);
    return rows;
  }

  /** What the lead does on a day, as often as a geometric draw says; true if it unsubscribed. */
  private act(random: Random, day: number, tendency: number[], activities: Activity[]): boolean {
    const aDay = tendency[tendency.length - 1] * (this.calendar.isDayOff[day] ? this.model.day_off_activity : 1);
    let isUnsubscribed = false;
    while (random() < aDay / (1 + aDay) && !isUnsubscribed) {
      const name = this.actions.drawName(random, tendency);
      this.do(random, name, day, activities);
      isUnsubscribed = name === "unsubscribe";
    }
    return isUnsubscribed;
  }

  private do(random: Random, name: string, day: number, activities: Activity[]): void {
    const at = day * daySeconds + integer(random, 7 * 3600, 22 * 3600);
    for (const row of this.actions.perform(random, name, at)) {
      activities.push(row);
      this.indicators.record(day, row.activity, row.topic);
    }
  }

  /** Sellers call those who are stuck, the longer the more often: the count says how long a lead was open, nothing else. */
  private call(random: Random, day: number, waited: number, activities: Activity[]): void {
    const {after_days, a_day, growth_days, stop_days} = this.model.traps.sales_call;
    if (waited <= after_days || waited > stop_days) return;
    if (random() >= a_day * (1 + (waited - after_days) / growth_days)) return;
    const at = day * daySeconds + integer(random, 9 * 3600, 18 * 3600);
    activities.push({at, activity: "sales_call", channel: "phone", actor: "seller"});
  }
}

const probability = (logOdds: number): number => 1 / (1 + Math.exp(-logOdds));
