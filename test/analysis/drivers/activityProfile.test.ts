import {describe, expect, it} from "vitest";
import {activityProfile} from "../../../src/analysis/drivers/activityProfile.ts";

/** Two folds: in each 40 observations known for two weeks and 20 for one, of either label. */
const known = [0, 1].flatMap((fold) =>
  [0, 1].flatMap((label) => [
    {weeks: 2, label, fold, n: 40},
    {weeks: 1, label, fold, n: 20},
  ]),
);
const activities = [
  {week: 1, label: 1, fold: 0, activities: 120},
  {week: 1, label: 1, fold: 1, activities: 240},
  {week: 1, label: 0, fold: 0, activities: 60},
  {week: 2, label: 1, fold: 0, activities: 80},
];

describe("activityProfile(counts, minSupport)", () => {
  it("divides by the leads that were known in that week", () => {
    const weeks = activityProfile({activities, known}, 30);
    expect(
      weeks.map(({week, converted, unconverted}) => [week, converted.value, converted.n, unconverted.value]),
    ).toEqual([
      [1, 3, 120, 0.5],
      [2, 1, 80, 0],
    ]);
  });

  it("has intervals by what leaving out a fold of leads changes, never under 0", () => {
    const [{converted}] = activityProfile({activities, known}, 30);
    // Without one fold 4 and 2: error √(½ · (1 + 1)) = 1, Student's t on 1 degree of freedom 12.706.
    expect(converted.high).toBeCloseTo(3 + 12.706, 2);
    expect(converted.low).toBe(0);
  });

  it("leaves out weeks for which too few are known, and is empty without activities", () => {
    expect(activityProfile({activities, known}, 100).map(({week}) => week)).toEqual([1]);
    expect(activityProfile({activities: [], known}, 30)).toEqual([]);
    expect(activityProfile({activities: [], known: []}, 30)).toEqual([]);
  });
});
