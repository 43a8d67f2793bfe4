import {describe, expect, it} from "vitest";
import {type StageTimes, stageTimes} from "../../../src/analysis/funnel/stageTimes.ts";
import {dwellText, fatesText, lengthText, medianText, stockLeftOut} from "../../../src/text/funnel/stageTimes.ts";
import {stayDefinition} from "../../../src/text/funnel/stageTimesWords.ts";

const calendar = {weekend: ["sat", "sun"], holidays: [{from: "2025-05-03", to: "2025-05-06"}]};

/** One stage: so many moved on after 10 days, were lost after 20, wait since 30. */
function report(advanced: number, lost: number, waiting: number, stock: StageTimes["stock"] = null): StageTimes {
  const stay = {stage_no: 0, advanced: 0, lost: 0, waiting: 0};
  const stays = [
    {...stay, days: 10, advanced},
    {...stay, days: 20, lost},
    {...stay, days: 30, waiting},
  ];
  const told = stageTimes({
    stages: [
      {id: "met", name: "Met"},
      {id: "agreed", name: "Agreed"},
    ],
    dormant: [0, 0],
    dormantAfterDays: 90,
    calendar,
    stays,
    businessStays: stays.map((one) => ({...one, days: one.days / 2})),
    between: [],
    quality: [],
    stock: [],
    lastMonth: "2025-09",
  });
  return {...told, stock};
}

describe("lengthText(days, unit)", () => {
  it("tells short times in hours, minutes and seconds whatever the unit", () => {
    expect([44 / 86400, 0.017, 0.17].map((days) => lengthText(days, "days"))).toEqual(["44 s", "24 min", "4.1 h"]);
    expect([9.07, 25.3].map((days) => lengthText(days, "business days"))).toEqual([
      "9.1 business days",
      "25 business days",
    ]);
    expect([1.5, 9].map((days) => lengthText(days, "hours"))).toEqual(["36.0 h", "216 h"]);
    expect(lengthText(null, "days")).toBe("not reached");
  });
});

describe("dwellText(stage, unit) where many still wait", () => {
  it("tells the 80 % of those who have moved on so far, as the curve beside it does", () => {
    // 40 move on after 10 days, 15 still wait: more than a quarter as many.
    const said = dwellText(report(40, 30, 15).stages[0], "days");
    expect(said).toContain("of those who have moved on so far 80 % had after 10 days");
    expect(said).toContain("can still come out later");
    expect(said).not.toContain("cannot be told");
  });
});

describe("medianText(dwell, unit)", () => {
  it("says the unit of a range once, and no range that says nothing", () => {
    expect(medianText({median: {value: 25, low: 23, high: 27}}, "days")).toBe("25 days (23 to 27)");
    expect(medianText({median: {value: 25, low: 23, high: null}}, "days")).toBe("25 days (23 days or more)");
    expect(medianText({median: {value: 0.5, low: 0.02, high: 2}}, "days")).toBe("12.0 h (29 min to 2.0 days)");
    expect(medianText({median: {value: 44 / 86400, low: 44 / 86400, high: 44 / 86400}}, "hours")).toBe("44 s");
  });
});

describe("fatesText(stage, unit)", () => {
  it("sets the plain ratio beside the share followed to the end, and says what is left", () => {
    // A quarter waits from day 30 on: nothing is known of it, and the data say no more than the plain ratio does.
    expect(fatesText(report(40, 35, 25).stages[0], "days")).toBe(
      "Met: of 100 leads that entered, 40 % (31–50 %) move on and 35 % (26–45 %) are lost. The other 25 % are still there when the data end, after up to 30 days. Counting open leads as failures would say the same.",
    );
    expect(fatesText(report(40, 60, 0).stages[0], "days")).toContain("the same: nobody is still there");
    expect(fatesText(report(0, 0, 0).stages[0], "days")).toBe(
      "Met: no times, so what becomes of those who enter cannot be told.",
    );
  });
});

describe("dwellText(stage, unit)", () => {
  it("tells the time by the reader's clock", () => {
    const [met] = report(40, 60, 0).stages;
    expect(dwellText(met, "days")).toBe(
      "Met: half of those who move on have done so after 10 days (95 %: 10 days), 80 % after 10 days.",
    );
    expect(dwellText(met, "business days")).toContain("after 5.0 business days");
  });

  it("says so where it cannot be told", () => {
    expect(dwellText(report(10, 0, 40).stages[0], "days")).toContain("more leads still wait than have moved on");
    expect(dwellText(report(0, 5, 5).stages[0], "days")).toBe("Met: nobody has moved on yet.");
    expect(dwellText(report(10, 0, 0).stages[1], "days")).toContain("cannot be told");
  });
});

describe("stayDefinition(report, unit)", () => {
  it("says what business days leave out", () => {
    expect(stayDefinition({calendar}, "business days")).toContain(
      "but Saturday, Sunday and 4 holidays of the project file.",
    );
    expect(stayDefinition({calendar: {weekend: [], holidays: []}}, "business days")).toMatch(
      /every day\. The project file names no holidays\.$/,
    );
    expect(stayDefinition({calendar}, "days")).not.toContain("business");
  });
});

describe("stockLeftOut(report)", () => {
  it("names stages without times and stages with too few leads", () => {
    const months = ["2025-09"];
    expect(stockLeftOut(report(1, 0, 0, {months, stages: [{stage: "met", name: "Met", n: [null]}]}))).toEqual([
      "Not shown for want of times: Agreed.",
      "Not shown for too few leads: Met.",
    ]);
    expect(stockLeftOut(report(1, 0, 0, {months, stages: [{stage: "met", name: "Met", n: [9]}]}))).toHaveLength(1);
  });
});
