import {type CalibrateState, type CardSettings, type GroupCap, isSame} from "../analysis/card/calibrateState.ts";
import {type RuleSelector, selectorText} from "../analysis/rules/limits.ts";
import {isAttribute, isBehaviour, isSilence, type Rule, ruleFamily} from "../analysis/rules/rules.ts";
import {html} from "../components/html.ts";
import {folded} from "../components/prose.ts";
import {say} from "../text/language.ts";
import {toolSelect} from "./toolSelect.ts";

interface SettingsActions {
  set(settings: Partial<CardSettings>): void;
  setCap(cap: GroupCap): void;
}

interface SettingsPanel {
  element: HTMLElement;
  show(state: CalibrateState): void;
}

/** What is asked of the card as a whole, and of groups of its rules. */
export function settingsPanel(rules: readonly Rule[], actions: SettingsActions): SettingsPanel {
  const whole = (name: string, changed: (value: number | undefined) => void, placeholder = "") =>
    html`<input type="number" step="1" aria-label=${name} placeholder=${placeholder} onchange=${(e: Event) => changed(numberIn(e.target as HTMLInputElement))}>` as HTMLInputElement;
  const said = words();
  let shown: CalibrateState | null = null;
  const total = () => shown?.total ?? {};
  const atMost = whole(said.atMost, (value) => value !== undefined && actions.set({atMost: value}));
  const lowest = whole(said.lowest, (value) => actions.set({lowest: value ?? 0}));
  const highest = whole(said.highest, (value) => actions.set({highest: value ?? 0}));
  const totalMin = whole(said.totalMin, (value) => actions.set({total: {...total(), min: value}}), said.any);
  const totalMax = whole(said.totalMax, (value) => actions.set({total: {...total(), max: value}}), said.any);
  const step =
    html`<select aria-label=${said.step} onchange=${() => actions.set({step: Number(step.value)})}>${[1, 2, 5, 10].map((size) => html`<option value=${size}>${size}</option>`)}</select>` as HTMLSelectElement;
  const ladders =
    html`<input type="checkbox" onchange=${() => actions.set({ladders: ladders.checked ? "monotone" : "free"})}>` as HTMLInputElement;
  const tool = toolSelect((id) => actions.set({tool: id}));
  const caps = groupsOf(rules).map((whom) => capRow(whom, whole, actions.setCap));
  const element = folded(
    said.title,
    html`<div class="settings">
      <div class="settings-card">
        <label>${said.rules[0]} ${atMost} ${said.rules[1]}</label>
        <span><label>${said.pointsFrom} ${lowest}</label> <label>${said.to} ${highest}</label></span>
        <label>${said.inSteps} ${step}</label>
        <span><label>${said.scoreFrom} ${totalMin}</label> <label>${said.to} ${totalMax}</label></span>
        <label>${ladders} ${said.ladders}</label>
        <label>${said.tool} ${tool.element}</label>
      </div>
      <div class="table" role="region" tabindex="0" aria-label=${said.groups}><table>
        <thead><tr>${said.columns.map((column) => html`<th scope="col">${column}</th>`)}</tr></thead>
        <tbody>${caps.map(({row}) => row)}</tbody>
      </table></div>
      <p class="remark">${said.remark}</p>
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

const words = () =>
  say({
    en: {
      title: "Limits of the card and of groups of rules",
      atMost: "Rules on the card, at most",
      lowest: "Fewest points of a rule",
      highest: "Most points of a rule",
      totalMin: "Lowest score of a lead",
      totalMax: "Highest score of a lead",
      step: "Points in steps of",
      any: "any",
      /** What stands before the number, and after it. */
      rules: ["at most", "rules"],
      pointsFrom: "points from",
      scoreFrom: "score from",
      to: "to",
      inSteps: "in steps of",
      ladders: "more never counts less",
      tool: "to be run in",
      groups: "Table: limits of groups",
      columns: ["together", "points at least", "points at most", "rules at most"],
      remark: "Limits guide the search; a point that you set by hand may go beyond them, and is then named.",
    },
    ja: {
      title: "配点表とルールのグループの制限",
      atMost: "配点表のルール数の上限",
      lowest: "ルールの点数の下限",
      highest: "ルールの点数の上限",
      totalMin: "リードのスコアの下限",
      totalMax: "リードのスコアの上限",
      step: "点数の刻み",
      any: "なし",
      rules: ["ルール数の上限", "個"],
      pointsFrom: "点数の下限",
      scoreFrom: "スコアの下限",
      to: "上限",
      inSteps: "点数の刻み",
      ladders: "回数が多いほど点数を下げない",
      tool: "使うツール",
      groups: "表：グループの制限",
      columns: ["グループ", "合計の下限", "合計の上限", "ルール数の上限"],
      remark: "制限は探索に使います。手で付けた点数は制限を超えることもでき、その場合は画面に示します。",
    },
  });

function capRow(
  whom: RuleSelector,
  whole: (name: string, changed: (value: number | undefined) => void, placeholder?: string) => HTMLInputElement,
  set: (cap: GroupCap) => void,
) {
  const name = selectorText(whom);
  const read = () => set({for: whom, ...given({floor: numberIn(floor), cap: numberIn(cap), at_most: numberIn(most)})});
  const {any} = words();
  const floor = whole(say({en: `Least points together: ${name}`, ja: `合計の下限：${name}`}), read, any);
  const cap = whole(say({en: `Most points together: ${name}`, ja: `合計の上限：${name}`}), read, any);
  const most = whole(say({en: `Rules with points, at most: ${name}`, ja: `ルール数の上限：${name}`}), read, any);
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
