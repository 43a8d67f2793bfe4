import {describe, expect, it} from "vitest";
import {shownTimes} from "../../src/data/stageTimesCells.ts";
import {report} from "../charts/stageTimesExamples.ts";

describe("shownTimes(report, minCell)", () => {
  const [lead] = report.stages;
  const stock = {months: ["2025-07", "2025-08", "2025-09"], stages: [{stage: "lead", name: "Lead", n: [0, 4, 5]}]};

  it("hides months with fewer leads than a cell may hold, not those with none", () => {
    expect(shownTimes({...report, stock}, 5).stock?.stages[0].n).toEqual([0, null, 5]);
  });

  it("hides the curves of a stage with fewer leads", () => {
    expect(shownTimes(report, lead.n).stages[0].course).not.toBeNull();
    expect(shownTimes(report, lead.n + 1).stages[0].course).toBeNull();
  });

  it("keeps whole numbers and five digits of the rest", () => {
    const big = {...lead, n: 1234567, course: {...lead.course!, followedDays: 123.456789}};
    const [shown] = shownTimes({...report, stages: [big]}, 5).stages;
    expect([shown.n, shown.course?.followedDays]).toEqual([1234567, 123.46]);
  });
});
