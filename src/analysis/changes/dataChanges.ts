import type {Rule} from "../rules/rules.ts";
import type {RunRecord} from "../run.ts";
import type {RunSummary} from "./runSummary.ts";

/** A file that one run read and the other did not, or read with other content. */
interface InputChange {
  table: string;
  file: string;
  change: "changed" | "new" | "gone";
  /** Rows read; null where the run has no such file. */
  before: number | null;
  after: number | null;
}

/** A count in the run before and in the later one. */
export interface CountChange {
  before: number;
  after: number;
}

/** Something that the project file or the version decides, as text. */
export interface SettingChange {
  setting: string;
  before: string;
  after: string;
}

/** Observations of one period in both runs. */
interface PeriodChange {
  period: string;
  n: CountChange;
  conversions: CountChange;
}

/** What differs as a fact: nothing here is an estimate, so none of it has noise. */
export interface DataChanges {
  inputs: InputChange[];
  /** Rows in use, by table; those alike are left out. */
  tables: ({table: string} & CountChange)[];
  rejected: CountChange;
  periods: {new: string[]; gone: string[]; changed: PeriodChange[]};
  n: CountChange;
  conversions: CountChange;
  /**
   * The smallest kind of lead, at most half of all and not of a field that may know the outcome, outside which no count of
   * observations or conversions differs, although they do in all: there the data were changed. Null where there is none, or where
   * the runs have other periods.
   */
  where: {rule: Rule; n: CountChange; conversions: CountChange} | null;
  /** Where the observations are the same: patterns that hold for other ones, by far the most changed of each field first. */
  held: {rule: Rule; n: CountChange}[];
}

/** What differs in the data of two runs: files, tables, rows rejected, observations, and where they changed. */
export function dataChanges(a: RunSummary, b: RunSummary): DataChanges {
  const sum = (run: RunSummary) => run.rejects.reduce((total, {rows}) => total + rows, 0);
  const periods = periodChanges(a, b);
  const samePeriods = periods.new.length === 0 && periods.gone.length === 0;
  const [before, after] = [a.observations.base, b.observations.base];
  const pairs = patternPairs(a, b);
  const isOther = before.n !== after.n || before.conversions !== after.conversions;
  return {
    inputs: inputChanges(a, b),
    tables: b.tables.flatMap(({table, rows}) => {
      const was = a.tables.find((other) => other.table === table)?.rows ?? 0;
      return was === rows ? [] : [{table, before: was, after: rows}];
    }),
    rejected: {before: sum(a), after: sum(b)},
    periods,
    n: {before: before.n, after: after.n},
    conversions: {before: before.conversions, after: after.conversions},
    where: samePeriods && isOther ? whereOf(pairs, a, b) : null,
    held: samePeriods && !isOther && periods.changed.length === 0 ? heldOf(pairs) : [],
  };
}

function inputChanges(a: RunSummary, b: RunSummary): InputChange[] {
  const key = ({table, file}: {table: string; file: string}) => JSON.stringify([table, file]);
  const [old, now] = [a, b].map(({inputs}) => new Map(inputs.map((input) => [key(input), input])));
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((name): InputChange[] => {
    const [was, is] = [old.get(name), now.get(name)];
    const {table, file} = (is ?? was)!;
    if (was && is && was.sha256 === is.sha256) return [];
    const change = was && is ? "changed" : is ? "new" : "gone";
    return [{table, file, change, before: was?.read ?? null, after: is?.read ?? null}];
  });
}

function periodChanges(a: RunSummary, b: RunSummary): DataChanges["periods"] {
  const [old, now] = [a, b].map(({observations}) => new Map(observations.periods.map((row) => [row.period, row])));
  const changed = [...now.values()].flatMap(({period, n, conversions}): PeriodChange[] => {
    const was = old.get(period);
    if (!was || (was.n === n && was.conversions === conversions)) return [];
    return [{period, n: {before: was.n, after: n}, conversions: {before: was.conversions, after: conversions}}];
  });
  const missing = (from: typeof old, other: typeof old) => [...from.keys()].filter((period) => !other.has(period));
  return {new: missing(now, old), gone: missing(old, now), changed};
}

/** A pattern as both runs saw it. */
export interface PatternPair {
  rule: Rule;
  before: RunSummary["patterns"][number];
  after: RunSummary["patterns"][number];
}

/** Patterns that both runs looked at: an id is made from the condition. */
export function patternPairs(a: RunSummary, b: RunSummary): PatternPair[] {
  const old = new Map(a.patterns.map((pattern) => [pattern.rule.id, pattern]));
  return b.patterns.flatMap((after) => {
    const before = old.get(after.rule.id);
    return before ? [{rule: after.rule, before, after}] : [];
  });
}

function whereOf(pairs: readonly PatternPair[], a: RunSummary, b: RunSummary): DataChanges["where"] {
  const [old, now] = [a.observations.base, b.observations.base];
  const found = pairs
    .filter(
      ({before, after}) =>
        !after.isFlagged &&
        old.n - before.n === now.n - after.n &&
        old.conversions - before.conversions === now.conversions - after.conversions &&
        2 * Math.max(before.n, after.n) <= Math.max(old.n, now.n),
    )
    .sort((x, y) => x.before.n - y.before.n)[0];
  if (!found) return null;
  const {rule, before, after} = found;
  return {
    rule,
    n: {before: before.n, after: after.n},
    conversions: {before: before.conversions, after: after.conversions},
  };
}

/** The pattern of each field whose observations changed by the largest share. */
function heldOf(pairs: readonly PatternPair[]): DataChanges["held"] {
  const share = ({before, after}: PatternPair) => Math.abs(Math.log((after.n + 0.5) / (before.n + 0.5)));
  const seen = new Set<string>();
  return pairs
    .filter(({before, after}) => before.n !== after.n)
    .sort((x, y) => share(y) - share(x))
    .filter(({rule}) => {
      const field = fieldOf(rule);
      const isNew = !seen.has(field);
      seen.add(field);
      return isNew;
    })
    .map(({rule, before, after}) => ({rule, n: {before: before.n, after: after.n}}));
}

/** The attribute or action that a rule speaks of. */
export const fieldOf = ({when}: Rule): string =>
  "attribute" in when ? when.attribute : "activity" in when ? when.activity : "stage";

/** What the runs were asked, and with what, where it differs; "stages" and the like as their JSON. */
export function settingChanges(a: RunRecord, b: RunRecord): SettingChange[] {
  const [old, now] = [a, b].map((run) => new Map(flat(told(run), "")));
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((setting) => {
    const [before, after] = [old.get(setting) ?? "–", now.get(setting) ?? "–"];
    return before === after ? [] : [{setting, before, after}];
  });
}

const told = ({
  id: _id,
  project: _project,
  asOf: _asOf,
  period: _period,
  absences: _absences,
  ...rest
}: RunRecord): object => rest;

function flat(value: object, path: string): [string, string][] {
  return Object.entries(value).flatMap(([key, inner]): [string, string][] => {
    const at = path === "" ? key : `${path}.${key}`;
    if (inner !== null && typeof inner === "object" && !Array.isArray(inner)) return flat(inner, at);
    return [[at, inner === null ? "–" : typeof inner === "string" ? inner : JSON.stringify(inner)]];
  });
}
