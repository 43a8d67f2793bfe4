/** Uniform numbers in [0, 1) of one lead: seed and lead decide them, whatever other leads there are. */
export type Random = () => number;

/** sfc32 (Chris Doty-Humphrey, PractRand), 128 bits of state; seed and stream number are mixed by its first rounds. */
export function randomStream(seed: number, stream: number): Random {
  let a = seed | 0;
  let b = stream | 0;
  let c = 0x9e3779b9 | 0;
  let counter = 1;
  const next = () => {
    const t = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + t) | 0;
    return (t >>> 0) / 2 ** 32;
  };
  for (let i = 0; i < 15; ++i) next();
  return next;
}

/** Whole number from `low` to `high`, both included. */
export const integer = (random: Random, low: number, high: number): number =>
  low + Math.floor(random() * (high - low + 1));

/** Standard normal, by the cosine half of Box–Muller. */
export function normal(random: Random): number {
  const u = 1 - random();
  return Math.sqrt(-2 * Math.log(u)) * Math.cos(2 * Math.PI * random());
}

export const exponential = (random: Random, mean: number): number => -mean * Math.log(1 - random());

/** Draws a position by cumulative weights, of which the last is the sum. */
export function pickIndex(random: Random, cumulative: ArrayLike<number>): number {
  const u = random() * cumulative[cumulative.length - 1];
  let i = 0;
  while (i < cumulative.length - 1 && cumulative[i] <= u) ++i;
  return i;
}

export function cumulate(weights: readonly number[]): number[] {
  let sum = 0;
  return weights.map((weight) => {
    sum += weight;
    return sum;
  });
}

/** A function that draws one of the values by their shares, which need not add up to 1. */
export function chooser(shares: Readonly<Record<string, number>>): (random: Random) => string {
  const values = Object.keys(shares);
  const cumulative = cumulate(Object.values(shares));
  return (random) => values[pickIndex(random, cumulative)];
}

export const oneOf = <T>(random: Random, values: readonly T[]): T => values[Math.floor(random() * values.length)];
