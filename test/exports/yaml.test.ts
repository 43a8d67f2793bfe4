import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {readProject} from "../../loaders/project/project.ts";
import {type Condition, type Rule, ruleId} from "../../src/analysis/rules/rules.ts";
import {cardYaml, ruleLines} from "../../src/exports/yaml.ts";
import {folderWith} from "../loaders/loading.ts";
import {generatedCard, names, rules} from "./generated.ts";

/** The rules as a project reads them from the pasted block; ids only where they were written. */
function readBack(card: (Rule & {points: number})[], stages: readonly string[]): unknown[] {
  const project = {title: "T", sources: {leads: {files: "leads.csv"}}, stages: stages.map((id) => ({id}))};
  const head = Object.entries(project).map(([key, value]) => `${key}: ${JSON.stringify(value)}`);
  const yaml = [...head, cardYaml(generatedCard(card))].join("\n");
  return readProject(folderWith({"project.yaml": yaml}), {HAKARI_DOLLAR: ""}).rules;
}

const hard = fc.constantFrom(
  "yes",
  "null",
  "~",
  "1",
  "1e3",
  "0x1F",
  "- a",
  "a: b",
  "a #b",
  "# a",
  "{a}",
  "[a]",
  "&a",
  "*a",
  "!a",
  "|",
  ">",
  "%a",
  "@a",
  "`a",
  "'",
  '"',
  "\\",
  `\${HOME}`,
  `\${A:-b}`,
  `$\${X}`,
  "${",
  "a\nb",
  "\ttab",
  " space ",
  "",
  "2025-01-01",
  "商談",
  "💶",
  "\u2028",
  "\u0085",
  "=1+1",
);
const text = fc.oneof(hard, fc.string({unit: "grapheme", minLength: 1}), fc.string({minLength: 1}));
const name = text.filter((value) => value !== "");
const days = fc.integer({min: 1, max: 400});
const number = fc.double({min: -1e6, max: 1e6, noNaN: true}).map((x) => x + 0);
const stages = ["lead", "stage's 2", "商談", "yes", "1"];

const condition: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({attribute: name, is: fc.array(text, {minLength: 1, maxLength: 4})}),
  fc.record({attribute: name, at_least: number}),
  fc.record({attribute: name, below: number}),
  fc.tuple(name, number, fc.double({min: 0.5, max: 100, noNaN: true})).map(([attribute, at_least, more]) => ({
    attribute,
    at_least,
    below: at_least + more,
  })),
  fc.record({attribute: name, missing: fc.constant(true as const)}),
  fc.record({activity: name, at_least: fc.integer({min: 1, max: 9})}),
  fc.record({activity: name, topic: name, at_least: fc.integer({min: 1, max: 9}), within_days: days}),
  fc.record({activity: name, topic: name, none_for_days: days}),
  fc.record({activity: name, none_for_days: days}),
  fc.record({stage: fc.uniqueArray(fc.constantFrom(...stages), {minLength: 1})}),
);

const rule = fc
  .record({
    id: fc.option(name, {nil: undefined}),
    when: condition,
    in_stage: fc.option(fc.uniqueArray(fc.constantFrom(...stages), {minLength: 1}), {nil: undefined}),
    points: fc.integer({min: -20, max: 20}).filter((points) => points !== 0),
  })
  .map(({id, in_stage, ...rest}): Rule & {points: number} => {
    const whole = {...rest, ...(in_stage ? {in_stage} : {})};
    return {...whole, id: id ?? ruleId(whole)};
  });

describe("cardYaml(card)", () => {
  it("reads back, pasted into a project file, as the same rules and points", () => {
    expect(readBack(rules, names.stages)).toEqual(rules);
  });

  it("does so whatever names, values and numbers hold", () => {
    fc.assert(
      fc.property(fc.uniqueArray(rule, {selector: ({id}) => id, minLength: 1, maxLength: 6}), (some) => {
        expect(readBack(some, stages)).toEqual(some);
      }),
      {numRuns: 200},
    );
  });

  it("writes one line a rule, below its evidence", () => {
    const lines = cardYaml(generatedCard(rules.slice(1, 2))).split("\n");
    expect(lines.slice(-3)).toEqual([
      "  # −8 page 'view'; drop table leads; -- 3 or more times in the last 30 days: 95 % interval −9.2 to −6, converted where it holds: 20 % (15–26 %, n 400)",
      `  - {when: {activity: "page 'view'; drop table leads; --", at_least: 3, within_days: 30}, points: -8}`,
      "",
    ]);
  });
});

describe("ruleLines(rules)", () => {
  it("writes a line a rule, as the project file takes them", () => {
    const when: Condition = {activity: "trial", at_least: 1, within_days: 7};
    expect(ruleLines([{id: ruleId({when}), when, points: 2}])).toBe(
      "- {when: {activity: trial, at_least: 1, within_days: 7}, points: 2}\n",
    );
  });
});
