import {say} from "../../text/language.ts";
import type {Cube} from "../rules/cube.ts";
import {reachOf} from "./bound.ts";
import {boundReal} from "./boundReal.ts";
import {evaluate, scoreBins} from "./evaluate.ts";
import {type Limits, type Problem, statePoints, toCube} from "./problem.ts";
import {choose, SetCounts} from "./proveCounts.ts";
import {PointsWalk} from "./provePoints.ts";
import {Supports, type Survivor} from "./proveSupports.ts";
import {allowsOn, asCube, bestLine, inOrder, isWhole, lossOn, valuesOf} from "./proveTerms.ts";

interface ProofOptions {
  /** Polled; when it says false the proof ends with the bound reached so far. */
  mayGoOn?: () => boolean;
  /** Share of the sets of rules that were looked at, 0–1. */
  onProgress?: (share: number) => void;
}

/** What a proof came to. */
export interface Proof {
  /** No card that obeys the limits has a lower log-loss: by more than 1e-11 an observation, 1e-9 where counts are not whole. */
  isProved: boolean;
  /** The best card known: the one given, or a better one found on the way. */
  points: Int32Array;
  /** Its mean log-loss, nats; where it separates the conversions, what the loss tends to as the slope grows. */
  logLoss: number;
  /** No card that obeys the limits has a lower mean log-loss than this. */
  lowerBound: number;
  /** What a better card could still win: `logLoss − lowerBound`, 0 where it is proved best. */
  gap: number;
  /** Why the proof is not complete: `time` (`mayGoOn`), `size` (too many sets of rules to look at); else null. */
  unfinished: "time" | "size" | null;
  /** Sets of rules that were bounded, and those among them whose points were looked at one by one. */
  supportsLooked: number;
  supportsEntered: number;
  /** Cards, and beginnings of cards, that were bounded. */
  cardsLooked: number;
}

/** Most sets of rules that a proof looks at: their counts are held in memory, up to 16 bytes each. */
const mostSupports = 12e6;

/**
 * Proves that no card under the limits has a lower log-loss than the best one known, or finds a better one. A card's loss is
 * at least the real-valued loss on its rules, as the scale is free; so sets of rules are ruled out by bounds on this (see
 * `LossBound`), and points are tried only on the few that are left, by branch and bound. Where it cannot finish it gives
 * the bound it has reached. Throws where the limits are faulty or the given card does not obey them.
 */
export function proveBest(cube: Cube, limits: Limits, incumbent: ArrayLike<number>, options: ProofOptions = {}): Proof {
  const problem = statePoints(cube, limits);
  checkCard(cube, problem, incumbent);
  const {isOneClass, n} = evaluate(cube, incumbent);
  const best: Best = {
    points: Int32Array.from(incumbent),
    logLoss: isOneClass ? 0 : bestLine(problem, scoreBins(cube, incumbent)) / n,
    supportsLooked: 0,
    supportsEntered: 0,
    cardsLooked: 0,
  };
  const {bound, unfinished} = best.logLoss > tie ? settle(problem, limits, best, options) : nothingLeft;
  const isProved = bound >= best.logLoss - tie;
  const lowerBound = isProved ? best.logLoss : bound;
  return {...best, isProved, lowerBound, gap: best.logLoss - lowerBound, unfinished: isProved ? null : unfinished};
}

/** Cards whose mean log-loss differs by less are equal: see `Ledger`. */
const tie = 1e-11;

type Best = Pick<Proof, "points" | "logLoss" | "supportsLooked" | "supportsEntered" | "cardsLooked">;

/** A bound on the mean log-loss of all cards that were not looked at, and why they were not. */
type Left = {bound: number; unfinished: Proof["unfinished"]};

const nothingLeft: Left = {bound: Number.POSITIVE_INFINITY, unfinished: null};

