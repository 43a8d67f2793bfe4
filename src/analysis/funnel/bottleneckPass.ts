/** Counts of a stage's bins: at risk, moved on, lost, bin after bin, from place `at`. */
export interface Bins {
  counts: Float64Array;
  at: number;
  bins: number;
}

/** Leads that the whole stage's chances count as in a small group's bin. */
const leaning = 0.25;

/**
 * Share that moves on by the end of the follow-up: the Aalen–Johansen incidence of moving on with losses competing, over
 * binned time (a multiple-decrement life table, where a stay that is cut off counts for the part of the bin it was followed:
 * Chiang 1984). Leads still waiting are neither failures nor left out.
 *
 * A small group leans on the whole stage: `lean` has the stage's own chances of moving on and of being lost in each bin
 * (`chances`), which count as a quarter of a lead more in each.
 */
export function passShare({counts, at, bins}: Bins, lean?: Float64Array): number {
  let [waiting, moved] = [1, 0];
  for (let b = 0; b < bins; ++b) {
    const place = at + 3 * b;
    const atRisk = counts[place] + (lean ? leaning : 0);
    if (atRisk <= 0) continue;
    const on = (counts[place + 1] + (lean ? leaning * lean[2 * b] : 0)) / atRisk;
    const lost = (counts[place + 2] + (lean ? leaning * lean[2 * b + 1] : 0)) / atRisk;
    const all = Math.max(1, on + lost);
    moved += (waiting * on) / all;
    waiting *= 1 - (on + lost) / all;
  }
  return moved;
}

/** Chances of moving on and of being lost in each bin, for those still there at its start. */
export function chances({counts, at, bins}: Bins): Float64Array {
  const found = new Float64Array(2 * bins);
  for (let b = 0; b < bins; ++b) {
    const atRisk = counts[at + 3 * b];
    if (atRisk <= 0) continue;
    found[2 * b] = counts[at + 3 * b + 1] / atRisk;
    found[2 * b + 1] = counts[at + 3 * b + 2] / atRisk;
  }
  return found;
}

/**
 * Days that leads stand in a stage: `quick` is the time by which the quickest quarter of those who move on have done so,
 * `beyond` the mean days that a lead that enters stands there after that, whatever becomes of it, up to the longest stay seen
 * (the area under the share still there); where nobody moves on, all of their days. `edges` are the bins' upper ends, days.
 */
export function daysThere(stage: Bins, edges: readonly number[]): {quick: number; beyond: number} {
  const {counts, at} = stage;
  const quarter = passShare(stage) / 4;
  let [waiting, moved, from, beyond] = [1, 0, 0, 0];
  let quick = quarter > 0 ? null : 0;
  for (const [b, to] of edges.entries()) {
    const atRisk = counts[at + 3 * b];
    const on = atRisk > 0 ? counts[at + 3 * b + 1] / atRisk : 0;
    const leave = Math.min(1, on + (atRisk > 0 ? counts[at + 3 * b + 2] / atRisk : 0));
    const gain = waiting * on;
    let start = 0;
    if (quick === null && moved + gain >= quarter && gain > 0) {
      start = (quarter - moved) / gain;
      quick = from + start * (to - from);
    }
    if (quick !== null) beyond += waiting * (1 - start) * (to - from) * (1 - (leave * (1 + start)) / 2);
    moved += gain;
    waiting *= 1 - leave;
    from = to;
  }
  return {quick: quick ?? 0, beyond};
}
