import {html} from "htl";
import type {RuleSetting} from "../analysis/calibrateState.ts";
import type {Interval, Rate} from "../analysis/findings.ts";
import type {RuleFamily} from "../analysis/rules.ts";
import {rateText, signed} from "../text/format.ts";

export interface RuleOnCard {
  text: string;
  family: RuleFamily;
  /** How the observations on which it holds fared; null where they are too few to be shown. */
  rate: Rate | null;
  /** Points of the suggested card; 0 where it leaves the rule out. */
  suggested: number;
  /** Interval of the suggested points; null for rules not on the suggested card. */
  interval: Interval | null;
  /** Points on today's card; null where the rule is not on it. */
  current: number | null;
}

/** What a reader can do with a rule. */
export interface RuleActions {
  setPoints(points: number): void;
  setOn(isOn: boolean): void;
  setBounds(ends: {min?: number; max?: number}): void;
  setFixed(isFixed: boolean): void;
}

export interface RuleRow {
  element: HTMLElement;
  show(setting: RuleSetting): void;
}

const families = {
  attribute: "who they are",
  behaviour: "what they did",
  time: "how quiet they were",
  stage: "where they stand",
};

/** A rule with its evidence, and the controls for its points. Controls keep their focus when shown anew. */
export function ruleRow(rule: RuleOnCard, range: {lowest: number; highest: number}, actions: RuleActions): RuleRow {
  const {lowest, highest} = range;
  const whole = (name: string, changed: (value: number) => void) =>
    html`<input type="number" step="1" min=${lowest} max=${highest} aria-label=${`${name}: ${rule.text}`} onchange=${(e: Event) => changed(Number((e.target as HTMLInputElement).value))}>` as HTMLInputElement;
  const box = (name: string, changed: (isOn: boolean) => void) =>
    html`<input type="checkbox" aria-label=${`${name}: ${rule.text}`} onchange=${(e: Event) => changed((e.target as HTMLInputElement).checked)}>` as HTMLInputElement;
  const on = box("In use", actions.setOn);
  const slider =
    html`<input type="range" step="1" min=${lowest} max=${highest} aria-label=${`Points, slider: ${rule.text}`} oninput=${(e: Event) => actions.setPoints(Number((e.target as HTMLInputElement).value))}>` as HTMLInputElement;
  const points = whole("Points", actions.setPoints);
  const min = whole("Fewest points", (value) => actions.setBounds({min: value}));
  const max = whole("Most points", (value) => actions.setBounds({max: value}));
  const fixed = box("Keep these points", actions.setFixed);
  const element = html`<li class="rule">
    <div class="rule-what">${on}<div><span class="rule-text">${rule.text}</span><span class="rule-evidence">${families[rule.family]} · ${rule.rate ? `${rateText(rule.rate)} converted` : "too few to show"} · suggested ${suggestedText(rule)}${rule.current === null ? "" : ` · today ${signed(rule.current)}`}</span></div></div>
    <div class="rule-points">${slider}${points}</div>
    <div class="rule-bounds"><label>from ${min}</label><label>to ${max}</label><label>${fixed} fixed</label></div>
  </li>`;
  const show = (setting: RuleSetting) => {
    on.checked = setting.isOn;
    slider.value = points.value = String(setting.points);
    min.value = String(setting.min);
    max.value = String(setting.max);
    fixed.checked = setting.isFixed;
    for (const control of [slider, points, min, max, fixed]) control.disabled = !setting.isOn;
    element.classList.toggle("is-off", !setting.isOn);
  };
  return {element, show};
}

function suggestedText({suggested, interval}: RuleOnCard): string {
  if (suggested === 0) return "0";
  const isKnown =
    interval && Number.isFinite(interval.low ?? Number.NaN) && Number.isFinite(interval.high ?? Number.NaN);
  return isKnown
    ? `${signed(suggested)} (${signed(round(interval.low))} to ${signed(round(interval.high))})`
    : `${signed(suggested)} (interval unknown)`;
}

const round = (value: number): number => Math.round(value * 10) / 10;
