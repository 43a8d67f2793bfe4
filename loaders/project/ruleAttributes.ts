import {isAttribute, type Rule, ruleText} from "../../src/analysis/rules/rules.ts";
import type {AttributeColumn} from "../tables/attributes.ts";
import {didYouMean} from "./faults.ts";

/**
 * Refuses written rules that no lead can meet because of what the loaded attributes are: unknown ones, named values of
 * a number, a range of a category; and rules on what is
 * personal. Every fault is told, with its rule.
 */
export function checkRuleAttributes(
  rules: readonly Rule[],
  attributes: readonly AttributeColumn[],
  isPersonal: (name: string) => boolean,
): void {
  const types = new Map(attributes.map(({name, type}) => [name, type]));
  const faults = rules.flatMap((rule) => {
    const {when} = rule;
    if (!isAttribute(when)) return [];
    const where = `project.yaml: rule "${ruleText(rule)}"`;
    const type = types.get(when.attribute);
    if (!type) {
      const known = [...types.keys()];
      const remedy = didYouMean(when.attribute, known) || `; known are ${known.join(", ") || "none"}`;
      return [`${where}: unknown attribute: ${when.attribute}${remedy}`];
    }
    if (isPersonal(when.attribute)) return [`${where}: ${when.attribute} is personal; no rule may use it`];
    if (type === "number" && when.is) return [`${where}: ${when.attribute} is a number; use at_least and below`];
    if (type === "category" && !when.is && !when.missing) return [`${where}: ${when.attribute} is a category; use is`];
    return [];
  });
  if (faults.length > 0) throw new Error(faults.join("\n"));
}
