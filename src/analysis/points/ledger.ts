/** A card on some of the problem's rules: positions ascending, points in the same order, none of them 0. */
export interface FoundCard {
  readonly rules: readonly number[];
  readonly points: readonly number[];
  /** Sum of the log-loss over observations, intercept and slope refitted. */
  readonly loss: number;
}

/**
 * Every card looked at, kept as the best for each set of rules and for each number of rules. Between cards of equal loss
 * (to 1e-11 an observation) the one with fewer minus points wins, then fewer rules, then fewer points in all, then the
 * one whose larger points stand at the rule whose name comes first.
 */
export class Ledger {
  private readonly bySupport = new Map<string, FoundCard>();
  private readonly bySize: (FoundCard | undefined)[] = [];
  private readonly tolerance: number;

  constructor(total: number) {
    this.tolerance = 1e-11 * total;
  }

  /** Notes a card on rules in any order; rules with 0 points fall away. */
  note(rules: readonly number[], points: ArrayLike<number>, loss: number): FoundCard {
    const order = rules
      .map((_, t) => t)
      .filter((t) => points[t] !== 0)
      .sort((a, b) => rules[a] - rules[b]);
    const card = {rules: order.map((t) => rules[t]), points: order.map((t) => points[t]), loss};
    const key = card.rules.join();
    const known = this.bySupport.get(key);
    if (known && !this.isBetter(card, known)) return known;
    this.bySupport.set(key, card);
    const best = this.bySize[card.rules.length];
    if (!best || this.isBetter(card, best)) this.bySize[card.rules.length] = card;
    return card;
  }

  /** The best card with at most so many rules. */
  best(rules: number): FoundCard | undefined {
    let best: FoundCard | undefined;
    for (let size = 0; size <= rules; ++size) {
      const card = this.bySize[size];
      if (card && (!best || this.isBetter(card, best))) best = card;
    }
    return best;
  }

  /** The best card of each set of rules, best first, whose loss is at most `most`. */
  within(most: number): FoundCard[] {
    return [...this.bySupport.values()]
      .filter(({loss}) => loss <= most)
      .sort((a, b) => (this.isBetter(a, b) ? -1 : this.isBetter(b, a) ? 1 : 0));
  }

  isBetter(a: FoundCard, b: FoundCard): boolean {
    if (Math.abs(a.loss - b.loss) > this.tolerance) return a.loss < b.loss;
    const [x, y] = [rank(a), rank(b)];
    const i = x.findIndex((value, k) => value !== y[k]);
    return i >= 0 && x[i] < (y[i] ?? Number.POSITIVE_INFINITY);
  }
}

function rank({rules, points}: FoundCard): number[] {
  const minus = points.reduce((sum, p) => sum + Math.max(0, -p), 0);
  const all = points.reduce((sum, p) => sum + Math.abs(p), 0);
  return [minus, rules.length, all, ...rules.flatMap((j, t) => [j, -points[t]])];
}
