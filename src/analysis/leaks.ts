import type {Interval, LeakFlag, Rate} from "./findings.ts";
import {percent} from "./headlines.ts";
import {oddsRatio, wilson} from "./intervals.ts";
import {isComplete, missingnessExplained} from "./missing.ts";
import {type Column, type Outcomes, strength} from "./strength.ts";

/** Leads by outcome, and how many of them have a value of the attribute. */
export interface FillCount {
  field: string;
  outcome: "won" | "lost" | "open";
  n: number;
  filled: number;
}

/** Activities of decided leads; `late`: recorded at the decision or after it. */
export interface LateCount {
  activity: string;
  n: number;
  late: number;
}

/** What the engine counted (see `loaders/steps/leaks.ts`), and what the project file says. */
export interface LeakEvidence {
  attributes: readonly string[];
  fills: readonly FillCount[];
  late: readonly LateCount[];
  /** A sample of decided leads. */
  sample: Outcomes & {columns: readonly Column[]};
  /** Why a field is known only after the outcome; why a flag on it is wrong. */
  knownAfter: ReadonlyMap<string, string>;
  trusted: ReadonlyMap<string, string>;
  minSupport: number;
}

type Suspicion = Pick<LeakFlag, "field" | "kind" | "reason" | "text">;

/**
 * Attributes and actions that may know the outcome, each with the first reason that holds, in this order:
 * - declared in the project file;
 * - action: more than half of its activities on decided leads are recorded at the decision or after it (by the Wilson bound);
 * - exists only for decided leads: a fifth or more of the won or of the lost have it, of the open at most a tenth of that share;
 * - missingness follows the outcome: the odds of having a value differ threefold or more between won and lost (by the interval's
 *   bound), and the shares by 10 points or more (between decided and open: by 25, and fuller for the decided), unless another attribute that every lead has explains four fifths of the
 *   missing values (days since the last purchase, where it says there was none);
 * - state at export: the name says it holds the latest state (`last …`, `latest …`, `most recent …`, 最終…, 最新…, 直近…);
 * - alone too good: its own held-out AUC is over 0.95; or with it the AUC of all unflagged attributes is over 0.85 (both by the
 *   interval's bound), more than 0.05 higher than without it and its twins, and the distance to 1 at most half. Found one after
 *   another, the worst first.
 *
 * Nothing is said of counts under `minSupport`. A field the project file trusts keeps its flag, and is not excluded.
 */
export function findLeaks(evidence: LeakEvidence): LeakFlag[] {
  const {attributes, knownAfter, late, trusted, sample, minSupport} = evidence;
  const byCounts = attributes.flatMap((field): Suspicion[] => {
    const declared = knownAfter.get(field);
    if (declared !== undefined) {
      return [
        {field, kind: "attribute", reason: "declared", text: `${field}: known only after the outcome: ${declared}`},
      ];
    }
    return [filledLate(field, evidence) ?? latestState(field)].filter((found) => found !== null);
  });
  const flagged = new Set(byCounts.map(({field}) => field));
  const rest = sample.columns.filter(({name}) => !flagged.has(name));
  const suspicions = [
    ...byCounts,
    ...tooGood(rest, sample, minSupport),
    ...late.flatMap((row) => recordedLate(row, minSupport) ?? []),
  ];
  return suspicions.map((suspicion) => {
    const why = trusted.get(suspicion.field);
    if (why === undefined) return {...suspicion, excluded: true};
    return {...suspicion, text: `${suspicion.text}; overruled by the project file: ${why}`, excluded: false};
  });
}

function recordedLate({activity, n, late}: LateCount, minSupport: number): Suspicion | null {
  const {value, low} = wilson(late, n);
  if (n < minSupport || low <= 0.5) return null;
  const text = `${activity}: ${percent(value)} of ${count(n)} on decided leads are recorded at the decision or after it`;
  return {field: activity, kind: "action", reason: "recorded after the decision", text};
}

