import type {Cube} from "../cube.ts";
import {entropy, reachOf} from "./bound.ts";
import {boundReal} from "./boundReal.ts";
import type {Cells} from "./cells.ts";
import {evaluate, scoreBins} from "./evaluate.ts";
import {Workspace} from "./histogram.ts";
import {fitLine, type ScoreBins} from "./line.ts";
import type {Patterns} from "./patterns.ts";
import {startLine} from "./polish.ts";
import {type Limits, type Problem, statePoints, toCube} from "./problem.ts";
import {choose, SetCounts} from "./proveCounts.ts";
import {PointsWalk} from "./provePoints.ts";
import {Supports, type Survivor} from "./proveSupports.ts";

export interface ProofOptions {
  /** Polled; when it says false the proof ends with the bound reached so far. */
  mayGoOn?: () => boolean;
  /** Share of the sets of rules that were looked at, 0–1. */
  onProgress?: (share: number) => void;
}

export interface Proof {
  /** No card that obeys the limits has a lower log-loss (by more than 1e-11 an observation). */
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
export const mostSupports = 12e6;

/**
 * Proves that no card under the limits has a lower log-loss than the best one known, or finds a better one. A card's loss is
 * at least the real-valued loss on its rules, as the scale is free; so sets of rules are ruled out by bounds on this (see
 * `LossBound`), and points are tried only on the few that are left, by branch and bound. Where it cannot finish it gives
 * the bound it has reached. Throws where the limits are faulty or the given card does not obey them.
 */
export function proveBest(
  cube: Cube,
  limits: Limits,
  incumbent: ArrayLike<number>,
  {mayGoOn = () => true, onProgress = () => {}}: ProofOptions = {},
): Proof {
  const problem = statePoints(cube, limits);
  checkCard(cube, problem, incumbent);
  const {isOneClass, n} = evaluate(cube, incumbent);
  const logLoss = isOneClass ? 0 : bestLine(problem, scoreBins(cube, incumbent)) / n;
  const proof: Proof = {
    isProved: true,
    points: Int32Array.from(incumbent),
    logLoss,
    lowerBound: logLoss,
    gap: 0,
    unfinished: null,
    supportsLooked: 0,
    supportsEntered: 0,
    cardsLooked: 0,
  };
  const size = Math.min(problem.atMost, problem.positions.length);
  if (isOneClass || size === 0 || !(logLoss > tie)) return proof;
  const unfinished = (why: "time" | "size", bound: number): Proof => {
    const lowerBound = Math.min(proof.logLoss, bound);
    return {...proof, isProved: false, lowerBound, gap: proof.logLoss - lowerBound, unfinished: why};
  };

  const {total} = problem.cells;
  const reach = reachOf(limits);
  const order = inOrder(problem);
  const boundOf = (rules: readonly number[]) => boundReal(asCube(problem.cells, rules), limits);
  const sets = choose(order.length, size);
  if (sets > mostSupports) return unfinished("size", boundOf(order));

  const counts = new SetCounts(problem.cells, order, size);
  if (!counts.count(problem.cells, mayGoOn)) return unfinished("time", boundOf(order));
  const sign = Int8Array.from(order, (j) => (problem.low[j] >= 0 ? 1 : problem.high[j] <= 0 ? -1 : 0));
  const slack = (isWhole(problem.cells) ? 1e-13 : 1e-9) * total;
  const values = order.map((j) => valuesOf(problem, j));
  const lossOf = lossOn(problem);
  const walk = new PointsWalk(
    {values, sign, allows: allowsOn(problem, order), lossOf, reach, slack, tie: tie * total, mayGoOn},
    size,
  );
  let left = Number.POSITIVE_INFINITY;
  const supports = new Supports(
    {
      counts,
      size,
      ruleCount: order.length,
      forced: problem.forced.length,
      sign,
      all: {n: total, conversions: problem.cells.totalConversions},
      reach,
      slack,
      mayGoOn: () => {
        onProgress(supports.looked / sets);
        return mayGoOn();
      },
      enter: (survivors) => {
        for (const survivor of survivors) {
          if (survivor.bound >= supports.cutoff || supports.cutoff <= 0) break;
          ++proof.supportsEntered;
          const isDone = walk.walk(survivor, supports.cutoff, (points, loss) => {
            proof.points = toCube(
              problem,
              survivor.rules.map((t) => order[t]),
              points,
            );
            proof.logLoss = loss / total;
            supports.cutoff = loss - tie * total;
          });
          if (isDone) continue;
          left = Math.min(left, Math.max(0, survivor.bound / total));
          return false;
        }
        return true;
      },
    },
    (logLoss - tie) * total,
  );
  supports.walk();
  proof.supportsLooked = supports.looked;
  proof.cardsLooked = walk.looked;
  if (supports.stoppedAt) left = Math.min(left, ...openSets(supports.stoppedAt, order).map(boundOf));
  if (left < proof.logLoss - tie) return unfinished("time", left);
  return {...proof, lowerBound: proof.logLoss};
}

/** Cards whose mean log-loss differs by less are equal: see `Ledger`. */
const tie = 1e-11;

function checkCard(cube: Cube, {positions, low, high, step, atMost, together}: Problem, card: ArrayLike<number>): void {
  const own = Int32Array.from(positions, (j) => card[j]);
  const refuse = (why: string) => {
    throw new Error(`invalid card to prove best: ${why}; give one that obeys the limits`);
  };
  if (card.length !== cube.rules.length) refuse(`${card.length} points for ${cube.rules.length} rules`);
  own.forEach((p, j) => {
    if (p < low[j] || p > high[j] || (p - low[j]) % step !== 0) refuse(`${cube.rules[positions[j]]} has ${p} points`);
  });
  const used = Array.from(card).filter((p) => p !== 0).length;
  if (used !== own.filter((p) => p !== 0).length) refuse("a rule has points that must have none");
  if (used > atMost) refuse(`${used} rules have points, at most ${atMost} may`);
  if (together?.allows(own) === false) refuse("rules break a limit that they share");
}

/** Forced rules first, then those that tell most by themselves. */
function inOrder({cells, positions, forced}: Problem): number[] {
  const gain = positions.map((_, j) => {
    let n = 0;
    let y = 0;
    for (const cell of cells.holds[j]) {
      n += cells.n[cell];
      y += cells.conversions[cell];
    }
    return (
      -n * entropy(y / n || 0) - (cells.total - n) * entropy((cells.totalConversions - y) / (cells.total - n) || 0)
    );
  });
  const isForced = (j: number) => Number(forced.includes(j));
  return [...positions.keys()].sort((a, b) => isForced(b) - isForced(a) || gain[b] - gain[a] || a - b);
}

/** The points a rule may have, 0 among them unless it is forced in. */
function valuesOf({low, high, step}: Problem, j: number): number[] {
  const values: number[] = [];
  for (let p = low[j]; p <= high[j]; p += step) values.push(p);
  return values;
}

/** Whether a card on some rules, the other rules at 0, obeys the limits that rules share. */
function allowsOn({together, low}: Problem, order: readonly number[]): (on: Survivor, points: Int32Array) => boolean {
  if (!together) return () => true;
  return ({rules}, points) => {
    const card = new Int32Array(low.length);
    rules.forEach((t, i) => {
      card[order[t]] = points[i];
    });
    return together.allows(card);
  };
}

/** The loss of cards, by the very fit that the search uses. */
function lossOn(problem: Problem): (survivor: Survivor, points: Int32Array) => number {
  const work = new Workspace();
  return ({rules, n, conversions}, points) => {
    return bestLine(problem, work.binsOf(listed(rules, n, conversions), points));
  };
}

function bestLine(problem: Problem, bins: ScoreBins): number {
  const line = startLine(problem);
  fitLine(bins, line);
  return fitLine(bins, line);
}

function listed(rules: readonly number[], n: Float64Array, conversions: Float64Array): Patterns {
  const start = [0];
  const at: number[] = [];
  for (let i = 0; i < n.length; ++i) {
    for (let t = 0; t < rules.length; ++t) if ((i >>> t) & 1) at.push(t);
    start.push(at.length);
  }
  return {rules, count: n.length, n, conversions, start: Int32Array.from(start), at: Uint16Array.from(at)};
}

/** What a walk that was stopped at a prefix has left open: sets of rules that hold every set it had yet to look at. */
function openSets(prefix: readonly number[], order: readonly number[]): number[][] {
  if (prefix.length === 0) return [[...order]];
  return prefix.map((_, t) => {
    const from = prefix[t] + (t === prefix.length - 1 ? 0 : 1);
    return [...prefix.slice(0, t).map((j) => order[j]), ...order.slice(from)];
  });
}

const isWhole = ({n, conversions}: Cells): boolean => n.every(Number.isInteger) && conversions.every(Number.isInteger);

function asCube({holds, n, conversions}: Cells, rules: readonly number[]): Cube {
  return {
    rules: rules.map((j) => String(j)),
    holds: rules.map((j) => holds[j]),
    n,
    conversions,
    fold: new Uint8Array(n.length),
    period: new Uint16Array(n.length),
    periods: [""],
  };
}
