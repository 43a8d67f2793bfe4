import {say} from "../../text/language.ts";
import {type Cube, filterRows} from "../rules/cube.ts";
import {type Forecast, type Quality, quality, total} from "./quality.ts";
import {type Contest, type Learned, learn, varies} from "./validateLearn.ts";

export const contenders = ["suggested", "current", "one point each", "real-valued", "base rate"] as const;

export type Contender = (typeof contenders)[number];

export interface Validation {
  /** "trained on 2025-01 to 2025-09, tested on 2025-10 to 2025-12", or "5 folds by lead". */
  how: string;
  train: {n: number; conversions: number};
  quality: {who: Contender; quality: Quality}[];
}

/** When a contest is tested. */
interface TestPlan {
  /** First period of the test; null: a fifth of the leads is kept instead. */
  testFrom: number | null;
  /** Periods before the test whose outcome window reaches into it: not learned from. */
  embargoed: readonly number[];
}

/** A test on rows that were not learned from. */
export interface Trial {
  kind: "out of time" | "kept back" | "lead folds";
  /** "trained on 2025-01 to 2025-09, tested on 2025-10 to 2025-12". */
  how: string;
  train: {n: number; conversions: number};
  /** The rows tested. */
  cube: Cube;
  forecasts: ReadonlyMap<Contender, Forecast>;
  /** One, or one for each group of lead folds: rows of fold f are forecast by what number f % length has learned. */
  learned: readonly Learned[];
}

export interface Trials {
  /** By time; without times, on a fifth of the leads. Null where nothing could be learned or tested. */
  outOfTime: Trial | null;
  /** Each fifth of the leads forecast by the other four. */
  grouped: Trial | null;
}

const groups = 5;

/** Both tests of a contest: rules, penalty and points are learned anew for each of its six cards. */
export const heldOut = (contest: Contest, plan: TestPlan): Trials => ({
  outOfTime: plan.testFrom === null ? keptBack(contest) : outOfTime(contest, plan, plan.testFrom),
  grouped: leadFolds(contest),
});

function keptBack(contest: Contest): Trial | null {
  const how = say({
    en: "trained on four fifths of the leads, tested on the fifth kept back",
    ja: "リードの5分の4で学習し、取り分けた5分の1で検証",
  });
  const isKept = (fold: number) => fold % groups === 0;
  return holdOut(
    contest,
    (row) => !isKept(contest.cube.fold[row]),
    (row) => isKept(contest.cube.fold[row]),
    {kind: "kept back", how},
  );
}

function outOfTime(contest: Contest, {embargoed}: TestPlan, testFrom: number): Trial | null {
  const {cube} = contest;
  const learnable = (row: number) => cube.period[row] < testFrom && !embargoed.includes(cube.period[row]);
  const seen = new Set([...cube.period.keys()].filter(learnable).map((row) => cube.period[row]));
  if (seen.size === 0) return null;
  const name = (position: number) => cube.periods[position];
  const last = cube.period.reduce((max, p) => Math.max(max, p), 0);
  const [from, to] = [name(Math.min(...seen)), name(Math.max(...seen))];
  const how = say({
    en: `trained on ${from} to ${to}, tested on ${name(testFrom)} to ${name(last)}`,
    ja: `${from}～${to}で学習し、${name(testFrom)}～${name(last)}で検証`,
  });
  return holdOut(contest, learnable, (row) => cube.period[row] >= testFrom, {kind: "out of time", how});
}

function holdOut(
  contest: Contest,
  train: (row: number) => boolean,
  test: (row: number) => boolean,
  named: Pick<Trial, "kind" | "how">,
): Trial | null {
  const learned = learn(contest, filterRows(contest.cube, train));
  const cube = filterRows(contest.cube, test);
  if (!learned || !varies(cube)) return null;
  const forecasts = new Map([...learned.forecast].map(([who, forecast]) => [who, forecast(cube)]));
  return {...named, train: learned.train, cube, forecasts, learned: [learned]};
}

function leadFolds(contest: Contest): Trial | null {
  const {cube} = contest;
  const learned: Learned[] = [];
  for (let group = 0; group < groups; ++group) {
    const isTraining = (fold: number) => fold % groups !== group;
    const rows = filterRows(cube, (row) => isTraining(cube.fold[row]));
    const found = learn({...contest, usable: openIn(contest, isTraining)}, rows);
    if (!found) return null;
    learned.push(found);
  }
  if (!varies(cube)) return null;
  const each = learned.map(({forecast}) => new Map([...forecast].map(([who, of]) => [who, of(cube)])));
  const pooled = (who: Contender, what: keyof Forecast) =>
    Float64Array.from(cube.fold, (fold, row) => each[fold % groups].get(who)?.[what][row] ?? 0);
  const forecasts = new Map(
    [...each[0].keys()].map((who) => [who, {logOdds: pooled(who, "logOdds"), rank: pooled(who, "rank")}]),
  );
  return {
    kind: "lead folds",
    how: say({
      en: "five folds by lead, each predicted by the other four",
      ja: "リードを5組に分け、各組を残りの4組で予測",
    }),
    train: {n: total(cube.n), conversions: total(cube.conversions)},
    cube,
    forecasts,
    learned,
  };
}

/** Rules the search may use in a fold: today's, and the candidates that the fold's own training leads would have chosen. */
function openIn({usable, rules, current, chosenIn}: Contest, isTraining: (fold: number) => boolean): readonly number[] {
  if (!chosenIn) return usable;
  const chosen = chosenIn(isTraining);
  return usable.filter((j) => current[j] !== null || chosen.has(rules[j].id));
}

/** A trial in short: what the suggestion keeps of it. */
export function validation({how, train, cube, forecasts}: Trial, oneRowPerLead: boolean): Validation {
  return {
    how,
    train,
    quality: contenders.flatMap((who) => {
      const forecast = forecasts.get(who);
      return forecast ? {who, quality: quality(cube, forecast, oneRowPerLead)} : [];
    }),
  };
}
