import {describe, expect, it} from "vitest";
import {scores} from "../../../src/analysis/rules/cube.ts";
import {heldOut, validation} from "../../../src/analysis/validation/validate.ts";
import type {Contest} from "../../../src/analysis/validation/validateLearn.ts";
import {generate} from "../cubes.ts";

const {cube} = generate({rows: 3000, rules: 6, seed: 8, strength: 1.5});

const contest = (parts: Partial<Contest> = {}): Contest => ({
  cube,
  rules: cube.rules.map((id) => ({id, when: {activity: id, at_least: 1}})),
  usable: [0, 1, 2, 3, 4, 5],
  current: [-4, null, null, null, null, null],
  limits: {atMost: 4, min: -10, max: 10, step: 1, total: {}, ladders: "free", limits: []},
  conversionsPerRule: 10,
  oneRowPerLead: true,
  ...parts,
});
const plan = {testFrom: null, embargoed: []};

describe("heldOut(contest, plan)", () => {
  const {grouped, outOfTime} = heldOut(contest(), plan);

  it("forecasts each row by the card that its lead's group did not teach", () => {
    expect(grouped?.learned).toHaveLength(5);
    const ours = grouped?.forecasts.get("suggested")?.logOdds ?? [];
    grouped?.learned.forEach(({card: {points, intercept, slope}, train}, group) => {
      const score = scores(cube, points);
      const rows = [...cube.fold.keys()].filter((row) => cube.fold[row] % 5 === group);
      expect(train.n).toBe(3000 - rows.length);
      for (const row of rows) expect(ours[row]).toBeCloseTo(intercept + slope * score[row], 12);
    });
  });

  it("learns nothing from the rows it forecasts", () => {
    const bent = {...cube, conversions: cube.conversions.map((won, r) => (cube.fold[r] % 5 === 2 ? 1 - won : won))};
    const again = heldOut(contest({cube: bent}), plan).grouped;
    expect(again?.learned[2].card).toEqual(grouped?.learned[2].card);
    expect(again?.learned[1].card).not.toEqual(grouped?.learned[1].card);
  });

  it("lets a fold choose only among the rules that its own leads put up, and today's", () => {
    const asked: boolean[][] = [];
    const chosenIn = (isTraining: (fold: number) => boolean) => {
      asked.push([0, 1, 2, 3, 4].map(isTraining));
      return new Set(asked.length === 1 ? ["r3", "r4"] : cube.rules);
    };
    const limited = heldOut(contest({chosenIn}), plan).grouped;
    expect(asked[0]).toEqual([false, true, true, true, true]);
    expect(asked).toHaveLength(5);
    const used = [...(limited?.learned[0].card.points ?? [])].map((points, j) => (points ? cube.rules[j] : null));
    expect(used.filter(Boolean).every((rule) => ["r1", "r3", "r4"].includes(rule as string))).toBe(true);
    expect(limited?.learned[1].card).toEqual(grouped?.learned[1].card);
  });

  it("gives no test where a fold would have no rule to choose", () => {
    const bare = contest({chosenIn: () => new Set(), current: [null, null, null, null, null, null]});
    expect(heldOut(bare, plan).grouped).toBeNull();
  });

  it("ranks by today's score even where no slope fits it, and by nothing without a model", () => {
    // r1 raises or lowers the odds; with the wrong sign its card's fitted slope is 0 and its chances are all the same.
    const quality = outOfTime && validation(outOfTime, true).quality;
    const auc = (who: string) => quality?.find((one) => one.who === who)?.quality.auc.value;
    expect(auc("base rate")).toBe(0.5);
    expect(auc("current")).not.toBe(0.5);
    expect(auc("suggested")).toBeGreaterThan(auc("current") ?? 1);
  });

  it("allows one rule for so many conversions of the training rows", () => {
    const few = heldOut(contest({conversionsPerRule: 400}), plan).outOfTime;
    const conversions = few?.train.conversions ?? 0;
    const used = few?.learned[0].card.points.filter((points) => points !== 0).length;
    expect(used).toBe(Math.max(1, Math.floor(conversions / 400)));
    expect(used).toBeLessThan(4);
  });
});
