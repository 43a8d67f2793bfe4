import {type Joint, listed} from "./patterns.ts";

/** Codes of more rules than this are not exact numbers. */
export const mostCoded = 50;

/**
 * The joint patterns of all rules of `from` but the one at `out`, added up from those of all: what `jointPatterns` counts,
 * in its order, without a look at the cells. `from` has at most `mostCoded` rules.
 */
export function withoutRule(from: Joint, out: number): Joint {
  const {rules, count} = from;
  const words = Array.from({length: count}, (_, p) => [...from.at.subarray(from.start[p], from.start[p + 1])]);
  const holds = words.map((word) => word.includes(out));
  const reduced = words.map((word) => word.filter((t) => t !== out).map((t) => (t > out ? t - 1 : t)));
  const codes = reduced.map((word) => word.reduce((code, t) => code + 2 ** t, 0));
  const rank = new Map([...new Set(codes)].sort((a, b) => a - b).map((code, i) => [code, i]));
  const to = codes.map((code) => rank.get(code) as number);
  const size = rank.size;
  const d = from.joint.length / 2 / count;
  const n = new Float64Array(size);
  const conversions = new Float64Array(size);
  const joint = new Float64Array(2 * d * size);
  const kept: number[][] = new Array(size);
  for (let p = 0; p < count; ++p) {
    n[to[p]] += from.n[p];
    conversions[to[p]] += from.conversions[p];
    kept[to[p]] = reduced[p];
    if (!holds[p]) continue;
    joint[2 * (rules[out] * size + to[p])] += from.n[p];
    joint[2 * (rules[out] * size + to[p]) + 1] += from.conversions[p];
  }
  for (let c = 0; c < d; ++c) {
    if (rules.includes(c)) continue;
    for (let p = 0; p < count; ++p) {
      joint[2 * (c * size + to[p])] += from.joint[2 * (c * count + p)];
      joint[2 * (c * size + to[p]) + 1] += from.joint[2 * (c * count + p) + 1];
    }
  }
  return {rules: rules.filter((_, t) => t !== out), count: size, n, conversions, joint, ...listed(kept)};
}
