import {join, resolve} from "node:path";
import {describe, expect, it} from "vitest";
import {ProjectFaults} from "../../loaders/project/faults.ts";
import {readProject} from "../../loaders/project/project.ts";
import {folderWith} from "./loading.ts";

const read = (yaml: string, env: NodeJS.ProcessEnv = {}) => readProject(folderWith({"project.yaml": yaml}), env);

/** `line key: message` of each fault. */
function faults(yaml: string, env: NodeJS.ProcessEnv = {}): string[] {
  try {
    read(yaml, env);
    return [];
  } catch (error) {
    if (!(error instanceof ProjectFaults)) throw error;
    return error.faults.map(({line, key, message}) => `${line} ${key}: ${message}`);
  }
}

const minimal = "title: T\nsources:\n  leads: {files: leads.csv}\n";

describe("readProject(dir)", () => {
  it("fills in every default", () => {
    const project = read(minimal);
    expect(project.sources.leads).toHaveLength(1);
    expect(project.sources.activities).toEqual([]);
    expect(project).toMatchObject({timezone: "UTC", target: "won", rules: [], load: {max_rejected: 0.05}});
  });

  it("gives stages names and rules ids", () => {
    const project = read(`${minimal}stages: [{id: new}]\nrules:\n  - {when: {stage: new}, points: 2}\n`);
    expect(project.stages[0].name).toBe("new");
    expect(project.rules[0]).toMatchObject({id: "in-stage-new", when: {stage: ["new"]}});
  });

  it("reads a literal path from the project folder and one from a variable from the working directory", () => {
    const dir = folderWith({
      "project.yaml": `title: T\nsources:\n  leads:\n    files: ['a/*.csv', '\${ROOT}/b.csv', '\${NONE:-/tmp}/c.csv']\n`,
    });
    const [source] = readProject(dir, {ROOT: "../shared"}).sources.leads;
    expect(source.files).toEqual([join(dir, "a/*.csv"), resolve("../shared/b.csv"), "/tmp/c.csv"]);
  });

  it("substitutes variables anywhere in values and takes the default where one is missing", () => {
    const project = read(`title: \${WHO:-nobody}'s leads\nsources:\n  leads: {files: a.csv, where: "x = '\${X}'"}\n`, {
      X: "1",
    });
    expect(project.title).toBe("nobody's leads");
    expect(project.sources.leads[0].where).toBe("x = '1'");
  });

  it("tells a missing variable with its line and the remedy", () => {
    expect(faults(`title: T\nsources:\n  leads:\n    files: \${HAKARI_NOWHERE}/a.csv\n`)).toEqual([
      `4 : missing environment variable: HAKARI_NOWHERE; set it, as in HAKARI_NOWHERE=… npx hakari …, or give a default: \${HAKARI_NOWHERE:-…}`,
    ]);
  });

  it("tells all faults at once, each with its line", () => {
    const yaml = `titel: T
timezone: Asia/Tokio
sources:
  leads:
    fils: a.csv
    dates: {created: '%d %H'}
stages: [{id: a}, {id: b}, {id: a}]
target: c
points: {min: 0, max: 0.5}
load: {max_rejected: 2}
`;
    expect(faults(yaml)).toEqual([
      "1 titel: unknown key; did you mean title?",
      "2 timezone: unknown timezone: Asia/Tokio; did you mean Asia/Tokyo?",
      "5 sources.leads.fils: unknown key; did you mean files?",
      "7 stages[2].id: duplicate stage: a; each stage is listed once",
      "8 target: unknown stage: c; expected won or the id of a stage: a, b, a",
      "9 points.max: invalid: 0.5; expected a whole number",
      "10 load.max_rejected: invalid: 2; expected at most 1",
    ]);
  });

  it("tells which key of a rule is wrong, not that a union failed", () => {
    const yaml = `${minimal}stages: [{id: trial}]
rules:
  - {when: {activity: visit, within_day: 7}, points: 1}
  - {when: {attribute: size}, points: 1}
  - {when: {attribute: size, is: 3}, points: 1}
  - {when: {stage: trail}, points: 1.5}
  - {when: often, points: 1}
  - {when: {activity: visit}, in_stage: [trial, won], points: 1}
  - {when: {attribute: size, at_least: 5, below: 5}, points: 1}
`;
    expect(faults(yaml)).toEqual([
      "6 rules[0].when.within_day: unknown key; did you mean within_days?",
      "7 rules[1].when: missing condition on size; add one of is, at_least, below, missing",
      "8 rules[2].when.is: invalid: 3; expected a text or a list",
      "9 rules[3].points: invalid: 1.5; expected a whole number",
      "9 rules[3].when.stage: unknown stage: trail; did you mean trial?",
      '10 rules[4].when: invalid: "often"; expected a block of keys',
      "11 rules[5].in_stage: unknown stage: won; expected the id of a stage: trial",
      "12 rules[6].when.below: below 5 excludes at_least 5; below must be larger",
    ]);
  });

  it("tells a missing key where its block begins", () => {
    expect(faults("title: T\nsources:\n  activities: {files: a.csv}\n")).toEqual([
      "2 sources.leads: missing: expected a block of keys or a list",
    ]);
    expect(faults("")).toEqual(["1 : empty project file; it needs title and sources, as in data/README.md"]);
  });

  it("tells broken YAML with its line", () => {
    const [first] = faults("title: T\nsources: {leads: [\n");
    expect(first).toMatch(/^\d+ : invalid YAML: /);
  });

  it("refuses points whose range is empty and windows that do not ascend", () => {
    expect(faults(`${minimal}points: {min: 0, max: 0}\ncandidates: {windows_days: [30, 7]}\n`)).toEqual([
      "4 points.min: min 0 is not under max 0",
      "5 candidates.windows_days: windows not ascending: 30, 7",
    ]);
  });

  it("reads holidays as days or as first and last, and refuses what is neither", () => {
    const calendar = "calendar: {unit: business_days, holidays: [2025-05-05, 2025-12-29/2026-01-03]}\n";
    expect(read(minimal + calendar).calendar).toEqual({
      unit: "business_days",
      weekend: ["sat", "sun"],
      holidays: [
        {from: "2025-05-05", to: "2025-05-05"},
        {from: "2025-12-29", to: "2026-01-03"},
      ],
    });
    const wrong = "calendar: {holidays: [2025-02-30, 2026-01-03/2025-12-29, 2025-01-01/2025-01-02/2025-01-03, '']}\n";
    expect(faults(minimal + wrong)).toEqual(
      [0, 1, 2, 3].map((i) =>
        expect.stringMatching(`^4 calendar\\.holidays\\[${i}\\]: invalid: .*; expected a date such as`),
      ),
    );
  });

  it("refuses half of a profit, and bands or shares that cannot be", () => {
    expect(faults(`${minimal}threshold: {value: 900, bands: [8, 3, 8]}\n`)).toEqual([
      "4 threshold.value: missing threshold.call_cost; profit is value × conversions − call_cost × calls and needs both",
      "4 threshold.bands[2]: duplicate band: 8; each score begins one band",
    ]);
    expect(faults(`${minimal}threshold: {precision: 25}\n`)).toEqual([
      "4 threshold.precision: invalid: 25; expected at most 1",
    ]);
    expect(read(`${minimal}threshold: {capacity_a_month: 200}\n`).threshold).toEqual({capacity_a_month: 200});
  });

  it("refuses limits that contradict themselves or ask nothing", () => {
    const yaml = `${minimal}points:
  max: 5
  limits:
    - {for: {activity: visit}, sign: minus, min: 2}
    - {for: {family: attribute}}
    - {for: {rule: a}, fixed: 3, sign: plus}
    - {for: {when: {attribute: size}}, use: always}
`;
    expect(faults(yaml)).toEqual([
      "7 points.limits[0]: no points between 2 and 0; mend min, max or sign",
      "8 points.limits[1]: missing limit; add one of sign, min, max, fixed, use, at_most, cap, floor",
      "9 points.limits[2]: fixed says all; leave out sign, min, max and use: never",
      "10 points.limits[3].for.when: missing condition on size; add one of is, at_least, below, missing",
    ]);
    const unknown = "points: {limits: [{for: {family: behavior}, cap: 3}, {for: {when: {activty: visit}}, cap: 3}]}\n";
    expect(faults(minimal + unknown)).toEqual([
      '4 points.limits[0].for.family: invalid: "behavior"; expected one of attribute, behaviour, time, stage',
      "4 points.limits[1].for.when.activty: unknown key; did you mean activity?",
    ]);
  });

  it("names the folder without a project file", () => {
    expect(() => readProject(folderWith({}))).toThrow(/project\.yaml:1: missing project file; give a folder/);
  });
});
