import {describe, expect, it} from "vitest";
import type {Driver} from "../../../src/analysis/drivers/driver.ts";
import type {StepView} from "../../../src/analysis/drivers/stepView.ts";
import type {ActiveCount} from "../../../src/analysis/funnel/equallyActive.ts";
import type {StageFlow} from "../../../src/analysis/funnel/funnel.ts";
import {type JourneyInput, journey} from "../../../src/analysis/funnel/journey.ts";
import {type Condition, isBehaviour, ruleFamily, ruleText} from "../../../src/analysis/rules/rules.ts";
import {contrast} from "../../../src/analysis/statistics/contrast.ts";
import {wilson} from "../../../src/analysis/statistics/intervals.ts";
import {
  actionLine,
  basisText,
  gapText,
  journeyText,
  missingWords,
  nothingDidText,
  stageFacts,
} from "../../../src/text/funnel/journey.ts";

/** Of 1,000 observations `n` with the pattern, `won` of them moved on; 400 of all did. */
function driver(when: Condition, won: number, n: number, more: Partial<Driver> = {}): Driver {
  const rule = {id: JSON.stringify(when), when};
  return {
    rule,
    text: ruleText(rule),
    family: ruleFamily(rule),
    ...contrast({a: won, n1: n, c: 400 - won, n0: 1000 - n}),
    adjusted: null,
    adjustments: [],
    reversed: false,
    q: 0.001,
    flags: [],
    ...more,
  } as Driver;
}

const quiet = driver({activity: "any", none_for_days: 30}, 50, 300);
const did = (activity: string, won: number, n: number, more: object = {}) =>
  driver({activity, at_least: 1, within_days: 30, ...more}, won, n);

const view = (drivers: Driver[], more: Partial<StepView> = {}): StepView => ({
  design: "snapshot",
  stage: "met",
  target: "next",
  segment: null,
  period: null,
  base: wilson(400, 1000),
  leads: 300,
  censored: 20,
  drivers,
  tooFew: 0,
  lookedAt: drivers.length,
  found: 0,
  expectedFalse: 0,
  ...more,
});

/** Half of the observations, and of those with each pattern, are in either class of equally active leads: nothing changes. */
const sameInBothClasses = ({design, stage, base, drivers}: StepView): ActiveCount[] =>
  [0, 1].flatMap((active) => {
    const one = {design, stage: stage ?? "any", active, window_days: null, times: 0, topic: null, activity: null};
    const did = drivers.flatMap(({rule: {when}, with: {n, conversions}}) => {
      if (!isBehaviour(when)) return [];
      const {activity, topic = null, within_days = null, at_least: times} = when;
      return [{...one, activity, topic, window_days: within_days, times, n: n / 2, moved: conversions / 2}];
    });
    return [{...one, n: base.n / 2, moved: base.conversions / 2}, ...did];
  });

const flow = {
  stage: "met",
  name: "Met",
  entered: 500,
  stock: 60,
  passThrough: wilson(200, 440),
  basis: {of: "settled"},
  dwell: null,
};
const input = (steps: StepView[], more: Partial<JourneyInput> = {}): JourneyInput => ({
  stages: [{id: "met", name: "Met", wants: "a price", play: null}],
  flows: [flow as unknown as StageFlow],
  steps,
  active: steps.flatMap(sameInBothClasses),
  leadActions: ["trial", "mail", "page"],
  ...more,
});
const met = (steps: StepView[], more: Partial<JourneyInput> = {}) => journey(input(steps, more)).stages[0];
const texts = (actions: readonly {text: string}[] = []) => actions.map(({text}) => text);

