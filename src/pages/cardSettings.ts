import {html} from "htl";
import {type CalibrateState, type CardSettings, type GroupCap, isSame} from "../analysis/card/calibrateState.ts";
import {type RuleSelector, selectorText} from "../analysis/rules/limits.ts";
import {isAttribute, isBehaviour, isSilence, type Rule, ruleFamily} from "../analysis/rules/rules.ts";
import {folded} from "../components/prose.ts";
import {toolSelect} from "./toolSelect.ts";

export interface SettingsActions {
  set(settings: Partial<CardSettings>): void;
  setCap(cap: GroupCap): void;
}

export interface SettingsPanel {
  element: HTMLElement;
  show(state: CalibrateState): void;
}

/** What is asked of the card as a whole, and of groups of its rules. */
export function settingsPanel(rules: readonly Rule[], actions: SettingsActions): SettingsPanel {
  const whole = (name: string, changed: (value: number | undefined) => void, placeholder = "") =>
    html`<input type="number" step="1" aria-label=${name} placeholder=${placeholder} onchange=${(e: Event) => changed(numberIn(e.target as HTMLInputElement))}>` as HTMLInputElement;
  let shown: CalibrateState | null = null;
  const total = () => shown?.total ?? {};
  const atMost = whole("Rules on the card, at most", (value) => value !== undefined && actions.set({atMost: value}));
  const lowest = whole("Fewest points of a rule", (value) => actions.set({lowest: value ?? 0}));
  const highest = whole("Most points of a rule", (value) => actions.set({highest: value ?? 0}));
  const totalMin = whole("Lowest score of a lead", (value) => actions.set({total: {...total(), min: value}}), "any");
  const totalMax = whole("Highest score of a lead", (value) => actions.set({total: {...total(), max: value}}), "any");
  const step =
    html`<select aria-label="Points in steps of" onchange=${() => actions.set({step: Number(step.value)})}>${[1, 2, 5, 10].map((size) => html`<option value=${size}>${size}</option>`)}</select>` as HTMLSelectElement;
  const ladders =
    html`<input type="checkbox" onchange=${() => actions.set({ladders: ladders.checked ? "monotone" : "free"})}>` as HTMLInputElement;
  const tool = toolSelect((id) => actions.set({tool: id}));
  const caps = groupsOf(rules).map((whom) => capRow(whom, whole, actions.setCap));
  const element = folded(
    "Limits of the card and of groups of rules",
    html`<div class="settings">
      <div class="settings-card">
        <label>at most ${atMost} rules</label>
        <span><label>points from ${lowest}</label> <label>to ${highest}</label></span>
        <label>in steps of ${step}</label>
        <span><label>score from ${totalMin}</label> <label>to ${totalMax}</label></span>
        <label>${ladders} more never counts less</label>
        <label>to be run in ${tool.element}</label>
      </div>
      <div class="table" role="region" tabindex="0" aria-label="Table: limits of groups"><table>
        <thead><tr><th scope="col">together</th><th scope="col">points at least</th><th scope="col">points at most</th><th scope="col">rules at most</th></tr></thead>
        <tbody>${caps.map(({row}) => row)}</tbody>
      </table></div>
      <p class="remark">Limits guide the search; a point that you set by hand may go beyond them, and is then named.</p>
    </div>`,
  );
  const show = (state: CalibrateState) => {
    shown = state;
    atMost.value = String(state.atMost);
    lowest.value = String(state.lowest);
    highest.value = String(state.highest);
    totalMin.value = String(state.total.min ?? "");
    totalMax.value = String(state.total.max ?? "");
    step.value = String(state.step);
    ladders.checked = state.ladders === "monotone";
    tool.show(state.tool);
    for (const cap of caps) cap.show(state);
  };
  return {element, show};
}

function capRow(
  whom: RuleSelector,
  whole: (name: string, changed: (value: number | undefined) => void, placeholder?: string) => HTMLInputElement,
  set: (cap: GroupCap) => void,
) {
  const name = selectorText(whom);
  const read = () => set({for: whom, ...given({floor: numberIn(floor), cap: numberIn(cap), at_most: numberIn(most)})});
  const floor = whole(`Least points together: ${name}`, read, "any");
  const cap = whole(`Most points together: ${name}`, read, "any");
  const most = whole(`Rules with points, at most: ${name}`, read, "any");
  const row = html`<tr><th scope="row">${name}</th><td>${floor}</td><td>${cap}</td><td>${most}</td></tr>`;
  const show = ({caps}: CalibrateState) => {
    const one = caps.find((asked) => isSame(asked.for, whom));
    floor.value = String(one?.floor ?? "");
    cap.value = String(one?.cap ?? "");
    most.value = String(one?.at_most ?? "");
  };
  return {row, show};
}

/** Families that have rules, then activities and attributes that have several. */
function groupsOf(rules: readonly Rule[]): RuleSelector[] {
  const named = (nameOf: (rule: Rule) => string | null) => {
    const times = new Map<string, number>();
    for (const rule of rules) {
      const name = nameOf(rule);
      if (name !== null) times.set(name, (times.get(name) ?? 0) + 1);
    }
    return [...times];
  };
  const activity = ({when}: Rule) => (isBehaviour(when) || isSilence(when) ? when.activity : null);
  const attribute = ({when}: Rule) => (isAttribute(when) ? when.attribute : null);
  return [
    ...named(ruleFamily).map(([family]) => ({family}) as RuleSelector),
    ...named(activity).flatMap(([name, n]) => (n > 1 ? [{activity: name}] : [])),
    ...named(attribute).flatMap(([name, n]) => (n > 1 ? [{attribute: name}] : [])),
  ];
}

const numberIn = ({value}: HTMLInputElement): number | undefined =>
  value === "" ? undefined : Math.round(Number(value));

const given = <T extends object>(value: T): Partial<T> =>
  Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== undefined)) as Partial<T>;
