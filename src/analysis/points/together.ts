import type {GroupLimit} from "./problem.ts";

/** The values that each rule of a card may have by itself: multiples of `step` from `low` to `high`, both among them. */
export interface Bounds {
  readonly low: Int32Array;
  readonly high: Int32Array;
  readonly step: number;
}

/** The points nearest to 0 that each rule may have: they obey every limit that any card obeys. */
export const nearestToZero = ({low, high}: Bounds): Int32Array =>
  low.map((least, j) => Math.max(least, Math.min(high[j], 0)));

/** A group limit on rules by their place on a card; members of one exclusive set stand side by side. */
interface Bond {
  readonly at: readonly number[];
  /** Number of the exclusive set of each; a rule that is in none is a set of its own. */
  readonly set: readonly number[];
  readonly atMost: number;
  readonly max: number;
  readonly min: number;
  readonly sameSign: boolean;
}

interface Tally {
  plus: number;
  minus: number;
  count: number;
  /** What members of the left-out rule's own exclusive set count already. */
  ownPlus: number;
  ownMinus: number;
}

/**
 * What the rules of a card obey together: the group limits that its bounds leave open. Every limit is eased by moving points
 * towards 0, so that limits have a card at all exactly if the one nearest to 0 obeys them.
 */
export class Together {
  /** The values that `leaves` found, both ends among them. */
  low = 0;
  high = 0;

  private constructor(
    private readonly bonds: readonly Bond[],
    private readonly bounds: Bounds,
  ) {}

  /** The limits on rules by their place in the bounds; null where none of them can be broken. */
  static of(groups: readonly GroupLimit[], exclusive: readonly (readonly number[])[], bounds: Bounds): Together | null {
    const bonds = groups.map((group) => bondOf(group, exclusive));
    return Together.open(bonds, bounds);
  }

  private static open(bonds: readonly Bond[], bounds: Bounds): Together | null {
    const open = bonds.filter((bond) => canBreak(bond, bounds));
    return open.length ? new Together(open, bounds) : null;
  }

  /** The same for cards on some of the rules, by their place among these; null where none can be broken any more. */
  on(rules: readonly number[]): Together | null {
    const {low, high, step} = this.bounds;
    const place = new Map(rules.map((j, t) => [j, t]));
    const bonds = this.bonds.map((bond): Bond => {
      const kept = bond.at.flatMap((j, i) => (place.has(j) ? [i] : []));
      const at = kept.map((i) => place.get(bond.at[i]) as number);
      return {...bond, at, set: kept.map((i) => bond.set[i]), sameSign: bond.sameSign && at.length > 1};
    });
    return Together.open(bonds, {
      low: Int32Array.from(rules, (j) => low[j]),
      high: Int32Array.from(rules, (j) => high[j]),
      step,
    });
  }

  /** Whether a card obeys every limit. */
  allows(card: ArrayLike<number>): boolean {
    return this.bonds.every((bond) => !breaks(bond, tally(bond, card, -1)));
  }

  /**
   * Finds the values that the rule at place `t` may have beside the others' points, as `low` to `high`. False where it may
   * have none, because of its own bounds or because the others break a limit whatever it has.
   */
  leaves(card: ArrayLike<number>, t: number): boolean {
    const {low, high, step} = this.bounds;
    let least = low[t];
    let most = high[t];
    for (const bond of this.bonds) {
      const others = tally(bond, card, t);
      if (breaks(bond, others)) return false;
      if (!bond.at.includes(t)) continue;
      most = Math.min(most, bond.max - others.plus + others.ownPlus);
      least = Math.max(least, bond.min - others.minus + others.ownMinus);
      if (bond.sameSign && others.plus > 0) least = Math.max(least, 0);
      if (bond.sameSign && others.minus < 0) most = Math.min(most, 0);
      if (others.count === bond.atMost) {
        least = Math.max(least, 0);
        most = Math.min(most, 0);
      }
    }
    this.low = low[t] + step * Math.ceil((least - low[t]) / step);
    this.high = low[t] + step * Math.floor((most - low[t]) / step);
    return this.low <= this.high;
  }

  /** Whether a card uses up a cap or a floor: a step more may be too much. */
  isFull(card: ArrayLike<number>): boolean {
    const {step} = this.bounds;
    return this.bonds.some((bond) => {
      const {plus, minus} = tally(bond, card, -1);
      return plus + step > bond.max || minus - step < bond.min;
    });
  }

  /**
   * The bounds, and what is left of the limits, of cards that stay clear of every cap (`sign` 1: no plus points in groups
   * that have one) or of every floor (−1: no minus points). Null where there is none.
   */
  clearOf(sign: 1 | -1): (Bounds & {together: Together | null}) | null {
    const limited = this.bonds.filter(({max, min}) => Number.isFinite(sign > 0 ? max : min)).flatMap(({at}) => at);
    if (limited.length === 0) return null;
    const nearest = nearestToZero(this.bounds);
    const low = this.bounds.low.slice();
    const high = this.bounds.high.slice();
    for (const t of limited) {
      if (sign > 0) high[t] = Math.min(high[t], Math.max(0, nearest[t]));
      else low[t] = Math.max(low[t], Math.min(0, nearest[t]));
    }
    const bounds = {low, high, step: this.bounds.step};
    return {...bounds, together: Together.open(this.bonds, bounds)};
  }