describe("journey(input)", () => {
  it("tells what goes with moving on and with staying, of what leads do themselves", () => {
    const found = met([view([did("trial", 90, 100), quiet, did("call", 95, 100)])]);
    expect(texts(found.step?.did)).toEqual(["trial in the last 30 days"]);
    expect(texts(found.step?.against)).toEqual(["no activity for 30 days"]);
    expect(found.isGap).toBe(false);
    expect(found.next).toBe("won");
  });

  it("passes over what goes no further than having been active at all", () => {
    // Of the 500 who have gone quiet 50 moved on, of the 500 active 350: 70 % of both those who opened mail and those who did not.
    const mail = did("mail", 280, 400);
    const counted = {
      design: "snapshot",
      stage: "met",
      topic: null,
      window_days: null,
      times: 0,
      activity: null,
    } as const;
    const active: ActiveCount[] = [
      {...counted, active: 0, n: 500, moved: 50},
      {...counted, active: 1, n: 500, moved: 350},
      {...counted, active: 1, activity: "mail", window_days: 30, times: 1, n: 400, moved: 280},
    ];
    const found = met([view([quiet, mail])], {active});
    expect(found.step).toMatchObject({did: [], isActivityTelling: true});
    expect(found.isGap).toBe(false);
    expect(texts(met([view([quiet, mail])]).step?.did)).toEqual(["mail in the last 30 days"]);
    expect(journeyText({stages: [found], leadActions: 1})).toContain("At Met being active does");
    expect(nothingDidText(found)).toMatch(/^Being active at all/);
  });

  it("passes over chance, flags, what turns round, and counts that only grow with time", () => {
    const strong: Condition = {activity: "trial", at_least: 1, within_days: 30};
    const doubtful = [
      driver(strong, 90, 100, {q: 0.2}),
      driver(strong, 90, 100, {flags: ["known afterwards"]}),
      driver(strong, 90, 100, {reversed: true}),
      driver({activity: "page", at_least: 5}, 5, 100),
    ];
    expect(met([view(doubtful)]).step).toMatchObject({did: [], against: [], lookedAt: 4});
  });

  it("tells near-copies once: an activity as a whole only before its topics, one silence, three at most", () => {
    const found = met([
      view([
        did("page", 95, 100, {topic: "price"}),
        did("page", 90, 100),
        did("page", 88, 100, {topic: "price", within_days: 7}),
        did("page", 86, 100, {topic: "case"}),
        did("trial", 85, 100),
        did("mail", 84, 100),
        quiet,
        driver({activity: "page", none_for_days: 30}, 60, 300),
      ]),
    ]);
    expect(texts(found.step?.did)).toEqual([
      "page (price) in the last 30 days",
      "page (case) in the last 30 days",
      "trial in the last 30 days",
    ]);
    expect(found.step?.against).toHaveLength(1);
  });

  it("reads the snapshot before the entry, and never the decision, a segment or another target", () => {
    const entry = view([did("trial", 90, 100)], {design: "entry"});
    expect(met([entry, view([])]).step?.design).toBe("snapshot");
    expect(met([entry]).step?.design).toBe("entry");
    const others = [
      view([], {design: "decision"}),
      view([], {target: "won"}),
      view([], {segment: {field: "size", value: "large"}}),
      view([], {stage: null}),
    ];
    expect(met(others).step).toBeNull();
  });

  it("calls a stage a gap only where enough was seen, and leads' own actions are recorded", () => {
    expect(met([view([did("mail", 40, 100)])]).isGap).toBe(true);
    expect(met([view([did("mail", 40, 100)], {base: wilson(20, 1000)})])).toMatchObject({isGap: false, isTooFew: true});
    expect(met([view([did("mail", 40, 100)])], {leadActions: []}).isGap).toBe(false);
    expect(met([])).toMatchObject({isGap: false, step: null});
    expect(journey({stages: [], flows: [], steps: [], active: [], leadActions: []}).stages).toEqual([]);
  });
});

describe("journeyText(report)", () => {
  it("names the gaps", () => {
    expect(journeyText(journey(input([view([did("trial", 90, 100)])])))).toBe(
      "At 1 of 1 stage something particular that leads do goes with moving on.",
    );
    expect(journeyText(journey(input([view([did("mail", 40, 100)])])))).toContain("At Met nothing does");
  });

  it("says what cannot be told", () => {
    expect(journeyText(journey(input([], {leadActions: []})))).toContain("No actions of the leads themselves");
    expect(journeyText(journey(input([])))).toContain("Too few leads");
    const few = view([did("mail", 40, 100)], {base: wilson(20, 1000)});
    expect(journeyText(journey(input([few])))).toContain("At Met too few leads were seen to tell");
  });
});

describe("texts of a stage", () => {
  it("give every rate its n and interval, what was looked at, and how to add what is missing", () => {
    const stage = met([view([did("mail", 40, 100)])]);
    expect(stageFacts(stage)).toBe("60 leads there now · 45 % (41–50 %, n 440) of the settled were won");
    expect(gapText(stage)).toContain("1 pattern of what leads do looked at, over 1,000 observations of 300 leads");
    expect(gapText(stage)).toContain("no content for what they want to know here");
    expect(basisText(stage, {horizonDays: 30})).toContain("40 % moved on within 30 days, 20 not followed long enough");
    expect(missingWords("play", stage)).toBe("Not stated. Add `play:` to the stage met in project.yaml.");
    const [action] = met([view([did("trial", 90, 100)])]).step!.did;
    expect(actionLine(action)).toMatch(/^trial in the last 30 days: 90 % \(83–94 %, n 100\) moved on, 34 % \(/);
  });
});
