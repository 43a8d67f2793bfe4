import {html} from "htl";
import {distinct, trusted} from "../analysis/drivers/believable.ts";
import type {Driver} from "../analysis/drivers/driver.ts";
import {type DriverReport, reasons} from "../analysis/drivers/drivers.ts";
import {
  type ShownCell,
  type ShownView,
  type ShownViews,
  type ViewFigures,
  viewFigures,
} from "../analysis/drivers/viewFigures.ts";
import type {Rate} from "../analysis/findings.ts";
import type {LeakFlag} from "../analysis/leaks/flag.ts";
import {isBehaviour, isSilence} from "../analysis/rules/rules.ts";
import type {RunRecord} from "../analysis/run.ts";
import {type AmongLikeLeads, crudeAndAdjusted, driverTable, forest} from "../charts/forest.ts";
import {liveFigure} from "../components/figure.ts";
import {absent} from "../components/prose.ts";
import {shownTable} from "../components/table.ts";
import {
  anyStage,
  choiceWords,
  designNames,
  designText,
  fieldText,
  ownStepText,
  sliceText,
} from "../text/drivers/driverChoices.ts";
import {comparedWords, forestWords} from "../text/drivers/driverReadings.ts";
import {leftOutText, listedText, reversals, viewSummary, viewWords, warnedText} from "../text/drivers/driverViews.ts";
import {type Option, selection} from "./choice.ts";
import {readSlices, readWholes, sliceKey} from "./readViews.ts";

/** What `data/drivers.json` says of the views and of the run's own step. */
export interface DriverData {
  run: RunRecord;
  drivers: DriverReport;
  leaks: LeakFlag[];
  base: Rate;
  views: ShownViews;
}

export interface DriverViews {
  /** The choosers, the picture of the chosen view, and its table. */
  element: HTMLElement;
  /** The same view's patterns beside like leads. */
  compared: HTMLElement;
}

interface Choice {
  /** A stage's place, `any`, or `own` for what the run looks at. */
  step: string;
  target: string;
  design: string;
  /** 0: all leads. */
  slice: number;
  window: string;
  family: string;
}

/** Patterns shown in the picture. */
const most = 20;

/** Drivers of the step, design and group of leads that the reader chooses; the run's own first. `slices` loads what groups need. */
export function driverViews(data: DriverData, wholes: ArrayBuffer, slices: () => Promise<ArrayBuffer>): DriverViews {
  const {run, views} = data;
  if (views.own === null) {
    const none = () => absent(viewWords.nothing());
    return {element: none(), compared: none()};
  }
  const cells = readWholes(wholes);
  const flags = reasons(data.leaks);
  let parts: Map<string, ShownCell[]> | null = null;
  const own = views.views.find(({view}) => view === views.own) as ShownView;
  const state: Choice = {
    step: own.design === "run" ? "own" : "any",
    target: "won",
    design: own.design,
    slice: 0,
    window: "all",
    family: "all",
  };

  const chosen = (): ShownView => viewOf(views, own, state);
  const figures = (view: ShownView): ViewFigures => {
    if (view === own && state.slice === 0) return {...data.drivers, base: data.base};
    const base = views.bases.find((one) => one.view === view.view && one.slice === state.slice);
    const whole = cells.get(view.view) ?? [];
    const looked = state.slice === 0 ? whole : (parts?.get(sliceKey(view.view, state.slice)) ?? []);
    const errors = new Map(whole.map((cell) => [cell.pattern, cell.errors]));
    return viewFigures(base ?? {n: 0, conversions: 0, effect: 1}, looked, {patterns: views.patterns, errors, flags});
  };
  const amongIn = (view: ShownView): AmongLikeLeads =>
    state.slice > 0
      ? new Map()
      : new Map((cells.get(view.view) ?? []).map((cell) => [views.patterns[cell.pattern].rule.id, cell.among]));

  const summary = html`<p aria-live="polite"></p>`;
  const about = html`<p class="remark"></p>`;
  const leftOut = html`<p class="remark"></p>`;
  const nothing = html`<div hidden>${absent(viewWords.noPattern())}</div>`;
  const [words, likeWords] = [forestWords(), comparedWords()];
  const drawn = liveFigure(forest([]), words.title, words);
  const all = shownTable({columns: [], rows: []}, viewWords.all());
  const allCount = html`<summary></summary>`;
  const everyPattern = html`<details class="folded">${allCount}${all.element}</details>` as HTMLDetailsElement;
  const comparedText = html`<p></p>`;
  const comparedFigure = liveFigure(crudeAndAdjusted([]), likeWords.title, likeWords);
  const comparedNone = html`<div hidden>${absent(viewWords.noComparison())}</div>`;

  const show = () => {
    const view = chosen();
    const seen = figures(view);
    const among = amongIn(view);
    const believable = trusted(seen).filter(isIn(state.window));
    const of = (
      state.family === "all" ? distinct(believable) : believable.filter(({family}) => family === state.family)
    ).slice(0, most);
    const slice = views.slices.find((one) => one.slice === state.slice) ?? null;
    summary.textContent = viewSummary({view, slice, ...seen}, run);
    about.textContent = designText(view.design);
    about.className = view.design === "decision" ? "beware" : "remark";
    leftOut.textContent = leftOutText({view, slice}, views, run);
    drawn.element.hidden = of.length === 0;
    nothing.hidden = of.length > 0;
    drawn.update(forest(of, among));
    const listed = seen.drivers.filter(isIn(state.window));
    allCount.textContent = listedText(listed);
    const fill = () => everyPattern.open && all.update(driverTable(listed.map(marked), among));
    everyPattern.ontoggle = fill;
    fill();
  };
  const compare = () => {
    const {view, compared, pairs} = chosen();
    const verdicts = (cells.get(view) ?? []).map(({among}) => among.verdict);
    const number = (verdict: string) => verdicts.filter((one) => one === verdict).length;
    const counts = {pairs, turned: number("turns"), vanished: number("vanishes")};
    comparedText.textContent = compared.length ? reversals(compared, counts) : "";
    comparedFigure.element.hidden = compared.length === 0;
    comparedNone.hidden = compared.length > 0;
    comparedFigure.update(crudeAndAdjusted(compared));
  };
  const choose = async (change: Partial<Choice>) => {
    Object.assign(state, change);
    restrict();
    if (state.slice > 0) parts ??= readSlices(await slices());
    show();
    if (!("window" in change || "family" in change || "slice" in change)) compare();
  };

  const controls = {
    step: selection(choiceWords.step(), steps(data, own), (step) => choose({step})),
    target: selection(choiceWords.target(), targets(), (target) => choose({target}), state.target),
    design: selection(choiceWords.design(), designsIn(views), (design) => choose({design}), state.design),
    slice: selection(choiceWords.slice(), groups(views), (slice) => choose({slice: Number(slice)})),
    window: selection(choiceWords.window(), windows(run), (window) => choose({window})),
    family: selection(choiceWords.family(), families(), (family) => choose({family})),
  };
  /** Options that the rest of the choice rules out cannot be chosen; a choice ruled out goes back to what there is. */
  const restrict = () => {
    const isOwn = state.step === "own";
    const only = (name: "target" | "design" | "slice", isThere: (value: string) => boolean) => {
      const select = controls[name].querySelector("select") as HTMLSelectElement;
      for (const option of select.options) option.disabled = !isThere(option.value);
      select.disabled = isOwn && name !== "slice";
      if (select.disabled) select.value = own[name as "design" | "target"];
      if (select.selectedOptions[0]?.disabled) {
        const left = [...select.options].find(({disabled}) => !disabled);
        if (left) select.value = left.value;
      }
      Object.assign(state, {[name]: name === "slice" ? Number(select.value) : select.value});
    };
    const there = (change: Partial<Choice>) => find(views, own, {...state, ...change}) !== undefined;
    only("design", (design) => isOwn || there({design, target: "won"}));
    only("target", (target) => isOwn || there({target}));
    const {view} = chosen();
    const known = new Set(views.bases.filter((base) => base.view === view).map(({slice}) => slice));
    only("slice", (slice) => known.has(Number(slice)));
  };

  restrict();
  show();
  compare();
  return {
    element: html`<div class="driver-views">
      <div class="choosers" role="group" aria-label=${choiceWords.legend()}>${Object.values(controls)}</div>
      ${summary}${about}${nothing}${drawn.element}${everyPattern}${leftOut}
    </div>`,
    compared: html`<div>${comparedText}${comparedNone}${comparedFigure.element}</div>`,
  };
}

