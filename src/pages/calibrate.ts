import {html} from "htl";
import type {RunRecord, Suggestion} from "../analysis/findings.ts";
import {parsimony, type Step} from "../charts/parsimony.ts";
import {figure} from "../components/figure.ts";
import {absent, folded} from "../components/prose.ts";
import {table} from "../components/table.ts";
import {qualityOf} from "../text/answers.ts";
import {count, intervalText, list, plural, signed} from "../text/format.ts";

export {workbench} from "./workbench.ts";

/** What the data say of each of today's points. */
export function verdicts({verdicts: all, current}: Suggestion): HTMLElement {
  if (!current && all.length === 0)
    return absent(
      "The project file has no rules in use today. List them under rules, with their points, to see which to keep.",
    );
  const words = {keep: "keep", change: "change", "too few": "too few to say"};
  return html`<div>${table(
    {
      columns: ["today's rule", "points", "verdict", "the data say (95 %)", "why"],
      rows: all.map(({text, points, suggested, verdict, why}) => [
        text,
        signed(points),
        words[verdict],
        suggested ? intervalText(suggested, 1) : "–",
        why,
      ]),
    },
    "Today's points",
  )}<p class="remark">Keep: the points lie in the interval of what the data say, in points of today's card. Change: they do not.</p></div>`;
}

/** Quality by number of rules. */
export function howMany({parsimony: steps, card, realValuedLogLoss}: Suggestion): HTMLElement {
  if (!card || steps.length === 0)
    return absent("No card was found, so that cards of different lengths cannot be compared.");
  return html`<div><p>${enough(steps)}</p>${figure(parsimony(steps, realValuedLogLoss), "What more rules bring", {
    shows: "The log-loss of the best card with at most so many rules; lower is better.",
    read: "The dashed line is the real-valued fit on all candidate rules: no card of these rules can be much below it. Where the curve is flat, further rules bring next to nothing.",
    act: "Take the shortest card at the start of the flat part: people remember and believe five rules, not fifteen.",
  })}</div>`;
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
export function nearEqual({pool, card}: Suggestion): HTMLElement {
  if (!card || pool.length < 2) return html`<p>No other card comes within 0.002 of log-loss.</p>`;
  const [best, ...others] = pool;
  const pairs = (entry: Suggestion["pool"][number]) =>
    entry.rules.map((rule, i) => `${rule} ${signed(entry.points[i])}`);
  const ours = new Set(best.rules);
  const rows = others.map((entry) => {
    const theirs = new Set(entry.rules);
    const added = pairs(entry).filter((_, i) => !ours.has(entry.rules[i]));
    const gone = best.rules.filter((rule) => !theirs.has(rule));
    return [list(gone) || "–", list(added) || "–", `+${(100 * (entry.logLoss / best.logLoss - 1)).toFixed(2)} %`];
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
