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

  it("gives the play of the stage and of the band, and a chance that was measured before one that was computed", () => {
    expect(playTexts(lead(), report([]))).toEqual(["Send the case study", "Call today"]);
    expect(playTexts(lead({stage: 1, band: 1}), report([]))).toEqual([]);
    const [measured, ...rest] = chanceTexts(lead(), report([lead()]), 90);
    expect(measured).toBe("24 % of leads in band A convert within 90 days (17–33 %, n 100)");
    expect(rest).toEqual(["50 % by the card's curve for 5 points"]);
  });
});
