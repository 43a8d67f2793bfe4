import {describe, expect, it} from "vitest";
import type {FunnelReport} from "../../../src/analysis/funnel/funnel.ts";
import {wilson} from "../../../src/analysis/statistics/intervals.ts";
import {
  amountText,
  bottleneckSentence,
  funnelOpening,
  mendText,
  waitText,
} from "../../../src/text/funnel/bottleneck.ts";
import {computedText} from "../../../src/text/funnel/bottleneckWords.ts";
import {bottleneck, bySegments, ranked} from "../../charts/bottleneckExamples.ts";

const qualified = bottleneck("Qualified");
const meeting = bottleneck("Meeting", {segments: bySegments([-0.5, 1.9, 4.3], false), first: 0.02});

describe("bottleneckSentence(report)", () => {
  it("names the stage to mend, what that brings with its interval, and where leads wait", () => {
    expect(bottleneckSentence(ranked([qualified, meeting], {standsOut: "qualified", longest: "qualified"}))).toBe(
      "Mend Qualified first: that would bring about 4.4 (0.9–8.8) more deals a month, at the entries of the latest 91 days and the shares of 14 months. " +
        "Leads also wait longest in Qualified, before they are won: half of those who move on need 33 days (29–36).",
    );
  });

  it("says that no stage stands out for sure, and which looks best", () => {
    const said = bottleneckSentence(ranked([qualified, meeting]));
    expect(said).toMatch(
      /^By deals won no stage stands out for sure; Qualified looks most worth mending, with about 4.4 \(0.9–8.8\)/,
    );
    expect(said).toContain("Leads wait about as long in Qualified and Meeting: no stage stands out.");
  });

  it("names none where none is surely better anywhere", () => {
    expect(bottleneckSentence(ranked([meeting]))).toMatch(
      /^By deals won no stage stands out: none surely passes on fewer leads than the best quarter of its leads by segment, or than in the 91 days before\./,
    );
  });

  it("begins with where leads wait, where that alone is sure", () => {
    expect(bottleneckSentence(ranked([qualified, meeting], {longest: "meeting", ranked: ["meeting"]}))).toMatch(
      /^Leads wait longest in Meeting, before they are won: .* By deals/,
    );
  });

  it("compares no waits where one stage alone has times", () => {
    const untimed = bottleneck("Asked", {wait: null});
    expect(bottleneckSentence(ranked([untimed, meeting]))).toContain(
      "In Meeting half of those who move on need 33 days",
    );
  });

  it("says what cannot be told", () => {
    expect(bottleneckSentence(ranked([]))).toBe("");
    const bare = bottleneck("Asked", {segments: null, before: null, used: null, wait: null});
    expect(bottleneckSentence(ranked([bare]))).toMatch(/cannot be told: .* cannot be told: the stages have no times/);
    expect(bottleneckSentence(ranked([qualified], {resamples: 0}))).toContain("too few leads to rank");
  });
});

describe("mendText(report)", () => {
  it("says by what a stage is measured", () => {
    expect(mendText(ranked([qualified, meeting], {standsOut: "qualified"}))).toBe(
      "Mend Qualified first: if as many of those who reach Qualified went on as in the best quarter of its leads by role (director and executive), about 4.4 (0.9–8.8) more deals a month would be won, at the entries of the latest 91 days and the shares of 14 months.",
    );
    const before = {today: 0.4, rate: 0.5, gain: {value: 12, low: 3, high: 21}, isSure: true};
    expect(mendText(ranked([{...qualified, used: "before", before}], {standsOut: "qualified"}))).toContain(
      "as in the 91 days before the latest 91, about 12 (3–21) more deals a month",
    );
  });

  it("says which may as well come first where none stands out", () => {
    const rivals = [
      {...qualified, first: 0.72},
      {...meeting, first: 0.2},
    ];
    expect(mendText(ranked(rivals))).toContain(
      "But Meeting may as well come first (Qualified does in 72 % of 500 resamples",
    );
  });

  it("names no stage whose gain may be nothing once all looks are counted, whatever its estimate", () => {
    const unsure = bottleneck("Proposal", {segments: bySegments([1.6, 7, 12.9], false), first: 0.54});
    expect(mendText(ranked([{...qualified, first: 0.4}, unsure]))).toContain("Qualified looks most worth mending");
    expect(mendText(ranked([unsure]))).toMatch(/^By deals won no stage stands out: none surely/);
  });
});

describe("funnelOpening(report, funnel)", () => {
  it("adds how many are won, and is empty without stages", () => {
    const decided = {won: 20, lost: 80, wonRate: wilson(20, 100), wonBasis: {of: "settled"}};
    const funnel = {...decided, stages: [qualified]} as never as FunnelReport;
    expect(funnelOpening(ranked([qualified]), funnel).at(-1)).toContain("20 % (13–29 %, n 100) were won");
    expect(funnelOpening(ranked([]), funnel)).toEqual([]);
  });

  it("says first and once that nobody is recorded as lost, and of whom shares are then", () => {
    const open = {won: 20, lost: 0, wonRate: wilson(20, 100), wonBasis: {of: "followed", days: 30}};
    const said = funnelOpening(ranked([qualified]), {...open, stages: [qualified]} as never);
    expect(said[0]).toMatch(/^No lead is recorded as lost: .* lost_after_days or lost_when/);
    const assumed = {...open, lost: 9, assumedLost: {leads: 7, days: 120}, stages: [qualified]};
    expect(funnelOpening(ranked([qualified]), assumed as never)[0]).toBe(
      "Of 9 lost leads 7 are assumed to be: they gave no sign for 120 days, and nobody recorded a loss.",
    );
    expect(said.at(-1)).toBe("Of all leads 20 % (13–29 %, n 100) are won within 30 days of their creation.");
  });
});

describe("mendText(report) of a short record", () => {
  it("says that nothing is told, and how long a record is needed", () => {
    const bare = bottleneck("Asked", {segments: null, before: null, used: null});
    expect(mendText(ranked([bare], {recordDays: 60}))).toBe(
      "What mending a stage would bring is not told: entries are recorded for 60 days, and 91 are needed.",
    );
  });
});

describe("amountText(interval)", () => {
  it("has a decimal under 10, none above, and spells out intervals that go below 0", () => {
    expect(amountText({value: 4.42, low: 0.93, high: 8.81})).toBe("4.4 (0.9–8.8)");
    expect(amountText({value: 14137, low: 12856, high: 15692})).toBe("14,137 (12,856–15,692)");
    expect(amountText({value: 12, low: -3.2, high: 21})).toBe("12 (−3 to 21)");
  });
});

describe("waitText(wait)", () => {
  it("gives hours where half move on within two days, and no median where there is none", () => {
    const wait = bottleneck("Asked").wait!;
    expect(waitText({...wait, median: {value: 0.17, low: 0.15, high: 0.19}})).toContain("need 4.1 h (3.6 h to 4.6 h)");
    expect(waitText({...wait, median: {value: 9.07, low: 8.96, high: 9.72}})).toContain(
      "need 9.1 days, 218 h (215–233 h)",
    );
    expect(waitText({...wait, median: {value: null, low: null, high: null}})).toMatch(/^on average a lead stands/);
  });
});

describe("computedText(report)", () => {
  it("counts what is left out", () => {
    const untimed = bottleneck("Asked", {entering: null});
    const said = computedText(ranked([qualified, untimed], {undated: 7}));
    expect(said).toContain("7 stays without times are left out.");
    expect(said).toContain("Asked has no times and is not ranked.");
  });
});