  /** Whether a group has room for all of these rules to carry points. */
  hasRoom(rules: readonly number[]): boolean {
    return this.bonds.every(({at, atMost}) => rules.filter((j) => at.includes(j)).length <= atMost);
  }

  /** The ladders: places whose points are all of one sign. */
  get ladders(): readonly (readonly number[])[] {
    return this.bonds.flatMap(({sameSign, at}) => (sameSign ? [at] : []));
  }

  /**
   * Moves points towards 0, the largest of a cap first, the smaller side of a ladder and the smallest of a number, until all
   * limits hold.
   */
  repair(card: Int32Array): void {
    const nearest = nearestToZero(this.bounds);
    for (const bond of this.bonds) {
      const {at, set, atMost, max, min, sameSign} = bond;
      const {plus, minus} = tally(bond, card, -1);
      if (sameSign && plus > 0 && minus < 0) {
        const forced = at.map((t) => nearest[t]).find((p) => p !== 0);
        const keepsPlus = forced === undefined ? plus >= -minus : forced > 0;
        for (const t of at) if (card[t] > 0 !== keepsPlus) card[t] = nearest[t];
      }
      const free = at.filter((t) => card[t] !== 0 && nearest[t] === 0);
      const count = at.filter((t) => card[t] !== 0).length;
      free.sort((a, b) => Math.abs(card[a]) - Math.abs(card[b]) || a - b);
      for (const t of free.slice(0, Math.max(0, count - atMost))) card[t] = 0;
      for (const sign of [1, -1]) {
        const room = sign > 0 ? max : -min;
        for (;;) {
          const sum = tally(bond, card, -1);
          if ((sign > 0 ? sum.plus : -sum.minus) <= room) break;
          const tops = new Map<number, number>();
          at.forEach((t, i) => {
            const top = tops.get(set[i]);
            if (top === undefined || sign * card[t] > sign * card[top]) tops.set(set[i], t);
          });
          const movable = [...tops.values()].filter((t) => sign * card[t] > 0 && card[t] !== nearest[t]);
          const t = movable.reduce((a, b) => (sign * card[b] > sign * card[a] ? b : a));
          card[t] -= sign * this.bounds.step;
        }
      }
    }
  }
}

/** The rules of one exclusive set side by side; a rule in several sets counts in the first of them. */
function bondOf({rules, atMost, max, min, sameSign}: GroupLimit, exclusive: readonly (readonly number[])[]): Bond {
  const setOf = (j: number) => {
    const set = exclusive.findIndex((members) => members.includes(j));
    return set < 0 ? exclusive.length + j : set;
  };
  const at = [...new Set(rules)].sort((a, b) => setOf(a) - setOf(b) || a - b);
  return {
    at,
    set: at.map(setOf),
    atMost: atMost ?? Number.POSITIVE_INFINITY,
    max: max ?? Number.POSITIVE_INFINITY,
    min: min ?? Number.NEGATIVE_INFINITY,
    sameSign: sameSign === true && at.length > 1,
  };
}

const sums: Tally = {plus: 0, minus: 0, count: 0, ownPlus: 0, ownMinus: 0};

/** Adds up a card's points in a group without the rule at place `left`, exclusive rules by their extreme. Valid until the next call. */
function tally({at, set}: Bond, card: ArrayLike<number>, left: number): Tally {
  sums.plus = sums.minus = sums.count = sums.ownPlus = sums.ownMinus = 0;
  for (let i = 0; i < at.length; ) {
    const own = set[i];
    let plus = 0;
    let minus = 0;
    let isOwn = false;
    for (; i < at.length && set[i] === own; ++i) {
      if (at[i] === left) isOwn = true;
      else {
        const p = card[at[i]];
        if (p !== 0) ++sums.count;
        if (p > plus) plus = p;
        else if (p < minus) minus = p;
      }
    }
    sums.plus += plus;
    sums.minus += minus;
    if (!isOwn) continue;
    sums.ownPlus = plus;
    sums.ownMinus = minus;
  }
  return sums;
}

const breaks = ({atMost, max, min, sameSign}: Bond, {plus, minus, count}: Tally): boolean =>
  plus > max || minus < min || count > atMost || (sameSign && plus > 0 && minus < 0);

/** Whether some card within the bounds breaks the limit. */
function canBreak(bond: Bond, {low, high}: Bounds): boolean {
  const {plus} = tally(bond, high, -1);
  const {minus} = tally(bond, low, -1);
  const free = bond.at.filter((t) => low[t] !== 0 || high[t] !== 0).length;
  return breaks(bond, {plus, minus, count: free, ownPlus: 0, ownMinus: 0});
}
