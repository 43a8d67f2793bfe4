import type {BottleneckInput} from "./bottleneck.ts";
import {addBlock, cumulate, enteredAt, groupOf, leadsAt, type StayCells} from "./bottleneckCells.ts";
import {chances, daysThere, passShare} from "./bottleneckPass.ts";
import {type BestQuarter, bestQuarter, binsOf, gapOf} from "./bottleneckTarget.ts";

/** One stage in all leads, or in one resample of them. Shares 0–1; null where it cannot be told. */
export interface StageFigures {
  pass: number;
  /** In the latest period. */
  passNow: number;
  /** Share of those who move on that wins. */
  later: number;
  /** Leads a month. */
  entering: number | null;
  /** The best quarter of all leads; null in resamples. */
  best: BestQuarter | null;
  /** By how much each yardstick's pass-through exceeds today's, and what that is in won leads a month. */
  gap: Gaps;
  gain: Gaps;
  days: {quick: number; beyond: number} | null;
}

interface Gaps {
  segments: number | null;
  before: number | null;
}

/** Parts that the leads fall into: a best quarter is chosen without each and measured on it. */
const folds = 5;

const monthDays = 365.25 / 12;

/** All figures of all stages, by how often each block of leads counts (null: once each). */
export function bottleneckFigures({
  cells,
  flows,
  edges,
  periodDays,
  minSupport,
}: BottleneckInput & {cells: StayCells}): (times: Float64Array | null) => StageFigures[] {
  const {parts, rest, all, addUp} = foldSums(cells);
  const skipShare = flows.map(({skipped, entered}) => (skipped > 0 ? skipped / (skipped + entered) : 0));
  const gapBySegment = (s: number): number | null => {
    if (cells.attributes[s].length === 0) return null;
    let [sum, n] = [0, 0];
    for (const [k, part] of parts.entries()) {
      const leads = part[leadsAt(cells, s, groupOf.all)];
      const chosen = leads > 0 ? bestQuarter(cells, rest[k], s) : null;
      if (chosen) sum += leads * gapOf(cells, part, s, chosen);
      n += leads;
    }
    return n > 0 ? sum / n : 0;
  };
  addUp(null);
  const enough = (s: number, group: number) => all[leadsAt(cells, s, group)] >= minSupport;
  const hasPeriods = flows.map((_, s) => periodDays !== null && enough(s, groupOf.now) && enough(s, groupOf.before));

  return (times) => {
    addUp(times);
    let later = 1;
    return flows
      .map((_, s) => s)
      .reverse()
      .map((s): StageFigures => {
        const whole = binsOf(cells, all, s, groupOf.all);
        const lean = chances(whole);
        const pass = passShare(whole);
        const passNow = passShare(binsOf(cells, all, s, groupOf.now), lean);
        const passBefore = passShare(binsOf(cells, all, s, groupOf.before), lean);
        const isTimed = edges[s].length > 0 && periodDays !== null;
        const entering = isTimed ? (all[enteredAt(cells, s)] * monthDays) / periodDays : null;
        const gap = {segments: gapBySegment(s), before: hasPeriods[s] ? passBefore - passNow : null};
        const worth = entering === null ? null : entering * later;
        const gain = {segments: product(worth, gap.segments), before: product(worth, gap.before)};
        const best = times === null ? bestQuarter(cells, all, s) : null;
        const days = isTimed ? daysThere(whole, edges[s]) : null;
        const figures = {pass, passNow, later, entering, best, gap, gain, days};
        later *= skipShare[s] + (1 - skipShare[s]) * pass;
        return figures;
      })
      .reverse();
  };
}

const product = (a: number | null, b: number | null): number | null => (a === null || b === null ? null : a * b);

/** Counts over all blocks, each taken so many times, over each fold of blocks, and over all but each fold. */
function foldSums(cells: StayCells) {
  const empty = () => new Float64Array(cells.length);
  const all = empty();
  const parts = Array.from({length: folds}, empty);
  const rest = Array.from({length: folds}, empty);
  const addUp = (times: Float64Array | null) => {
    for (const part of parts) part.fill(0);
    for (const b of cells.blocks.keys()) {
      const weight = times ? times[b] : 1;
      if (weight > 0) addBlock(cells, b, weight, parts[b % folds]);
    }
    all.fill(0);
    for (const part of parts) {
      cumulate(cells, part);
      for (let i = 0; i < all.length; ++i) all[i] += part[i];
    }
    for (const [k, part] of parts.entries()) for (let i = 0; i < all.length; ++i) rest[k][i] = all[i] - part[i];
  };
  return {all, parts, rest, addUp};
}
