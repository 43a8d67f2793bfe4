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
import {count, percentOf} from "../analysis/figures.ts";
import type {Cube} from "../analysis/rules/cube.ts";
import {rateByScore, scoreDistribution} from "../charts/scores.ts";
import {liveFigure} from "../components/figure.ts";
import {html} from "../components/html.ts";
import {
  columnNames,
  costNote,
  curveText,
  lineText,
  lineWords,
  rateReading,
  rowNames,
  rulesText,
  separationText,
  spreadReading,
  tileNames,
  tileText,
  trainedText,
} from "../text/calibrate/consequences.ts";
import {decimals, intervalText} from "../text/format.ts";
import {liveTable} from "./liveTable.ts";

interface Consequences {
  summary: HTMLElement;
  pictures: HTMLElement;
  comparison: HTMLElement;
  /** Shows what these points bring, in the order of the cube's rules; `threshold` null: the usual line. */
  show(points: Int32Array, threshold: number | null): void;
}

/** Cards that every other is measured against; null where there is none. */
interface Rivals {
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
  const [rateNote, spreadNote] = [rateReading(), spreadReading()];
  const rates = liveFigure(drawn.rates, rateNote.title, rateNote.reading);
  const spread = liveFigure(drawn.spread, spreadNote.title, spreadNote.reading);
  const tiles = summaryTiles();
  const caller = lineControl(call);
  const beside = liveTable(columnNames().columns, columnNames().title);
  const names = rowNames();
  const fixed = rivalRows(cardOf, rivals);

  const show = (points: Int32Array, threshold: number | null) => {
    const used = positionsOf(points);
    live.setPoints(points);
    ones.setPoints(onePointEach(points));
    const card = live.figures();
    const real = reals.on(used);
    const line = lineAt(card.bins, threshold ?? scoreOfTop(card.bins, usualShare), rate);
    const cost = used.length > 0 ? percentOf(card.logLoss / real.logLoss - 1, 2) : "–";
    const next = draw(card, line.score);
    rates.update(next.rates);
    spread.update(next.spread);
    tiles.show(card, used.length, cost, line);
    caller.show(card, line, threshold !== null);
    beside.update([
      [...cardRow(names.card, used.length, card), cost],
      [
        names.real,
        count(used.length),
        intervalText(widenedAuc(real.auc, wideningOf(live).auc)),
        decimals(real.logLoss, 4),
        used.length > 0 ? percentOf(0, 0) : "–",
      ],
      [...cardRow(names.ones, used.length, ones.figures()), ""],
      ...fixed,
    ]);
  };
  return {
    summary: tiles.element,
    pictures: html`<div>
      <div class="pair">${rates.element}${spread.element}</div>
      ${caller.element}
    </div>`,
    comparison: html`<div>${beside.element}<p class="remark">${trainedText()}</p></div>`,
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
  const names = tileNames();
  const all = {auc: tile(names.auc), loss: tile(names.loss), cost: tile(names.cost), line: tile(names.line)};
  const remark = html`<p class="remark" hidden></p>`;
  const set = ({value, note}: ReturnType<typeof tile>, text: string, more: string) => {
    value.textContent = text;
    note.textContent = more;
  };
  const show = (card: CardFigures, rules: number, cost: string, {score, rate, caught}: Line) => {
    const {low, high} = card.aucInterval;
    set(all.auc, decimals(card.aucInterval.value), `${decimals(low)}–${decimals(high)}`);
    set(all.loss, decimals(card.logLoss, 4), rulesText(rules));
    set(all.cost, cost, costNote());
    set(all.line, rate.n > 0 ? percentOf(rate.value, 1) : "–", tileText(rate.n, score, caught));
    const said = separationText(card);
    remark.hidden = said === "";
    remark.textContent = said;
  };
  const element = html`<div class="live"><dl class="tiles">${Object.values(all).map((one) => one.element)}</dl>${remark}</div>`;
  return {element, show};
}

/** Where the line is drawn, and what calling all above it would have done. */
function lineControl(call: (from: number | null) => void) {
  const input = (type: string, name: string, event: "oninput" | "onchange") => {
    const control = html`<input type=${type} step="1" aria-label=${name}>` as HTMLInputElement;
    control[event] = () => call(control.value === "" ? null : Number(control.value));
    return control;
  };
  const said = lineWords();
  const slider = input("range", said.slider, "oninput");
  const number = input("number", said.number, "onchange");
  const usual = html`<button type="button" onclick=${() => call(null)}>${said.usual}</button>` as HTMLButtonElement;
  const words = html`<p></p>`;
  const curve = html`<p class="remark"></p>`;
  const show = (card: CardFigures, line: Line, isDrawn: boolean) => {
    const {bins} = card;
    const [lowest, highest] = [bins.score[0] ?? 0, bins.score[Math.max(0, bins.count - 1)] ?? 0];
    for (const control of [slider, number]) {
      control.min = String(Math.min(lowest, line.score));
      control.max = String(Math.max(highest, line.score));
      control.value = String(line.score);
    }
    usual.disabled = !isDrawn;
    words.textContent = lineText(line, card);
    curve.textContent = curveText(card);
  };
  const element = html`<div class="line"><form class="line-control" autocomplete="off" onsubmit=${(e: Event) => e.preventDefault()}><span>${said.from}</span>${slider}${number}${usual}</form>${words}${curve}</div>`;
  return {element, show};
}

const rivalRows = (cardOf: (points: ArrayLike<number>) => LiveCard, {suggested, current}: Rivals): string[][] =>
  (
    [
      [rowNames().suggested, suggested],
      [rowNames().current, current],
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
