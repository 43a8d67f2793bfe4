import {html} from "htl";
import {brokenLimits} from "../analysis/card/brokenLimits.ts";
import * as states from "../analysis/card/calibrateState.ts";
import {cardAddress, openAddress} from "../analysis/card/cardAddress.ts";
import type {Widening} from "../analysis/card/liveCard.ts";
import type {Suggestion} from "../analysis/card/suggestion.ts";
import {begin, changed, type History, redone, settled, undone} from "../analysis/card/undo.ts";
import type {Rate} from "../analysis/findings.ts";
import type {Cube} from "../analysis/rules/cube.ts";
import {labelledLimits} from "../analysis/rules/limitLabels.ts";
import {leaning} from "../analysis/rules/limits.ts";
import type {RunRecord} from "../analysis/run.ts";
import {absent, folded} from "../components/prose.ts";
import type {CubeRule} from "../data/rules.ts";
import {benchWords, noCardText, othersText, publishedText} from "../text/calibrate/workbench.ts";
import {sentences} from "../text/format.ts";
import {say} from "../text/language.ts";
import {settingsPanel} from "./cardSettings.ts";
import {consequences} from "./consequences.ts";
import {readCube} from "./readCube.ts";
import {evidenceOf} from "./ruleEvidence.ts";
import {type RuleRow, ruleRow} from "./ruleRow.ts";
import {Searcher} from "./searcher.ts";
import {costsText, foundText, proofText, proving} from "./searchText.ts";
import {toolbar} from "./toolbar.ts";

/** Page data of Calibrate. */
export interface CalibrateData {
  run: RunRecord;
  suggestion: Suggestion;
  /** Observations and conversions in all. */
  base: Rate;
  rules: CubeRule[];
  rulesInAll: number;
  /** Of intervals, where the cells have lost their lead folds. */
  widening: Widening;
  isPublished: boolean;
}

/** The card under the reader's hand, for other parts of the page. */
export interface CardInHand {
  readonly cube: Cube;
  state(): states.CalibrateState;
  setTool(tool: string | null): void;
  /** Calls back when the hand has rested, after every change. */
  onRest(tell: () => void): void;
}

export interface Workbench {
  element: HTMLElement;
  /** Null where there is nothing to calibrate. */
  card: CardInHand | null;
}

/** The card with its controls and what each change brings. `cells` is the cube in Arrow's stream format. */
export async function workbench(data: CalibrateData, cells: ArrayBuffer): Promise<Workbench> {
  const {suggestion, rules} = data;
  const nothing = (why: string) => ({element: absent(why), card: null});
  if (!suggestion.card && !suggestion.current) return nothing(noCardText(suggestion.refusal));
  const cube = readCube(
    cells,
    rules.map(({id}) => id),
  );
  if (rules.length === 0 || cube.n.length === 0)
    return nothing(
      say({
        en: "The groups of observations are too small to be shown, so that points cannot be tried out here.",
        ja: "観測の集計が小さすぎて表示できないため、ここで点数を試すことはできません。",
      }),
    );
  await breath();
  return bench(cube, tunable(data), data);
}

function tunable({rules, suggestion}: CalibrateData): states.TunableRule[] {
  const found = new Map(suggestion.card?.rules.map(({rule, points}) => [rule.id, points]));
  return rules.map(({id, rule, current, excluded}) => ({rule, suggested: found.get(id) ?? 0, current, excluded}));
}

const settingsKeys = ["atMost", "lowest", "highest", "step", "total", "ladders", "caps", "tool"] as const;

/** Lets the browser answer its reader before the work goes on. */
const breath = (): Promise<void> => new Promise((next) => setTimeout(next));

/** Milliseconds without a change after which the address and what is far from the hand follow. */
const rest = 250;

