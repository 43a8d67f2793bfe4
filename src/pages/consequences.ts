import {
  type Line,
  lineAt,
  onePointEach,
  ratesByScore,
  scoreOfTop,
  spreadOfScores,
} from "../analysis/card/calibrateCard.ts";
import {type CardFigures, LiveCard, type Widening, widenedAuc, wideningOf} from "../analysis/card/liveCard.ts";
import {RealFits} from "../analysis/card/realFits.ts";
import {count, plural} from "../analysis/figures.ts";
import type {Rate} from "../analysis/findings.ts";
import type {Cube} from "../analysis/rules/cube.ts";
import {rateByScore, scoreDistribution} from "../charts/scores.ts";
import {liveFigure} from "../components/figure.ts";
import {html} from "../components/html.ts";
import {decimals, intervalText, shareText} from "../text/format.ts";
import {liveTable} from "./liveTable.ts";

export interface Consequences {
  summary: HTMLElement;
  pictures: HTMLElement;
  comparison: HTMLElement;
  /** Shows what these points bring, in the order of the cube's rules; `threshold` null: the usual line. */
  show(points: Int32Array, threshold: number | null): void;
}

/** Cards that every other is measured against; null where there is none. */
export interface Rivals {
  suggested: readonly number[] | null;
  current: readonly number[] | null;
}

/** The line where nobody drew one: so large a share of the leads is called, at most. */
const usualShare = 0.2;

/** Quality and pictures of the card under the reader's hand. `call` is told where the reader draws the line. */
export function consequences(
  cube: Cube,
  rivals: Rivals,
  widening: Widening,
  call: (from: number | null) => void,
): Consequences {
  const cardOf = (points?: ArrayLike<number>) => new LiveCard(cube, points, widening);
  const [live, ones, reals] = [cardOf(), cardOf(), new RealFits(cube)];
  const first = live.figures();
  const least = Math.max(30, first.n / 25);
  const rate = (low: number, high: number) => live.rate(low, high);
  const draw = (card: CardFigures, from: number | null) => ({
    rates: rateByScore(ratesByScore(card.bins, card, least, rate), from),
    spread: scoreDistribution(spreadOfScores(card.bins, 24), from),
  });
  const drawn = draw(first, null);
  const rates = liveFigure(drawn.rates, "Conversion rate by score", {
    shows:
      "How many of the observations with about that score converted; scores with few are taken together. The dotted upright is the line.",
    read: "Dots are observed rates with 95 % intervals, the dashed curve is the chance that the card gives.",
    act: "Look for the score from which the rate is worth a call.",
  });
  const spread = liveFigure(drawn.spread, "Scores by outcome", {
    shows: "How the scores of converted observations (upwards) and of the rest (downwards) are spread.",
    read: "The further apart the two heaps, the better the card tells leads apart.",
    act: "A heap of unconverted leads at high scores asks for a rule with minus points.",
  });
  const tiles = summaryTiles();
  const caller = lineControl(call);
  const beside = liveTable(["card", "rules", "AUC (95 %)", "log-loss", "whole points cost"], "This card beside others");
  const fixed = rivalRows(cardOf, rivals);

  const show = (points: Int32Array, threshold: number | null) => {
    const used = positionsOf(points);
    live.setPoints(points);
    ones.setPoints(onePointEach(points));
    const card = live.figures();
    const real = reals.on(used);
    const line = lineAt(card.bins, threshold ?? scoreOfTop(card.bins, usualShare), rate);
    const cost = used.length > 0 ? `${decimals(100 * (card.logLoss / real.logLoss - 1), 2)} %` : "–";
    const next = draw(card, line.score);
    rates.update(next.rates);
    spread.update(next.spread);
    tiles.show(card, used.length, cost, line);
    caller.show(card, line, threshold !== null);
    beside.update([
      [...cardRow("this card", used.length, card), cost],
      [
        "real-valued weights on its rules",
        count(used.length),
        intervalText(widenedAuc(real.auc, wideningOf(live).auc)),
        decimals(real.logLoss, 4),
        used.length > 0 ? "0 %" : "–",
      ],
      [...cardRow("one point for each of its rules", used.length, ones.figures()), ""],
      ...fixed,
    ]);
  };
  return {
    summary: tiles.element,
    pictures: html`<div>
      <div class="pair">${rates.element}${spread.element}</div>
      ${caller.element}
    </div>`,
    comparison: html`<div>${beside.element}<p class="remark">All of this is on the observations the card was found on, which flatters it; how it does on others is on Validate.</p></div>`,
    show,
  };
}

