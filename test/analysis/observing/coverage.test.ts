import {describe, expect, it} from "vitest";
import {
  type Coverage,
  chooseLook,
  entrySight,
  type Look,
  type LookReason,
  type Sight,
  type Winners,
} from "../../../src/analysis/observing/coverage.ts";
import {designNotes} from "../../../src/analysis/observing/notes.ts";
import {designReport} from "../../../src/analysis/observing/report.ts";

const month: Look = {design: "snapshot", every: "month"};
const week: Look = {design: "snapshot", every: "week"};
const entry = (delayDays = 0): Look => ({design: "entry", delayDays});

const sight = (look: Look, winners: number, known = 0, leads = 400): Sight => ({
  look,
  winners,
  known,
  leads,
  observations: leads,
});

const winners = (some: Partial<Winners> = {}): Winners => ({
  all: 100,
  undated: 0,
  notEntered: 0,
  early: 0,
  notFollowed: 0,
  atOnce: 0,
  acting: 0,
  ...some,
});

const counted = (sights: Sight[], some: Partial<Winners> = {}) => ({
  winners: winners(some),
  leads: 400,
  entered: 400,
  lost: 200,
  lostUndated: 0,
  outcomes: 300,
  spanDays: 360,
  sights,
});

const coverage = (chosen: Sight, others: Sight[], some: Partial<Winners> = {}): Coverage => ({
  ...counted([chosen, ...others], some),
  chosen,
  why: "project file",
  horizon: {days: 30, from: "Kaplan–Meier", wantedDays: 30},
});

describe("chooseLook(coverage, asked)", () => {
  it("takes monthly snapshots where they see as many winners as any, to 5 in a hundred", () => {
    expect(chooseLook(counted([sight(month, 95), sight(entry(), 100)]), {})).toEqual({
      look: month,
      why: "snapshots see enough",
    });
    expect(chooseLook(counted([sight(month, 94), sight(entry(), 100)]), {})).toEqual({
      look: entry(),
      why: "entry sees most",
    });
  });

  it("takes weekly ones only where leads do something that can be known", () => {
    const sights = [sight(month, 80, 60), sight(week, 97, 90), sight(entry(), 100, 0)];
    expect(chooseLook(counted(sights, {acting: 90}), {}).look).toEqual(week);
    expect(chooseLook(counted(sights), {}).look).toEqual(entry());
  });

  it("keeps snapshots that miss more, if they see most and know clearly more of what winners did", () => {
    const sights = (known: number, seen = 84) => [
      sight(month, 50, 40),
      sight(week, seen, known),
      sight(entry(1), 95, 30),
    ];
    expect(chooseLook(counted(sights(70), {acting: 80}), {})).toEqual({look: week, why: "snapshots know more"});
    expect(chooseLook(counted(sights(33), {acting: 80}), {}).look).toEqual(entry(1));
    expect(chooseLook(counted(sights(70, 79), {acting: 80}), {}).look).toEqual(entry(1));
  });

  it("does not take weekly snapshots of more than a million observations unasked", () => {
    const many = {...sight(week, 100, 90), observations: 1_000_001};
    const sights = [sight(month, 40, 30), many, sight(entry(), 99, 0)];
    expect(chooseLook(counted(sights, {acting: 90}), {}).look).toEqual(entry());
    expect(chooseLook(counted(sights, {acting: 90}), {design: "snapshot", every: "week"}).look).toEqual(week);
  });

  it("keeps to what the project file states, and chooses the rest", () => {
    const sights = [sight(month, 40, 40), sight(week, 90, 90), sight(entry(), 100, 0), sight(entry(1), 97, 80)];
    const all = counted(sights, {acting: 90});
    expect(chooseLook(all, {design: "snapshot"})).toEqual({look: week, why: "project file"});
    expect(chooseLook(all, {design: "snapshot", every: "month"}).look).toEqual(month);
    expect(chooseLook(all, {design: "entry"}).look).toEqual(entry(1));
    expect(chooseLook(all, {design: "entry", delayDays: 0}).look).toEqual(entry());
    expect(chooseLook(all, {design: "decision"}).look).toEqual({design: "decision"});
  });

  it("has no timed design without winners, without entries, and where most winners have no date", () => {
    const sights = [sight(month, 40), sight(entry(), 40)];
    const of = (some: object, win: Partial<Winners> = {}) => chooseLook({...counted(sights, win), ...some}, {}).why;
    expect(of({}, {all: 0})).toBe("no winners");
    expect(of({entered: 0})).toBe("no entries");
    expect(of({}, {undated: 51})).toBe("winners undated");
    expect(of({}, {undated: 50})).not.toBe("winners undated");
  });

  it("takes entry where most lost leads have no date: they would stay in every snapshot", () => {
    const all = {...counted([sight(month, 100), sight(entry(), 100)]), lostUndated: 150};
    expect(chooseLook(all, {})).toEqual({look: entry(), why: "losses undated"});
  });
});

