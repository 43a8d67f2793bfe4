import {html} from "htl";
import type {StageFlow} from "../analysis/funnel/funnel.ts";
import type {Ends, PathReport} from "../analysis/funnel/paths.ts";
import {comparePeriods, defaultPeriods, monthsOf, type Span} from "../analysis/funnel/periods.ts";
import {isBeyondChance} from "../analysis/statistics/holm.ts";
import {cohortMonths} from "../charts/cohorts.ts";
import {movesBack, skippedStages} from "../charts/detours.ts";
import {groupMap} from "../charts/groupMap.ts";
import {periodPairs} from "../charts/periods.ts";
import {variantBars} from "../charts/variants.ts";
import {figure, liveFigure} from "../components/figure.ts";
import {absent, gathered} from "../components/prose.ts";
import {month} from "../text/format.ts";
import {cohortText, groupsLeftOut, groupsLookedAt, groupsText} from "../text/funnel/funnelGroups.ts";
import {periodsText, spanText} from "../text/funnel/funnelPeriods.ts";
import {movedBackText, type StageNames, skipsText, variantsText} from "../text/funnel/paths.ts";
import {pathWords as words} from "../text/funnel/pathWords.ts";
import {selection} from "./choice.ts";

/** The report as published: what is of too few leads to show is left out, and how much that is. */
type ShownPaths = Omit<PathReport, "rest" | "without"> & {
  rest: Ends | null;
  without: Ends | null;
  hidden: {others: number; skips: number; movedBack: number; months: number};
};

type Stages = readonly Pick<StageFlow, "stage" | "name">[];

const namesOf = (stages: Stages): StageNames => new Map(stages.map(({stage, name}) => [stage, name]));

/** Pass-through by group and stage, for an attribute of the reader's choice; the one that differs most first. */
export function groups({groups: report, minSupport}: ShownPaths, stages: Stages): HTMLElement {
  if (stages.length === 0) return gathered();
  const differing = ({groups}: ShownPaths["groups"]["fields"][number]) =>
    groups.flatMap(({cells}) => cells).filter(({q}) => q < 0.05).length;
  const fields = report.fields.filter(({groups}) => groups.length > 1).sort((a, b) => differing(b) - differing(a));
  const [first] = fields;
  if (!first) return absent(words.noGroups());
  const names = namesOf(stages);
  const said = html`<p>${groupsText(first, names)}</p>`;
  const left = html`<p class="remark">${groupsLeftOut(first)}</p>`;
  const drawn = liveFigure(groupMap(first, stages), words.groupsTitle(), words.groups());
  const choose = (name: string) => {
    const field = fields.find((one) => one.field === name) ?? first;
    said.textContent = groupsText(field, names);
    left.textContent = groupsLeftOut(field);
    drawn.update(groupMap(field, stages));
  };
  const options = fields.map(({field}) => ({value: field, label: field}));
  return html`<div><p>${groupsLookedAt({...report, minSupport})}</p>
    ${fields.length > 1 ? selection(words.groupBy(), options, choose) : ""}${said}${drawn.element}${left}</div>`;
}

/** Share moved on by month of entry, for a stage of the reader's choice. */
export function cohorts({cohorts: all, hidden}: ShownPaths, stages: Stages): HTMLElement {
  if (stages.length === 0) return gathered();
  const first = all.find(({spread}) => spread !== null && isBeyondChance(spread.p)) ?? all[0];
  if (!first) return absent(words.noTimes());
  const said = html`<p>${cohortText(first)}</p>`;
  const drawn = liveFigure(cohortMonths(first), words.cohortsTitle(), words.cohorts());
  const choose = (id: string) => {
    const stage = all.find((one) => one.stage === id) ?? first;
    said.textContent = cohortText(stage);
    drawn.update(cohortMonths(stage));
  };
  const options = [first, ...all.filter((one) => one !== first)].map(({stage, name}) => ({value: stage, label: name}));
  return html`<div>${all.length > 1 ? selection(words.stage(), options, choose) : ""}${said}${drawn.element}
    ${hidden.months > 0 ? html`<p class="remark">${words.monthsHidden(hidden.months)}</p>` : ""}</div>`;
}

/** What changed between two periods of entry of the reader's choice. */
export function periods({cohorts: all, minSupport}: ShownPaths, stages: Stages): HTMLElement {
  if (stages.length === 0) return gathered();
  if (all.length === 0) return absent(words.noTimes());
  const chosen = defaultPeriods(all);
  if (!chosen) return absent(words.noPeriods());
  const compare = () => comparePeriods(all, chosen, minSupport);
  const kinds = (): [string, string] => [
    words.firstOf(spanText(chosen.earlier)),
    words.secondOf(spanText(chosen.later)),
  ];
  const said = html`<p aria-live="polite">${periodsText(compare(), chosen)}</p>`;
  const drawn = liveFigure(periodPairs(compare(), kinds()), words.periodsTitle(), words.periods());
  const show = () => {
    said.textContent = periodsText(compare(), chosen);
    drawn.update(periodPairs(compare(), kinds()));
  };
  const options = monthsOf(all).map((one) => ({value: one, label: month(one)}));
  const select = (label: string, span: Span, end: keyof Span) =>
    selection(
      label,
      options,
      (value) => {
        span[end] = value;
        if (span.from > span.to) span[end === "from" ? "to" : "from"] = value;
        for (const [choice, key] of ends) (choice.querySelector("select") as HTMLSelectElement).value = key();
        show();
      },
      span[end],
    );
  const {earlier, later} = chosen;
  const ends: [HTMLElement, () => string][] = [
    [select(words.from(), earlier, "from"), () => earlier.from],
    [select(words.to(), earlier, "to"), () => earlier.to],
    [select(words.from(), later, "from"), () => later.from],
    [select(words.to(), later, "to"), () => later.to],
  ];
  const [a, b, c, d] = ends.map(([element]) => element);
  return html`<div>
    <fieldset class="choice"><legend>${words.first()}</legend>${a}${b}</fieldset>
    <fieldset class="choice"><legend>${words.second()}</legend>${c}${d}</fieldset>${said}
    ${drawn.element}<p class="remark">${words.choosing()}</p></div>`;
}

/** The commonest paths and how they ended. */
export function variants(report: ShownPaths, stages: Stages): HTMLElement {
  if (stages.length === 0) return gathered();
  const names = namesOf(stages);
  if (report.variants.length === 0) return absent(words.noVariants());
  return html`<div><p>${variantsText(report, names)}</p>${figure(
    variantBars(report.variants, names),
    words.variantsTitle(),
    words.variants(),
  )}</div>`;
}

/** Who skipped stages, who moved back, and how they fared. */
export function detours({skips, movedBack, minSupport, hidden}: ShownPaths, stages: Stages): HTMLElement {
  if (stages.length === 0) return gathered();
  const names = namesOf(stages);
  return html`<div>
    <p>${skips.length > 0 ? skipsText(skips, names, minSupport) : words.noSkips()}${words.stagesHidden(hidden.skips)}</p>
    ${skips.length > 0 ? figure(skippedStages(skips, names), words.skipsTitle(), words.skips()) : ""}
    <p>${movedBack.length > 0 ? movedBackText(movedBack, names, minSupport) : words.noBack()}${words.stagesHidden(hidden.movedBack)}</p>
    ${movedBack.length > 0 ? figure(movesBack(movedBack, names), words.backTitle(), words.back()) : ""}
    ${skips.length + movedBack.length > 0 ? html`<p class="remark">${words.cause()}</p>` : ""}
  </div>`;
}
