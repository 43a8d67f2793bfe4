import {html} from "htl";
import * as states from "../analysis/calibrateState.ts";
import type {Cube} from "../analysis/cube.ts";
import type {RunRecord, Suggestion} from "../analysis/findings.ts";
import {absent, folded} from "../components/prose.ts";
import type {CubeRule} from "../data/rules.ts";
import {count, plural} from "../text/format.ts";
import {consequences} from "./consequences.ts";
import {readCube} from "./readCube.ts";
import {type RuleRow, ruleRow} from "./ruleRow.ts";
import {Searcher} from "./searcher.ts";

/** Page data of Calibrate. */
export interface CalibrateData {
  run: RunRecord;
  suggestion: Suggestion;
  rules: CubeRule[];
  rulesInAll: number;
  isPublished: boolean;
}

/** The card with its controls and what each change brings. `cells` is the cube in Arrow's stream format. */
export function workbench(data: CalibrateData, cells: ArrayBuffer): HTMLElement {
  const {suggestion, rules, run} = data;
  if (!suggestion.card && !suggestion.current)
    return absent(`There is no card to calibrate: ${suggestion.refusal ?? "no points were found"}.`);
  const cube = readCube(
    cells,
    rules.map(({id}) => id),
  );
  if (rules.length === 0 || cube.n.length === 0)
    return absent("The groups of observations are too small to be shown, so that points cannot be tried out here.");
  const {min, max, atMost} = run.settings.points;
  const settings = {minPoints: min, maxPoints: max, atMost};
  return bench(cube, tunable(data), data, settings);
}

function tunable({rules, suggestion}: CalibrateData): states.TunableRule[] {
  const found = new Map(suggestion.card?.rules.map(({rule, points}) => [rule.id, points]));
  return rules.map(({id, current, excluded}) => ({suggested: found.get(id) ?? 0, current, excluded}));
}

function bench(
  cube: Cube,
  tuned: states.TunableRule[],
  data: CalibrateData,
  settings: states.CalibrateSettings,
): HTMLElement {
  const {rules, suggestion} = data;
  const hasCurrent = tuned.some(({current}) => current !== null);
  const start = () => (suggestion.card ? states.suggestedState(tuned, settings) : states.currentState(tuned, settings));
  let state = start();
  const searcher = new Searcher(cube);
  const shown = consequences(cube, {
    suggested: suggestion.card ? tuned.map((rule) => rule.suggested) : null,
    current: hasCurrent ? tuned.map((rule) => rule.current ?? 0) : null,
  });
  const status = html`<p class="status" role="status"></p>`;
  const atMost =
    html`<input type="number" min="1" max=${rules.length} step="1" id="at-most" onchange=${() => change(states.withAtMost(state, Number(atMost.value)))}>` as HTMLInputElement;

  const change = (next: states.CalibrateState, said = "") => {
    searcher.cancel();
    state = next;
    status.textContent = said;
    atMost.value = String(state.atMost);
    for (const [j, row] of rows.entries()) row.show(state.rules[j]);
    shown.show(states.pointsOf(state));
  };
  const search = () => {
    status.textContent = "Searching…";
    const before = state;
    searcher.ask({...states.limitsOf(before), start: [states.pointsOf(before)]}, (answer) =>
      "error" in answer
        ? change(before, `Not found: ${answer.error}.`)
        : change(states.withFound(before, answer.points), foundText(answer.points)),
    );
  };

  const rows: RuleRow[] = rules.map((rule, j) =>
    ruleRow(
      {
        text: rule.text,
        family: rule.family,
        rate: rule.with,
        suggested: tuned[j].suggested,
        interval: suggestion.card?.rules.find((one) => one.rule.id === rule.id)?.interval ?? null,
        current: rule.current,
      },
      state,
      {
        setPoints: (points) => change(states.withPoints(state, j, points)),
        setOn: (isOn) => change(states.withRuleOn(state, j, isOn)),
        setBounds: (ends) => change(states.withBounds(state, j, ends)),
        setFixed: (isFixed) => change(states.withFixed(state, j, isFixed)),
      },
    ),
  );
  const usable = rules.map((_, j) => j).filter((j) => rules[j].excluded === null || tuned[j].current !== null);
  const onCard = usable.filter((j) => tuned[j].suggested !== 0 || tuned[j].current !== null);
  const others = usable.filter((j) => !onCard.includes(j));
  onCard.sort((a, b) => tuned[b].suggested - tuned[a].suggested || (tuned[b].current ?? 0) - (tuned[a].current ?? 0));
  const items = (positions: number[]) => html`<ul class="rules">${positions.map((j) => rows[j].element)}</ul>`;
  const element = html`<div class="bench">
    ${data.isPublished ? html`<p class="remark">${publishedNote(data)}</p>` : ""}
    <div class="bench-actions">
      <button type="button" class="primary" onclick=${search}>Find the best points under these settings</button>
      <label for="at-most">with at most ${atMost} rules</label>
      ${suggestion.card ? html`<button type="button" onclick=${() => change(start(), "Back to the suggested card.")}>Reset to suggested</button>` : ""}
      ${hasCurrent ? html`<button type="button" onclick=${() => change(states.currentState(tuned, settings), "These are today's points.")}>Show today's points</button>` : ""}
    </div>
    ${status}
    ${shown.summary}
    ${items(onCard)}
    ${others.length > 0 ? folded(`${plural(others.length, "more candidate rule")}, at 0 points`, items(others)) : ""}
    ${shown.pictures}
  </div>`;
  change(state);
  return element;
}

const foundText = (points: ArrayLike<number>): string => {
  const used = Array.from(points).filter((p) => p !== 0).length;
  return `Found: ${plural(used, "rule")} with points. Nothing better was met under these settings.`;
};

function publishedNote({rules, rulesInAll, run}: CalibrateData): string {
  return `This published page holds no group of fewer than ${plural(run.settings.minCell, "observation")}: smaller ones are put together with the most similar, so what is computed here is near the true figures, not equal to them; ${count(rules.length)} of ${count(rulesInAll)} rules are kept. Each rule's rate, and all that stands outside this section, is of all observations.`;
}
