import {
  type AttributeCondition,
  anyActivity,
  isAttribute,
  isBehaviour,
  isSilence,
} from "../../../src/analysis/rules/rules.ts";
import type {Calendar} from "./calendar.ts";
import type {Lead} from "./lead.ts";
import type {Model, Weight} from "./model.ts";

/** Log odds of one day that the weights add up to. */
interface LogOdds {
  advance: number;
  lose: number;
}

/**
 * Which of the model's conditions hold for one lead, day by day. Days must be told in order: first `logOdds(day)`, which
 * sees only what was recorded on days before, then `record` for what happens on the day.
 */
export class Indicators {
  private readonly slots: Slot[];
  private readonly slotsByAction = new Map<string, Slot[]>();
  private readonly ofLead: Weight[];
  private readonly base: LogOdds = {advance: 0, lose: 0};

  constructor(model: Model, calendar: Calendar) {
    this.ofLead = model.weights.filter(({when}) => isAttribute(when));
    this.slots = model.weights.flatMap((weight) => slotOf(weight, calendar) ?? []);
    for (const action of [...Object.keys(model.actions), anyActivity]) {
      this.slotsByAction.set(
        action,
        this.slots.filter((slot) => slot.activity === action),
      );
    }
  }

  begin({attributes}: Lead): void {
    for (const slot of this.slots) slot.days.fill(Number.NEGATIVE_INFINITY);
    this.base.advance = 0;
    this.base.lose = 0;
    for (const {when, advance, lose} of this.ofLead) {
      if (!isAttribute(when) || !attributeHolds(when, attributes)) continue;
      this.base.advance += advance;
      this.base.lose += lose;
    }
  }

  /** Something the lead itself did. */
  record(day: number, activity: string, topic: string | undefined): void {
    for (const slot of this.slotsByAction.get(activity) ?? []) {
      if (slot.topic === undefined || slot.topic === topic) remember(slot, day);
    }
    for (const slot of this.slotsByAction.get(anyActivity)!) remember(slot, day);
  }

  logOdds(day: number): LogOdds {
    let {advance, lose} = this.base;
    for (const slot of this.slots) {
      if (slot.days[slot.oldest] >= day - slot.within === slot.isSilence) continue;
      const left = 2 ** ((slot.newest - day) / slot.halfLife);
      advance += left * (day >= slot.changesOn ? slot.changed : slot.advance);
      lose += left * slot.lose;
    }
    return {advance, lose};
  }
}

/** A condition on behaviour: it holds where the n-th last time lies within the window. */
interface Slot {
  activity: string;
  topic?: string;
  within: number;
  isSilence: boolean;
  advance: number;
  lose: number;
  changesOn: number;
  changed: number;
  /** Days in which what it is worth halves since the last time; infinite: it stays. */
  halfLife: number;
  /** Day of the last time. */
  newest: number;
  /** Days of the last n times, as a ring; `oldest` is where the next is written. */
  days: Float64Array;
  oldest: number;
}

function slotOf({when, advance, lose, from, half_life_days}: Weight, calendar: Calendar): Slot | null {
  if (!isBehaviour(when) && !isSilence(when)) return null;
  return {
    activity: when.activity,
    topic: when.topic,
    within: (isSilence(when) ? when.none_for_days : when.within_days) ?? Number.MAX_SAFE_INTEGER,
    isSilence: isSilence(when),
    advance,
    lose,
    changesOn: from ? calendar.dayOf(from.date) : Number.POSITIVE_INFINITY,
    changed: from?.advance ?? advance,
    halfLife: half_life_days ?? Number.POSITIVE_INFINITY,
    newest: 0,
    days: new Float64Array(isBehaviour(when) ? when.at_least : 1),
    oldest: 0,
  };
}

function remember(slot: Slot, day: number): void {
  slot.newest = day;
  slot.days[slot.oldest] = day;
  slot.oldest = (slot.oldest + 1) % slot.days.length;
}

function attributeHolds({attribute, is, at_least, below}: AttributeCondition, attributes: Lead["attributes"]): boolean {
  const value = attributes[attribute];
  if (is) return is.includes(value);
  return (at_least === undefined || Number(value) >= at_least) && (below === undefined || Number(value) < below);
}
