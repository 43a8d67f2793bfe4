import {describe, expect, it} from "vitest";
import {isSlow} from "../../../src/analysis/hotLeads/hotLeads.ts";
import {
  chanceTexts,
  latestTexts,
  momentumText,
  playTexts,
  reasonTexts,
  stageText,
  unknownTexts,
} from "../../../src/text/hotLeads/hotLead.ts";
import {lead, report} from "../../analysis/hotReports.ts";

describe("a lead in words", () => {
  it("gives points with their rule, and what is worth asking", () => {
    expect(reasonTexts(lead(), report([]))).toEqual(["+3 trial", "+2 role is director"]);
    const unknown = [
      {attribute: "role", low: -4, high: 2},
      {attribute: "size", low: 0, high: 3},
      {attribute: "age", low: -1, high: 0},
    ];
    expect(unknownTexts(lead({unknown}))).toEqual([
      "role unknown: −4 to +2",
      "size unknown: up to +3",
      "age unknown: down to −1",
    ]);
  });

  it("says what was done how long ago, and by whom", () => {
    const latest = [
      {what: "trial", days: 0.2, times: 1, isByTeam: false},
      {what: "call", days: 1.9, times: 3, isByTeam: true},
    ];
    expect(latestTexts(lead({latest}))).toEqual([
      "in the last day: trial",
      "1 day ago: call, 3 times in 30 days (your team)",
    ]);
  });

  it("lays the points of then beside those of now", () => {
    expect(momentumText(lead(), report([]))[0]).toBe("rising: from 2 to 5 points in 30 days");
    expect(momentumText(lead({before: null}), report([]))[0]).toContain("new");
    expect(momentumText(lead({before: 5}), report([]))[0]).toContain("steady");
    expect(momentumText(lead(), report([], {momentum: null}))).toEqual([]);
  });

  it("tells who stays longer than four fifths", () => {
    expect(stageText(lead({daysInStage: 31}), report([]))).toBe(
      "Lead for 31 days, longer than 80 % of those who move on take (30 days)",
    );
    expect(isSlow(lead({daysInStage: 30}), report([]).stages)).toBe(false);
    expect(isSlow(lead({stage: 1, daysInStage: 900}), report([]).stages)).toBe(false);
    expect(stageText(lead({stage: null}), report([]))).toBe("");
  });

  it("gives the play of the stage and of the band, and one chance, that of past leads like it", () => {
    expect(playTexts(lead(), report([]))).toEqual(["Send the case study", "Call today"]);
    expect(playTexts(lead({stage: 1, band: 1}), report([]))).toEqual([]);
    expect(chanceTexts(lead(), report([lead()]), 90)).toEqual([
      "24 % of past leads of band A that were in Lead for 7 days or longer converted within 90 days (17–33 %, n 100)",
    ]);
  });

  it("tells no chance of few, and who is dormant", () => {
    const few = lead({past: {n: 3, converted: 2, inBand: false, fromDays: 0}});
    expect(chanceTexts(few, report([few]), 90)).toEqual([
      "2 of 3 past leads that were in Lead converted within 90 days: too few to tell a chance",
    ]);
    const none = lead({stage: null, past: {n: 0, converted: 0, inBand: false, fromDays: null}});
    expect(chanceTexts(none, report([none]), null)[0]).toContain("no chance can be told");
    expect(chanceTexts(lead({isDormant: true}), report([]), 90)[0]).toBe(
      "dormant: 99 % of those who moved on had within 60 days",
    );
  });
});
