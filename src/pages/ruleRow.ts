import type {RuleSetting, Sign} from "../analysis/card/calibrateState.ts";
import {rateText} from "../analysis/figures.ts";
import type {Rate} from "../analysis/findings.ts";
import {familyText} from "../analysis/rules/limits.ts";
import type {RuleFamily} from "../analysis/rules/rules.ts";
import {html} from "../components/html.ts";
import {say} from "../text/language.ts";

interface RuleOnCard {
  text: string;
  family: RuleFamily;
  /** How the observations on which it holds fared; null where they are too few to be shown. */
  rate: Rate | null;
  /** What the data say of its points, in short lines. */
  evidence: readonly string[];
}

/** What a reader can do with a rule. Changes between two calls of `settle` are one step. */
interface RuleActions {
  setPoints(points: number): void;
  settle(): void;
  setOn(isOn: boolean): void;
  setBounds(ends: {min?: number | null; max?: number | null}): void;
  setSign(sign: Sign): void;
  setFixed(isFixed: boolean): void;
  setForced(isForced: boolean): void;
}

/** A rule's setting with what follows from the card's. */
interface RuleView extends RuleSetting {
  lowest: number;
  highest: number;
  sign: Sign;
}

export interface RuleRow {
  element: HTMLElement;
  show(view: RuleView): void;
}

/**
 * A rule with its evidence, and the controls for its points. Controls keep their focus when shown anew. They are a form of
 * their own, because browsers go through all controls of a form whenever one changes.
 */
export function ruleRow(rule: RuleOnCard, actions: RuleActions): RuleRow {
  const said = words();
  const named = (what: string) => say({en: `${what}: ${rule.text}`, ja: `${what}：${rule.text}`});
  const whole = (name: string, changed: (value: number | null) => void) => {
    const read = (e: Event) => {
      const {value} = e.target as HTMLInputElement;
      changed(value === "" ? null : Number(value));
    };
    return html`<input type="number" step="1" aria-label=${named(name)} onchange=${read}>` as HTMLInputElement;
  };
  const box = (name: string, changed: (isOn: boolean) => void) =>
    html`<input type="checkbox" aria-label=${named(name)} onchange=${(e: Event) => changed((e.target as HTMLInputElement).checked)}>` as HTMLInputElement;
  const on = box(said.inUse, actions.setOn);
  const slider =
    html`<input type="range" step="1" aria-label=${named(said.slider)} oninput=${(e: Event) => actions.setPoints(Number((e.target as HTMLInputElement).value))} onchange=${actions.settle}>` as HTMLInputElement;
  const points = whole(said.points, (value) => {
    actions.setPoints(value ?? 0);
    actions.settle();
  });
  const min = whole(said.fewest, (value) => actions.setBounds({min: value}));
  const max = whole(said.most, (value) => actions.setBounds({max: value}));
  const sign = html`<select aria-label=${named(said.sign)} onchange=${() => actions.setSign(sign.value as Sign)}>
      <option value="any">${said.any}</option><option value="plus">${said.plus}</option><option value="minus">${said.minus}</option>
    </select>` as HTMLSelectElement;
  const fixed = box(said.keep, actions.setFixed);
  const forced = box(said.always, actions.setForced);
  const limits = html`<summary></summary>`;
  const lines = [`${familyText(rule.family)} · ${convertedText(rule.rate)}`, ...rule.evidence];
  const element = html`<li><form class="rule" autocomplete="off" onsubmit=${(e: Event) => e.preventDefault()}>
    <div class="rule-what">${on}<div><span class="rule-text">${rule.text}</span>${lines.map((line) => html`<span class="rule-evidence">${line}</span>`)}</div></div>
    <div class="rule-points">${slider}${points}</div>
    <details class="rule-limits">${limits}<div><label>${sign}</label><label>${said.from} ${min}</label><label>${said.to} ${max}</label><label>${fixed} ${said.keepThem}</label><label>${forced} ${said.alwaysOn}</label></div></details>
  </form></li>`;
  const show = (view: RuleView) => {
    on.checked = view.isOn;
    for (const control of [slider, points]) {
      control.min = String(Math.min(view.lowest, view.points));
      control.max = String(Math.max(view.highest, view.points));
    }
    slider.value = points.value = String(view.points);
    slider.setAttribute("aria-valuetext", say({en: `${view.points} points`, ja: `${view.points}点`}));
    min.value = String(view.min ?? "");
    max.value = String(view.max ?? "");
    min.placeholder = String(view.lowest);
    max.placeholder = String(view.highest);
    sign.value = view.sign;
    fixed.checked = view.isFixed;
    forced.checked = view.isForced;
    for (const control of [slider, points, min, max, sign, fixed, forced]) control.disabled = !view.isOn;
    element.firstElementChild?.classList.toggle("is-off", !view.isOn);
    const told = limitsText(view);
    if (limits.textContent !== told) limits.textContent = told;
  };
  return {element, show};
}

const words = () =>
  say({
    en: {
      inUse: "In use",
      slider: "Points, slider",
      points: "Points",
      fewest: "Fewest points",
      most: "Most points",
      sign: "Sign",
      any: "plus or minus",
      plus: "only plus",
      minus: "only minus",
      keep: "Keep these points",
      always: "Always on the card",
      from: "from",
      to: "to",
      keepThem: "keep these points",
      alwaysOn: "always on the card",
    },
    ja: {
      inUse: "使う",
      slider: "点数（スライダー）",
      points: "点数",
      fewest: "点数の下限",
      most: "点数の上限",
      sign: "加点・減点",
      any: "加点も減点も可",
      plus: "加点のみ",
      minus: "減点のみ",
      keep: "点数を固定",
      always: "必ず採用",
      from: "下限",
      to: "上限",
      keepThem: "点数を固定",
      alwaysOn: "必ず採用",
    },
  });

const convertedText = (rate: Rate | null): string =>
  rate === null
    ? say({en: "too few to show", ja: "件数不足のため表示なし"})
    : say({en: `${rateText(rate)} converted`, ja: `転換率${rateText(rate)}`});

/** "no limits", or "only plus, at most 8, kept". */
function limitsText({isOn, sign, min, max, isFixed, isForced}: RuleView): string {
  if (!isOn) return say({en: "off", ja: "不使用"});
  const parts = [
    sign === "any" ? "" : words()[sign],
    min !== null && !(min === 0 && sign === "plus") ? say({en: `at least ${min}`, ja: `${min}以上`}) : "",
    max !== null && !(max === 0 && sign === "minus") ? say({en: `at most ${max}`, ja: `${max}以下`}) : "",
    isFixed ? say({en: "points kept", ja: "点数を固定"}) : "",
    isForced ? words().alwaysOn : "",
  ].filter(Boolean);
  return parts.length ? parts.join(say({en: ", ", ja: "、"})) : say({en: "no limits of its own", ja: "個別の制限なし"});
}
