import type {BottleneckInput} from "../../src/analysis/funnel/bottleneck.ts";
import {type StayRow, stayBins} from "../../src/analysis/funnel/bottleneckCells.ts";
import type {StageFlow} from "../../src/analysis/funnel/funnel.ts";
import {random} from "../../src/analysis/statistics/random.ts";

/** One stay of one lead, days since the data's begin; `until` is the data's end for stays that are cut off. */
export interface SimulatedStay {
  lead: number;
  stage: number;
  from: number;
  until: number;
  event: 0 | 1 | 2;
  segments: Record<string, string>;
}

export interface Model {
  seed: number;
  leads: number;
  days: number;
  stages: number;
  /** Values and their shares, by attribute. */
  attributes: Record<string, Record<string, number>>;
  /** Chance to move on in the end. */
  pass: (stage: number, segments: Record<string, string>, at: number) => number;
  /** Mean days until the stay ends. */
  stay: (stage: number, segments: Record<string, string>) => number;
}

/** Leads arrive evenly and stay exponentially long in each stage; whatever is not over by the last day is cut off. */
export function simulate({seed, leads, days, stages, attributes, pass, stay}: Model): SimulatedStay[] {
  const next = random(seed);
  const pick = (shares: Record<string, number>): string => {
    let left = next();
    for (const [value, share] of Object.entries(shares)) {
      left -= share;
      if (left < 0) return value;
    }
    return Object.keys(shares)[0];
  };
  const stays: SimulatedStay[] = [];
  for (let lead = 0; lead < leads; ++lead) {
    const segments = Object.fromEntries(Object.entries(attributes).map(([field, shares]) => [field, pick(shares)]));
    let at = next() * days;
    for (let stage = 0; stage < stages; ++stage) {
      const until = at - Math.log(1 - next()) * stay(stage, segments);
      const event = next() < pass(stage, segments, at) ? 1 : 2;
      stays.push({lead, stage, from: at, until: Math.min(days, until), event: until > days ? 0 : event, segments});
      if (until > days || event === 2) break;
      at = until;
    }
  }
  return stays;
}

/** What the step `bottleneck_cells` counts of these stays, lead by lead. */
export function inputOf(
  stays: readonly SimulatedStay[],
  stages: number,
  days: number,
  periodDays: number,
): BottleneckInput {
  const edges = Array.from({length: stages}, (_, s) =>
    stayBins(
      stays
        .filter(({stage}) => stage === s)
        .map(({from, until, event}) => ({days: until - from, ended: event > 0 ? 1 : 0})),
    ),
  );
  const found = new Map<string, StayRow>();
  const count = (
    {lead, stage}: SimulatedStay,
    kind: StayRow["kind"],
    length: number,
    event: 0 | 1 | 2,
    field: string | null = null,
    value: string | null = null,
  ) => {
    const bins = edges[stage];
    const first = bins.findIndex((edge) => length <= edge);
    const bin = first < 0 ? bins.length - 1 : first;
    const from = bin === 0 ? 0 : bins[bin - 1];
    const part = event > 0 ? 1 : Math.min(1, (length - from) / (bins[bin] - from));
    const block = lead % 100;
    const key = [block, stage, kind, field, value, bin, event].join();
    const row = found.get(key) ?? {block, stage_no: stage, kind, field, value, bin, event, n: 0, part: 0};
    row.n += 1;
    row.part += part;
    found.set(key, row);
  };
  for (const stay of stays) {
    const {from, until, event, segments} = stay;
    const length = until - from;
    const now = days - periodDays - from;
    const before = now - periodDays;
    count(stay, "all", length, event);
    for (const [field, value] of Object.entries(segments)) count(stay, "segment", length, event, field, value);
    if (length > now) count(stay, "now", length, event);
    if (length > now && now > 0) count(stay, "now_in", now, 0);
    if (length > before && now >= 0) count(stay, "before", Math.min(length, now), length > now ? 0 : event);
    if (length > before && before > 0) count(stay, "before_in", before, 0);
    if (now < 0) count(stay, "entered", 0, 0);
  }
  const flows = Array.from({length: stages}, (_, s) => {
    const entered = stays.filter(({stage}) => stage === s).length;
    return {stage: `s${s}`, name: `Stage ${s}`, entered, skipped: 0, dwell: null} as unknown as StageFlow;
  });
  return {flows, rows: [...found.values()], edges, periodDays, recordDays: days, minSupport: 30};
}