function filledLate(field: string, {fills, sample, minSupport}: LeakEvidence): Suspicion | null {
  const of = (outcome: FillCount["outcome"]) => {
    const row = fills.find((fill) => fill.field === field && fill.outcome === outcome);
    return wilson(row?.filled ?? 0, row?.n ?? 0);
  };
  const [won, lost, open] = [of("won"), of("lost"), of("open")];
  const isKnown = ({n}: {n: number}) => n >= minSupport;
  const decided = Math.max(...[won, lost].filter(isKnown).map(({value}) => value), 0);
  if (isKnown(open) && decided >= 0.2 && open.value <= decided / 10) {
    const text =
      `${field}: filled for ${percent(won.value)} of the won and ${percent(lost.value)} of the lost, ` +
      `but for ${percent(open.value)} of ${count(open.n)} open leads: filled in once the outcome is known`;
    return {field, kind: "attribute", reason: "exists only for decided leads", text};
  }
  const settled = wilson(won.conversions + lost.conversions, won.n + lost.n);
  if (isKnown(open) && isKnown(settled) && open.value < settled.value && isFarApart(settled, open, 0.25)) {
    const text =
      `${field}: filled for ${percent(settled.value)} of ${count(settled.n)} decided leads, but for ${percent(open.value)} of ` +
      `${count(open.n)} open ones: it may be filled in when the deal is decided`;
    return {field, kind: "attribute", reason: "missingness follows the outcome", text};
  }
  if (!isKnown(won) || !isKnown(lost)) return null;
  if (!isFarApart(won, lost, 0.1) || isNotApplicable(field, sample.columns)) return null;
  const text =
    `${field}: filled for ${percent(won.value)} of ${count(won.n)} won and ${percent(lost.value)} of ${count(lost.n)} lost leads: ` +
    "it may be filled in as the deal goes on";
  return {field, kind: "attribute", reason: "missingness follows the outcome", text};
}

/** The odds of having a value differ threefold or more, by the interval's bound, and the shares by `points` or more. */
function isFarApart(a: Rate, b: Rate, points: number): boolean {
  const odds = oddsRatio(a.conversions, a.n, b.conversions, b.n);
  return (odds.low >= 3 || odds.high <= 1 / 3) && Math.abs(a.value - b.value) >= points;
}

function isNotApplicable(field: string, columns: readonly Column[]): boolean {
  const column = columns.find(({name}) => name === field);
  if (!column) return false;
  return columns.some((other) => isComplete(other) && missingnessExplained(column, other) >= 0.8);
}

const latestWords = new Set(["last", "latest"]);

function latestState(field: string): Suspicion | null {
  const [first, second] = field
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u);
  const saysLatest = (latestWords.has(first) && second !== "name") || (first === "most" && second === "recent");
  if (!saysLatest && !/^(最終|最新|直近)/.test(field)) return null;
  const text = `${field}: by its name the state at the time of the export, which may be later than the outcome`;
  return {field, kind: "attribute", reason: "state at export", text};
}

function tooGood(columns: readonly Column[], outcomes: Outcomes, minSupport: number): Suspicion[] {
  const n = outcomes.won.length;
  const wins = Array.from(outcomes.won).filter((won) => won === 1).length;
  if (columns.length === 0 || Math.min(wins, n - wins) < minSupport) return [];
  const {joint, columns: each} = strength(columns, outcomes);
  const [worst] = each
    .filter(({alone, without}) => alone.low > 0.95 || isLeap(without, joint))
    .sort((a, b) => Number(b.alone.low > 0.95) - Number(a.alone.low > 0.95) || a.without.value - b.without.value);
  if (!worst) return [];
  const {name, alone, without} = worst;
  const figure = ({value}: Interval) => value.toFixed(2);
  const text =
    alone.low > 0.95
      ? `${name}: alone it tells won from lost with an AUC of ${figure(alone)}, too good to have been known before`
      : `${name}: lifts the AUC of all attributes from ${figure(without)} to ${figure(joint)}, too much to have been known before`;
  const others = columns.filter((column) => column.name !== name);
  return [{field: name, kind: "attribute", reason: "alone too good", text}, ...tooGood(others, outcomes, minSupport)];
}

const isLeap = (without: Interval, joint: Interval): boolean =>
  joint.low > 0.85 && joint.value - without.value > 0.05 && 1 - joint.value <= (1 - without.value) / 2;

const count = (n: number): string => n.toLocaleString("en");
