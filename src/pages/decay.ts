import {html} from "htl";
import {type Decay, type DecayReport, windowRules} from "../analysis/decay/decay.ts";
import {plural} from "../analysis/figures.ts";
import {decayCurve} from "../charts/decay.ts";
import {liveFigure} from "../components/figure.ts";
import {absent, bullets, folded} from "../components/prose.ts";
import {ruleLines} from "../exports/yaml.ts";
import {list} from "../text/format.ts";
import {selection} from "./choice.ts";

/** How the worth of actions falls with their age: what was found, each action's picture, and the points to give. */
export function decaySection(report: DecayReport | undefined): HTMLElement {
  const drawn = report?.decays.filter(({curve}) => curve.length > 1) ?? [];
  if (!report || drawn.length === 0)
    return absent(
      "No action was done at known times by enough leads that converted and that did not: how fast it fades cannot be told.",
    );
  const [told, rest] = [true, false].map((isTold) => report.decays.filter((decay) => isClear(decay) === isTold));
  const rules = told.flatMap(windowRules);
  const picture = liveFigure(decayCurve(drawn[0]), "Worth of an action by its age", {
    shows:
      "How many times as high the odds of converting are for leads whose last such action was so long ago as for leads that never did it; only leads are compared that are about equally likely to convert by all else that is known.",
    read: "Dots are what was seen, with 95 % intervals; the curve is the fit, which loses half of the worth in every half-life. The dashed line is no difference.",
    act: "Give points within the windows named above; where a tool knows one window only, use the one that expires. Where the curve is flat, give points without a window.",
  });
  const options = drawn.map(({action, state}) => ({value: action, label: `${action}: ${state}`}));
  const choose = (action: string) => picture.update(decayCurve(drawn.find((one) => one.action === action) ?? drawn[0]));
  return html`<div>
    <p>${found(report)}</p>
    ${told.length > 0 ? bullets(told.map(({text}) => text)) : ""}
    ${options.length > 1 ? selection("Action", options, choose) : ""}
    ${picture.element}
    ${rules.length > 0 ? folded("These windows as rules of a project file, which add up", html`<pre tabindex="0" role="region" aria-label="Rules">${ruleLines(rules)}</pre>`) : ""}
    ${rest.length > 0 ? folded(`${plural(rest.length, "action")} without an effect, or with too little to say`, bullets(rest.map(({text}) => text))) : ""}
    <p class="remark">Compared within bands of leads that are about equally likely to convert by the suggested card without the action, their stage, the days since they last did anything and the days they are open. Points are those of the suggested card; a narrower window comes in place of a wider one. Each action is looked at alone: what is done on the same visit shares its worth.</p>
  </div>`;
}

const isClear = ({state}: Decay): boolean => state === "fades" || state === "no decay seen";

function found({decays, lookedAt, found: withEffect}: DecayReport): string {
  const names = decays.filter(({state}) => state === "fades").map(({action}) => action);
  const looked = `Of ${plural(lookedAt, "action")} looked at, ${withEffect} ${withEffect === 1 ? "goes" : "go"} with converting or against it at some age (q under 0.05)`;
  return `${looked}. ${names.length === 0 ? "For none of them is it sure that the worth falls with time." : `The worth of ${list(names)} falls with time.`}`;
}
