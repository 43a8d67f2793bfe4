import {say} from "../../text/language.ts";
import type {Interval} from "../findings.ts";
import type {Suspicion} from "./flag.ts";
import {type Column, type Outcomes, strength} from "./strength.ts";

/** AUC from which all other attributes tell enough for a leap beyond them to be suspect. */
const tellsSomething = 0.6;

/**
 * Attributes that tell too much: alone a held-out AUC over 0.95; or with it the AUC of all columns is over 0.85 (both by the
 * interval's bound), more than 0.05 higher than without it and its twins, and the distance to 1 at most half. Found one after
 * another, the worst first; nothing with fewer than `minSupport` leads of an outcome. Where the others tell hardly anything (AUC
 * under 0.6) a leap is no more than that this one is good: a question to ask, which leaves nothing out.
 */
export function tooGood(columns: readonly Column[], outcomes: Outcomes, minSupport: number): Suspicion[] {
  const n = outcomes.won.length;
  const wins = Array.from(outcomes.won).filter((won) => won === 1).length;
  if (columns.length === 0 || Math.min(wins, n - wins) < minSupport) return [];
  const {joint, columns: each} = strength(columns, outcomes);
  const [worst] = each
    .filter(({alone, without}) => alone.low > 0.95 || isLeap(without, joint))
    .sort((a, b) => Number(b.alone.low > 0.95) - Number(a.alone.low > 0.95) || a.without.value - b.without.value);
  if (!worst) return [];
  const {name, alone, without} = worst;
  const figure = ({value}: Interval) => value.toFixed(2);
  const why =
    alone.low > 0.95
      ? say({
          en: `alone it tells won from lost with an AUC of ${figure(alone)}, too good to have been known before`,
          ja: `これだけで受注と失注をAUC ${figure(alone)}で見分けます。事前に分かっていたにしては良すぎます`,
        })
      : say({
          en: `lifts the AUC of all attributes from ${figure(without)} to ${figure(joint)}, too much to have been known before`,
          ja: `全属性によるAUCを${figure(without)}から${figure(joint)}に引き上げます。事前に分かっていたにしては大きすぎます`,
        });
  const others = columns.filter((column) => column.name !== name);
  const isKnown = alone.low > 0.95 || without.value >= tellsSomething;
  const reason = isKnown ? "alone too good" : "tells nearly all there is";
  const asked = say({
    en: `lifts the AUC of all attributes from ${figure(without)} to ${figure(joint)}, nearly all there is to tell: was it known before the outcome?`,
    ja: `全属性によるAUCを${figure(without)}から${figure(joint)}に引き上げ、手がかりのほとんどを占めます。結果の前に分かっていたことですか`,
  });
  return [
    {field: name, kind: "attribute", reason, why: isKnown ? why : asked},
    ...tooGood(others, outcomes, minSupport),
  ];
}

const isLeap = (without: Interval, joint: Interval): boolean =>
  joint.low > 0.85 && joint.value - without.value > 0.05 && 1 - joint.value <= (1 - without.value) / 2;
