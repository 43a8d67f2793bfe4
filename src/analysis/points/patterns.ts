import {type Cells, unpack} from "./cells.ts";

/**
 * The observations as some rules see them: one pattern for each set of these rules that occurs. Pattern p is the rules
 * `rules[at[i]]` for i from `start[p]` to `start[p + 1]`. A card on these rules scores patterns, not rows.
 */
export interface Patterns {
  /** Positions of the rules in the cells. */
  readonly rules: readonly number[];
  readonly count: number;
  readonly n: Float64Array;
  readonly conversions: Float64Array;
  readonly start: Int32Array;
  readonly at: Uint16Array;
}

/** Patterns with, for every other rule c, how many observations of each pattern it holds on. */
export interface Joint extends Patterns {
  /** For rule c and pattern p: observations at `[2 (c · count + p)]`, conversions after it. Zero for c in `rules`. */
  readonly joint: Float64Array;
}

/** Patterns of `rules`, looking only at the cells on which these hold. */
export const patternsOf = (cells: Cells, rules: readonly number[]): Patterns => countPatterns(cells, rules).patterns;

/** Patterns of `rules` with their joint counts: the only step of the search that looks at every cell of every rule. */
export function jointPatterns(cells: Cells, rules: readonly number[]): Joint {
  const {code, patterns} = countPatterns(cells, rules);
  const {count} = patterns;
  const sums = cells.weights.map((weight) => {
    const sum = new Float64Array(count * cells.holds.length);
    cells.holds.forEach((list, c) => {
      if (!rules.includes(c)) sumWhere(list, code, weight, sum.subarray(c * count, (c + 1) * count));
    });
    return sum;
  });
  return {...patterns, joint: unpack(sums)};
}

function countPatterns(cells: Cells, rules: readonly number[]): {code: Int32Array; patterns: Patterns} {
  const {code, words} = numberPatterns(cells, rules);
  const count = words.length;
  const pairs = unpack(cells.weights.map((weight) => sumAll(code, weight, count)));
  const n = new Float64Array(count);
  const conversions = new Float64Array(count);
  for (let p = 0; p < count; ++p) {
    n[p] = pairs[2 * p];
    conversions[p] = pairs[2 * p + 1];
  }
  return {code, patterns: {rules: [...rules], count, n, conversions, ...listed(words)}};
}

function sumAll(code: Int32Array, weight: Float64Array, count: number): Float64Array {
  const sum = new Float64Array(count);
  for (let i = 0; i < code.length; ++i) sum[code[i]] += weight[i];
  return sum;
}

function sumWhere(list: Uint32Array, code: Int32Array, weight: Float64Array, sum: Float64Array): void {
  for (let i = 0; i < list.length; ++i) {
    const cell = list[i];
    sum[code[cell]] += weight[cell];
  }
}

/** Ranks, among those that occur, of each cell's code (first rule lowest), compressed whenever codes outgrow the cells. */
function numberPatterns(cells: Cells, rules: readonly number[]): {code: Int32Array; words: number[][]} {
  const code = new Int32Array(cells.n.length);
  const limit = Math.max(1024, cells.n.length);
  let words: number[][] = [[]];
  let since = 0;
  let space = 1;
  const compress = (upTo: number) => {
    const rank = new Int32Array(space);
    for (let i = 0; i < code.length; ++i) rank[code[i]] = 1;
    const next: number[][] = [];
    for (let c = 0; c < space; ++c) {
      if (!rank[c]) continue;
      const word = [...words[c % words.length]];
      for (let t = since, bits = Math.floor(c / words.length); t < upTo; ++t, bits >>>= 1) if (bits & 1) word.push(t);
      rank[c] = next.push(word) - 1;
    }
    for (let i = 0; i < code.length; ++i) code[i] = rank[code[i]];
    words = next;
    since = upTo;
    space = words.length;
  };
  for (let t = 0; t < rules.length; ++t) {
    if (2 * space > limit && t > since) compress(t);
    const list = cells.holds[rules[t]];
    for (let i = 0; i < list.length; ++i) code[list[i]] += space;
    space *= 2;
  }
  compress(rules.length);
  return {code, words};
}

/** Words one after the other, and where each begins. */
export function listed(words: readonly number[][]): {start: Int32Array; at: Uint16Array} {
  const start = new Int32Array(words.length + 1);
  for (let p = 0; p < words.length; ++p) start[p + 1] = start[p] + words[p].length;
  const at = new Uint16Array(start[words.length]);
  for (let p = 0; p < words.length; ++p) at.set(words[p], start[p]);
  return {start, at};
}

/** Patterns of the parent's rules and rule c, appended, without looking at the cells. */
export function withRule(parent: Joint, c: number): Patterns {
  const most = 2 * parent.count;
  const n = new Float64Array(most);
  const conversions = new Float64Array(most);
  const start = new Int32Array(most + 1);
  const at = new Uint16Array(2 * parent.at.length + parent.count);
  let count = 0;
  let length = 0;
  const add = (p: number, cases: number, converted: number, isHeld: boolean) => {
    if (cases <= 0) return;
    n[count] = cases;
    conversions[count] = converted;
    for (let i = parent.start[p]; i < parent.start[p + 1]; ++i) at[length++] = parent.at[i];
    if (isHeld) at[length++] = parent.rules.length;
    start[++count] = length;
  };
  for (let p = 0; p < parent.count; ++p) {
    const j = 2 * (c * parent.count + p);
    add(p, parent.n[p] - parent.joint[j], parent.conversions[p] - parent.joint[j + 1], false);
    add(p, parent.joint[j], parent.joint[j + 1], true);
  }
  return {
    rules: [...parent.rules, c],
    count,
    n: n.subarray(0, count),
    conversions: conversions.subarray(0, count),
    start: start.subarray(0, count + 1),
    at: at.subarray(0, length),
  };
}

/** Score of every pattern under a card on its rules. */
export function patternScores(patterns: Patterns, card: ArrayLike<number>, into: Int32Array): Int32Array {
  const {start, at, count} = patterns;
  for (let p = 0; p < count; ++p) {
    let s = 0;
    for (let i = start[p]; i < start[p + 1]; ++i) s += card[at[i]];
    into[p] = s;
  }
  return into;
}
