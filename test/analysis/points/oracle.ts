import type {GroupLimit, Limits} from "../../../src/analysis/points/problem.ts";
import type {Cube} from "../../../src/analysis/rules/cube.ts";
import {cubeOf, uniform} from "./cubes.ts";

/** One cube row for each set of rules that occurs. */
export function grouped(rows: readonly (readonly number[])[]): Cube {
  const keys = [...new Set(rows.map((row) => row.slice(1).join()))];
  const at = new Map(keys.map((key, i) => [key, i]));
  const cube = cubeOf(keys.map((key) => [0, ...key.split(",").map(Number)]));
  cube.n.fill(0);
  for (const [y, ...x] of rows) {
    const r = at.get(x.join()) as number;
    cube.n[r] += 1;
    cube.conversions[r] += y;
  }
  return cube;
}

/**
 * The least mean log-loss over every card of points from `low` to `high` that `obeys` accepts, by number of rules. Newton
 * on the scores' histogram; shares no code with the search.
 */
export function everyCard(
  rows: readonly (readonly number[])[],
  [low, high]: readonly [number, number],
  obeys: (card: readonly number[]) => boolean = () => true,
): number[] {
  const d = rows[0].length - 1;
  const patterns = new Map<string, {x: number[]; n: number; y: number}>();
  for (const [y, ...x] of rows) {
    const pattern = patterns.get(x.join()) ?? {x, n: 0, y: 0};
    patterns.set(x.join(), {x, n: pattern.n + 1, y: pattern.y + y});
  }
  const all = [...patterns.values()];
  const best = new Array<number>(d + 1).fill(Number.POSITIVE_INFINITY);
  const card = new Array<number>(d).fill(0);
  const visit = (j: number) => {
    if (j < d) {
      for (card[j] = low; card[j] <= high; ++card[j]) visit(j + 1);
      card[j] = 0;
    } else if (obeys(card)) {
      const rules = card.filter((p) => p !== 0).length;
      best[rules] = Math.min(best[rules], leastLoss(all, card));
    }
  };
  visit(0);
  for (let k = 1; k <= d; ++k) best[k] = Math.min(best[k], best[k - 1]);
  return best.map((loss) => loss / rows.length);
}

const bins = {n: new Float64Array(100), y: new Float64Array(100)};

/** Sum of the log-loss with the best intercept and a slope of 0 or more. */
function leastLoss(patterns: readonly {x: number[]; n: number; y: number}[], card: readonly number[]): number {
  const lowest = card.reduce((sum, p) => sum + Math.min(0, p), 0);
  const count = card.reduce((sum, p) => sum + Math.max(0, p), 0) - lowest + 1;
  bins.n.fill(0, 0, count);
  bins.y.fill(0, 0, count);
  for (const {x, n, y} of patterns) {
    let s = -lowest;
    for (let j = 0; j < card.length; ++j) s += x[j] * card[j];
    bins.n[s] += n;
    bins.y[s] += y;
  }
  let [n, y, ns, ys] = [0, 0, 0, 0];
  for (let s = 0; s < count; ++s) {
    n += bins.n[s];
    y += bins.y[s];
    ns += s * bins.n[s];
    ys += s * bins.y[s];
  }
  let [a, b] = [Math.log(y / (n - y)), 0];
  if (ys * n <= y * ns) return logLoss(count, a, b);
  for (let round = 0; round < 60; ++round) {
    let [g0, g1, h00, h01, h11] = [0, 0, 0, 0, 0];
    for (let s = 0; s < count; ++s) {
      if (bins.n[s] === 0) continue;
      const p = 1 / (1 + Math.exp(-a - b * s));
      const w = bins.n[s] * p * (1 - p);
      g0 += bins.n[s] * p - bins.y[s];
      g1 += (bins.n[s] * p - bins.y[s]) * s;
      h00 += w;
      h01 += w * s;
      h11 += w * s * s;
    }
    const det = h00 * h11 - h01 * h01;
    if (!(det > 0)) break;
    const [da, db] = [(h01 * g1 - h11 * g0) / det, (h01 * g0 - h00 * g1) / det];
    const by = Math.min(1, 2 / Math.max(Math.abs(da), Math.abs(db)));
    a += by * da;
    b += by * db;
    if (by === 1 && Math.abs(da) + Math.abs(db) < 1e-9) break;
  }
  return logLoss(count, a, b);
}

