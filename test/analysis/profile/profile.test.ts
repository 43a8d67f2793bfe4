import {describe, expect, it} from "vitest";
import {segmentField, segmentPersonas} from "../../../src/analysis/profile/personas.ts";
import {profileReport} from "../../../src/analysis/profile/profile.ts";
import {countsOf, type ProfiledLead, profileInput, someLeads} from "../profileLeads.ts";

const lead = (
  outcome: ProfiledLead["outcome"],
  values: ProfiledLead["values"],
  amount: number | null = null,
): ProfiledLead => ({
  outcome,
  days: null,
  amount,
  values,
});
const times = <T>(n: number, make: () => T): T[] => Array.from({length: n}, make);

describe("profileReport(input)", () => {
  const leads = someLeads(4000);
  const report = profileReport(profileInput(leads));

  it("counts every lead once by each attribute", () => {
    const of = (outcome: string, values: Record<string, string>) =>
      leads.filter((one) => one.outcome === outcome && Object.entries(values).every(([k, v]) => one.values[k] === v))
        .length;
    for (const {field, groups} of report.attributes)
      for (const {label, won, open, lost, shareOfWon, decided} of groups) {
        const here = (outcome: string) => of(outcome, {[field]: label});
        expect([won, open, lost]).toEqual([here("won"), here("open"), here("lost")]);
        expect(shareOfWon.value).toBeCloseTo(here("won") / of("won", {}), 12);
        expect(decided).toMatchObject({n: won + lost, conversions: won});
      }
    expect(report.leads.n).toBe(4000);
  });

  it("puts in the persona what makes leads win, and not what makes them slow", () => {
    expect(report.persona.more.map(({field, label}) => [field, label])).toEqual([["colour", "red"]]);
    expect([...report.persona.more, ...report.persona.fewer].some(({field}) => field === "size")).toBe(false);
  });

  it("compares the two values of one attribute once", () => {
    const size = report.attributes.find(({field}) => field === "size");
    expect(size?.groups.filter(({likelihood}) => likelihood !== null).length).toBe(1);
    expect(report.lookedAt).toBe(4);
  });

  it("shares out the revenue", () => {
    const paid = leads.flatMap(({amount}) => amount ?? []).reduce((sum, x) => sum + x, 0);
    expect(report.revenue?.amount).toBeCloseTo(paid, 6);
    for (const {groups} of report.attributes) {
      expect(groups.reduce((sum, {revenue}) => sum + (revenue?.amount ?? 0), 0)).toBeCloseTo(paid, 6);
      expect(groups.reduce((sum, {revenue}) => sum + (revenue?.share.value ?? 0), 0)).toBeCloseTo(1, 10);
    }
  });

  it("finds that large leads are open more often than won", () => {
    expect(report.resemblance[0].field).toBe("size");
    const large = report.resemblance[0].groups.find(({label}) => label === "large");
    expect(large?.difference.low).toBeGreaterThan(0);
    expect(report.resemblance[0].psi).toBeGreaterThan(report.resemblance[0].psiByChance);
  });

  it("tells apart what is known only afterwards, and compares it with nothing", () => {
    const {attributes, afterwards} = profileReport({
      ...profileInput(leads),
      afterwards: new Map([["size", "because"]]),
    });
    expect(attributes.map(({field}) => field)).toEqual(["colour"]);
    expect(afterwards.map(({field, why}) => [field, why])).toEqual([["size", "because"]]);
    expect(afterwards[0].groups.every(({likelihood}) => likelihood === null)).toBe(true);
  });

  it("gathers values of too few leads, and says how many", () => {
    const some = [
      ...times(20, () => lead("won", {a: "much"})),
      ...times(2, () => lead("won", {a: "rare"})),
      ...times(3, () => lead("lost", {a: "rarer"})),
      ...times(2, () => lead("lost", {a: null})),
      ...times(9, () => lead("lost", {a: "some"})),
    ];
    const [{groups}] = profileReport(profileInput(some)).attributes;
    expect(groups.map(({label, n}) => [label, n])).toEqual([
      ["much", 20],
      ["some", 9],
      ["other (2 values)", 7],
    ]);
  });

  it("lets no small group be told by taking the others away", () => {
    const few = [
      ...times(9, () => lead("won", {a: "x"})),
      ...times(7, () => lead("lost", {a: "y"})),
      lead("won", {a: "z"}),
    ];
    const [{groups}] = profileReport(profileInput(few)).attributes;
    expect(groups.map(({label, n}) => [label, n])).toEqual([
      ["x", 9],
      ["other (2 values)", 8],
    ]);
    const paid = [
      ...times(9, () => lead("won", {a: "x"}, 10)),
      ...times(8, () => lead("won", {a: "y"}, 20)),
      ...times(6, () => lead("lost", {a: "z"})),
      lead("won", {a: "z"}, 999),
    ];
    const [shown] = profileReport(profileInput(paid)).attributes;
    expect(shown.groups.map(({label, revenue}) => [label, revenue?.amount ?? null])).toEqual([
      ["x", 90],
      ["y", null],
      ["z", null],
    ]);
  });

  it.each([
    ["no leads", []],
    ["one won lead", [lead("won", {a: "x"}, 5)]],
    ["leads without attributes", times(50, () => lead("won", {}))],
    ["no won lead", times(50, () => lead("open", {a: "x"}))],
  ])("says nothing of customers with %s", (_, some) => {
    const {persona, revenue, resemblance} = profileReport(profileInput(some));
    expect(persona).toMatchObject({more: [], fewer: [], n: some.length});
    expect(revenue).toBeNull();
    expect(resemblance).toEqual([]);
  });
});

describe("segmentPersonas(input, counts)", () => {
  const leads = someLeads(4000);
  const input = profileInput(leads);
  const {attributes} = profileReport(input);

  it("describes each segment by what tells its own won leads apart", () => {
    const counts = ["colour", "size"].flatMap((field) => countsOf(leads, field, "size"));
    const found = segmentPersonas(input, {field: "size", counts, whole: attributes});
    expect(found?.personas.map(({value, more}) => [value, more.map(({label}) => label)])).toEqual([
      ["small", ["red"]],
      ["large", ["red"]],
    ]);
    expect(found?.lookedAt).toBe(6);
  });

  it("is null for an attribute that is not told", () => {
    expect(segmentPersonas(input, {field: "weight", counts: [], whole: attributes})).toBeNull();
  });
});

describe("segmentField(attributes, candidates)", () => {
  const {attributes} = profileReport(profileInput(someLeads(4000)));

  it("takes the attribute whose values are won most unequally where no amounts are told by value", () => {
    expect(segmentField(attributes, ["colour", "size"], 30)).toBe("colour");
  });

  it("takes nothing that is no candidate", () => {
    expect(segmentField(attributes, [], 30)).toBeNull();
  });
});
