import {describe, expect, it} from "vitest";
import {flagOf} from "../../../src/analysis/leaks/flag.ts";
import {type LeakFlag, withEffects} from "../../../src/analysis/leaks/leaks.ts";
import {missingnessExplained} from "../../../src/analysis/leaks/missing.ts";
import {strength} from "../../../src/analysis/leaks/strength.ts";
import {type Draw, evidence, fair, noise, strong} from "./evidence.ts";

describe("withEffects(flags, sample, minSupport)", () => {
  const draws = {fair, strong, talk: ((won, next) => (won ? 2 : 0) + next()) as Draw, noise};
  const {sample} = evidence(2000, 21, draws);
  const kinds = {fair: "attribute", strong: "attribute", talk: "attribute", noise: "action"} as const;
  const columns = sample.columns.map((column) => ({...column, kind: kinds[column.name as keyof typeof kinds]}));
  const flag = (field: keyof typeof kinds, reason: LeakFlag["reason"], trusted?: string) =>
    flagOf({field, kind: kinds[field], reason, why: "…"}, trusted);

  it("sets the AUC of all that is left beside that with the field, on leads held out", () => {
    const flags = [flag("talk", "alone too good"), flag("noise", "recorded after the decision")];
    const [talk, noise] = withEffects(flags, {...sample, columns}, 30);
    const {joint} = strength(columns.slice(0, 2), sample);
    expect(talk.effect?.without.value).toBeCloseTo(joint.value, 10);
    expect(talk.effect?.with.value).toBeGreaterThan(0.99);
    expect(talk.effect).toMatchObject({n: 2000, conversions: Array.from(sample.won).filter(Boolean).length});
    expect(talk.effect?.text).toMatch(
      /^With it the AUC of all that a card may use would read 1\.00 \(.*\) instead of 0\.7\d \(.*\): too good to be true\.$/,
    );
    expect(noise.effect?.text).toMatch(
      /^Counted strictly before the day looked at, it lifts (nothing|hardly anything)/,
    );
  });

  it("takes a field that may be used out of the rest, to say what it brings", () => {
    const [strongly] = withEffects([flag("strong", "state at export", "asked at once")], {...sample, columns}, 30);
    const all = strength(columns, sample).joint;
    expect(strongly.effect?.with.value).toBeCloseTo(all.value, 10);
    expect(strongly.effect?.without.value).toBeLessThan(all.value);
  });

  it("tells nothing of too few conversions, or of a field it has no values of", () => {
    const flags = [flag("talk", "alone too good")];
    expect(withEffects(flags, {...sample, columns}, 2000)).toEqual(flags);
    expect(withEffects(flags, {...sample, columns: columns.slice(0, 2)}, 30)).toEqual(flags);
  });
});

describe("strength(columns, outcomes)", () => {
  it("gives half for noise and for identifiers, and the column's own AUC where it is alone", () => {
    const {sample} = evidence(4000, 13, {id: (_, next) => `id ${next()}`, noise, strong});
    const {joint, columns} = strength(sample.columns, sample);
    expect(columns[0].alone.value).toBeCloseTo(0.5, 1);
    expect(columns[1].alone.value).toBeCloseTo(0.5, 1);
    expect(columns[2].alone.value).toBeCloseTo(0.75, 1);
    expect(joint.value).toBeCloseTo(columns[2].alone.value, 1);
    expect(columns[2].without.value).toBeCloseTo(0.5, 1);
  });
});

describe("missingnessExplained(column, other)", () => {
  it("is lambda: one where the other says who has a value, nought where it does not help", () => {
    const column = {name: "c", values: [1, 2, null, null, null]};
    expect(missingnessExplained(column, {name: "o", values: ["y", "y", "n", "n", "n"]})).toBe(1);
    expect(missingnessExplained(column, {name: "o", values: ["y", "n", "n", "n", "n"]})).toBe(0.5);
    expect(missingnessExplained(column, {name: "o", values: ["n", "n", "n", "n", "n"]})).toBe(0);
    expect(missingnessExplained({name: "c", values: [1, 2]}, {name: "o", values: ["a", "b"]})).toBe(0);
  });
});
