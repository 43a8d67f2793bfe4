import {html} from "htl";
import {type Decay, type DecayReport, windowRules} from "../analysis/decay/decay.ts";
import {stateText} from "../analysis/decay/decayText.ts";
import {count, plural} from "../analysis/figures.ts";
import {decayCurve} from "../charts/decay.ts";
import {liveFigure, type Reading} from "../components/figure.ts";
import {absent, bullets, folded} from "../components/prose.ts";
import {ruleLines} from "../exports/yaml.ts";
import {type Looked, whyNoActions} from "../text/drivers/noActions.ts";
import {list} from "../text/format.ts";
import {say} from "../text/language.ts";
import {selection} from "./choice.ts";

/** How the worth of actions falls with their age: what was found, each action's picture, and the points to give. */
export function decaySection(report: DecayReport | undefined, run: Looked): HTMLElement {
  const drawn = report?.decays.filter(({curve}) => curve.length > 1) ?? [];
  if (!report || drawn.length === 0) return absent(noDecay(run));
  const [told, rest] = [true, false].map((isTold) => report.decays.filter((decay) => isClear(decay) === isTold));
  const rules = told.flatMap(windowRules);
  const picture = liveFigure(decayCurve(drawn[0]), title(), reading());
  const options = drawn.map(({action, state}) => ({
    value: action,
    label: say({en: `${action}: ${stateText(state)}`, ja: `${action}：${stateText(state)}`}),
  }));
  const choose = (action: string) => picture.update(decayCurve(drawn.find((one) => one.action === action) ?? drawn[0]));
  return html`<div>
    <p>${found(report)}</p>
    ${told.length > 0 ? bullets(told.map(({text}) => text)) : ""}
    ${options.length > 1 ? selection(say({en: "Action", ja: "行動"}), options, choose) : ""}
    ${picture.element}
    ${rules.length > 0 ? folded(say({en: "These windows as rules of a project file, which add up", ja: "この期間をプロジェクトファイルのルールとして書いたもの（点数は足し合わせます）"}), html`<pre data-copy="none" tabindex="0" role="region" aria-label=${say({en: "Rules", ja: "ルール"})}>${ruleLines(rules)}</pre>`) : ""}
    ${rest.length > 0 ? folded(say({en: `${plural(rest.length, "action")} without an effect, or with too little to say`, ja: `効果が見られない、または件数不足の行動${rest.length}種類`}), bullets(rest.map(({text}) => text))) : ""}
    <p class="remark">${comparedText()}</p>
  </div>`;
}

/** Ages below are in one class: nothing can be seen to fade. */
const fadesFromDays = 7;

function noDecay(run: Looked): string {
  const few = say({
    en: "No action was done by enough leads that converted and that did not, before they were looked at",
    ja: "基準日までに行った行動で、転換したリードと転換しなかったリードがともに十分あるものがないため",
  });
  const why = whyNoActions(run, fadesFromDays) ?? few;
  return say({
    en: `${why}: how fast an action fades cannot be told.`,
    ja: `${why}、効果がどれくらいの早さで薄れるかは分かりません。`,
  });
}

const title = (): string => say({en: "Worth of an action by its age", ja: "行動からの日数と効果"});

const reading = (): Reading =>
  say({
    en: {
      shows:
        "How many times as high the odds of converting are for leads whose last such action was so long ago as for leads that never did it; only leads are compared that are about equally likely to convert by all else that is known.",
      read: "Dots are what was seen, with 95 % intervals; the curve is the fit, which loses half of the worth in every half-life. The dashed line is no difference.",
      act: "Give points within the windows named above; where a tool knows one window only, use the one that expires. Where the curve is flat, give points without a window.",
    },
    ja: {
      shows:
        "最後の行動からの日数ごとに、その行動をしたことがないリードと比べて、転換のオッズが何倍か。ほかの条件から見た転換の見込みがほぼ同じリードどうしを比べています。",
      read: "点は観測値、縦線は95%信頼区間です。曲線は当てはめで、半減期ごとに効果が半分になります。破線は差がないことを表します。",
      act: "上に挙げた期間内に点数を与えます。期間を1つしか設定できないツールでは、失効する点数を使います。曲線が平らなら、期間を付けずに点数を与えます。",
    },
  });

const comparedText = (): string =>
  say({
    en: "Compared within bands of leads that are about equally likely to convert by the suggested card without the action, their stage, the days since they last did anything and the days they are open. Points are those of the suggested card; a narrower window comes in place of a wider one. Each action is looked at alone: what is done on the same visit shares its worth.",
    ja: "その行動を除いた提案の配点表、フェーズ、最後の行動からの日数、商談中の日数から見て、転換の見込みがほぼ同じリードどうしで比べています。点数は提案の配点表のものです。短い期間の点数は、長い期間の点数に代えて与えます。行動は1つずつ調べているため、同じ訪問での行動どうしは効果を分け合っています。",
  });

const isClear = ({state}: Decay): boolean => state === "fades" || state === "no decay seen";

function found({decays, lookedAt, found: withEffect}: DecayReport): string {
  const names = decays.filter(({state}) => state === "fades").map(({action}) => action);
  const looked = say({
    en: `Of ${plural(lookedAt, "action")} looked at, ${withEffect} ${withEffect === 1 ? "goes" : "go"} with converting or against it at some age (q under 0.05). `,
    ja: `調べた行動${count(lookedAt)}種類のうち、行動からの日数によって転換が増減するものは${withEffect}種類です（q値0.05未満）。`,
  });
  const fading =
    names.length === 0
      ? say({
          en: "For none of them is it sure that the worth falls with time.",
          ja: "時間とともに効果が薄れると言えるものはありません。",
        })
      : say({
          en: `The worth of ${list(names)} falls with time.`,
          ja: `${list(names)}の効果は時間とともに薄れます。`,
        });
  return looked + fading;
}
