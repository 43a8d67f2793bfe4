import type {Rate} from "../findings.ts";
import {sizeAt} from "./scoreCells.ts";
import {between, type ScoreTable, type Volume} from "./threshold.ts";

/** Leads with scores from `from` to `to`, both included; `A` is the highest band. */
export interface Band {
  name: string;
  from: number;
  to: number;
  rate: Rate;
  volume: Volume;
  /** Share of all leads. */
  share: number;
  /** Its interval overlaps that of the next lower band: the data cannot tell the two apart. */
  overlapsNext: boolean;
}

/** How many bands, how large, or where they are cut. */
export interface BandOptions {
  /** Default 4. */
  most?: number;
  /** Observations in a band, at least. Default 30. */
  least?: number;
  /** Lowest scores of all bands but the last, in any order; they are kept as they are, and bands nobody is in left out. */
  cuts?: readonly number[];
}

const letters = "ABCDEFGHIJ";

/**
 * Bands of the score, highest first. The cuts are the ones of greatest likelihood among those whose rates rise with the
 * score: the optimal partition of the pooled-adjacent-violators blocks (Haiminen & Gionis 2004: reduced isotonic
 * regression cuts only between them), by dynamic programming. There are as many bands as keep the 95 % intervals by lead of all
 * neighbours apart, up to `most`. Given `cuts` are only measured, and overlaps flagged.
 */
export function bands(table: ScoreTable, {most = 4, least = 30, cuts}: BandOptions = {}): Band[] {
  const {score} = table.cells;
  if (score.length === 0) return [];
  if (cuts) {
    const starts = [0, ...cuts.map((cut) => score.findIndex((s) => s >= cut))].filter((start) => start >= 0);
    return measured(
      table,
      [...new Set(starts)].sort((a, b) => a - b),
    );
  }
  const blocks = isotonic(table);
  for (let count = Math.min(most, blocks.length); count > 1; --count) {
    const starts = partition(blocks, count, least);
    const found = starts && measured(table, starts);
    if (found && !found.some(({overlapsNext}) => overlapsNext)) return found;
  }
  return measured(table, [0]);
}

/** The bands that begin at these places, ascending. */
function measured(table: ScoreTable, starts: readonly number[]): Band[] {
  const {cells} = table;
  const found = starts.map((start, b): Band => {
    const end = (starts[b + 1] ?? cells.score.length) - 1;
    const {rate, volume} = between(table, start, end);
    return {
      name: letters[starts.length - 1 - b],
      from: cells.score[start],
      to: cells.score[end],
      rate,
      volume,
      share: rate.n / table.all.n,
      overlapsNext: false,
    };
  });
  return found.map((band, b) => ({...band, overlapsNext: b > 0 && band.rate.low <= found[b - 1].rate.high})).reverse();
}

interface Block {
  /** Place of its lowest score. */
  start: number;
  n: number;
  conversions: number;
}

/** Neighbouring scores pooled until rates rise strictly with the score (pool adjacent violators). */
function isotonic({cells}: ScoreTable): Block[] {
  const blocks: Block[] = [];
  for (let i = 0; i < cells.score.length; ++i) {
    let conversions = 0;
    for (let f = i * cells.folds; f < (i + 1) * cells.folds; ++f) conversions += cells.conversions[f];
    let block = {start: i, n: sizeAt(cells, i), conversions};
    for (
      let below = blocks.at(-1);
      below && below.conversions * block.n >= block.conversions * below.n;
      below = blocks.at(-1)
    ) {
      block = {start: below.start, n: below.n + block.n, conversions: below.conversions + block.conversions};
      blocks.pop();
    }
    blocks.push(block);
  }
  return blocks;
}

/** Places where the `count` groups of greatest likelihood begin, each of `least` observations or more; null where there are none. */
function partition(blocks: readonly Block[], count: number, least: number): number[] | null {
  const size = blocks.length;
  const sums = [{n: 0, conversions: 0}];
  for (const {n, conversions} of blocks) {
    const last = sums[sums.length - 1];
    sums.push({n: last.n + n, conversions: last.conversions + conversions});
  }
  const loss = (from: number, to: number) =>
    sums[to].n - sums[from].n < least
      ? Number.POSITIVE_INFINITY
      : deviance(sums[to].n - sums[from].n, sums[to].conversions - sums[from].conversions);
  let best = Array.from({length: size + 1}, (_, to) => (to === 0 ? Number.POSITIVE_INFINITY : loss(0, to)));
  const before: number[][] = [];
  for (let k = 2; k <= count; ++k) {
    const from = new Array<number>(size + 1).fill(-1);
    const next = new Array<number>(size + 1).fill(Number.POSITIVE_INFINITY);
    for (let to = k; to <= size; ++to) {
      for (let cut = k - 1; cut < to; ++cut) {
        const sum = best[cut] + loss(cut, to);
        if (sum < next[to]) [next[to], from[to]] = [sum, cut];
      }
    }
    best = next;
    before.unshift(from);
  }
  if (!Number.isFinite(best[size])) return null;
  const starts: number[] = [];
  let to = size;
  for (const from of before) {
    to = from[to];
    starts.unshift(blocks[to].start);
  }
  return [blocks[0].start, ...starts];
}

/** Minus the log-likelihood of conversions at their own rate, nats. */
function deviance(n: number, conversions: number): number {
  const part = (k: number) => (k > 0 ? -k * Math.log(k / n) : 0);
  return part(conversions) + part(n - conversions);
}
