import {describe, expect, it} from "vitest";
import {type Adjustment, adjust, type Stratified} from "../../../src/analysis/drivers/adjust.ts";
import {driverOf, leadErrors} from "../../../src/analysis/drivers/driver.ts";
import {tally} from "../../../src/analysis/rules/patterns.ts";
import type {Table} from "../../../src/analysis/statistics/contrast.ts";
import {random} from "../../../src/analysis/statistics/random.ts";

interface Observation {
  fold: number;
  label: 0 | 1;
  /** Groups of the things that may be held equal. */
  groups: number[];
  /** Which patterns hold. */
  holds: boolean[];
}

/** What is compared of each pattern, counted as the loader does: by lead fold, and by group of each thing held equal. */
function stratified(observations: readonly Observation[], things: readonly string[]): Stratified[] {
  return observations[0].holds.map((_, j) => {
    const folds = Array.from({length: 20}, (_, fold) => ({fold, n: 0, conversions: 0, all: {n: 0, conversions: 0}}));
    const groups = things.map(() => new Map<number, Table>());
    for (const {fold, label, groups: own, holds} of observations) {
      folds[fold].all.n += 1;
      folds[fold].all.conversions += label;
      if (holds[j]) folds[fold].n += 1;
      if (holds[j]) folds[fold].conversions += label;
      groups.forEach((tables, k) => {
        const table = tables.get(own[k]) ?? {a: 0, n1: 0, c: 0, n0: 0};
        tables.set(own[k], table);
        if (holds[j]) table.n1 += 1;
        else table.n0 += 1;
        if (label && holds[j]) table.a += 1;
        else if (label) table.c += 1;
      });
    }
    const counts = tally({strata: folds.map((fold) => ({...fold, stage: null, isTest: false}))});
    const errors = leadErrors(folds);
    const rule = {id: `p${j}`, when: {attribute: `p${j}`, missing: true as const}};
    const strata = groups.map((tables, k) => ({by: things[k], tables: [...tables.values()]}));
    return {driver: driverOf({rule, counts, errors}, []), errors, strata};
  });
}

const logistic = (x: number) => 1 / (1 + Math.exp(-x));
const things = [" stage", "industry", "period"];

/**
 * Leads of which each gives several observations that convert alike (a frailty of its own), and patterns that do nothing. With
 * `confounded` those further on convert more often, and half of the patterns hold more often there: the first sight then shows an
 * effect, and like leads none.
 */
function withoutEffects(seed: number, {leads = 400, patterns = 20, confounded = false} = {}): Observation[] {
  const next = random(seed);
  const normal = () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  return Array.from({length: leads}, (_, lead) => {
    const frailty = normal();
    const industry = Math.floor(next() * 4);
    const leaning = Array.from({length: patterns}, normal);
    const seen = 1 + Math.floor(next() * 6);
    return Array.from({length: seen}, (_, period): Observation => {
      const stage = Math.min(3, Math.floor(next() * 2 + period / 2));
      const towards = confounded ? stage - 1 : 0;
      return {
        fold: lead % 20,
        label: next() < logistic(-1.5 + frailty + towards) ? 1 : 0,
        groups: [stage, industry, period],
        holds: leaning.map((own, j) => own + 0.5 * normal() + (j % 2 ? 0.6 * towards : 0) > 0.5),
      };
    });
  }).flat();
}

const verdicts = (all: readonly Adjustment[][], verdict: Adjustment["verdict"]) =>
  all.flat().filter((one) => one.verdict === verdict);

describe("adjust(patterns)", () => {
  const runs = 200;
  const alarms = (options: {confounded: boolean}) =>
    Array.from({length: runs}, (_, seed) => adjust(stratified(withoutEffects(seed + 1, options), things)));

  it("says that something turns round in at most one of twenty runs where nothing has an effect", () => {
    const raised = alarms({confounded: false}).filter((all) => verdicts(all, "turns").length > 0);
    expect(raised.length).toBeLessThanOrEqual(0.05 * runs);
  });

  it("nor where patterns go along with the stage and have no effect of their own: these vanish", () => {
    const found = alarms({confounded: true});
    expect(found.filter((all) => verdicts(all, "turns").length > 0).length).toBeLessThanOrEqual(0.05 * runs);
    expect(found.filter((all) => verdicts(all, "vanishes").some(({by}) => by === " stage")).length).toBeGreaterThan(
      100,
    );
  });

  it("names what turns round and the thing that turns it", () => {
    // Stage 0 converts 5 %, stage 1 50 %; the pattern is at home in stage 1 and halves the odds in both.
    const tables = [
      {a: 5, n1: 200, c: 180, n0: 3600},
      {a: 640, n1: 1800, c: 100, n0: 200},
    ];
    const whole = {a: 645, n1: 2000, c: 280, n0: 3800};
    const counts = {n: 2000, conversions: 645, all: {n: 5800, conversions: 925}};
    const rule = {id: "late", when: {activity: "late", at_least: 1}};
    const driver = driverOf({rule, counts, errors: null}, []);
    const strata = [
      {by: " stage", tables},
      {by: "industry", tables: [whole, whole]},
    ];
    const [told] = adjust([{driver, errors: null, strata}]);
    expect(told.map(({by, verdict}) => [by, verdict])).toEqual([
      [" stage", "turns"],
      ["industry", "stays"],
    ]);
    const [flagged] = adjust([{driver: {...driver, flags: ["a leak"]}, errors: null, strata}]);
    expect(flagged.map(({verdict}) => verdict)).toEqual(["stays", "stays"]);
  });

  it("says of what lies on the other side, without being sure enough among all pairs, that it vanishes", () => {
    const tables = [
      {a: 2, n1: 60, c: 54, n0: 1080},
      {a: 192, n1: 540, c: 30, n0: 60},
    ];
    const counts = {n: 600, conversions: 194, all: {n: 1740, conversions: 278}};
    const late = {id: "late", when: {activity: "late", at_least: 1}};
    const one: Stratified = {
      driver: driverOf({rule: late, counts, errors: null}, []),
      errors: null,
      strata: [{by: " stage", tables}],
    };
    const plain = stratified(withoutEffects(1), things);
    const [alone] = adjust([one]);
    const [among] = adjust([one, ...plain]);
    expect(alone[0].oddsRatio.high).toBeLessThan(1);
    expect([alone[0].verdict, among[0].verdict]).toEqual(["turns", "vanishes"]);
  });

  it("says nothing of patterns that cannot be held equal in anything", () => {
    const rule = {id: "x", when: {attribute: "x", missing: true as const}};
    const counts = {n: 40, conversions: 10, all: {n: 100, conversions: 20}};
    const driver = driverOf({rule, counts, errors: null}, []);
    expect(
      adjust([{driver, errors: null, strata: [{by: " stage", tables: [{a: 10, n1: 40, c: 10, n0: 60}]}]}]),
    ).toEqual([[]]);
    expect(adjust([])).toEqual([]);
  });
});
