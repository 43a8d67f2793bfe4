import type {Interval} from "../findings.ts";
import {jackknifeInterval} from "../statistics/jackknife.ts";

/** What the engine counted: see `loaders/steps/drivers/activity_profile.sql`. */
export interface ProfileCounts {
  /** Activities by week before as-of, of observations known for all of that week. */
  activities: {week: number; label: number; fold: number; activities: number}[];
  /** Observations by how many weeks, at most 12, they are known for. */
  known: {weeks: number; label: number; fold: number; n: number}[];
}

/** Mean number of activities of a lead in a week, over n observations. */
interface WeeklyMean extends Interval {
  n: number;
}

/** One week before the day looked at. */
export interface ProfileWeek {
  /** 1 is the last before the day looked at. */
  week: number;
  converted: WeeklyMean;
  unconverted: WeeklyMean;
}

/**
 * Activities a lead and week before the day looked at, of those who converted and of the others, with 95 % intervals by
 * delete-a-group jackknife over folds of leads. A lead counts in a week only if it was known for all of it: else the early
 * weeks of young leads would look quiet. Weeks with fewer than `minSupport` observations of either kind are left out.
 */
export function activityProfile({activities, known}: ProfileCounts, minSupport: number): ProfileWeek[] {
  const folds = [...new Set(known.map(({fold}) => fold))];
  const last = activities.reduce((most, {week}) => Math.max(most, week), 0);
  return Array.from({length: last}, (_, i) => i + 1)
    .map((week) => ({week, converted: meanOf(week, 1), unconverted: meanOf(week, 0)}))
    .filter(({converted, unconverted}) => Math.min(converted.n, unconverted.n) >= minSupport);

  function meanOf(week: number, label: number): WeeklyMean {
    const done = activities.filter((row) => row.week === week && row.label === label);
    const there = known.filter((row) => row.weeks >= week && row.label === label);
    const at = (left: number | null) => {
      const n = there.reduce((sum, row) => sum + (row.fold === left ? 0 : row.n), 0);
      return done.reduce((sum, row) => sum + (row.fold === left ? 0 : row.activities), 0) / Math.max(1, n);
    };
    const {value, low, high} = jackknifeInterval(at(null), folds.map(at));
    return {value, low: Math.max(0, low), high, n: there.reduce((sum, row) => sum + row.n, 0)};
  }
}
