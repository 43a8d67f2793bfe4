import jStat from "jstat";
import {describe, expect, it} from "vitest";
import {describe as describeCard} from "../../../src/analysis/card/evidence.ts";
import {evaluate} from "../../../src/analysis/points/evaluate.ts";
import type {Rule} from "../../../src/analysis/rules/rules.ts";
import {benjaminiHochberg} from "../../../src/analysis/statistics/falseDiscovery.ts";
import {weightEvidence} from "../../../src/analysis/statistics/jackknife.ts";
import {againstText} from "../../../src/text/calibrate/against.ts";
import {inLanguage} from "../../../src/text/language.ts";
import {cubeOf, generate} from "../cubes.ts";

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

  it("holds the points in their interval, those of a rule under which nobody ever converts too", () => {
    // In each of 20 folds 10 rows of neither rule, 5 of `stop`, 5 of `go`: 0 % under `stop`, 60 % under `go`, else 20 %.
    const folds = Array.from({length: 60}, (_, r) => Math.floor(r / 3));
    const n = folds.map((_, r) => [10, 5, 5][r % 3]);
    const conversions = folds.map((_, r) => [2, 0, 3][r % 3]);
    const cube = cubeOf(
      ["stop", "go"],
      folds.map((_, r) => [0, 1, 2][r % 3]),
      n,
      conversions,
      folds,
    );
    const rules: Rule[] = cube.rules.map((id) => ({id, when: {activity: id, at_least: 1}}));
    const {rules: found, slope} = describeCard(cube, rules, Float64Array.of(-3, 3));
    const [go, stop] = found;
    expect([stop.interval?.low, stop.interval?.high].every((end) => Number.isFinite(end))).toBe(true);
    expect(stop.interval?.low).toBeLessThanOrEqual(-3);
    // Half a conversion in 101 beside 20 %: −3.9 log-odds, give or take.
    expect((stop.interval?.value as number) * slope).toBeCloseTo(Math.log(0.5 / 100.5) - Math.log(40.5 / 160.5), 0);
    expect(stop.interval?.high).toBeLessThan(0);
    expect((stop.interval?.high as number) - (stop.interval?.low as number)).toBeGreaterThan(1);
    expect(go.interval?.low).toBeLessThanOrEqual(3);
    expect(go.interval?.high).toBeGreaterThanOrEqual(3);
  });

  it("says where a sign goes against the rate of the rule's own observations, and nowhere else", () => {
    // `late` converts half as often as `early` whatever the size; `big`, which is mostly early, more often.
    const rows: [mask: number, n: number, conversions: number][] = [
      [0, 500, 25],
      [1, 100, 2],
      [2, 100, 50],
      [3, 300, 90],
    ];
    const cube = cubeOf(
      ["late", "big"],
      rows.flatMap(([mask]) => new Array<number>(10).fill(mask)),
      rows.flatMap(([, n]) => new Array<number>(10).fill(n / 10)),
      rows.flatMap(([, , y]) => new Array<number>(10).fill(y / 10)),
    );
    const rules: Rule[] = cube.rules.map((id) => ({id, when: {activity: id, at_least: 1}}));
    const {rules: found} = describeCard(cube, rules, Float64Array.of(-2, 5));
    const [big, late] = found;
    // 92 of 400 late ones convert, 75 of 600 others: a minus beside `big` alone.
    expect(late).toMatchObject({with: {n: 400, conversions: 92}, against: {n: 600, conversions: 75}});
    expect(againstText(late)).toBe(
      "a minus beside the other rules on the card, though by itself it converts more than the rest (23 % against 13 %)",
    );
    expect(inLanguage("ja", () => againstText(late))).toContain("ほかのルールと合わせると減点になります");
    expect([big.against, againstText(big)]).toEqual([undefined, ""]);
  });

  it("knows no interval where folds or the card tell nothing", () => {
    const {cube, rules, points} = made(1);
    const oneFold = {...cube, fold: new Uint8Array(cube.n.length)};
    for (const {interval, isSure} of describeCard(oneFold, rules, points, {pickedFrom: 30}).rules)
      expect({interval, isSure}).toEqual({interval: null, isSure: false});
  });
});
