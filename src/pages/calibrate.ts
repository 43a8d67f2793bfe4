import {html} from "htl";
import {pointsOf} from "../analysis/card/calibrateState.ts";
import type {Suggestion} from "../analysis/card/suggestion.ts";
import {count, percent, plural, signed} from "../analysis/figures.ts";
import type {RunRecord} from "../analysis/run.ts";
import {matrix} from "../analysis/threshold/subScores.ts";
import {fitByEngagement} from "../charts/matrix.ts";
import {parsimony, type Step} from "../charts/parsimony.ts";
import {figure, type LiveFigure, liveFigure} from "../components/figure.ts";
import {absent, bullets, folded} from "../components/prose.ts";
import {table} from "../components/table.ts";
import {qualityOf} from "../text/answers.ts";
import {intervalText, list} from "../text/format.ts";
import {verdictText} from "./ruleEvidence.ts";
import type {CalibrateData, Workbench} from "./workbench.ts";

export {decaySection} from "./decay.ts";
export {takeAway} from "./takeAway.ts";
export {workbench} from "./workbench.ts";

/** What the data say of each of today's points. */
export function verdicts({verdicts: all, current}: Suggestion): HTMLElement {
  if (!current && all.length === 0)
    return absent(
      "The project file has no rules in use today. List them under rules, with their points, to see which to keep.",
    );
  return html`<div>${table(
    {
      columns: ["today's rule", "points", "verdict", "why"],
      rows: all.map((one) => [one.text, signed(one.points), verdictText(one), one.why]),
    },
    "Today's points",
  )}<p class="remark">Keep: the points lie in the interval of what the data say, in points of today's card. Change: they do not; the whole points nearest to what the data say are given.</p></div>`;
}

/** Rules that could take each other's place, those that other draws of the leads choose, and cards on other rules. */
export function standsFor(suggestion: Suggestion): HTMLElement {
  const {card, interchangeable, oftenInstead, resamples} = suggestion;
  if (!card) return absent("Without a card no rule stands for another.");
  return html`<div>
    ${
      interchangeable.length > 0
        ? html`<div><p>What is recorded of leads goes together, so that a rule on the card also stands for others:</p>${bullets(interchangeable.map(({sentence}) => sentence))}</div>`
        : html`<p>No other rule could take the place of one on the card at next to no cost.</p>`
    }
    ${
      resamples > 0
        ? html`<p>When the leads are drawn anew (${plural(resamples, "time")}) and a card is searched each time, ${oftenInstead.length > 0 ? "these rules, which are not on the card, are often chosen:" : "no rule that is not on the card is often chosen."}</p>`
        : ""
    }
    ${
      oftenInstead.length > 0
        ? table(
            {
              columns: ["rule", "chosen in", "points then", "mostly instead of"],
              rows: oftenInstead.map(({text, kept, points, insteadOf}) => [
                text,
                percent(kept),
                signed(Math.round(points)),
                insteadOf ?? "–",
              ]),
            },
            "Often chosen instead",
          )
        : ""
    }
    ${nearEqual(suggestion)}
  </div>`;
}

/** Quality by number of rules, and how far whole points are from the best that any weights could do. */
export function howMany({parsimony: steps, card, realValuedLogLoss, roundingLoss}: Suggestion): HTMLElement {
  if (!card || steps.length === 0)
    return absent("No card was found, so that cards of different lengths cannot be compared.");
  const gap = card.logLoss / realValuedLogLoss - 1;
  return html`<div><p>${enough(steps)}</p>
    <p>Real-valued weights on the card's own rules would have ${(100 * roundingLoss).toFixed(2)} % less log-loss: that is what whole points cost. Real-valued weights on all candidate rules, which nobody could add up in their head, have ${(100 * gap).toFixed(2)} % less: that is about the most that any card of these rules could gain.</p>
    ${figure(parsimony(steps, realValuedLogLoss), "What more rules bring", {
      shows: "The log-loss of the best card with at most so many rules; lower is better.",
      read: "The dashed line is the real-valued fit on all candidate rules: no card of these rules can be much below it. Where the curve is flat, further rules bring next to nothing.",
      act: "Take the shortest card at the start of the flat part: people remember and believe five rules, not fifteen.",
    })}</div>`;
}