async function bench(cube: Cube, tuned: states.TunableRule[], data: CalibrateData): Promise<Workbench> {
  const {rules, suggestion, run} = data;
  const limits = run.settings.points;
  const plain = tuned.map(({rule}) => rule);
  const leans = leaning(cube);
  const hasCurrent = tuned.some(({current}) => current !== null);
  const {tool} = run.settings;
  const suggested = {...states.suggestedState(tuned, limits), tool};
  const current = {...states.currentState(tuned, limits), tool};
  const start = suggestion.card ? suggested : current;
  let history: History<states.CalibrateState> = begin(start);
  let drawn: states.CalibrateState | null = null;

  const said = benchWords();
  const searcher = new Searcher();
  const set = (next: states.CalibrateState, gesture: string | null = null) => go(changed(history, next, gesture));
  const shown = consequences(
    cube,
    {
      suggested: suggestion.card ? tuned.map((rule) => rule.suggested) : null,
      current: hasCurrent ? tuned.map((rule) => rule.current ?? 0) : null,
    },
    data.widening,
    (threshold) => set({...history.now, threshold}, "line"),
  );
  await breath();
  const panel = settingsPanel(plain, {
    set: (settings) => set(states.withSettings(history.now, settings)),
    setCap: (cap) => set(states.withCap(history.now, cap)),
  });
  const costs = html`<div class="costs"></div>`;
  const broken = html`<ul class="broken"></ul>`;
  const tools = toolbar({
    search: () => search(),
    prove: () => prove(),
    cancel: () => {
      searcher.cancel();
      tools.rest(said.cancelled);
    },
    undo: () => go(undone(history)),
    redo: () => go(redone(history)),
    suggested: suggestion.card ? () => showCard(suggested, said.suggested) : null,
    current: hasCurrent ? () => showCard(current, said.current) : null,
    address: () => address(),
  });

  /** Shows a moment of the history; only what differs from what is shown is touched. Ends a search that is not its source. */
  const go = (next: History<states.CalibrateState>, isFound = false) => {
    history = next;
    const {now} = history;
    if (now === drawn) return;
    if (!isFound) searcher.cancel();
    tools.show(history, isFound);
    const isOther = (key: keyof states.CalibrateState) => now[key] !== drawn?.[key];
    const isReset = (["lowest", "highest", "step"] as const).some(isOther);
    rows.forEach((row, j) => {
      if (isReset || now.rules[j] !== drawn?.rules[j])
        row.show({...now.rules[j], lowest: now.lowest, highest: now.highest, sign: states.signOf(now, j)});
    });
    if (settingsKeys.some(isOther)) panel.show(now);
    broken.replaceChildren(...brokenLimits(now, plain).map((text) => html`<li>${text}</li>`));
    costs.replaceChildren(now === suggested && suggestion.card ? costsText(suggestion.limits) : "");
    shown.show(states.pointsOf(now), now.threshold);
    drawn = now;
    remember();
  };
  const showCard = (next: states.CalibrateState, text: string) => {
    set(next);
    tools.rest(text);
  };

  const search = () => {
    const before = history.now;
    const options = {...states.limitsOf(before, plain, leans), start: [states.pointsOf(before)]};
    const asked = labelledLimits(plain, states.pointLimits(before, plain), leans);
    tools.search(0);
    searcher.ask({cube, options, explain: asked}, (answer) => {
      if ("progress" in answer) tools.search(answer.progress);
      else if ("error" in answer) tools.rest(said.notFound(answer.error));
      else if ("costs" in answer) {
        tools.rest();
        costs.replaceChildren(costsText(answer.costs));
      } else if ("points" in answer) found(before, answer.points);
    });
  };
  const prove = () => {
    const before = history.now;
    const card = states.pointsOf(before);
    tools.search(0);
    searcher.ask({cube, limits: states.limitsOf(before, plain, leans), prove: card, seconds: proving}, (answer) => {
      if ("progress" in answer) tools.search(answer.progress);
      else if ("error" in answer) tools.rest(said.notProved(answer.error));
      else if ("proof" in answer) {
        const {points} = answer.proof;
        if (points.some((p, j) => p !== card[j])) set(states.withFound(before, points));
        tools.rest(proofText(answer.proof, card));
      }
    });
  };
  /** Takes the found points over without ending the worker, which goes on to explain the limits. */
  const found = (before: states.CalibrateState, points: Int32Array) => {
    const next = states.withFound(before, points);
    const isSame = points.every((p, j) => p === before.rules[j].points);
    if (!isSame) go(changed(history, next), true);
    tools.say(foundText(states.rulesInUse(next).length, isSame));
  };

  const hash = () => cardAddress(history.now, plain, run.id);
  const address = () => `${location.href.replace(/#.*$/, "")}#${hash()}`;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const listeners: (() => void)[] = [];
  const remember = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      for (const tell of listeners) tell();
      if (drawn === start && !location.hash.startsWith("#card=")) return;
      window.history.replaceState(window.history.state, "", `#${hash()}`);
    }, rest);
  };
  const openLink = () => {
    const opened = openAddress(location.hash, start, plain, run.id);
    if (!opened || location.hash === `#${hash()}`) return;
    set(opened.state);
    tools.rest(sentences([said.opened, ...opened.notes]));
  };

  const rowOf = (rule: CubeRule, j: number): RuleRow => {
    const now = () => history.now;
    return ruleRow(
      {text: rule.text, family: rule.family, rate: rule.with, evidence: evidenceOf(rule, suggestion)},
      {
        setPoints: (points) => set(states.withPoints(now(), j, points), rule.id),
        settle: () => go(settled(history)),
        setOn: (isOn) => set(states.withRuleOn(now(), j, isOn)),
        setBounds: (ends) => set(states.withBounds(now(), j, ends)),
        setSign: (sign) => set(states.withSign(now(), j, sign)),
        setFixed: (isFixed) => set(states.withFixed(now(), j, isFixed)),
        setForced: (isForced) => set(states.withForced(now(), j, isForced)),
      },
    );
  };
  const rows: RuleRow[] = [];
  for (const [j, rule] of rules.entries()) {
    if (j % 6 === 0) await breath();
    rows.push(rowOf(rule, j));
  }
  const [onCard, others] = inOrder(tuned);
  const items = (positions: number[]) => html`<ul class="rules">${positions.map((j) => rows[j].element)}</ul>`;
  const element = html`<div class="bench">
    ${data.isPublished ? html`<p class="remark">${publishedText(run.settings.minCell, rules.length, data.rulesInAll)}</p>` : ""}
    ${suggestion.strengthText ? html`<p class="remark">${suggestion.strengthText}</p>` : ""}
    ${tools.element}
    ${shown.summary}
    ${broken}
    ${shown.pictures}
    ${panel.element}
    ${costs}
    ${items(onCard)}
    ${others.length > 0 ? folded(othersText(others.length), items(others)) : ""}
    ${shown.comparison}
  </div>`;
  await breath();
  go(history);
  openLink();
  window.addEventListener("hashchange", openLink);
  window.addEventListener("keydown", (event) => {
    const way = element.isConnected ? wayOf(event) : null;
    if (!way) return;
    event.preventDefault();
    go(way === "undo" ? undone(history) : redone(history));
  });
  const card: CardInHand = {
    cube,
    state: () => history.now,
    setTool: (id) => set(states.withSettings(history.now, {tool: id})),
    onRest: (tell) => void listeners.push(tell),
  };
  return {element, card};
}

