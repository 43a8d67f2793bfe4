import {describe, expect, it} from "vitest";
import type {LookReason, Sight} from "../../src/analysis/observing/coverage.ts";
import type {DesignReport, Lack, Missed} from "../../src/analysis/observing/report.ts";
import {inLanguage} from "../../src/text/language.ts";
import {lackText, poorText} from "../../src/text/missedWinners.ts";
import {noteText} from "../../src/text/notes/notes.ts";
import {coverageText, delayText, designCautions, designText, windowText} from "../../src/text/observing.ts";
import {latinWords} from "./latin.ts";

const sight = (look: Sight["look"], winners: number): Sight => ({
  look,
  winners,
  known: 0,
  leads: 400,
  observations: 900,
});
const month = sight({design: "snapshot", every: "month"}, 39);
const week = sight({design: "snapshot", every: "week"}, 70);
const entry = sight({design: "entry", delayDays: 0.25}, 84);

const report: DesignReport = {
  winners: 84,
  leads: 400,
  chosen: entry,
  others: [month],
  why: "entry sees most",
  missed: [],
  isPoor: false,
  lack: null,
  horizon: {days: 60, from: "Kaplan–Meier", wantedDays: 60},
  spanDays: 200,
};

describe("coverageText(report, target)", () => {
  it("sets the chosen design beside the other, snapshots first", () => {
    expect(coverageText(report, "won")).toBe(
      "snapshots each month see 39 of 84 winners; entry after 6 hours sees 84: chosen",
    );
    const steps = {...report, chosen: week, others: [month, entry], why: "snapshots know more" as const, missed: []};
    expect(coverageText(steps, "Meeting")).toMatch(
      /^snapshots each week see 70 of 84 leads that reach Meeting; entry after 6 hours sees 84: snapshots each week chosen, since/,
    );
  });

  it("tells why a part is not seen that is no fault of the design", () => {
    const missed: Missed[] = [
      {cause: "late", winners: 11},
      {cause: "notFollowed", winners: 1},
    ];
    expect(coverageText({...report, chosen: {...entry, winners: 72}, missed}, "won")).toMatch(
      /sees 72: chosen \(of the rest, 11 took longer than 60 days and 1 came less than 60 days before the data's end\)$/,
    );
  });
});

describe("poorText(report, target)", () => {
  const poor = {...report, chosen: month, others: [entry], isPoor: true, why: "project file" as const};

  it("gives the line to write where another design sees more", () => {
    expect(poorText({...poor, missed: [{cause: "other", winners: 45}]}, "won")).toMatch(
      /45 were decided between two dates; write observe: \{design: entry, delay_days: 0.25\}, which sees 84$/,
    );
  });

  it.each([
    ["undated", /give their dates/],
    ["notEntered", /created_at/],
    ["early", /observe an earlier stage/],
    ["notFollowed", /no outcome window shows more of them: wait for a longer record \(this one has 200 days\)/],
    ["other", /shorten the steps or the delay/],
    ["late", /lengthen the outcome window/],
  ] as const)("names what mends winners that are missed: %s", (cause, remedy) => {
    expect(poorText({...poor, others: [], missed: [{cause, winners: 45}]}, "won")).toMatch(remedy);
  });
});

describe("designText(run) and designCautions(run)", () => {
  it("are sentences, and nothing for a run that kept no coverage", () => {
    const run = {coverage: {...report, isPoor: true, missed: []}, target: "won", stages: []};
    expect(designText(run)).toMatch(/^Snapshots each month .*: chosen\.$/);
    expect(designCautions(run)[0]).toMatch(/^Under 80 % of 84 winners are seen/);
    expect([designText({...run, coverage: null}), designCautions({...run, coverage: null})]).toEqual(["", []]);
  });

  it("names the stated window where winners came too late for it", () => {
    const horizon = {days: 60, from: "project file" as const, wantedDays: 60};
    expect(
      poorText({...report, isPoor: true, horizon, others: [], missed: [{cause: "notFollowed", winners: 45}]}, "won"),
    ).toMatch(/take observe\.horizon_days out of the project file/);
  });

  it("tell why the outcome window is short", () => {
    expect(windowText({...report, horizon: {days: 21, from: "follow-up", wantedDays: 60}})).toBe(
      "outcome window 21 days instead of 60: too few leads are followed for longer",
    );
  });
});

describe("the design in Japanese", () => {
  it("has no English but what is written in a project file", () => {
    const whys: LookReason[] = [
      "project file",
      "snapshots see enough",
      "snapshots know more",
      "entry sees most",
      "losses undated",
      "no winners",
      "winners undated",
      "no entries",
    ];
    const causes: Missed["cause"][] = ["undated", "notEntered", "early", "notFollowed", "late", "other"];
    const lacks: Lack[] = [
      "no outcome",
      "nothing won",
      "nobody reaches",
      "no winner seen",
      "no other lead seen",
      "nothing seen with a label",
    ];
    const texts = inLanguage("ja", () => [
      ...[0.01, 0.25, 3].map(delayText),
      ...whys.flatMap((why) => [
        coverageText({...report, why}, "won"),
        coverageText({...report, why, others: []}, "won"),
      ]),
      ...causes.map((cause) => poorText({...report, isPoor: true, others: [], missed: [{cause, winners: 9}]}, "受注")),
      ...lacks.flatMap((lack) => [
        lackText(lack, report, "商談"),
        lackText(lack, {...report, chosen: sight({design: "static"}, 1)}, "商談"),
      ]),
      windowText({...report, horizon: {days: 21, from: "follow-up", wantedDays: 60}}),
      noteText({kind: "winners at once", level: "warning", winners: 5, of: 9}),
      noteText({kind: "losses without a date", level: "warning", leads: 5, of: 9}),
    ]);
    const settings = [
      ...[
        "snapshot",
        "entry",
        "static",
        "decision",
        "observe",
        "design",
        "delay_days",
        "every",
        "month",
        "week",
        "horizon_days",
      ],
      ...[
        "outcomes",
        "columns",
        "decided_at",
        "stage_visits",
        "entered_at",
        "leads",
        "created_at",
        "stage",
        "sources",
        "target",
        "values",
        "ID",
      ],
    ];
    expect(texts.flatMap((text) => latinWords(text, settings))).toEqual([]);
  });
});
