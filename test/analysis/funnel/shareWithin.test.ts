import {describe, expect, it} from "vitest";
import {funnel} from "../../../src/analysis/funnel/funnel.ts";
import {shareWithin} from "../../../src/analysis/funnel/shareWithin.ts";

const rows = (days: number, advanced: number, waiting: number) => ({days, advanced, lost: 0, waiting});

describe("shareWithin(counts)", () => {
  it("is the share that moved on within the window, of those followed so long", () => {
    // Of 100, 20 move on by day 7 and 80 are followed for 60: nobody is cut off before, so Kaplan–Meier is the plain share. The window
    // is 2.32 times the median of those who moved on (4.5 days), in days that people use.
    expect(shareWithin([rows(2, 10, 0), rows(7, 10, 0), rows(60, 0, 80)])).toMatchObject({
      rate: {value: expect.closeTo(0.2, 10), n: 100, conversions: 20},
      basis: {of: "followed", days: 14},
    });
  });

  it("counts those who came lately for as long as they were followed", () => {
    // 50 of 100 move on after day 4; 100 more are only one day old: half of those who could be seen so long did.
    const told = shareWithin([rows(1, 0, 100), rows(4, 50, 0), rows(30, 0, 50)]);
    expect(told?.rate.value).toBeCloseTo(0.5, 10);
    expect(told?.rate.n).toBe(200);
  });

  it("ends no later than the follow-up, and is null where nothing can be seen", () => {
    const short = shareWithin([rows(2.4, 3, 0), rows(2.6, 0, 3)]);
    expect(short?.basis).toEqual({of: "followed", days: 2});
    expect(shareWithin([rows(5, 0, 10)])).toBeNull();
    expect(shareWithin([])).toBeNull();
  });
});

describe("funnel(stages, counts) where nobody is recorded as lost", () => {
  const flow = {
    stage_no: 0,
    entered: 40_000,
    advanced: 7_000,
    lost: 0,
    moved_back: 0,
    dormant: 0,
    waiting: 33_000,
    gone: 0,
    between_stages: 0,
    went_past: 7_000,
  };
  const reach = [
    {furthest_no: 0, outcome: "won" as const, n: 7_000},
    {furthest_no: 0, outcome: "open" as const, n: 33_000},
  ];
  const stages = [{id: "a", name: "Asked"}];

  it("says that all went on neither of a stage nor of the wins", () => {
    const counts = {flows: [flow], reach, dwell: [], within: []};
    const {stages: flows, wonRate, wonBasis} = funnel(stages, counts);
    expect(flows[0]).toMatchObject({passThrough: {value: 0.175, n: 40_000}, basis: {of: "entered"}, stock: 33_000});
    expect([wonRate.value, wonRate.n, wonBasis]).toEqual([0.175, 40_000, {of: "entered"}]);
  });

  it("follows all equally long where there are times", () => {
    const within = [null, 0].flatMap((stage_no) =>
      [rows(5, 7_000, 0), rows(90, 0, 33_000)].map((row) => ({...row, stage_no})),
    );
    const {stages: flows, wonBasis} = funnel(stages, {flows: [flow], reach, dwell: [], within});
    expect(flows[0].passThrough.value).toBeCloseTo(0.175, 10);
    expect([flows[0].basis, wonBasis]).toEqual([
      {of: "followed", days: 14},
      {of: "followed", days: 14},
    ]);
  });

  it("does the same for a stage at which nobody is known to fail, though some are lost elsewhere", () => {
    const lost = [...reach, {furthest_no: null, outcome: "lost" as const, n: 500}];
    const {stages: flows, wonBasis} = funnel(stages, {flows: [flow], reach: lost, dwell: [], within: []});
    expect(flows[0]).toMatchObject({passThrough: {value: 0.175}, basis: {of: "entered"}});
    expect(wonBasis).toEqual({of: "settled"});
  });
});
