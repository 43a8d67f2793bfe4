import jStat from "jstat";
import {describe, expect, it} from "vitest";
import {describe as describeCard} from "../../../src/analysis/card/evidence.ts";
import {evaluate} from "../../../src/analysis/points/evaluate.ts";
import type {Rule} from "../../../src/analysis/rules/rules.ts";
import {benjaminiHochberg} from "../../../src/analysis/statistics/falseDiscovery.ts";
import {weightEvidence} from "../../../src/analysis/statistics/jackknife.ts";
import {generate} from "../cubes.ts";

const ridge = {penalty: "ridge", lambda: 0.1} as const;

function made(seed: number) {
  const {cube} = generate({rows: 1200, rules: 10, seed, strength: 0.5});
  const rules: Rule[] = cube.rules.map((id) => ({id, when: {activity: id, at_least: 1}}));
  const points = Float64Array.from(weightEvidence(cube), ({weight}) => Math.round(5 * weight) || 1);
  return {cube, rules, points};
}

/** p of each weight by rows, from Student's t on 19 degrees of freedom; 1 within the 95 % jackknife interval. */
const pValues = (found: ReturnType<typeof weightEvidence>, perLead: number): number[] =>
  found.map(({weight, jackknifeError, rowError}) =>
    Math.abs(weight) < 2.093024054408263 * jackknifeError
      ? 1
      : 2 * jStat.studentt.cdf(-Math.abs(weight) / (rowError * Math.sqrt(perLead)), 19),
  );

describe("describe(cube, rules, points)", () => {
  it.each([1, 2, 3, 4, 5, 6])(
    "calls sure what Benjamini–Hochberg finds among all that was picked from (%i)",
    (seed) => {
      const {cube, rules, points} = made(seed);
      const p = pValues(weightEvidence(cube, ridge), 1);
      const q = benjaminiHochberg([...p, ...new Array(20).fill(1)]).slice(0, p.length);
      const sure = cube.rules.filter((_, j) => q[j] < 0.05);
      const found = describeCard(cube, rules, points, {pickedFrom: p.length + 20}).rules;
      expect(new Set(found.filter(({isSure}) => isSure).map(({rule}) => rule.id))).toEqual(new Set(sure));
      expect(found.some(({isSure}) => isSure)).toBe(sure.length > 0);
    },
  );

  it("takes each rule of a given card by itself", () => {
    const {cube, rules, points} = made(2);
    const p = pValues(weightEvidence(cube, ridge), 1);
    const found = describeCard(cube, rules, points).rules;
    for (const {rule, isSure} of found) expect(isSure).toBe(p[cube.rules.indexOf(rule.id)] < 0.05);
  });

  it("is surer of less where a lead's conversions are several", () => {
    const {cube, rules, points} = made(2);
    const sure = (perLead: number) =>
      describeCard(cube, rules, points, {perLead, pickedFrom: 30}).rules.filter(({isSure}) => isSure).length;
    expect(sure(1)).toBeGreaterThan(sure(6));
  });

  it("widens the intervals of directions, so that those of rules that may be luck hold 0 and no other does", () => {
    const {cube, rules, points} = made(3);
    const {slope} = evaluate(cube, points);
    const wide = describeCard(cube, rules, points, {strength: "direction only", pickedFrom: 30}).rules;
    const own = describeCard(cube, rules, points, {pickedFrom: 30}).rules;
    expect(slope).toBeGreaterThan(0);
    for (const [i, {interval, isSure}] of wide.entries()) {
      const {low, high} = interval ?? {low: Number.NaN, high: Number.NaN};
      expect(low > 0 || high < 0).toBe(isSure);
      expect(isSure).toBe(own[i].isSure);
    }
  });

  it("knows no interval where folds or the card tell nothing", () => {
    const {cube, rules, points} = made(1);
    const oneFold = {...cube, fold: new Uint8Array(cube.n.length)};
    for (const {interval, isSure} of describeCard(oneFold, rules, points, {pickedFrom: 30}).rules)
      expect({interval, isSure}).toEqual({interval: null, isSure: false});
  });
});
