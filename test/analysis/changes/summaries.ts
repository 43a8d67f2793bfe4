import type {RunSummary} from "../../../src/analysis/changes/runSummary.ts";
import {oddsRatio, wilson} from "../../../src/analysis/statistics/intervals.ts";
import {random} from "../../../src/analysis/statistics/random.ts";

/** Leads of a small world: six kinds, two actions, and a chance to convert that the first action doubles. */
interface World {
  seed: number;
  n?: number;
  /** Chance to convert without the first action; default 0.1. */
  rate?: number;
  /** Times the odds with the first action; default 2. */
  times?: number;
}

const kinds = ["a", "b", "c", "d", "e", "f"];
const actions = ["trial", "mail"];

/** A summary of leads drawn from the world: its counts and intervals are computed, the rest stands for any run. */
export function drawn({seed, n = 2000, rate = 0.1, times = 2}: World): RunSummary {
  const next = random(seed);
  const leads = Array.from({length: n}, (_, i) => {
    const did = actions.map(() => next() < 0.3);
    const odds = (rate / (1 - rate)) * (did[0] ? times : 1);
    return {kind: kinds[Math.floor(6 * next())], did, period: i % 4, won: next() < odds / (1 + odds)};
  });
  const of = (some: typeof leads) => ({n: some.length, conversions: some.filter(({won}) => won).length});
  const all = of(leads);
  const pattern = (
    id: string,
    when: RunSummary["patterns"][number]["rule"]["when"],
    has: (l: (typeof leads)[0]) => boolean,
  ) => {
    const held = of(leads.filter(has));
    const ratio = oddsRatio(held.conversions, held.n, all.conversions - held.conversions, all.n - held.n);
    return {rule: {id, when}, ...held, oddsRatio: ratio, isFound: ratio.low > 1 || ratio.high < 1, isFlagged: false};
  };
  const base = wilson(all.conversions, all.n);
  return {
    format: 1,
    run: runOf(String(seed)),
    inputs: [
      {
        table: "leads",
        file: "leads.csv",
        bytes: n,
        sha256: String(seed),
        read: n,
        loaded: n,
        notSelected: 0,
        rejected: 0,
      },
    ],
    tables: [{table: "leads", rows: n}],
    outcomes: [],
    rejects: [],
    observations: {
      base,
      censored: 0,
      periods: [0, 1, 2, 3].map((p) => ({period: `2025-0${p + 1}`, ...of(leads.filter(({period}) => period === p))})),
    },
    patterns: [
      ...kinds.map((kind) => pattern(`kind-${kind}`, {attribute: "kind", is: [kind]}, (lead) => lead.kind === kind)),
      ...actions.map((activity, i) => pattern(activity, {activity, at_least: 1}, ({did}) => did[i])),
    ],
    leaks: [],
    card: {
      slope: 0.25,
      rules: [
        {rule: {id: "trial", when: {activity: "trial", at_least: 1}}, points: 3, interval: {value: 3, low: 2, high: 4}},
      ],
    },
    stages: [{stage: "new", entered: n, passThrough: base}],
    bottleneck: {standsOut: "new", longest: null},
    line: {...base, score: 4},
    auc: {value: 0.7, low: 0.66, high: 0.74, n, conversions: all.conversions, how: "5 folds by lead"},
  };
}

const runOf = (id: string): RunSummary["run"] => ({
  id,
  project: "world",
  title: "World",
  language: "en",
  timezone: "UTC",
  currency: null,
  asOf: "2025-05-01T00:00:00.000Z",
  period: null,
  design: "entry",
  every: null,
  delayDays: 0,
  coverage: null,
  stage: "new",
  target: "won",
  horizonDays: 30,
  horizonFrom: "project file",
  stages: [{id: "new", name: "New", wants: null, play: null}],
  settings: {
    windowsDays: [30],
    minSupport: 30,
    points: {atMost: 10, min: -10, max: 10, step: 1, total: {}, ladders: "monotone", limits: []},
    tool: null,
    minCell: 5,
  },
  versions: {hakari: "0.3.0"},
  absences: [],
});

/** The run with conversions taken from one kind of lead in one period: so many that nothing else differs. */
export function withFewer(run: RunSummary, kind: string, period: string, taken: number): RunSummary {
  const {base, periods, censored} = run.observations;
  const fewer = <T extends {conversions: number}>(counts: T): T => ({
    ...counts,
    conversions: counts.conversions - taken,
  });
  const id = `${run.run.id}-fewer`;
  return {
    ...run,
    run: {...run.run, id},
    inputs: run.inputs.map((input) => ({...input, sha256: id})),
    observations: {
      base: wilson(base.conversions - taken, base.n),
      censored,
      periods: periods.map((counts) => (counts.period === period ? fewer(counts) : counts)),
    },
    patterns: run.patterns.map((pattern) => {
      const counts = pattern.rule.id === `kind-${kind}` ? fewer(pattern) : pattern;
      const rest = base.conversions - taken - counts.conversions;
      return {...counts, oddsRatio: oddsRatio(counts.conversions, counts.n, rest, base.n - counts.n)};
    }),
  };
}
