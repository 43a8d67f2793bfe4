import {describe, expect, it} from "vitest";
import {checkRuleAttributes} from "../../loaders/project/ruleAttributes.ts";
import type {Condition} from "../../src/analysis/rules/rules.ts";

const attributes = [
  {name: "size", type: "category"},
  {name: "staff", type: "number"},
  {name: "email", type: "category"},
] as const;
const faults = (...conditions: Condition[]) => {
  try {
    checkRuleAttributes(
      conditions.map((when, i) => ({id: String(i), when})),
      attributes,
      (name) => name === "email",
    );
    return [];
  } catch (error) {
    return (error as Error).message.split("\n");
  }
};

describe("checkRuleAttributes(rules, attributes, isPersonal)", () => {
  it("passes what leads can meet", () => {
    expect(
      faults(
        {attribute: "size", is: ["s"]},
        {attribute: "staff", at_least: 10},
        {attribute: "staff", missing: true},
        {attribute: "size", missing: true},
        {activity: "visit", at_least: 1},
      ),
    ).toEqual([]);
  });

  it("tells every rule that no lead can meet, with the remedy", () => {
    expect(
      faults(
        {attribute: "sizes", is: ["s"]},
        {attribute: "colour", missing: true},
        {attribute: "staff", is: ["120"]},
        {attribute: "size", below: 5},
        {attribute: "email", is: ["a"]},
      ),
    ).toEqual([
      'project.yaml: rule "sizes is s": unknown attribute: sizes; did you mean size?',
      'project.yaml: rule "colour is missing": unknown attribute: colour; known are size, staff, email',
      'project.yaml: rule "staff is 120": staff is a number; use at_least and below',
      'project.yaml: rule "size under 5": size is a category; use is',
      'project.yaml: rule "email is a": email is personal; no rule may use it',
    ]);
  });
});
