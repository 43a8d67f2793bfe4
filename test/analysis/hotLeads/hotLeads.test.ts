import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {extent, hotCells, waterfall, worthKnowing} from "../../../src/analysis/hotLeads/hotLeads.ts";
import {chosenLeads, everyLead, hotOrders, openLeads} from "../../../src/analysis/hotLeads/hotLeadsChoice.ts";
import {leadWords} from "../../../src/text/hotLeads/hotLead.ts";
import {lead, report, rule, rules} from "../hotReports.ts";

describe("waterfall(lead, rules)", () => {
  it("takes the sum from 0 to the score in steps that touch, whatever rules hold", () => {
    const cards = fc.array(fc.integer({min: -10, max: 10}), {maxLength: 12});
    fc.assert(
      fc.property(cards, fc.infiniteStream(fc.boolean()), (points, holds) => {
        const all = points.map((p, i) => rule({activity: `a${i}`, at_least: 1}, p));
        const held = all.flatMap((_, i) => (holds.next().value ? [i] : []));
        const steps = waterfall({rules: held}, all);
        const score = held.reduce((sum, i) => sum + points[i], 0);
        expect(steps.at(-1)?.to ?? 0).toBe(score);
        steps.forEach(({from, to, points: p}, i) => {
          expect(from).toBe(i === 0 ? 0 : steps[i - 1].to);
          expect(to - from).toBe(p);
        });
        const {low, high} = extent([lead({rules: held})], all);
        expect(steps.every(({from, to}) => Math.min(from, to) >= low && Math.max(from, to) <= high)).toBe(true);
      }),
    );
  });
});

describe("worthKnowing(attribute, rules)", () => {
  it("spans what every value that rules tell apart would add", () => {
    expect(worthKnowing("role", rules)).toEqual({attribute: "role", low: -4, high: 2});
  });

  it("counts from what is given for not knowing", () => {
    expect(worthKnowing("role", [...rules, rule({attribute: "role", missing: true}, -1)])).toEqual({
      attribute: "role",
      low: -3,
      high: 3,
    });
  });

  it("adds up ladders of a number, and knows values under all of them", () => {
    const ladder = [rule({attribute: "employees", at_least: 50}, 2), rule({attribute: "employees", at_least: 500}, 3)];
    expect(worthKnowing("employees", ladder)).toEqual({attribute: "employees", low: 0, high: 5});
    const both = [rule({attribute: "employees", below: 50}, -2), rule({attribute: "employees", at_least: 50}, -1)];
    expect(worthKnowing("employees", both)).toEqual({attribute: "employees", low: -2, high: -1});
  });

  it("leaves out rules of other stages, and attributes that no rule asks for", () => {
    expect(worthKnowing("role", rules, () => false)).toBeNull();
    expect(worthKnowing("region", rules)).toBeNull();
  });
});

describe("hotCells(open, past, minCell)", () => {
  const past = (stage: number | null, band: number, n: number, conversions: number) =>
    [0, 1].map((fold) => ({stage, band, fold, n: n / 2, conversions: conversions / 2}));

  it("puts the upper stage and the high band first, and has no rate of too few", () => {
    const open = [
      {stage: 0, band: 1, n: 7},
      {stage: 1, band: 0, n: 2},
      {stage: 0, band: 0, n: 3},
    ];
    const cells = hotCells(open, [...past(1, 0, 40, 20), ...past(0, 0, 4, 2), ...past(1, 1, 10, 0)], 5);
    expect(cells.map(({stage, band, open: n, past: rate}) => [stage, band, n, rate?.n ?? null])).toEqual([
      [1, 0, 2, 40],
      [1, 1, 0, 10],
      [0, 0, 3, null],
      [0, 1, 7, null],
    ]);
    expect(cells[0].past?.value).toBe(0.5);
  });

  it("takes one row for leads without stages, and none without leads", () => {
    expect(hotCells([{stage: null, band: 0, n: 4}], past(null, 0, 20, 2), 5)).toHaveLength(1);
    expect(hotCells([], [], 5)).toEqual([]);
  });
});

describe("chosenLeads(report, choice, said)", () => {
  const leads = [
    lead({id: "a", score: 6, stage: 0, before: 5}),
    lead({id: "b", score: 5, stage: 1, before: null, daysInStage: 90, latest: []}),
    lead({id: "c", score: 2, stage: 1, band: 1, before: -3, rules: [1], daysInStage: null}),
  ];
  const ids = (choice: object) =>
    chosenLeads(report(leads), {...everyLead, ...choice}, (lead) => leadWords(lead, report(leads))).map(({id}) => id);

  it("keeps the order of the report, and knows the other orders", () => {
    expect(hotOrders.map((order) => ids({order}).join(""))).toEqual(["abc", "abc", "bca", "cab", "bac", "acb"]);
  });

  it("keeps a stage, a band, and leads in which all words occur", () => {
    expect(ids({stage: 1})).toEqual(["b", "c"]);
    expect(ids({band: 0, text: "TRIAL director"})).toEqual(["a", "b"]);
    expect(ids({text: "offer", band: 1})).toEqual(["c"]);
    expect(ids({text: "no such word"})).toEqual([]);
    expect(openLeads(report(leads), {stage: 1, band: null})).toBe(2);
  });
});
