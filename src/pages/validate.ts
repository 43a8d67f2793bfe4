import {html} from "htl";
import {capital, count, percent, plural, signed} from "../analysis/figures.ts";
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
import {contenderNames, driftText, segmentsText} from "../text/validation.ts";
import {choice, selection} from "./choice.ts";

export {months, swap} from "./validateHotList.ts";

/** How each contender does on what it has not seen, and by how much the suggested card is ahead. */
export function rivals({tests}: ShownReport): HTMLElement {
  const [first, ...others] = tests;
  return html`<div>${contest(first)}${others.map((test) => folded(`The same, ${test.how}`, contest(test)))}</div>`;
}

function contest(test: TestReport): HTMLElement {
  const quality = test.contenders.map(({who, quality: q}) => ({who, quality: q}));
  return html`<div>
    <p>${capital(test.how)}: learned on ${plural(test.train.n, "observation")} (${count(test.train.conversions)} converted), tested on ${count(test.n)} (${count(test.conversions)} converted).</p>
    ${figure(contenders({quality, how: test.how}), "Who puts leads in the better order", {
      shows:
        "The AUC on observations that were not learned from: how often a lead that converts ranks above one that does not.",
      read: "0.5 is chance, 1 is perfect. The line is the 95 % interval. Intervals of two cards may overlap although one is surely ahead: the next picture compares them on the same leads.",
      act: "See whether the order is worth following at all before asking which card is best.",
    })}
    ${figure(differences(test.differences), "By how much the suggested card is ahead", {
      shows: "Its AUC minus that of each rival, on the same observations, with the 95 % interval by lead.",
      read: "Right of the line at 0: the suggested card orders leads better. Filled dots: the interval leaves out 0. Hollow: by their order the two cannot be told apart; the table has the log-loss, which also asks whether chances are true.",
      act: "Change cards where it is ahead of today's. If it is not ahead of one point each, take the simpler card.",
    })}
    ${table(measures(test.contenders), "Measures of each contender")}
  </div>`;
}

const measures = (all: readonly ContenderReport[]): Table => ({
  columns: ["contender", "AUC (95 %)", "KS", "log-loss", "Brier", "best fifth holds", "chances: slope"],
  rows: all.map(({who, quality, ks, deciles: tenths}) => {
    const isConstant = who === "base rate";
    return [
      contenderNames[who],
      isConstant ? "0.500 (no order)" : intervalText(quality.auc),
      isConstant ? "–" : decimals(ks),
      decimals(quality.logLoss, 4),
      decimals(quality.brier, 4),
      isConstant ? "–" : `${percent(tenths[1]?.cumulativeShare ?? 0)} of conversions`,
      isConstant ? "–" : decimals(quality.slope, 2),
    ];
  }),
});

/** The order of leads in pictures: ROC, gains, and the rate by tenths. */
export function order({tests: [test]}: ShownReport): HTMLElement {
  const ours = ofWho(test, "suggested");
  return html`<div>
    <div class="pair">
      ${figure(gainsCurves(test.contenders), "How much of all conversions the best leads hold", {
        shows: "Leads sorted by each contender, best first, and the share of all conversions met on the way.",
        read: "The higher the line, the fewer calls for the same conversions. The diagonal is calling at random.",
        act: "Find the share of leads you can call, and read off what you would miss.",
      })}
      ${figure(rocCurves(test.contenders), "Right alarms against false ones", {
        shows:
          "For every possible line: the share of converting leads above it against that of the others (ROC curve).",
        read: "The further towards the upper left, the better. Where two lines cross, each is better for some line.",
        act: "Compare the contenders at the share of false alarms that sales will bear.",
      })}
    </div>
    ${figure(deciles(ours.deciles), "Conversion rate by tenths of the score", {
      shows: "Leads sorted by the suggested card and cut into ten equal groups. The table has the lift of each.",
      read: "Bars should fall from left to right. The dashed line is the rate of all.",
      act: "Where bars no longer fall, the score no longer tells leads apart: do not draw a line there.",
    })}
  </div>`;
}

const ofWho = (test: TestReport, who: ContenderReport["who"]): ContenderReport =>
  test.contenders.find((one) => one.who === who) ?? test.contenders[0];

/** Whether chances come true, and how scores are spread, for a contender of the reader's choice. */
export function chances({tests: [test]}: ShownReport): HTMLElement {
  const known = test.contenders.filter(({who}) => who !== "base rate");
  const first = ofWho(test, "suggested");
  const truth = liveFigure(reliability(first.reliability), "Do the chances come true", {
    shows: "The chance that was given beside the share that converted, by tenths of the leads.",
    read: "Dots on the dashed line: chances can be taken at their word. Below: too hopeful. Lines are 95 % intervals by lead.",
    act: "Where dots leave the line, use the order of the scores, not the chance.",
  });
  const spread = liveFigure(scoresByOutcome(first), "Scores by outcome", {
    shows:
      "How scores are spread among those who converted (above) and those who did not (below); each side adds up to all of its own.",
    read: "The further the two lie apart, the better. KS, the greatest distance between their cumulative shares, is in the words of the picture and the table above.",
    act: "A line between two heaps is a natural one; a single heap has none.",
  });
  const choose = (value: string) => {
    const found = known.find(({who}) => who === value) ?? first;
    truth.update(reliability(found.reliability));
    spread.update(scoresByOutcome(found));
  };
  const options = known.map(({who}) => ({value: who, label: contenderNames[who]}));
  return html`<div>${choice("Contender", options, choose)}<div class="pair">${truth.element}${spread.element}</div></div>`;
}

