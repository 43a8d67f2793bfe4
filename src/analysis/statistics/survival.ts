import {z95} from "./intervals.ts";

/** How long each was followed and how it ended: three columns of one length. */
export interface FollowUp {
  /** Since the clock started, 0 or more; any unit, days by use. */
  time: ArrayLike<number>;
  /** 0: still waiting when last seen (censored); 1, 2, …: the kind of event that ended it. */
  event: ArrayLike<number>;
  /** Number of leads with this time and event; absent: one each. */
  count?: ArrayLike<number>;
}

/** One distinct time. */
export interface Step {
  time: number;
  /** Still followed just before the time. */
  atRisk: number;
  events: number;
  censored: number;
  /** Share without the event after the time, with its 95 % interval. */
  survival: number;
  low: number;
  high: number;
}

/**
 * Kaplan–Meier estimate of the time to one kind of event; every other code counts as censored at its time. One step for
 * each distinct time, ascending; events come before censoring at equal times. Variance after Greenwood, interval on the
 * log scale cut at 1, both as R `survfit(conf.type = "log")`; where the curve is 0 and R gives none, low is 0 and high
 * that of the step before. Empty input gives no steps.
 */
export function kaplanMeier(followUp: FollowUp, event = 1): Step[] {
  let [survival, greenwood, high] = [1, 0, 1];
  return riskTable(followUp).map(({time, atRisk, left, byEvent}) => {
    const events = byEvent.get(event) ?? 0;
    survival *= 1 - events / atRisk;
    greenwood += events > 0 && atRisk > events ? events / (atRisk * (atRisk - events)) : 0;
    const factor = Math.exp(z95 * Math.sqrt(greenwood));
    const isOver = events === atRisk;
    if (isOver) survival = 0;
    high = isOver ? high : Math.min(1, survival * factor);
    return {time, atRisk, events, censored: left - events, survival, low: survival / factor, high};
  });
}

/** A time by which a share has had the event; null where the curve never falls that far. */
export interface EventTime {
  value: number | null;
  low: number | null;
  high: number | null;
}

/**
 * Time by which the share p (0 < p < 1) has had the event, with its 95 % interval (Brookmeyer & Crowley 1982: where the
 * curve's own bounds first cross), as R `quantile(survfit)`: where the curve is level at exactly 1 − p, the middle of the
 * level stretch. Where the upper bound rises again its first crossing counts, as in R `print(survfit)`.
 */
export function eventTime(steps: readonly Step[], p: number): EventTime {
  const bounded = steps.filter((step) => step.survival > 0);
  const end = steps.at(-1)?.time ?? 0;
  return {
    value: crossing(steps, (step) => step.survival, p, end),
    low: crossing(bounded, (step) => step.low, p, end),
    high: crossing(bounded, (step) => step.high, p, end),
  };
}

/** The time by which half has had the event. */
export const median = (steps: readonly Step[]): EventTime => eventTime(steps, 0.5);

/** Share without the event at a time: 1 before the first step, then that of the last step at or before it. */
export function survivalAt(steps: readonly Step[], time: number): number {
  return steps.findLast((step) => step.time <= time)?.survival ?? 1;
}

/** Share that has had each kind of event by a time. */
export interface IncidenceStep {
  time: number;
  atRisk: number;
  /** Share still waiting after the time. */
  waiting: number;
  /** By event code, in the order of `codes`; with `waiting` they add up to 1. */
  incidence: number[];
  /** Standard error of each. */
  standardErrors: number[];
  /** 95 % interval of each. */
  low: number[];
  high: number[];
}

/**
 * Aalen–Johansen cumulative incidence of competing events (Aalen & Johansen 1978; R `survfit(Surv(time, factor(event)))`,
 * `pstate`): unlike one minus Kaplan–Meier of each, the shares add up. One step for each distinct time, ascending; codes
 * other than `codes` and 0 count as censored. Empty input gives no steps. Standard errors are the infinitesimal jackknife's,
 * as R's; at a time s with risk set Y, hazards h₁ of the event and h of any, its share of the variance of F(t) is
 * (S²h₁(1 − h₁) − 2·S·h₁·(F(t) − F(s)) + (F(t) − F(s))²·h/(1 − h)) / Y (Dinse & Larson 1986), summed as a square in F(t).
 * Intervals are on the logit scale, as R's `conf.type = "logit"`; at 0 and 1, where R gives none, low and high are the share.
 */
export function cumulativeIncidence(followUp: FollowUp, codes: readonly number[]): IncidenceStep[] {
  let waiting = 1;
  const causes = codes.map((code) => ({code, sum: 0, square: 0, linear: 0, constant: 0}));
  return riskTable(followUp).map(({time, atRisk, byEvent}) => {
    const before = waiting;
    const hazard = codes.reduce((all, code) => all + (byEvent.get(code) ?? 0), 0) / atRisk;
    waiting = hazard < 1 ? before * (1 - hazard) : 0;
    const odds = hazard < 1 ? hazard / (1 - hazard) : 0;
    for (const cause of causes) {
      const own = (byEvent.get(cause.code) ?? 0) / atRisk;
      cause.sum += before * own;
      cause.square += odds / atRisk;
      cause.linear += (before * own + cause.sum * odds) / atRisk;
      cause.constant += (before * own * (before * (1 - own) + 2 * cause.sum) + cause.sum ** 2 * odds) / atRisk;
    }
    const incidence = causes.map(({sum}) => sum);
    const standardErrors = causes.map(({sum, square, linear, constant}) =>
      Math.sqrt(Math.max(0, constant - 2 * sum * linear + sum * sum * square)),
    );
    const bounds = (sign: -1 | 1) => incidence.map((share, k) => logitBound(share, standardErrors[k], sign));
    return {time, atRisk, waiting, incidence, standardErrors, low: bounds(-1), high: bounds(1)};
  });
}

/** A bound of the 95 % interval of a share 0–1 on the logit scale, its standard error by the delta method. */
function logitBound(share: number, error: number, sign: -1 | 1): number {
  if (!(share > 0 && share < 1)) return share;
  const logit = Math.log(share / (1 - share));
  return 1 / (1 + Math.exp(-(logit + (sign * z95 * error) / (share * (1 - share)))));
}

/** Distinct times, ascending, with how many were at risk, left, and had each event. */
function riskTable({time, event, count}: FollowUp) {
  const order = Array.from(time, (_, i) => i)
    .filter((i) => (count?.[i] ?? 1) > 0)
    .sort((i, j) => time[i] - time[j]);
  const table: {time: number; atRisk: number; left: number; byEvent: Map<number, number>}[] = [];
  for (const i of order) {
    if (table.at(-1)?.time !== time[i]) table.push({time: time[i], atRisk: 0, left: 0, byEvent: new Map()});
    const row = table[table.length - 1];
    const size = count?.[i] ?? 1;
    row.left += size;
    row.byEvent.set(event[i], (row.byEvent.get(event[i]) ?? 0) + size);
  }
  table.reduceRight((after, row) => {
    row.atRisk = after + row.left;
    return row.atRisk;
  }, 0);
  return table;
}

/** A curve within this of the share counts as level with it, as in R. */
const level = Math.sqrt(Number.EPSILON);

/** When 1 − curve first reaches p; in the middle of the stretch where it equals p, which ends at the next fall or `end`. */
function crossing(steps: readonly Step[], curve: (step: Step) => number, p: number, end: number): number | null {
  const reached = steps.find((step) => 1 - curve(step) > p - level);
  const passed = steps.find((step) => 1 - curve(step) > p + level);
  return reached ? (reached.time + (passed?.time ?? end)) / 2 : null;
}
