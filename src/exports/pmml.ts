import {say} from "../text/language.ts";
import type {CardToExport} from "./card.ts";
import {InputFields} from "./pmmlFields.ts";
import {basisText, cardName, reasonText, ruleLine} from "./words.ts";
import {element} from "./xml.ts";

/** Reasons that the scorecard returns for a lead, at most. */
const reasons = 3;

/**
 * The card as a PMML 4.4 Scorecard (dmg.org/pmml/v4-4/Scorecard.html): one characteristic a rule, with its points where it
 * holds and 0 where it does not. The caller supplies the fields of the data dictionary as of the instant of scoring: how
 * often something was done in a window, days since it was done last, attributes, the stage; each says in its `displayName`
 * what it is. Answers score, probability and the rules that gave the most points (baseline 0: a rule that does not hold
 * explains nothing).
 */
export function cardPmml(card: CardToExport): string {
  const fields = new InputFields(card.rules.map(({rule}) => rule));
  const characteristics = card.rules.map((one, i) =>
    element(
      "Characteristic",
      {name: ruleName(i + 1, ruleLine(one.rule)), reasonCode: reasonText(one), baselineScore: 0},
      element("Attribute", {reasonCode: reasonText(one), partialScore: one.points}, fields.predicate(one.rule)),
      element("Attribute", {reasonCode: notText(ruleLine(one.rule)), partialScore: 0}, element("True", {})),
    ),
  );
  const scorecard = element(
    "Scorecard",
    {
      modelName: cardName(card),
      functionName: "regression",
      initialScore: 0,
      useReasonCodes: "true",
      reasonCodeAlgorithm: "pointsAbove",
      baselineScore: 0,
      baselineMethod: "neutral",
    },
    element("MiningSchema", {}, fields.miningFields()),
    output(card),
    element("Characteristics", {}, characteristics),
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
${element(
  "PMML",
  {xmlns: "http://www.dmg.org/PMML-4_4", version: "4.4"},
  element(
    "Header",
    {description: [basisText(card), ...card.notes].join(" ")},
    element("Application", {name: "Hakari"}),
    annotation(),
  ),
  element("DataDictionary", {numberOfFields: fields.count}, fields.dataFields()),
  scorecard,
)}
`;
}

const ruleName = (number: number, rule: string): string =>
  say({en: `rule ${number}: ${rule}`, ja: `ルール${number}：${rule}`});

const notText = (rule: string): string => say({en: `0 not: ${rule}`, ja: `0 該当せず：${rule}`});

/** What no attribute has a place for. */
const annotation = (): string =>
  `<Annotation>${say({
    en: "Supply every field of the data dictionary as of the instant of scoring, as its displayName says: only what came before that instant counts, its age in whole seconds. A field that is left out counts as missing.",
    ja: "データ辞書の各項目に、displayNameのとおり採点時点の値を入れてください。数えるのは採点時点より前のことだけで、経過時間は秒単位です。入れなかった項目は欠損とみなします。",
  })}</Annotation>`;

function output({intercept, slope, within, rules}: CardToExport): string {
  const constant = (value: number) => `<Constant dataType="double">${value}</Constant>`;
  const apply = (name: string, ...of: string[]) => element("Apply", {function: name}, of);
  const against = apply("+", constant(-intercept), apply("*", constant(-slope), element("FieldRef", {field: "score"})));
  const held = within ? apply("min", constant(-within.least), apply("max", constant(-within.most), against)) : against;
  const chance = apply("/", constant(1), apply("+", constant(1), apply("exp", held)));
  const number = {optype: "continuous", dataType: "double"};
  return element(
    "Output",
    {},
    element("OutputField", {name: "score", ...number, feature: "predictedValue"}),
    element("OutputField", {name: "probability", ...number, feature: "transformedValue"}, chance),
    Array.from({length: Math.min(reasons, rules.length)}, (_, i) =>
      element("OutputField", {
        name: `reason_${i + 1}`,
        optype: "categorical",
        dataType: "string",
        feature: "reasonCode",
        rank: i + 1,
      }),
    ),
  );
}
