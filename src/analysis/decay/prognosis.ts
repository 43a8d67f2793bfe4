import {fitColumns, type Groups} from "../statistics/columnFit.ts";

/** Observations that share all that is known of them apart from what one action tells. */
export interface KnownCount {
  /** On the suggested card; 0 for all without one. */
  score: number;
  stage_no: number | null;
  /** Class of days since the lead last did anything, and of days under observation; null: not known. */
  quiet: number | null;
  open: number | null;
  n: number;
  conversions: number;
}

/** What is known of a lead beside its score, as columns of the counts. */
export const prognosisClasses = ["stage_no", "quiet", "open"] as const;

/** Natural-log odds of each thing known, to be added up; the same constant is left out of all. */
export interface Prognosis {
  score: number;
  classes: Record<(typeof prognosisClasses)[number], {value: number | null; weight: number}[]>;
}

/**
 * How likely each observation is to convert by its score, stage, days of silence and days open together: logistic
 * regression with a step for each class (Hansen 2008: the prognostic analogue of the propensity score). Observations of
 * equal prognosis can be compared on one thing more.
 */
export function prognosis(counts: readonly KnownCount[]): Prognosis {
  const groups: Groups = {n: counts.map(({n}) => n), conversions: counts.map(({conversions}) => conversions)};
  const levels = prognosisClasses.flatMap((name) =>
    [...new Set(counts.map((row) => row[name]))].slice(1).map((value) => ({name, value})),
  );
  const columns = [
    counts.map(() => 1),
    counts.map(({score}) => score),
    ...levels.map(({name, value}) => counts.map((row) => (row[name] === value ? 1 : 0))),
  ];
  const {weights} = fitColumns(columns, groups);
  const of = (name: (typeof prognosisClasses)[number]) =>
    levels.flatMap((level, i) => (level.name === name ? [{value: level.value, weight: weights[i + 2]}] : []));
  return {score: weights[1], classes: {stage_no: of("stage_no"), quiet: of("quiet"), open: of("open")}};
}

/** Upper ends that cut values, each as heavy as its count, into about equally heavy bands; at most so many bands. */
export function bandEnds(values: readonly {value: number; n: number}[], bands: number): number[] {
  const sorted = [...values].sort((a, b) => a.value - b.value);
  const total = sorted.reduce((sum, {n}) => sum + n, 0);
  const ends: number[] = [];
  let below = 0;
  for (const {value, n} of sorted.slice(0, -1)) {
    below += n;
    if (below >= ((ends.length + 1) * total) / bands) ends.push(value);
  }
  return ends;
}
