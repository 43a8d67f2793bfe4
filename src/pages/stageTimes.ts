import {html} from "htl";
import {count, percent, percentWithRange} from "../analysis/figures.ts";
import {type StageTime, type StageTimes, type TimeUnit, timeUnits} from "../analysis/funnel/stageTimes.ts";
import type {Table} from "../charts/chart.ts";
import {dwellCurve} from "../charts/dwell.ts";
import {fateCurves} from "../charts/fates.ts";
import {stockBars} from "../charts/stock.ts";
import {figures, type LiveFigure, liveFigure} from "../components/figure.ts";
import {absent, folded, gathered} from "../components/prose.ts";
import {shownTable, table} from "../components/table.ts";
import {
  betweenText,
  clockOf,
  daysWord,
  dwellText,
  fatesText,
  isShown,
  lengthText,
  medianText,
  noTimes,
  stockLeftOut,
} from "../text/funnel/stageTimes.ts";
import {peculiarities, stayDefinition, unitNames, stageTimesWords as words} from "../text/funnel/stageTimesWords.ts";
import {choice, selection} from "./choice.ts";

/** How long leads stay in a stage of the reader's choice and what becomes of them, in the reader's unit of time. */
export function stays(report: StageTimes): HTMLElement {
  const timed = report.stages.filter(({course}) => course !== null);
  if (report.stages.length === 0) return gathered();
  if (timed.length === 0) return absent(words.noTimes());
  let [stage, unit]: [StageTime, TimeUnit] = [slowest(timed), report.unit];
  const fates = html`<p></p>`;
  const dwell = html`<p></p>`;
  const between = html`<p></p>`;
  const definition = html`<p class="remark"></p>`;
  const overview = shownTable(stagesTable(report, unit), words.overview());
  const curves = new Pictures();
  const show = () => {
    fates.textContent = fatesText(stage, unit);
    dwell.textContent = dwellText(stage, unit);
    between.textContent = betweenText(stage, unit);
    between.hidden = between.textContent === "";
    definition.textContent = stayDefinition(report, unit);
    overview.update(stagesTable(report, unit));
    curves.show(stage, unit);
  };
  show();
  const stages = timed.map(({stage, name}) => ({value: stage, label: name}));
  const names = unitNames();
  const units = timeUnits.map((value) => ({value, label: names[value]}));
  const pickStage = (id: string) => {
    stage = timed.find((one) => one.stage === id) ?? stage;
    show();
  };
  const pickUnit = (name: string) => {
    unit = timeUnits.find((one) => one === name) ?? unit;
    show();
  };
  return html`<section aria-label=${words.section()}>
    ${timed.length > 1 ? selection(words.stage(), stages, pickStage, stage.stage) : ""}
    ${choice(words.unit(), units, pickUnit, unit)}
    ${fates}${curves.fates.element}${dwell}${curves.dwell.element}${between}
    <h3>${words.allStages()}</h3>
    ${overview.element}${definition}${quality(report)}
  </section>`;
}

/** The two pictures of a stage; the second one stays away where nobody has moved on. */
class Pictures {
  fates!: LiveFigure;
  dwell!: LiveFigure;

  show(stage: StageTime, unit: TimeUnit): void {
    const {course, name} = stage;
    if (!course) return;
    const clock = clockOf(course, unit);
    const charts = {fates: fateCurves(name, clock, course, unit), dwell: dwellCurve(name, clock, unit)};
    if (this.fates) {
      this.fates.update(charts.fates);
      this.dwell.update(charts.dwell);
    } else {
      this.fates = liveFigure(charts.fates, words.fatesTitle(), words.fates());
      this.dwell = liveFigure(charts.dwell, words.dwellTitle(), words.dwell());
    }
    this.dwell.element.hidden = clock.stays.length === 0;
  }
}

/** The stage with the longest median, or the first. */
function slowest(timed: readonly StageTime[]): StageTime {
  const median = ({course}: StageTime) => course?.calendar.dwell.median.value ?? -1;
  return timed.reduce((longest, one) => (median(one) > median(longest) ? one : longest));
}

function stagesTable({stages}: StageTimes, unit: TimeUnit): Table {
  const isBusiness = unit === "business days";
  const bare = (text: string) => (isBusiness ? text.replaceAll(daysWord(unit), "") : text);
  const row = ({name, n, waiting, course}: StageTime): string[] => {
    if (!course) return [name, noTimes(n), "–", "–", "–", "–", "–", "–"];
    const {dwell, beyond} = clockOf(course, unit);
    return [
      name,
      count(n),
      percent(course.plain.value),
      percentWithRange(course.eventual.advanced),
      count(waiting),
      bare(medianText(dwell, unit)),
      dwell.p80 === null ? words.notKnownYet() : bare(lengthText(dwell.p80, unit)),
      beyond.p80 === null ? "–" : count(beyond.p80),
    ];
  };
  return {columns: words.columns(isBusiness), rows: stages.map(row)};
}

/** What is peculiar in the times, counted: only what occurs. */
function quality({stages, dormantAfterDays}: StageTimes): HTMLElement | string {
  const counted = stages.map((stage) => ({name: stage.name, of: peculiarities(stage, dormantAfterDays)}));
  const occurs = (k: number) => counted.some(({of}) => of[k].n > 0);
  const names = counted[0].of.map(({name}) => name).filter((_, k) => occurs(k));
  if (names.length === 0) return "";
  const rows = counted.map(({name, of}) => [name, ...of.filter((_, k) => occurs(k)).map(({n}) => count(n))]);
  const title = words.peculiar();
  return folded(
    title,
    table({columns: [words.columns(false)[0], ...names], rows}, title),
    html`<p class="remark">${words.peculiarRemark()}</p>`,
  );
}

/** How many leads were in each stage month by month. */
export function stock(report: StageTimes): HTMLElement {
  if (report.stages.length === 0) return gathered();
  const {stock: found} = report;
  if (!found) return absent(words.noTimes());
  const shown = found.stages.filter(({n}) => isShown(n));
  const charts = shown.map((stage) => ({name: stage.name, chart: stockBars(found.months, stage)}));
  return html`<div>
    ${charts.length > 0 ? figures(charts, words.stockTitle(), words.stock()) : ""}
    ${stockLeftOut(report).map((text) => html`<p class="remark">${text}</p>`)}
  </div>`;
}
