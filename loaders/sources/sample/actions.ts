import type {Model} from "./model.ts";
import {chooser, cumulate, normal, pickIndex, type Random} from "./random.ts";

/** One thing done, or recorded by a seller, at a time in seconds since the period's first midnight. */
export interface Activity {
  at: number;
  activity: string;
  topic?: string;
  channel: string;
  campaign?: string;
  actor: "lead" | "seller";
}

/** What one lead tends to do on a day: cumulative times a day by action, in the order of `names`. */
type Tendency = number[];

/** An action that belongs to some stages. */
export interface Staged {
  name: string;
  a_day: number;
  stages: readonly string[];
}

/** How leads act of themselves, by the model; never by anything that decides how they end. */
export class Actions {
  private readonly names: string[];
  private readonly staged: (Staged & {share: number})[];
  private readonly topics: Map<string, (random: Random) => string>;

  constructor(private readonly model: Model) {
    const actions = Object.entries(model.actions);
    this.names = actions.flatMap(([name, {stages}]) => (stages ? [] : [name]));
    this.staged = actions.flatMap(([name, {stages, ...rest}]) => (stages ? [{name, stages, ...rest}] : []));
    const withTopics = actions.flatMap(([name, {topics}]) => (topics ? [{name, topics}] : []));
    this.topics = new Map(withTopics.map(({name, topics}) => [name, chooser(topics)]));
  }

  /** Draws how much this lead does of what: habits differ log-normally, with mean 1. */
  drawTendency(random: Random): Tendency {
    const {interest, mail} = this.model.habits;
    const habits = {interest: logNormal(random, interest), mail: logNormal(random, mail)};
    return cumulate(this.names.map((name) => this.rate(name, habits)));
  }

  /** The same lead once it gets no more mail. */
  withoutMail(tendency: Tendency): Tendency {
    const rates = tendency.map((sum, i) => sum - (tendency[i - 1] ?? 0));
    return cumulate(rates.map((rate, i) => (this.model.actions[this.names[i]].channel === "mail" ? 0 : rate)));
  }

  /** One action by tendency. */
  drawName(random: Random, tendency: Tendency): string {
    return this.names[pickIndex(random, tendency)];
  }

  /** Which of the actions that belong to stages this lead ever does. */
  drawStaged(random: Random): Staged[] {
    return this.staged.filter(({share}) => random() < share);
  }

  /** The rows one action leaves: a visit has several pages, anything else one row. */
  perform(random: Random, name: string, at: number, campaign = this.model.actions[name].campaign): Activity[] {
    const {channel} = this.model.actions[name];
    const rows: Activity[] = [];
    let time = at;
    do {
      const topic = this.topics.get(name)?.(random);
      rows.push({at: time, activity: name, topic, channel, campaign, actor: "lead"});
      time += 20 + Math.floor(random() * 160);
    } while (name === "page_view" && random() < 1 - 1 / this.model.visit_pages);
    return rows;
  }

  private rate(name: string, habits: {interest: number; mail: number}): number {
    const {a_day, habit} = this.model.actions[name];
    return a_day * (habit ? habits[habit] : 1);
  }
}

const logNormal = (random: Random, sigma: number): number => Math.exp(sigma * normal(random) - sigma ** 2 / 2);