describe("entrySight(sights, acts)", () => {
  const sights = [
    sight(entry(), 100, 0, 400),
    sight(entry(1), 98, 60, 390),
    sight(entry(3), 96, 60, 380),
    sight(entry(7), 90, 85, 360),
  ];

  it("waits for nothing where leads do nothing", () => {
    expect(entrySight(sights, false)?.look).toEqual(entry());
  });

  it("waits as long as 95 % of the winners are still there and no less is known", () => {
    expect(entrySight(sights, true)?.look).toEqual(entry(3));
  });

  it("lets a fifth of the winners go where next to nothing would be known", () => {
    const blind = [sight(entry(), 100, 0), sight(entry(1), 94, 10), sight(entry(3), 82, 40), sight(entry(7), 60, 50)];
    expect(entrySight(blind, true)?.look).toEqual(entry(3));
  });

  it("does not wait where waiting tells nothing", () => {
    expect(entrySight([sight(entry(), 100, 0), sight(entry(1), 96, 0)], true)?.look).toEqual(entry());
  });
});

describe("designReport(coverage, target)", () => {
  it("names why winners are not seen, most first, and warns where the design is why", () => {
    const report = designReport(coverage(sight(month, 40), [sight(entry(), 84)], {undated: 5, notFollowed: 10}), "won");
    expect(report.missed).toEqual([
      {cause: "other", winners: 45},
      {cause: "notFollowed", winners: 10},
      {cause: "undated", winners: 5},
    ]);
    expect(report.isPoor).toBe(true);
    expect(report.lack).toBeNull();
  });

  it("does not warn, where it was not asked for, of winners who came too recently, nor of the fifth that takes longer", () => {
    const at = (seen: number, why: LookReason = "entry sees most") =>
      designReport({...coverage(sight(entry(), seen), [], {notFollowed: 20}), why}, "won");
    // 20 are not followed, 20 of the others excused: 80 % of 60 are asked for.
    expect(at(48).missed).toContainEqual({cause: "late", winners: 32});
    expect(at(48).isPoor).toBe(false);
    expect(at(47).isPoor).toBe(true);
    expect(at(79, "project file").isPoor).toBe(true);
    expect(at(80, "project file").isPoor).toBe(false);
  });

  it("tells what is lacking where there is nothing to compare", () => {
    const lack = (chosen: Sight, some: object, win: Partial<Winners> = {}, target = "won") =>
      designReport({...coverage(chosen, [], win), ...some}, target).lack;
    expect(lack(sight({design: "static"}, 0), {outcomes: 0}, {all: 0})).toBe("no outcome");
    expect(lack(sight({design: "static"}, 0), {outcomes: 3}, {all: 0})).toBe("nothing won");
    expect(lack(sight({design: "static"}, 0), {outcomes: 0}, {all: 0}, "meeting")).toBe("nobody reaches");
    expect(lack(sight({design: "static"}, 100), {lost: 0})).toBe("no other lead seen");
    expect(lack(sight(month, 0), {})).toBe("no winner seen");
    expect(lack(sight(month, 0, 0, 0), {})).toBe("nothing seen with a label");
    expect(lack(sight(month, 9, 0, 9), {})).toBe("no other lead seen");
    expect(lack(sight(month, 9), {})).toBeNull();
  });
});

describe("designNotes(coverage, project)", () => {
  const kinds = (found: Coverage) => designNotes(found, {target: "won", name: "won"}).map(({kind}) => kind);

  it("tells the design always, and what winners and losses lack from a fifth of them on", () => {
    expect(kinds(coverage(sight(month, 100), []))).toEqual(["design"]);
    expect(kinds(coverage(sight(month, 100), [], {atOnce: 20}))).toEqual(["design", "winners at once"]);
    expect(kinds(coverage(sight(month, 100), [], {atOnce: 19}))).toEqual(["design"]);
    expect(kinds({...coverage(sight(month, 100), []), lostUndated: 40})).toEqual(["design", "losses without a date"]);
  });
});
