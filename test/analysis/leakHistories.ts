import type {ActionCount, FillCount, LeakEvidence, ProgressCount} from "../../src/analysis/leaks/leaks.ts";
import {random} from "../../src/analysis/statistics/random.ts";

export type Value = string | number | null;

/** One generated lead: days since the start, and what its story is made of. */
export interface GeneratedLead {
  createdOn: number;
  /** Days until the decision, or until the data's end. */
  openDays: number;
  outcome: "won" | "lost" | "open";
  /** Furthest stage, 0 to 3. */
  stage: number;
  isSlow: boolean;
  hasPhone: boolean;
  isDirector: boolean;
}

export type Draw = (lead: GeneratedLead, next: () => number) => Value;

const days = 600;

/**
 * Attributes that know nothing, and look as real ones do: some tell who wins (a role, a phone number given at the start), one
 * parts slow leads from quick ones, one came into use half-way and one went out of it, one is missing at random, one is an id of
 * its own for each lead, one a team of owners; numbers of any size.
 */
export const harmless: Record<string, Draw> = {
  role: ({isDirector}) => (isDirector ? "director" : "staff"),
  size: ({isSlow}, next) => (isSlow === next() < 0.9 ? "large" : "small"),
  phone: ({hasPhone}, next) => (hasPhone ? `0${Math.floor(next() * 1e9)}` : null),
  new_field: ({createdOn}, next) => (createdOn > 250 ? pick(["a", "b", "c"], next) : null),
  old_field: ({createdOn}, next) => (createdOn < 350 ? pick(["a", "b", "c"], next) : null),
  survey: (_, next) => (next() < 0.4 ? pick(["good", "bad"], next) : null),
  lead_id: (_, next) => `L-${Math.floor(next() * 1e8)}`,
  owner: (_, next) => `owner ${Math.floor(next() * 30)}`,
  amount: (_, next) => Math.round(-3000 * Math.log(1 - next())),
};

/** What a source holds that knows the outcome, each with the reason it must be flagged for. */
export const leaking: Record<string, {reason: string; draw: Draw}> = {
  lost_reason: {
    reason: "exists only for decided leads",
    draw: ({outcome}, next) => (outcome === "lost" ? pick(["price", "timing"], next) : null),
  },
  contract_no: {
    reason: "exists only for decided leads",
    draw: ({outcome}, next) => (outcome === "won" ? `V${Math.floor(next() * 1e6)}` : null),
  },
  quality: {
    reason: "missingness follows the outcome",
    draw: ({outcome}, next) =>
      next() < {won: 0.85, lost: 0.3, open: 0.4}[outcome] ? pick(["high", "low"], next) : null,
  },
  notes: {
    reason: "filled in as the deal goes on",
    draw: ({openDays}, next) => (next() < 1 - Math.exp(-openDays / 50) ? pick(["met", "called"], next) : null),
  },
  plan: {
    reason: "filled in as the deal goes on",
    draw: ({stage}, next) => (stage >= 2 && next() < 0.8 ? pick(["one year", "now"], next) : null),
  },
  queue: {
    reason: "known only for winners",
    draw: ({outcome}, next) => (outcome === "won" && next() < 0.6 ? "Onboarding" : `queue ${Math.floor(next() * 12)}`),
  },
  manager: {
    reason: "known only for winners",
    draw: ({outcome}, next) => `${outcome === "won" ? "success" : "sales"} ${Math.floor(next() * 12)}`,
  },
  account_no: {
    reason: "known only for winners",
    draw: ({outcome}, next) => `${outcome === "won" ? "C" : "L"}-${Math.floor(next() * 1e8)}`,
  },
  last_step: {reason: "state at export", draw: (_, next) => pick(["mail", "call"], next)},
  talk_minutes: {
    reason: "alone too good",
    draw: ({outcome}, next) => (outcome === "won" ? 40 : 10) + 20 * next() + 20 * next(),
  },
};