/** Conversions by what leads are and by what they did, for the card under the reader's hand. */
export function fitAndEngagement({card: inHand}: Workbench, {run, rules, isPublished}: CalibrateData): HTMLElement {
  if (!inHand) return absent("There is no card to split.");
  const conditions = rules.map(({rule}) => rule);
  const split = () => matrix(inHand.cube, conditions, pointsOf(inHand.state()), {least: run.settings.minSupport});
  const place = html`<div></div>`;
  let shown: LiveFigure | null = null;
  const show = () => {
    const found = split();
    if (!found) {
      shown = null;
      place.replaceChildren(
        absent(
          "all leads are alike in one of the two: the card has no points for who they are, or none for what they did.",
        ),
      );
    } else if (shown) shown.update(fitByEngagement(found));
    else {
      shown = liveFigure(fitByEngagement(found), "Conversion rate by fit and engagement", {
        shows: `The score of the card above in two: the points for who the lead is, and those for what it did, how lately, and where it stands.${isPublished ? " On the groups of this published page, near the true figures." : ""}`,
        read: `A fits best, 1 is most engaged. The stronger the colour, the higher the rate. Under ${run.settings.minSupport} observations no rate is given.`,
        act: "Marketing tools that keep two scores take the two halves of the card. Where the line should be, and what sales can call, is on Threshold.",
      });
      place.replaceChildren(shown.element);
    }
  };
  show();
  inHand.onRest(show);
  return place;
}

/** How many rules get nine tenths of what the longest card gains over the shortest. */
function enough(steps: readonly Step[]): string {
  const [first, last] = [steps[0], steps[steps.length - 1]];
  const gain = first.logLoss - last.logLoss;
  const short = steps.find(({logLoss}) => first.logLoss - logLoss >= 0.9 * gain) ?? last;
  if (gain <= 0 || short === last)
    return `Each of the ${plural(last.rules, "rule")} still adds to the card (AUC ${last.auc.toFixed(3)}, on the observations it was found on).`;
  return `${plural(short.rules, "rule")} bring nine tenths of what ${count(last.rules)} bring over one (AUC ${short.auc.toFixed(3)} against ${last.auc.toFixed(3)}, on the observations they were found on).`;
}

/** Cards on other rules that do nearly as well. */
function nearEqual({pool, card}: Suggestion): HTMLElement {
  if (!card || pool.length < 2) return html`<p>No other card comes within 0.002 of log-loss.</p>`;
  const [best, ...others] = pool;
  const pairs = (entry: Suggestion["pool"][number]) =>
    entry.rules.map((rule, i) => `${rule} ${signed(entry.points[i])}`);
  const ours = new Set(best.rules);
  const rows = others.map((entry) => {
    const theirs = new Set(entry.rules);
    const added = pairs(entry).filter((_, i) => !ours.has(entry.rules[i]));
    const gone = best.rules.filter((rule) => !theirs.has(rule));
    return [
      list(gone) || "–",
      list(added) || "–",
      `${signed(Number((100 * (entry.logLoss / best.logLoss - 1)).toFixed(2)) || 0)} %`,
    ];
  });
  const short = {columns: ["instead of", "takes", "log-loss"], rows};
  return html`<div><p>${plural(others.length, "other card does", "other cards do")} nearly as well (within 0.002 of log-loss). Choose among them by what your team can explain and your tool can record.</p>
    ${table({...short, rows: rows.slice(0, 5)}, "Near-equal cards")}${rows.length > 5 ? folded(`${count(rows.length - 5)} more`, table({...short, rows: rows.slice(5)}, "More near-equal cards")) : ""}</div>`;
}

/** How the card does on observations it has not seen, in a sentence; the Validate page has the rest. */
export function validation({outOfTime, grouped, card}: Suggestion): HTMLElement {
  if (!card) return absent("Without a card there is nothing to test.");
  const ours = qualityOf(outOfTime ?? grouped, "suggested");
  if (!ours) return absent("There are too few observations to keep some back for a test.");
  return html`<p>On ${plural(ours.n, "observation")} it had not seen, a card found in the same way has an AUC of ${intervalText(ours.auc)}. <a href="./validate">Validate</a> sets it beside today's card and one point each, by month and by segment, and says who enters the hot list and who leaves.</p>`;
}

/** Candidates that were kept out of the card's choice, and what to know. */
export function leftOut({leftOut: all, notes}: Suggestion): HTMLElement {
  return html`<div>${notes.map((note) => html`<p>${note}</p>`)}${
    all.length === 0
      ? html`<p>No candidate was kept out of the card's choice.</p>`
      : table(
          {columns: ["left out of the choice", "why"], rows: all.map(({text, reason}) => [text, reason])},
          "Left out",
        )
  }</div>`;
}

/** The outcome window in words: "won within 120 days". */
export const goal = ({target, horizonDays}: RunRecord): string =>
  horizonDays === null ? target : `${target} within ${plural(horizonDays, "day")}`;