const find = ({views}: ShownViews, own: ShownView, {step, design, target}: Choice): ShownView | undefined =>
  step === "own"
    ? own
    : views.find(
        (view) =>
          view.design === design && view.target === target && view.stage === (step === "any" ? null : Number(step)),
      );

const viewOf = (views: ShownViews, own: ShownView, state: Choice): ShownView => find(views, own, state) ?? own;

function steps({run, views}: DriverData, own: ShownView): Option[] {
  const known = new Set(views.views.filter(({design}) => design !== "run").map(({stage}) => stage));
  const any = known.has(null) ? [{value: "any", label: anyStage(run)}] : [];
  const each = run.stages.flatMap(({name}, i) =>
    known.has(i) ? [{value: String(i), label: choiceWords.from(name)}] : [],
  );
  return [...(own.design === "run" ? [{value: "own", label: ownStepText(run)}] : []), ...any, ...each];
}

const targets = (): Option[] => [
  {value: "won", label: choiceWords.won()},
  {value: "next", label: choiceWords.next()},
];

const designsIn = ({views}: ShownViews): Option[] =>
  Object.entries(designNames())
    .filter(([design]) => views.some((view) => view.design === design))
    .map(([value, label]) => ({value, label}));

function groups({slices, bases}: ShownViews): Option[] {
  const known = new Set(bases.map(({slice}) => slice));
  return [
    {value: "0", label: choiceWords.all()},
    ...slices
      .filter(({slice}) => known.has(slice))
      .map((one) => ({value: String(one.slice), label: sliceText(one), group: fieldText(one.field)})),
  ];
}

const windows = ({settings: {windowsDays}}: RunRecord): Option[] => [
  {value: "all", label: choiceWords.anyWindow()},
  ...windowsDays.map((days) => ({value: String(days), label: choiceWords.last(days)})),
  {value: "ever", label: choiceWords.ever()},
];

const families = (): Option[] => [
  {value: "all", label: choiceWords.strongest()},
  {value: "behaviour", label: choiceWords.behaviour()},
  {value: "attribute", label: choiceWords.attribute()},
  {value: "time", label: choiceWords.time()},
];

/** Whether a pattern looks at this window: of so many days before the day looked at, at all times, or any. */
const isIn =
  (window: string) =>
  ({rule: {when}}: Driver): boolean => {
    if (window === "all") return true;
    const days = isBehaviour(when) ? (when.within_days ?? "ever") : isSilence(when) ? when.none_for_days : null;
    return String(days) === window;
  };

const marked = (driver: Driver): Driver => (driver.flags.length ? {...driver, text: warnedText(driver.text)} : driver);