/** Whether the scores themselves have drifted. */
export function stability({drift, rules}: ShownReport): HTMLElement {
  if (!drift) return absent("The data have no months to compare, or the card gives all leads the same score.");
  const moved = drift.periods.filter(({psi, p95}) => psi > p95);
  return html`<div>
    <p>${driftText(drift, rules)}</p>
    ${figure(scoreDrift(drift), "How far the scores have moved", {
      shows: "The population stability index of each period's scores against the months that the card was learned on.",
      read: "Grey bars: what chance alone stays under in 95 of 100 periods of that size. Dots above them have moved. By custom 0.1 is a moderate shift and 0.25 a large one.",
      act: "A shift does not say that the card is wrong, but that it now meets other leads: look whether its chances still come true.",
    })}
    ${moved.length ? folded("Which rules moved", table(movedRules(moved, rules), "Rules that moved")) : ""}
    <p class="remark">Chance is taken from the χ² approximation, with the observations learned from divided by ${drift.designEffect.toFixed(1)} because leads recur in them. About 1 in 20 periods lies above its bar by luck.</p>
  </div>`;
}

const movedRules = (
  periods: NonNullable<ShownReport["drift"]>["periods"],
  rules: ValidationReport["rules"],
): Table => ({
  columns: ["period", "index", "rule", "held then", "holds now"],
  rows: periods.flatMap(({period, psi, rules: most}) =>
    most.map(({rule, before, now}, i) => [
      i === 0 ? month(period) : "",
      i === 0 ? decimals(psi) : "",
      rules[rule],
      percent(before),
      percent(now),
    ]),
  ),
});

/** Rank and level by value of each attribute, one attribute at a time. */
export function bySegment({segments}: ShownReport): HTMLElement {
  const {fields, tooMany} = segments;
  if (fields.length === 0) return absent("There is no attribute or stage with two to twelve values to look at.");
  const flagged = (field: (typeof fields)[number]) =>
    field.segments.filter(({isOffLevel, isUnordered}) => isOffLevel || isUnordered).length;
  const sorted = [...fields].sort((a, b) => flagged(b) - flagged(a));
  const level = liveFigure(levelBySegment(sorted[0]), "What was said and what came", {
    shows: "The mean chance that the card gave beside the share that converted, by value.",
    read: "A diamond outside the line: the card is too hopeful (right of it) or too cautious (left of it) here. Marked off: beyond luck, with all segments of the page taken into account.",
    act: "Where a segment is off, let the card have a rule for it, or read its scores with that in mind.",
  });
  const rank = liveFigure(orderBySegment(sorted[0]), "Order within the segment", {
    shows: "The AUC among leads of the same value, where at least ten converted and ten did not.",
    read: "The short lines at 0.5 are chance. Within a segment the order is often weaker than over all leads, because what sets segments apart does not help inside one.",
    act: "Do not use the score to sort leads where the interval reaches the line.",
  });
  const note = html`<p class="remark"></p>`;
  const show = (field: (typeof fields)[number]) => {
    level.update(levelBySegment(field));
    rank.update(orderBySegment(field));
    note.textContent = field.rare.values
      ? `${plural(field.rare.values, "value")} with few observations (${count(field.rare.n)} in all) not shown.`
      : "";
  };
  show(sorted[0]);
  const options = sorted.map((field) => ({
    value: field.field,
    label: `${field.field}${flagged(field) ? ` (${flagged(field)} marked)` : ""}`,
  }));
  const choose = (name: string) => show(sorted.find(({field}) => field === name) ?? sorted[0]);
  return html`<div>
    <p>${segmentsText(segments)}</p>
    ${selection("By", options, choose)}${level.element}${rank.element}${note}
    ${tooMany.length ? html`<p class="remark">Not looked at, because they have more than twelve values: ${list(tooMany)}.</p>` : ""}
  </div>`;
}

/** The card that was tested, which is not quite the one that Calibrate suggests. */
export function testedCards({tests: [test], rules}: ShownReport): HTMLElement {
  const [first, ...others] = test.cards;
  const shown = (points: typeof first.points): Table => ({
    columns: ["rule", "points"],
    rows: points.map(({rule, points: given}) => [rules[rule], signed(given)]),
  });
  const named = others.length
    ? test.cards.map(({points}, i) =>
        folded(`Card ${i + 1} of ${test.cards.length}`, table(shown(points), `Card ${i + 1}`)),
      )
    : [table(shown(first.points), "The card that was tested")];
  return html`<div><p>What was tested is the way of finding a card, on data that the card had not seen. The card on Calibrate is found in the same way on all of the data; the ${others.length ? "cards" : "card"} below ${others.length ? "were" : "was"} found without what ${others.length ? "each was" : "it was"} tested on.</p>${named}</div>`;
}

/** Nothing could be tested: why. */
export const untested = (refusal: string | null): HTMLElement =>
  caution(
    "Not tested",
    refusal ? `${refusal}.` : "There are too few observations, or too few periods, to keep some back for a test.",
  );
