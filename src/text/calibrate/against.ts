import type {CardRule} from "../../analysis/card/suggestion.ts";
import {percent} from "../../analysis/figures.ts";
import {say} from "../language.ts";

/** That a rule's sign goes against the rate of its own observations, and how to read that; empty where it does not. */
export function againstText({points, with: own, against}: Pick<CardRule, "points" | "with" | "against">): string {
  if (!against) return "";
  const [ours, theirs] = [percent(own.value), percent(against.value)];
  return points > 0
    ? say({
        en: `a plus beside the other rules on the card, though by itself it converts less than the rest (${ours} against ${theirs})`,
        ja: `単独では残りより転換率が低い（${ours}、残りは${theirs}）ものの、ほかのルールと合わせると加点になります`,
      })
    : say({
        en: `a minus beside the other rules on the card, though by itself it converts more than the rest (${ours} against ${theirs})`,
        ja: `単独では残りより転換率が高い（${ours}、残りは${theirs}）ものの、ほかのルールと合わせると減点になります`,
      });
}
