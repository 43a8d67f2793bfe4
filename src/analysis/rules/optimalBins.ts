/** Observations, conversions and leads by bin, ascending. */
interface Binned {
  n: Float64Array;
  conversions: Float64Array;
  leads: Float64Array;
}

const mostParts = 5;
/**
 * What a cut must gain, nats of log-loss: twice that is beyond what the best of all cuts of a column of noise reaches by chance
 * nineteen times of twenty (maximally selected χ², Miller & Siegmund 1982: 8.6 to 9.6 for cuts that leave 10 to 5 % on each
 * side).
 */
const leastGain = 4.8;
/** What each cut after the first must gain: the column is not noise, and what is left is for the search to weigh. */
const nextGain = 2;

/**
 * The bins at which parts begin that gain most log-loss over one rate for all: five parts at most, each of `least` leads and
 * observations. Some number of cuts must gain `leastGain` each (times the observations of a lead, which say much the same);
 * then each cut that gains `nextGain` more is taken. Exact, by dynamic programming over the bins (Fisher 1958). Empty where no cut is worth it.
 */
export function optimalBins({n, conversions, leads}: Binned, least: number): number[] {
  const m = n.length;
  const [N, Y, L] = [n, conversions, leads].map(prefix);
  if (L[m] < 2 * least) return [];
  const repeats = Math.max(1, N[m] / L[m]);
  const isLarge = (i: number, j: number) => Math.min(L[j] - L[i], N[j] - N[i]) >= least;
  const loss = (i: number, j: number) => entropy(N[j] - N[i], Y[j] - Y[i]);
  let before = Float64Array.from({length: m + 1}, (_, j) => (isLarge(0, j) ? loss(0, j) : Number.POSITIVE_INFINITY));
  const from: Int32Array[] = [];
  const one = before[m];
  let isNoise = true;
  let best = {parts: 1, cost: one};
  for (let parts = 2; parts <= mostParts; ++parts) {
    const now = new Float64Array(m + 1).fill(Number.POSITIVE_INFINITY);
    const start = new Int32Array(m + 1);
    for (let j = 1; j <= m; ++j) {
      for (let i = 1; i < j && L[j] - L[i] >= least; ++i) {
        if (before[i] === Number.POSITIVE_INFINITY || !isLarge(i, j)) continue;
        const cost = before[i] + loss(i, j);
        if (cost < now[j]) {
          now[j] = cost;
          start[j] = i;
        }
      }
    }
    from.push(start);
    if (now[m] + repeats * leastGain * (parts - 1) < one) isNoise = false;
    const cost = now[m] + repeats * nextGain * (parts - 1);
    if (cost < best.cost) best = {parts, cost};
    before = now;
  }
  if (isNoise) return [];
  const starts: number[] = [];
  for (let parts = best.parts, end = m; parts > 1; --parts) {
    end = from[parts - 2][end];
    starts.unshift(end);
  }
  return starts;
}

function prefix(values: Float64Array): Float64Array {
  const sums = new Float64Array(values.length + 1);
  for (let i = 0; i < values.length; ++i) sums[i + 1] = sums[i] + values[i];
  return sums;
}

/** Log-loss of n observations at their own rate, summed, nats. */
function entropy(n: number, conversions: number): number {
  const others = n - conversions;
  return (
    (conversions > 0 ? conversions * Math.log(n / conversions) : 0) + (others > 0 ? others * Math.log(n / others) : 0)
  );
}
