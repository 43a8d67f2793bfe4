import {describe, expect, it} from "vitest";
import {hotAnswer} from "../../src/text/hotLeads.ts";
import {lead, report} from "../analysis/hotReports.ts";

describe("hotAnswer(report, run)", () => {
  const run = {horizonDays: 90, stage: "lead", stages: [], target: "won", design: "snapshot"} as unknown as Parameters<
    typeof hotAnswer
  >[1];

  it("says where to begin and why the first is first", () => {
    const said = hotAnswer(report([lead(), lead({id: "L2", band: 1, score: 0, rules: []})]), run).join(" ");
    expect(said).toContain("1 of 2 open leads are in band A");
    expect(said).toContain("First on the list is L1 with a score of 5: +3 trial and +2 role is director.");
  });

  it("says why nobody can be named", () => {
    expect(hotAnswer(report([]), run)).toEqual(["There are no open leads: all are decided."]);
    expect(hotAnswer(report([], {notYet: 3}), run)[0]).toContain("3 open leads not yet in");
    expect(hotAnswer(report([], {scored: 4, refusal: "Too few converted."}), run)[0]).toContain("Too few converted.");
  });
});