/** What the engine would count of generated leads that have these attributes and actions. */
export function generated(
  n: number,
  seed: number,
  draws: Record<string, Draw>,
  actions: readonly ActionCount[] = [],
): LeakEvidence {
  const next = random(seed);
  const leads = Array.from({length: n}, () => oneLead(next));
  const columns = Object.entries(draws).map(([name, draw]) => ({name, values: leads.map((lead) => draw(lead, next))}));
  const slow = slowHalf(leads);
  const progress = columns.flatMap(({name, values}) => {
    const cells = new Map<string, ProgressCount>();
    leads.forEach(({outcome, stage, createdOn}, i) => {
      const cohort = Math.floor(createdOn / 25);
      const key = [outcome, stage, cohort, slow[i]].join();
      const cell = cells.get(key) ?? {field: name, outcome, cohort, is_slow: slow[i], stage_no: stage, n: 0, filled: 0};
      cell.n += 1;
      cell.filled += values[i] === null ? 0 : 1;
      cells.set(key, cell);
    });
    return [...cells.values()];
  });
  const part = (isIn: (lead: GeneratedLead) => boolean) => {
    const rows = leads.flatMap((lead, i) => (isIn(lead) ? [i] : []));
    const some = columns.map(({name, values}) => ({name, values: rows.map((i) => values[i])}));
    return {rows, fold: rows.map((i) => i % 20), columns: some};
  };
  const decided = part(({outcome}) => outcome !== "open");
  return {
    attributes: Object.keys(draws),
    fills: columns.flatMap(({name}) => fillsOf(progress.filter(({field}) => field === name))),
    progress,
    actions,
    exposure: [],
    sample: {...decided, won: decided.rows.map((i) => Number(leads[i].outcome === "won"))},
    open: part(({outcome}) => outcome === "open"),
    said: {attributes: {}, actions: {}},
    minSupport: 30,
  };
}

/** The same export without open leads and without times. */
export function withoutTimes({attributes, fills, sample, ...rest}: LeakEvidence): LeakEvidence {
  return {
    ...{attributes, sample, ...rest},
    fills: fills.filter(({outcome}) => outcome !== "open"),
    progress: [],
    open: {fold: [], columns: []},
  };
}

function oneLead(next: () => number): GeneratedLead {
  const [isSlow, hasPhone, isDirector] = [next() < 0.3, next() < 0.7, next() < 0.3];
  const createdOn = Math.floor(500 * next());
  const decisionDays = Math.ceil((isSlow ? -120 : -50) * Math.log(1 - next()));
  const odds = 0.4 * (hasPhone ? 1.3 : 0.6) * (isDirector ? 2.5 : 0.8);
  const isWon = next() < odds / (1 + odds);
  const isOpen = createdOn + decisionDays > days;
  const openDays = isOpen ? days - createdOn : decisionDays;
  const steps = Math.floor(-1.3 * Math.log(1 - next()));
  const stage = !isOpen && isWon ? 3 : Math.min(3, steps);
  return {createdOn, openDays, outcome: isOpen ? "open" : isWon ? "won" : "lost", stage, isSlow, hasPhone, isDirector};
}

/** For each lead whether it was open longer than most of its cohort and outcome; null for open ones. */
function slowHalf(leads: readonly GeneratedLead[]): (0 | 1 | null)[] {
  const groups = new Map<string, number[]>();
  leads.forEach(({createdOn, outcome}, i) => {
    const key = `${Math.floor(createdOn / 25)}/${outcome}`;
    groups.set(key, [...(groups.get(key) ?? []), i]);
  });
  const slow: (0 | 1 | null)[] = leads.map(() => null);
  for (const rows of groups.values()) {
    if (leads[rows[0]].outcome === "open") continue;
    rows.sort((a, b) => leads[a].openDays - leads[b].openDays || a - b);
    rows.forEach((i, position) => {
      slow[i] = 2 * (position + 1) > rows.length ? 1 : 0;
    });
  }
  return slow;
}

function fillsOf(progress: readonly ProgressCount[]): FillCount[] {
  return (["won", "lost", "open"] as const).map((outcome) => {
    const rows = progress.filter((row) => row.outcome === outcome);
    const sum = (key: "n" | "filled") => rows.reduce((total, row) => total + row[key], 0);
    return {field: progress[0].field, outcome, n: sum("n"), filled: sum("filled")};
  });
}

const pick = (values: readonly string[], next: () => number): string => values[Math.floor(next() * values.length)];