const positionsOf = (points: Int32Array): number[] => [...points.keys()].filter((j) => points[j] !== 0);

/** The figures that follow the hand; they stay in sight. */
function summaryTiles() {
  const tile = (label: string) => {
    const [value, note] = [html`<b></b>`, html`<span></span>`];
    return {element: html`<div><dt>${label}</dt><dd>${value} ${note}</dd></div>`, value, note};
  };
  const all = {
    auc: tile("AUC"),
    loss: tile("Log-loss"),
    cost: tile("Whole points cost"),
    line: tile("Above the line"),
  };
  const remark = html`<p class="remark" hidden></p>`;
  const set = ({value, note}: ReturnType<typeof tile>, text: string, more: string) => {
    value.textContent = text;
    note.textContent = more;
  };
  const show = (card: CardFigures, rules: number, cost: string, {score, rate, caught}: Line) => {
    const {low, high} = card.aucInterval;
    set(all.auc, decimals(card.aucInterval.value), `${decimals(low)}–${decimals(high)}`);
    set(all.loss, decimals(card.logLoss, 4), plural(rules, "rule"));
    set(all.cost, cost, "of log-loss");
    set(
      all.line,
      percentOf(rate),
      `of ${count(rate.n)} from ${score} on; ${Math.round(100 * caught)} % of conversions`,
    );
    const said = caveat(card);
    remark.hidden = said === "";
    remark.textContent = said;
  };
  const element = html`<div class="live"><dl class="tiles">${Object.values(all).map((one) => one.element)}</dl>${remark}</div>`;
  return {element, show};
}

const percentOf = ({value, n}: Rate): string => (n > 0 ? `${(100 * value).toFixed(1)} %` : "–");

const caveat = ({slope, isSeparated}: {slope: number; isSeparated: boolean}): string => {
  if (isSeparated) return "These rules (nearly) separate the data: do not believe the chances.";
  return slope <= 0 ? "More points do not go with more conversions: this card carries no information." : "";
};

/** Where the line is drawn, and what calling all above it would have done. */
function lineControl(call: (from: number | null) => void) {
  const input = (type: string, name: string, event: "oninput" | "onchange") => {
    const control = html`<input type=${type} step="1" aria-label=${name}>` as HTMLInputElement;
    control[event] = () => call(control.value === "" ? null : Number(control.value));
    return control;
  };
  const slider = input("range", "Line, slider", "oninput");
  const number = input("number", "Line: leads are called from this score on", "onchange");
  const usual = html`<button type="button" onclick=${() => call(null)}>The top fifth</button>` as HTMLButtonElement;
  const words = html`<p></p>`;
  const curve = html`<p class="remark"></p>`;
  const show = ({bins, intercept, slope, n, conversions}: CardFigures, line: Line, isDrawn: boolean) => {
    const [lowest, highest] = [bins.score[0] ?? 0, bins.score[Math.max(0, bins.count - 1)] ?? 0];
    for (const control of [slider, number]) {
      control.min = String(Math.min(lowest, line.score));
      control.max = String(Math.max(highest, line.score));
      control.value = String(line.score);
    }
    usual.disabled = !isDrawn;
    words.textContent =
      line.rate.n > 0
        ? `From ${line.score} on: ${count(line.rate.n)} of ${count(n)} observations (${(100 * line.share).toFixed(1)} %), of which ${shareText(line.rate)} converted; they hold ${(100 * line.caught).toFixed(0)} % of all conversions. The base rate is ${(100 * (conversions / n)).toFixed(1)} %.`
        : `Nobody has a score of ${line.score} or more.`;
    curve.textContent = `Chance of converting at a score: P = 1 / (1 + exp(−(${decimals(intercept, 2).replace("-", "−")} + ${decimals(slope, 3)} × score))).`;
  };
  const element = html`<div class="line"><form class="line-control" autocomplete="off" onsubmit=${(e: Event) => e.preventDefault()}><span>Call leads from a score of</span>${slider}${number}${usual}</form>${words}${curve}</div>`;
  return {element, show};
}

const rivalRows = (cardOf: (points: ArrayLike<number>) => LiveCard, {suggested, current}: Rivals): string[][] =>
  (
    [
      ["suggested card", suggested],
      ["today's points", current],
    ] as const
  ).flatMap(([name, points]) => {
    if (!points) return [];
    const used = points.filter((p) => p !== 0).length;
    return [[...cardRow(name, used, cardOf(points).figures()), ""]];
  });

const cardRow = (name: string, rules: number, {aucInterval, logLoss}: CardFigures): string[] => [
  name,
  count(rules),
  intervalText(aucInterval),
  decimals(logLoss, 4),
];