/** Looks for a card better than `best`, which it keeps up to date, among all that obey the limits. */
function settle(problem: Problem, limits: Limits, best: Best, {mayGoOn = () => true, onProgress}: ProofOptions): Left {
  const {cells, positions, atMost, forced, low, high} = problem;
  const {total} = cells;
  const size = Math.min(atMost, positions.length);
  if (size === 0) return nothingLeft;
  const order = inOrder(problem);
  const boundOf = (rules: readonly number[]) => boundReal(asCube(cells, rules), limits);
  const sets = choose(order.length, size);
  if (sets > mostSupports) return {bound: boundOf(order), unfinished: "size"};
  const counts = new SetCounts(cells, order, size);
  if (!counts.count(cells, mayGoOn)) return {bound: boundOf(order), unfinished: "time"};
  const terms = {
    sign: Int8Array.from(order, (j) => (low[j] >= 0 ? 1 : high[j] <= 0 ? -1 : 0)),
    reach: reachOf(limits),
    slack: (isWhole(cells) ? 1e-13 : 1e-9) * total,
  };
  const values = order.map((j) => valuesOf(problem, j));
  const allows = allowsOn(problem, order);
  const walk = new PointsWalk({...terms, values, allows, lossOf: lossOn(problem), tie: tie * total, mayGoOn}, size);
  let bound = Number.POSITIVE_INFINITY;
  const note = ({rules}: Survivor, points: Int32Array, loss: number) => {
    const own = rules.map((t) => order[t]);
    best.points = toCube(problem, own, points);
    best.logLoss = loss / total;
    supports.cutoff = loss - tie * total;
  };
  const enter = (survivors: readonly Survivor[]) => {
    for (const survivor of survivors) {
      if (survivor.bound >= supports.cutoff || supports.cutoff <= 0) break;
      ++best.supportsEntered;
      const isDone = walk.walk(survivor, supports.cutoff, (points, loss) => note(survivor, points, loss));
      if (isDone) continue;
      bound = Math.min(bound, Math.max(0, survivor.bound / total));
      return false;
    }
    return true;
  };
  const supports = new Supports(
    {
      ...terms,
      counts,
      size,
      ruleCount: order.length,
      forced: forced.length,
      all: {n: total, conversions: cells.totalConversions},
      enter,
      mayGoOn: () => {
        onProgress?.(supports.looked / sets);
        return mayGoOn();
      },
    },
    (best.logLoss - tie) * total,
  );
  supports.walk();
  best.supportsLooked = supports.looked;
  best.cardsLooked = walk.looked;
  if (supports.stoppedAt) bound = Math.min(bound, ...openSets(supports.stoppedAt, order).map(boundOf));
  return {bound, unfinished: "time"};
}

/** What a walk that was stopped at a prefix has left open: sets of rules that hold every set it had yet to look at. */
function openSets(prefix: readonly number[], order: readonly number[]): number[][] {
  if (prefix.length === 0) return [[...order]];
  return prefix.map((_, t) => {
    const from = prefix[t] + (t === prefix.length - 1 ? 0 : 1);
    return [...prefix.slice(0, t).map((j) => order[j]), ...order.slice(from)];
  });
}

function checkCard(cube: Cube, {positions, low, high, step, atMost, together}: Problem, card: ArrayLike<number>): void {
  const own = Int32Array.from(positions, (j) => card[j]);
  const refuse = (why: string) => {
    throw new Error(
      say({
        en: `invalid card to prove best: ${why}; give one that obeys the limits`,
        ja: `この配点表は制限を守っていません（${why}）。制限を守る配点表にしてください`,
      }),
    );
  };
  if (card.length !== cube.rules.length) refuse(`${card.length} points for ${cube.rules.length} rules`);
  own.forEach((p, j) => {
    if (p < low[j] || p > high[j] || (p - low[j]) % step !== 0) {
      const name = cube.rules[positions[j]];
      refuse(say({en: `${name} has ${p} points`, ja: `「${name}」が${p}点`}));
    }
  });
  const used = Array.from(card).filter((p) => p !== 0).length;
  if (used !== own.filter((p) => p !== 0).length)
    refuse(say({en: "a rule has points that must have none", ja: "使わないルールに点数があります"}));
  if (used > atMost)
    refuse(
      say({
        en: `${used} rules have points, at most ${atMost} may`,
        ja: `${used}個のルールに点数があり、上限の${atMost}個を超えています`,
      }),
    );
  if (together?.allows(own) === false)
    refuse(say({en: "rules break a limit that they share", ja: "ルール全体またはグループの制限を超えています"}));
}
