import {LossBound} from "./bound.ts";
import {emptyTable, type SetCounts, type Table} from "./proveCounts.ts";
import {LastRule} from "./proveLast.ts";

/** A set of rules on which a better card cannot be ruled out by its real-valued loss. */
export interface Survivor extends Table {
  /** Places in the order of the counts, ascending. */
  readonly rules: readonly number[];
  /** No card on these rules has a lower loss (sum over observations). */
  readonly bound: number;
  /** Intercept and weights of the real-valued fit. */
  readonly theta: Float64Array;
}

export interface SupportTask {
  readonly counts: SetCounts;
  /** Rules of every set looked at. */
  readonly size: number;
  readonly ruleCount: number;
  /** The first so many rules are in every set. */
  readonly forced: number;
  /** Sign of each rule's weight: see `LossBound`. */
  readonly sign: Int8Array;
  readonly all: {n: number; conversions: number};
  readonly reach: number;
  readonly slack: number;
  readonly mayGoOn: () => boolean;
  /** Given the sets that were kept, most promising first, a batch at a time; may lower the cutoff; false ends the walk. */
  readonly enter: (survivors: readonly Survivor[]) => boolean;
}

const batch = 4096;

/** One level of the walk: a prefix of the set, its patterns, its fit. */
interface Level {
  readonly table: Table;
  readonly theta: Float64Array;
}

/**
 * Walks through all sets of `size` rules and keeps those whose real-valued loss may lie under a cutoff. Every set is
 * reached from the fit of its first rules, the most telling ones, and its last rule is added by one Newton step on at most
 * 2^size patterns: its dual bound (see `LossBound`) settles nearly all sets, a fit the rest.
 */
export class Supports {
  looked = 0;
  private survivors: Survivor[] = [];
  /** Where the walk was stopped: the prefix it was at; null after a whole walk. */
  stoppedAt: readonly number[] | null = null;
  private readonly levels: Level[];
  private readonly joint: Table;
  private readonly bound: LossBound;
  private readonly last: LastRule;

  constructor(
    private readonly task: SupportTask,
    /** Sets whose real-valued loss is at least this are let go. */
    public cutoff: number,
  ) {
    const {size, reach, slack, all} = task;
    this.levels = Array.from({length: size + 1}, (_, m) => ({
      table: emptyTable(2 ** m),
      theta: new Float64Array(m + 1),
    }));
    this.levels[0].table.n[0] = all.n;
    this.levels[0].table.conversions[0] = all.conversions;
    this.levels[0].theta[0] = Math.log(all.conversions / (all.n - all.conversions));
    this.joint = emptyTable(2 ** Math.max(0, size - 1));
    this.bound = new LossBound(2 ** size, size + 1, reach, slack);
    this.last = new LastRule(size, reach, slack);
  }

  /** Returns false where the walk was ended. */
  walk(): boolean {
    return this.visit([]) && this.enter();
  }

  private enter(): boolean {
    const survivors = this.survivors.sort((a, b) => a.bound - b.bound);
    this.survivors = [];
    return this.task.enter(survivors);
  }

  private visit(rules: readonly number[]): boolean {
    const {task, levels, joint} = this;
    const {counts, size, ruleCount, forced} = task;
    const m = rules.length;
    const level = levels[m];
    if (m === size) return this.settle(rules);
    if (!task.mayGoOn()) {
      this.stoppedAt = rules;
      this.enter();
      return false;
    }
    const places = counts.places(rules);
    const isLast = m === size - 1;
    if (isLast) this.last.start(level.table, level.theta);
    const from = m > 0 ? rules[m - 1] + 1 : 0;
    const to = m < forced ? from + 1 : ruleCount - (size - 1 - m);
    const {table} = levels[m + 1];
    for (let c = from; c < to; ++c) {
      counts.joint(places, c, level.table, joint);
      if (isLast) {
        ++this.looked;
        if (this.last.lower(joint, this.cutoff) >= this.cutoff) continue;
      }
      const half = 2 ** m;
      for (let i = 0; i < half; ++i) {
        table.n[i] = level.table.n[i] - joint.n[i];
        table.n[i + half] = joint.n[i];
        table.conversions[i] = level.table.conversions[i] - joint.conversions[i];
        table.conversions[i + half] = joint.conversions[i];
      }
      const theta = levels[m + 1].theta;
      theta.set(level.theta);
      theta[m + 1] = 0;
      const next = [...rules, c];
      if (!isLast) {
        fillBound(this.bound, table, m + 1);
        this.bound.sign.fill(0);
        this.bound.theta.set(theta);
        this.bound.fit(1e-6);
        theta.set(this.bound.theta.subarray(0, m + 2));
      }
      if (!this.visit(next)) return false;
    }
    return true;
  }

  /** Fits a set that one step did not settle. */
  private settle(rules: readonly number[]): boolean {
    const {bound, levels, task, survivors} = this;
    const {table, theta} = levels[rules.length];
    fillBound(bound, table, rules.length);
    bound.theta.set(theta);
    bound.sign[0] = 0;
    rules.forEach((j, t) => {
      bound.sign[t + 1] = task.sign[j];
      if (task.sign[j] * theta[t + 1] < 0) bound.theta[t + 1] = 0;
    });
    const lower = bound.lower(this.cutoff, 1e-9);
    if (lower >= this.cutoff) return true;
    survivors.push({
      rules,
      bound: lower,
      theta: bound.theta.slice(0, rules.length + 1),
      n: table.n.slice(),
      conversions: table.conversions.slice(),
    });
    if (survivors.length < batch || this.enter()) return true;
    this.stoppedAt = rules.slice(0, -1);
    return false;
  }
}

/** Sets the rows of a bound to the patterns that occur, the columns to 1 and the rules. */
function fillBound(bound: LossBound, {n, conversions}: Table, rules: number): void {
  bound.dim = rules + 1;
  let rows = 0;
  for (let i = 0; i < 2 ** rules; ++i) {
    if (n[i] <= 0) continue;
    bound.n[rows] = n[i];
    bound.conversions[rows] = conversions[i];
    const at = rows++ * bound.dim;
    bound.x[at] = 1;
    for (let t = 0; t < rules; ++t) bound.x[at + t + 1] = (i >>> t) & 1;
  }
  bound.rows = rows;
}