function logLoss(count: number, a: number, b: number): number {
  let sum = 0;
  for (let s = 0; s < count; ++s) {
    const eta = a + b * s;
    sum += bins.n[s] * (Math.log1p(Math.exp(-Math.abs(eta))) + Math.max(0, eta)) - bins.y[s] * eta;
  }
  return sum;
}

/** Whether a card obeys every limit, by the words of `Limits`. */
export function obeys(card: ArrayLike<number>, limits: Limits): boolean {
  const {atMost, min, max, fixed, step = 1, groups = [], exclusive = []} = limits;
  const points = Array.from(card);
  const isWithin = points.every((p, j) => {
    const given = fixed?.[j] ?? null;
    if (given !== null) return p === given;
    const [low, high] = [min, max].map((bound) => (typeof bound === "number" ? bound : bound[j]));
    return p >= low && p <= high && Math.abs(p % step) === 0;
  });
  const some = (rules: readonly number[], sign: number) => rules.filter((j) => sign * points[j] > 0);
  /** Most that a lead gets: rules beside each other all hold, of an exclusive set the strongest one. */
  const reached = (rules: readonly number[], sign: number) => {
    const strongest = new Map<string, number>();
    for (const j of rules) {
      const set = exclusive.findIndex((members) => members.includes(j));
      const key = set < 0 ? `rule ${j}` : `set ${set}`;
      strongest.set(key, Math.max(strongest.get(key) ?? 0, sign * points[j]));
    }
    return [...strongest.values()].reduce((sum, p) => sum + p, 0);
  };
  return (
    isWithin &&
    points.filter((p) => p !== 0).length <= atMost &&
    groups.every(
      (group) =>
        some(group.rules, 1).length + some(group.rules, -1).length <= (group.atMost ?? Number.POSITIVE_INFINITY) &&
        reached(group.rules, 1) <= (group.max ?? Number.POSITIVE_INFINITY) &&
        -reached(group.rules, -1) >= (group.min ?? Number.NEGATIVE_INFINITY) &&
        !(group.sameSign && some(group.rules, 1).length && some(group.rules, -1).length),
    )
  );
}

/** Limits of every kind on `d` rules, points within −3 to 3; some of them no card meets. */
export function randomLimits(seed: number, d: number): Limits {
  const next = uniform(seed);
  const upTo = (n: number) => Math.floor(next() * n);
  const all = Array.from({length: d}, (_, j) => j);
  const some = (share: number) => all.filter(() => next() < share);
  const step = next() < 0.3 ? 1 + upTo(3) : 1;
  const lean = all.map(() => next());
  const groups = Array.from({length: 1 + upTo(4)}, (): GroupLimit => {
    const rules = some(0.6);
    const kinds = [
      {sameSign: true},
      {atMost: 1 + upTo(3)},
      {max: 2 + upTo(6)},
      {min: -2 - upTo(5)},
      {sameSign: true, max: 3 + upTo(4), min: -4, atMost: 2 + upTo(2)},
    ];
    return {rules, ...kinds[upTo(kinds.length)]};
  });
  if (next() < 0.3) groups.push({rules: all, max: 3 + upTo(6), min: -3 - upTo(4)});
  return {
    atMost: 1 + upTo(d),
    min: lean.map((u) => (u < 0.15 ? 0 : u < 0.2 ? step : -3)),
    max: lean.map((u) => (u > 0.95 ? -step : u > 0.85 ? 0 : 3)),
    fixed: all.map(() => (next() < 0.12 ? upTo(7) - 3 : null)),
    step,
    groups,
    exclusive: next() < 0.5 ? [some(0.5)] : [],
  };
}
