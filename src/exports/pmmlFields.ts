import {
  type AttributeCondition,
  actionText,
  anyActivity,
  type BehaviourCondition,
  isAttribute,
  isBehaviour,
  isSilence,
  isStage,
  type Rule,
} from "../analysis/rules/rules.ts";
import {inLanguage, say} from "../text/language.ts";
import {oneLine} from "./words.ts";
import {element} from "./xml.ts";

interface Field {
  name: string;
  displayName: string;
  dataType: "string" | "integer" | "double";
}

/** What a caller of the scorecard has to supply, and the rules in these terms. */
export class InputFields {
  /** By what the field holds. */
  private readonly fields = new Map<string, Field>();
  private readonly names = new Set(["score", "probability"]);

  constructor(rules: readonly Rule[]) {
    const attributes = rules.map(({when}) => when).filter(isAttribute);
    for (const {attribute} of attributes) {
      const isNumber = attributes.some(
        (other) => other.attribute === attribute && (other.at_least !== undefined || other.below !== undefined),
      );
      this.add(`attribute ${attribute}`, attribute, attribute, isNumber ? "double" : "string");
    }
    for (const {when, in_stage} of rules) {
      if (isStage(when) || in_stage)
        this.add("stage", "stage", say({en: "stage in which the lead stands", ja: "リードのいるフェーズ"}), "string");
      if (isBehaviour(when)) {
        const suffix = when.within_days === undefined ? "ever" : `${when.within_days}d`;
        this.add(countKey(when), `n_${slug(when)}_${suffix}`, countText(when), "integer");
      }
      if (isSilence(when)) {
        const text = say({
          en: `days since the last time, with fractions: ${actionName(when)}; missing: never`,
          ja: `最後に行ってからの日数（小数あり）：${actionName(when)}。欠損は一度も行っていないこと`,
        });
        this.add(silenceKey(when), `days_since_${slug(when)}`, text, "double");
      }
    }
  }

  get count(): number {
    return this.fields.size;
  }

  dataFields(): string[] {
    return [...this.fields.values()].map(({name, displayName, dataType}) => {
      const optype = dataType === "string" ? "categorical" : "continuous";
      return element("DataField", {name, displayName: oneLine(displayName), optype, dataType});
    });
  }

  miningFields(): string[] {
    return [...this.fields.values()].map(({name}) => element("MiningField", {name}));
  }

  /** The rule's condition as one predicate; what is not known leaves it unknown, which is not true. */
  predicate({when, in_stage}: Rule): string {
    const stage = in_stage ? [this.oneOf("stage", in_stage)] : [];
    if (isAttribute(when)) return all([...this.attributeTests(when), ...stage]);
    if (isStage(when)) return all([this.oneOf("stage", when.stage), ...stage]);
    if (isBehaviour(when)) return all([this.test(countKey(when), "greaterOrEqual", when.at_least), ...stage]);
    const silence = [
      this.test(silenceKey(when), "isMissing"),
      this.test(silenceKey(when), "greaterThan", when.none_for_days),
    ];
    return all([compound("or", silence), ...stage]);
  }

  private attributeTests({attribute, is, at_least, below, missing}: AttributeCondition): string[] {
    const key = `attribute ${attribute}`;
    if (missing) return [this.test(key, "isMissing")];
    if (is) return [this.oneOf(key, is)];
    return [
      ...(at_least === undefined ? [] : [this.test(key, "greaterOrEqual", at_least)]),
      ...(below === undefined ? [] : [this.test(key, "lessThan", below)]),
    ];
  }

  /** Equality with each value, not a set: arrays of texts have a quoting of their own that readers read differently. */
  private oneOf(key: string, values: readonly string[]): string {
    return compound(
      "or",
      values.map((value) => this.test(key, "equal", value)),
    );
  }

  private test(key: string, operator: string, value?: string | number): string {
    return element("SimplePredicate", {field: this.fields.get(key)?.name, operator, value});
  }

  private add(key: string, wanted: string, displayName: string, dataType: Field["dataType"]): void {
    if (this.fields.has(key)) return;
    let name = wanted;
    for (let i = 2; this.names.has(name); ++i) name = `${wanted}_${i}`;
    this.names.add(name);
    this.fields.set(key, {name, displayName, dataType});
  }
}

const countKey = ({activity, topic, within_days}: {activity: string; topic?: string; within_days?: number}): string =>
  JSON.stringify(["count", activity, topic, within_days]);

const silenceKey = ({activity, topic}: {activity: string; topic?: string}): string =>
  JSON.stringify(["silence", activity, topic]);

const actionName = (action: {activity: string; topic?: string}): string =>
  action.activity === anyActivity && action.topic === undefined
    ? say({
        en: "any activity of the kinds that not only sellers do",
        ja: "何らかの行動（営業担当だけが行う種類を除く）",
      })
    : actionText(action);

function countText(when: BehaviourCondition): string {
  const {within_days: days} = when;
  return say({
    en: `number of times: ${actionName(when)}, ${days === undefined ? "ever" : `in the last ${days} days`}`,
    ja: `回数：${actionName(when)}、${days === undefined ? "これまでの全期間" : `直近${days}日`}`,
  });
}

const all = (tests: readonly string[]): string => compound("and", tests);

const compound = (booleanOperator: "and" | "or", tests: readonly string[]): string =>
  tests.length === 1 ? tests[0] : element("CompoundPredicate", {booleanOperator}, tests);

/** The action as part of a field's name, the same in every language. */
const slug = (action: {activity: string; topic?: string}): string =>
  inLanguage("en", () => actionText(action))
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "_")
    .replace(/^_|_$/g, "");
