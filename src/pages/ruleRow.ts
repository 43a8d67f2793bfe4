import {html} from "htl";
import type {RuleSetting, Sign} from "../analysis/card/calibrateState.ts";
import {rateText} from "../analysis/figures.ts";
import type {Rate} from "../analysis/findings.ts";
import type {RuleFamily} from "../analysis/rules/rules.ts";

export interface RuleOnCard {
  text: string;
  family: RuleFamily;
  /** How the observations on which it holds fared; null where they are too few to be shown. */
  rate: Rate | null;
  /** What the data say of its points, in short lines. */
  evidence: readonly string[];
}

/** What a reader can do with a rule. Changes between two calls of `settle` are one step. */
export interface RuleActions {
  setPoints(points: number): void;
  settle(): void;
  setOn(isOn: boolean): void;
  setBounds(ends: {min?: number | null; max?: number | null}): void;
  setSign(sign: Sign): void;
  setFixed(isFixed: boolean): void;
  setForced(isForced: boolean): void;
}

/** A rule's setting with what follows from the card's. */
export interface RuleView extends RuleSetting {
  lowest: number;
  highest: number;
  sign: Sign;
}

export interface RuleRow {
  element: HTMLElement;
  show(view: RuleView): void;
}

const families = {
  attribute: "who they are",
  behaviour: "what they did",
  time: "how quiet they were",
  stage: "where they stand",
};

/**
 * A rule with its evidence, and the controls for its points. Controls keep their focus when shown anew. They are a form of
 * their own, because browsers go through all controls of a form whenever one changes.
 */
export function ruleRow(rule: RuleOnCard, actions: RuleActions): RuleRow {
  const whole = (name: string, changed: (value: number | null) => void) => {
    const read = (e: Event) => {
      const {value} = e.target as HTMLInputElement;
      changed(value === "" ? null : Number(value));
    };
    return html`<input type="number" step="1" aria-label=${`${name}: ${rule.text}`} onchange=${read}>` as HTMLInputElement;
  };
  const box = (name: string, changed: (isOn: boolean) => void) =>
    html`<input type="checkbox" aria-label=${`${name}: ${rule.text}`} onchange=${(e: Event) => changed((e.target as HTMLInputElement).checked)}>` as HTMLInputElement;
  const on = box("In use", actions.setOn);
  const slider =
    html`<input type="range" step="1" aria-label=${`Points, slider: ${rule.text}`} oninput=${(e: Event) => actions.setPoints(Number((e.target as HTMLInputElement).value))} onchange=${actions.settle}>` as HTMLInputElement;
  const points = whole("Points", (value) => {
    actions.setPoints(value ?? 0);
    actions.settle();
  });
  const min = whole("Fewest points", (value) => actions.setBounds({min: value}));
  const max = whole("Most points", (value) => actions.setBounds({max: value}));
  const sign = html`<select aria-label=${`Sign: ${rule.text}`} onchange=${() => actions.setSign(sign.value as Sign)}>
      <option value="any">plus or minus</option><option value="plus">only plus</option><option value="minus">only minus</option>
    </select>` as HTMLSelectElement;
  const fixed = box("Keep these points", actions.setFixed);
  const forced = box("Always on the card", actions.setForced);
  const limits = html`<summary></summary>`;
  const converted = rule.rate ? `${rateText(rule.rate)} converted` : "too few to show";
  const lines = [`${families[rule.family]} · ${converted}`, ...rule.evidence];
  const element = html`<li><form class="rule" autocomplete="off" onsubmit=${(e: Event) => e.preventDefault()}>
    <div class="rule-what">${on}<div><span class="rule-text">${rule.text}</span>${lines.map((line) => html`<span class="rule-evidence">${line}</span>`)}</div></div>
    <div class="rule-points">${slider}${points}</div>
    <details class="rule-limits">${limits}<div><label>${sign}</label><label>from ${min}</label><label>to ${max}</label><label>${fixed} keep these points</label><label>${forced} always on the card</label></div></details>
  </form></li>`;
  const show = (view: RuleView) => {
    on.checked = view.isOn;
    for (const control of [slider, points]) {
      control.min = String(Math.min(view.lowest, view.points));
      control.max = String(Math.max(view.highest, view.points));
    }
    slider.value = points.value = String(view.points);
    slider.setAttribute("aria-valuetext", `${view.points} points`);
    min.value = String(view.min ?? "");
    max.value = String(view.max ?? "");
    min.placeholder = String(view.lowest);
    max.placeholder = String(view.highest);
    sign.value = view.sign;
    fixed.checked = view.isFixed;
    forced.checked = view.isForced;
    for (const control of [slider, points, min, max, sign, fixed, forced]) control.disabled = !view.isOn;
    element.firstElementChild?.classList.toggle("is-off", !view.isOn);
    const said = limitsText(view);
    if (limits.textContent !== said) limits.textContent = said;
  };
  return {element, show};
}

/** "no limits", or "only plus, at most 8, kept". */
function limitsText({isOn, sign, min, max, isFixed, isForced}: RuleView): string {
  if (!isOn) return "off";
  const parts = [
    sign === "any" ? "" : `only ${sign}`,
    min !== null && !(min === 0 && sign === "plus") ? `at least ${min}` : "",
    max !== null && !(max === 0 && sign === "minus") ? `at most ${max}` : "",
    isFixed ? "points kept" : "",
    isForced ? "always on the card" : "",
  ].filter(Boolean);
  return parts.length ? parts.join(", ") : "no limits of its own";
}
