import fc from "fast-check";
import {describe, expect, it} from "vitest";
import * as states from "../../../src/analysis/card/calibrateState.ts";
import {cardAddress, openAddress, ruleHash} from "../../../src/analysis/card/cardAddress.ts";
import type {PointLimits} from "../../../src/analysis/rules/limits.ts";
import type {Rule} from "../../../src/analysis/rules/rules.ts";

const rules: Rule[] = [
  {id: "seminar", when: {activity: "seminar", at_least: 1}},
  {id: "page-view-2", when: {activity: "page_view", at_least: 2, within_days: 30}},
  {id: "業種-小売", when: {attribute: "業種", is: ["小売"]}},
  {id: "quiet", when: {activity: "any", none_for_days: 30}},
];
const limits: PointLimits = {atMost: 3, min: -10, max: 10, step: 1, total: {}, ladders: "free", limits: []};
const start = states.suggestedState(
  rules.map((rule, j) => ({rule, suggested: [4, 0, -2, 0][j], current: null, excluded: null})),
  limits,
);
const opened = (text: string, of: readonly Rule[] = rules, from = start) => openAddress(text, from, of, "r1");

const whole = fc.integer({min: -99, max: 99});
const perhaps = fc.option(whole, {nil: null});
const anyState: fc.Arbitrary<states.CalibrateState> = fc.record({
  rules: fc.array(
    fc
      .record({
        isOn: fc.boolean(),
        points: whole,
        min: perhaps,
        max: perhaps,
        isFixed: fc.boolean(),
        isForced: fc.boolean(),
      })
      .map((rule) => (rule.isOn ? rule : {...rule, points: 0, isFixed: false, isForced: false})),
    {minLength: 4, maxLength: 4},
  ),
  atMost: fc.integer({min: 1, max: 63}),
  lowest: fc.integer({min: -99, max: 0}),
  highest: fc.integer({min: 0, max: 99}),
  step: fc.integer({min: 1, max: 5}),
  total: fc.record({min: whole, max: whole}, {requiredKeys: []}),
  ladders: fc.constantFrom("monotone", "free"),
  threshold: perhaps,
  tool: fc.constantFrom(null, "hubspot", "adds-only"),
  caps: fc.subarray([
    {for: {family: "behaviour"}, cap: 9},
    {for: {activity: "page_view"}, floor: -3, at_most: 1},
    {for: {attribute: "業種"}, cap: 0},
  ] as states.GroupCap[]),
});

describe("openAddress(cardAddress(state))", () => {
  it("gives the same state again, in characters that links keep", () => {
    fc.assert(
      fc.property(anyState, (state) => {
        const address = cardAddress(state, rules, "r1");
        expect(opened(`#${address}`)).toEqual({state, notes: []});
        expect(address).toMatch(/^[\w=&,.%-]*$/);
      }),
    );
  });

  it("stays short for a short card", () => {
    expect(cardAddress(start, rules, "5cb2a91f00aa").length).toBeLessThan(80);
  });

  it("finds each rule in a run that has them in another order, and says which are gone", () => {
    const other = [rules[3], rules[0]];
    const from = {...start, rules: [start.rules[3], start.rules[0]]};
    const found = opened(cardAddress(start, rules, "r1"), other, from);
    expect([...states.pointsOf(found?.state ?? start)]).toEqual([0, 4]);
    expect(found?.notes).toEqual(["One rule of the link (−2) is not among the rules of this run and was left out."]);
  });

  it("says that another run's figures may differ", () => {
    expect(openAddress(cardAddress(start, rules, "r2"), start, rules, "r1")?.notes[0]).toMatch(/another run/);
  });

  it("says which limit fits no rule here", () => {
    const capped = {...start, caps: [{for: {activity: "webinar_x"}, cap: 3}]};
    expect(opened(cardAddress(capped, rules, "r1"))?.notes[0]).toMatch(/“webinar_x” fits no rule/);
  });
});

describe("openAddress(text)", () => {
  it("is null for addresses that are no card: headings of the page", () => {
    expect(["", "#", "#the-card", "#how-many-rules"].map((text) => opened(text))).toEqual([null, null, null, null]);
  });

  it("refuses another version with a word", () => {
    expect(opened("#card=9&points=x")).toEqual({state: start, notes: [expect.stringMatching(/another version/)]});
  });

  it("never throws, and leaves a state that can be shown, whatever was typed", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => {
        const found = opened(`#card=1&set=${a}&caps=${b}&points=${a},${b}&total=${b}&line=${a}`);
        expect(found?.state.rules).toHaveLength(4);
        expect(found?.state.lowest).toBeLessThanOrEqual(found?.state.highest ?? 0);
      }),
    );
  });
});

describe("ruleHash(id)", () => {
  // FNV-1a test vectors: http://www.isthe.com/chongo/src/fnv/test_fnv.c
  it("is FNV-1a", () => {
    expect([ruleHash(""), ruleHash("a"), ruleHash("foobar")]).toEqual(
      [0x811c9dc5, 0xe40c292c, 0xbf9cf968].map((hash) => hash.toString(36)),
    );
  });
});
