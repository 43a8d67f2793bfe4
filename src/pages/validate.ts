import {html} from "htl";
import {percent, signed} from "../analysis/figures.ts";
import type {ContenderReport, TestReport, ValidationReport} from "../analysis/validation/validationReport.ts";
import type {ShownReport} from "../analysis/validation/validationShown.ts";
import type {Table} from "../charts/chart.ts";
import {contenders, deciles, reliability} from "../charts/validation.ts";
import {gainsCurves, rocCurves} from "../charts/validationCurves.ts";
import {differences} from "../charts/validationDifference.ts";
import {scoreDrift} from "../charts/validationDrift.ts";
import {scoresByOutcome} from "../charts/validationScores.ts";
import {levelBySegment, orderBySegment} from "../charts/validationSegments.ts";
import {figure, liveFigure} from "../components/figure.ts";
import {absent, caution, folded} from "../components/prose.ts";
import {table} from "../components/table.ts";
import {decimals, intervalText, list, month} from "../text/format.ts";
import {contenderNames, noOrder} from "../text/validate/contenders.ts";
import {driftText} from "../text/validate/validationDrift.ts";
import {validationFigures} from "../text/validate/validationFigures.ts";
import {
  cardLabel,
  contestText,
  driftNote,
  markedLabel,
  measureColumns,
  noDrift,
  nothingTested,
  ofConversions,
  rareText,
  sameText,
  sameTitle,
  testedText,
  tooManyText,
  untestedTexts,
  validationLabels,
} from "../text/validate/validationPage.ts";
import {noSegments, segmentsText} from "../text/validate/validationSegments.ts";
import {choice, selection} from "./choice.ts";

export {months, swap} from "./validateHotList.ts";

/** How each contender does on what it has not seen, and by how much the suggested card is ahead. */
export function rivals({tests}: ShownReport): HTMLElement {
  const [first, ...others] = tests;
  return html`<div>${contest(first)}${others.map((test) =>
    folded(
      sameText(test.how),
      contest(test, (title) => sameTitle(title, test.how)),
    ),
  )}</div>`;
}

function contest(test: TestReport, named = (title: string): string => title): HTMLElement {
  const of = validationFigures();
  const quality = test.contenders.map(({who, quality: q}) => ({who, quality: q}));
  return html`<div>
    <p>${contestText(test)}</p>
    ${figure(contenders({quality, how: test.how}), named(of.contenders.title), of.contenders)}
    ${figure(differences(test.differences), named(of.differences.title), of.differences)}
    ${table(measures(test.contenders), named(validationLabels().measures))}
  </div>`;
}

const measures = (all: readonly ContenderReport[]): Table => ({
  columns: measureColumns(),
  rows: all.map(({who, quality, ks, deciles: tenths}) => {
    const isConstant = who === "base rate";
    return [
      contenderNames()[who],
      isConstant ? noOrder() : intervalText(quality.auc),
      isConstant ? "–" : decimals(ks),
      decimals(quality.logLoss, 4),
      decimals(quality.brier, 4),
      isConstant ? "–" : ofConversions(tenths[1]?.cumulativeShare ?? 0),
      isConstant ? "–" : decimals(quality.slope, 2),
    ];
  }),
});

/** The order of leads in pictures: ROC, gains, and the rate by tenths. */
export function order({tests: [test]}: ShownReport): HTMLElement {
  const of = validationFigures();
  const ours = ofWho(test, "suggested");
  return html`<div>
    <div class="pair">
      ${figure(gainsCurves(test.contenders), of.gains.title, of.gains)}
      ${figure(rocCurves(test.contenders), of.roc.title, of.roc)}
    </div>
    ${figure(deciles(ours.deciles), of.deciles.title, of.deciles)}
  </div>`;
}

const ofWho = (test: TestReport, who: ContenderReport["who"]): ContenderReport =>
  test.contenders.find((one) => one.who === who) ?? test.contenders[0];

