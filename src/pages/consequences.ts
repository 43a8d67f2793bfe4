import {html} from "htl";
import {cardAuc, onePointEach, ratesByScore, realValued, spreadOfScores, weigh} from "../analysis/calibrateCard.ts";
import type {Cube} from "../analysis/cube.ts";
import type {Table} from "../charts/chart.ts";
import {rateByScore, scoreDistribution} from "../charts/scores.ts";
import {liveFigure} from "../components/figure.ts";
import {shownTable} from "../components/table.ts";
import {count, decimals, intervalText, plural} from "../text/format.ts";

export interface Consequences {
  summary: HTMLElement;
  pictures: HTMLElement;
  /** Shows what these points bring, in the order of the cube's rules: at once, and with intervals when input rests. */
  show(points: Int32Array): void;
}

/** Cards that every other is measured against; null where there is none. */
export interface Rivals {
  suggested: readonly number[] | null;
  current: readonly number[] | null;
}

/** Milliseconds without a change after which the slower figures are computed. */
const rest = 200;

/** Quality and pictures of the card under the reader's hand. */
export function consequences(cube: Cube, rivals: Rivals): Consequences {
  const total = cube.n.reduce((sum, v) => sum + v, 0);
  const least = Math.max(30, total / 25);
  const pictures = (points: ArrayLike<number>) => {
    const card = weigh(cube, points);
    return {
      rates: rateByScore(ratesByScore(card.bins, card, least)),
      spread: scoreDistribution(spreadOfScores(card.bins, card, 24)),
    };
  };
  const first = pictures(new Int32Array(cube.rules.length));
  const rates = liveFigure(first.rates, "Conversion rate by score", {
    shows:
      "How many of the observations with about that score converted. Scores with few observations are taken together.",
    read: "Dots are observed rates with 95 % intervals, the dashed curve is the chance that the card gives.",
    act: "Look for the score from which the rate is worth a call.",
  });
  const spread = liveFigure(first.spread, "Scores of those who converted and of the rest", {
    shows: "How the scores of converted (upwards) and unconverted observations (downwards) are spread.",
    read: "The further apart the two heaps, the better the card tells leads apart.",
    act: "A heap of unconverted leads at high scores asks for a rule with minus points.",
  });
  const words = html`<p class="verdict"></p>`;
  const beside = shownTable({columns: [], rows: []}, "This card beside others");
  const fixed = rivalRows(cube, rivals);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const show = (points: Int32Array) => {
    const card = weigh(cube, points);
    const used = points.filter((p) => p !== 0).length;
    words.textContent = `This card: ${plural(used, "rule")}, AUC ${decimals(card.auc)}, log-loss ${decimals(card.logLoss, 4)}; P = 1 / (1 + exp(−(${decimals(card.intercept, 2).replace("-", "−")} + ${decimals(card.slope, 3)} × score))), on ${count(card.n)} observations (${count(card.conversions)} converted).${caveat(card)}`;
    const next = pictures(points);
    rates.update(next.rates);
    spread.update(next.spread);
    clearTimeout(timer);
    timer = setTimeout(() => beside.update(compared(cube, points, fixed)), rest);
  };
  return {
    summary: html`<div class="bench-summary">${words}${beside.element}<p class="remark">On the observations the card was found on; how it does on others is shown below.</p></div>`,
    pictures: html`<div class="pair">${rates.element}${spread.element}</div>`,
    show,
  };
}

const caveat = ({slope, isSeparated}: {slope: number; isSeparated: boolean}): string => {
  if (isSeparated) return " These rules (nearly) separate the data: do not believe the chances.";
  return slope <= 0 ? " More points do not go with more conversions: this card carries no information." : "";
};

type CardRow = [name: string, points: ArrayLike<number>];

const rivalRows = (cube: Cube, {suggested, current}: Rivals): string[][] =>
  [suggested && (["suggested card", suggested] as CardRow), current && (["today's points", current] as CardRow)]
    .filter((row) => row !== null)
    .map(([name, points]) => cardRow(cube, name, points));

function cardRow(cube: Cube, name: string, points: ArrayLike<number>): string[] {
  const {logLoss} = weigh(cube, points);
  const used = Array.from(points).filter((p) => p !== 0).length;
  return [name, count(used), intervalText(cardAuc(cube, points)), decimals(logLoss, 4)];
}

/** This card, its real-valued fit and one point each, then the rivals, which do not change. */
function compared(cube: Cube, points: Int32Array, rivals: string[][]): Table {
  const used = Array.from(points.keys()).filter((j) => points[j] !== 0);
  const ours = cardRow(cube, "this card", points);
  const columns = ["card", "rules", "AUC (95 %)", "log-loss"];
  if (used.length === 0) return {columns, rows: [ours, ...rivals]};
  const real = realValued(cube, used);
  const cost = 100 * (weigh(cube, points).logLoss / real.logLoss - 1);
  return {
    columns: [...columns, "whole points cost"],
    rows: [
      [...ours, `${decimals(cost, 2)} %`],
      ["real-valued weights on its rules", count(used.length), decimals(real.auc), decimals(real.logLoss, 4), "0 %"],
      [...cardRow(cube, "one point for each of its rules", onePointEach(points)), ""],
      ...rivals.map((row) => [...row, ""]),
    ],
  };
}