/** Ctrl+Z, Ctrl+Shift+Z and Ctrl+Y (Cmd on a Mac), except where they belong to a text field. */
function wayOf({key, ctrlKey, metaKey, shiftKey, altKey, target}: KeyboardEvent): "undo" | "redo" | null {
  const field = target as HTMLElement | null;
  const isText = field?.matches?.("input:not([type=range]):not([type=checkbox]):not([type=radio]), textarea, select");
  if (!(ctrlKey || metaKey) || altKey || isText) return null;
  if (key.toLowerCase() === "z") return shiftKey ? "redo" : "undo";
  return key.toLowerCase() === "y" && !shiftKey ? "redo" : null;
}

/** Rules with points, suggested or today's, most first, and the other usable ones. */
function inOrder(tuned: readonly states.TunableRule[]): [onCard: number[], others: number[]] {
  const usable = [...tuned.keys()].filter((j) => tuned[j].excluded === null || tuned[j].current !== null);
  const isOn = (j: number) => tuned[j].suggested !== 0 || tuned[j].current !== null;
  const onCard = usable.filter(isOn);
  onCard.sort((a, b) => tuned[b].suggested - tuned[a].suggested || (tuned[b].current ?? 0) - (tuned[a].current ?? 0));
  return [onCard, usable.filter((j) => !isOn(j))];
}