/** Whether chances come true, and how scores are spread, for a contender of the reader's choice. */
export function chances({tests: [test]}: ShownReport): HTMLElement {
  const of = validationFigures();
  const known = test.contenders.filter(({who}) => who !== "base rate");
  const first = ofWho(test, "suggested");
  const truth = liveFigure(reliability(first.reliability), of.reliability.title, of.reliability);
  const spread = liveFigure(scoresByOutcome(first), of.spread.title, of.spread);
  const choose = (value: string) => {
    const found = known.find(({who}) => who === value) ?? first;
    truth.update(reliability(found.reliability));
    spread.update(scoresByOutcome(found));
  };
  const options = known.map(({who}) => ({value: who, label: contenderNames()[who]}));
  return html`<div>${choice(validationLabels().contender, options, choose)}<div class="pair">${truth.element}${spread.element}</div></div>`;
}

/** Whether the scores themselves have drifted. */
export function stability({drift, rules}: ShownReport): HTMLElement {
  if (!drift) return absent(noDrift());
  const of = validationFigures();
  const words = validationLabels();
  const moved = drift.periods.filter(({psi, p95}) => psi > p95);
  return html`<div>
    <p>${driftText(drift, rules)}</p>
    ${figure(scoreDrift(drift), of.drift.title, of.drift)}
    ${moved.length ? folded(words.whichMoved, table(movedRules(moved, rules), words.moved)) : ""}
    <p class="remark">${driftNote(drift.designEffect)}</p>
  </div>`;
}

const movedRules = (
  periods: NonNullable<ShownReport["drift"]>["periods"],
  rules: ValidationReport["rules"],
): Table => ({
  columns: validationLabels().movedColumns,
  rows: periods.flatMap(({period, psi, rules: most}) =>
    most.map(({rule, before, now}) => [month(period), decimals(psi), rules[rule], percent(before), percent(now)]),
  ),
});

/** Rank and level by value of each attribute, one attribute at a time. */
export function bySegment({segments}: ShownReport): HTMLElement {
  const {fields, tooMany} = segments;
  if (fields.length === 0) return absent(noSegments());
  const of = validationFigures();
  const flagged = (field: (typeof fields)[number]) =>
    field.segments.filter(({isOffLevel, isUnordered}) => isOffLevel || isUnordered).length;
  const sorted = [...fields].sort((a, b) => flagged(b) - flagged(a));
  const level = liveFigure(levelBySegment(sorted[0]), of.level.title, of.level);
  const rank = liveFigure(orderBySegment(sorted[0]), of.order.title, of.order);
  const note = html`<p class="remark"></p>`;
  const show = (field: (typeof fields)[number]) => {
    level.update(levelBySegment(field));
    rank.update(orderBySegment(field));
    note.textContent = rareText(field.rare);
  };
  show(sorted[0]);
  const options = sorted.map((field) => ({
    value: field.field,
    label: markedLabel(field.field, flagged(field)),
  }));
  const choose = (name: string) => show(sorted.find(({field}) => field === name) ?? sorted[0]);
  return html`<div>
    <p>${segmentsText(segments)}</p>
    ${selection(validationLabels().by, options, choose)}${level.element}${rank.element}${note}
    ${tooMany.length ? html`<p class="remark">${tooManyText(list(tooMany))}</p>` : ""}
  </div>`;
}

/** The card that was tested, which is not quite the one that Calibrate suggests. */
export function testedCards({tests: [test], rules}: ShownReport): HTMLElement {
  const words = validationLabels();
  const [first, ...others] = test.cards;
  const shown = (points: typeof first.points): Table => ({
    columns: words.cardColumns,
    rows: points.map(({rule, points: given}) => [rules[rule], signed(given)]),
  });
  const named = others.length
    ? test.cards.map(({points}, i) =>
        folded(cardLabel(i + 1, test.cards.length), table(shown(points), cardLabel(i + 1, null))),
      )
    : [table(shown(first.points), words.tested)];
  return html`<div><p>${testedText(others.length === 0)}</p>${named}</div>`;
}

/** In place of a section where nothing could be tested. */
export const untestedPart = (): HTMLElement => absent(nothingTested());

/** Nothing could be tested: why. */
export const untested = (refusal: string | null): HTMLElement => caution(...untestedTexts(refusal));
