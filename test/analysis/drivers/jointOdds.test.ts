import {describe, expect, it} from "vitest";
import {type JointInput, jointOdds} from "../../../src/analysis/drivers/jointOdds.ts";
import type {Cube} from "../../../src/analysis/rules/cube.ts";
import type {Rule} from "../../../src/analysis/rules/rules.ts";
import {random} from "../../../src/analysis/statistics/random.ts";
import {cubeOf} from "../cubes.ts";
import {reference} from "../reference.ts";

interface Reference {
  cube: {mask: number[]; n: number[]; conversions: number[]};
  glm: {coefficients: number[]};
}

const attribute = (name: string): Rule => ({id: name, when: {attribute: name, is: ["yes"]}});
const of = (cube: Cube, rules = cube.rules.map(attribute), more: Partial<JointInput> = {}) =>
  jointOdds({
    cube,
    rules,
    excluded: rules.map(() => null),
    minSupport: 30,
    oneRowPerLead: true,
    atEqualStage: new Map(),
    ...more,
  });

/**
 * Leads one row each: `busy` has half of them and makes each of the others likelier; `trial` (log odds 1) and `price` (0.7)
 * count, `blog` does not, and `careers` (−0.6) is hidden by going along with `busy`, which counts for 0.8.
 */
function busyLeads(n: number, seed: number): Cube {
  const u = random(seed);
  const weights = [0.8, 1, 0.7, 0, -0.6];
  const rows = Array.from({length: n}, () => {
    const busy = u() < 0.5;
    const held = [busy, ...[0.25, 0.3, 0.6, 0.5].map((share) => u() < (busy ? share : share / 5))];
    const eta = held.reduce((sum, holds, j) => sum + (holds ? weights[j] : 0), -2);
    return {
      mask: held.reduce((sum, holds, j) => sum + (holds ? 2 ** j : 0), 0),
      won: Number(u() < 1 / (1 + Math.exp(-eta))),
    };
  });
  return cubeOf(
    ["busy", "trial", "price", "blog", "careers"],
    rows.map(({mask}) => mask),
    rows.map(() => 1),
    rows.map(({won}) => won),
  );
}

describe("jointOdds(input)", () => {
  it("has the weights of R's glm on the same cube", () => {
    const R = reference<Reference>("logistic");
    const names = Array.from({length: 8}, (_, j) => `r${j + 1}`);
    const report = of(cubeOf(names, R.cube.mask, R.cube.n, R.cube.conversions))!;
    expect(report.rules).toHaveLength(8);
    for (const {id, joint} of report.rules) {
      expect(Math.log(joint.value)).toBeCloseTo(R.glm.coefficients[Number(id.slice(1))], 8);
    }
  });

  it("tells what is a rule's own from what goes along with others", () => {
    const report = of(busyLeads(20_000, 1))!;
    const told = Object.fromEntries(report.rules.map(({id, own}) => [id, own]));
    expect(told).toEqual({
      busy: "its own",
      trial: "its own",
      price: "its own",
      blog: "not its own",
      careers: "only then",
    });
    const blog = report.rules.find(({id}) => id === "blog")!;
    expect(blog.crude.low).toBeGreaterThan(1.2);
    expect(blog.joint.low).toBeLessThan(1);
  });

  it("covers known weights with its intervals", () => {
    const truth: Record<string, number> = {busy: 0.8, trial: 1, price: 0.7, blog: 0, careers: -0.6};
    const covered = Array.from({length: 25}, (_, seed) => of(busyLeads(1500, seed + 1))!.rules)
      .flat()
      .filter(({id, joint}) => Math.log(joint.low) <= truth[id] && truth[id] <= Math.log(joint.high));
    expect(covered.length / 125).toBeGreaterThan(0.9);
  });

  it("takes the rule that tells most of each action, and counts the others", () => {
    const cube = busyLeads(2000, 2);
    const twice: Cube = {
      ...cube,
      rules: [...cube.rules, "again"],
      holds: [...cube.holds, cube.holds[1].filter((_, i) => i % 2 === 0)],
    };
    const trial = (within_days: number): Rule => ({
      id: `trial ${within_days}`,
      when: {activity: "trial", at_least: 1, within_days},
    });
    const rules = [attribute("busy"), trial(30), attribute("price"), attribute("blog"), attribute("careers"), trial(7)];
    const report = of(twice, rules)!;
    expect(report.rules.map(({id}) => id).sort()).toEqual(["blog", "busy", "careers", "price", "trial 30"]);
    expect(report.sameSubject).toBe(1);
  });

  it("names rules that say the same and rules that separate, and shows no weight for them", () => {
    const cube = busyLeads(2000, 3);
    const won = Uint32Array.from(cube.n, (_, r) => r).filter((r) => cube.conversions[r] === 1 && r % 3 === 0);
    const more: Cube = {
      ...cube,
      rules: [...cube.rules, "copy", "signed"],
      holds: [...cube.holds, cube.holds[1], won],
    };
    const report = of(more, [...cube.rules, "copy", "signed"].map(attribute))!;
    expect(report.rules.map(({id}) => id)).not.toContain("signed");
    expect(report.rules.filter(({id}) => id === "trial" || id === "copy")).toHaveLength(1);
    expect(report.untold.join("; ")).toMatch(/every lead with signed is yes converted.*trial is yes.*copy is yes/);
  });

  it("leaves out what is flagged or too rare, with counts, and is null where nothing can be held equal", () => {
    const cube = busyLeads(2000, 4);
    const excluded = [null, null, "a leak", null, null];
    const report = of(cube, cube.rules.map(attribute), {excluded, minSupport: 600})!;
    expect(report.flagged).toBe(1);
    expect(report.tooFew).toBeGreaterThan(0);
    expect(report.rules.length + report.flagged + report.tooFew).toBe(5);
    expect(of(cube, cube.rules.map(attribute), {minSupport: 1e6})).toBeNull();
    expect(of(cubeOf([], [0], [9], [3]), [])).toBeNull();
  });
});
