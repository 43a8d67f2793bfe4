import type {Band} from "./bands.ts";
import type {Matrix} from "./subScores.ts";
import type {TestedThreshold, ThresholdReport} from "./thresholdReport.ts";

/**
 * What a page may show of a report: nothing from which a group of fewer than `minCell` observations can be read, by itself or
 * as a difference. Lines closer than that to another, or to a band's edge, are left out; a small band goes with its neighbour; a
 * small cell of the matrix loses its rate, and where it is the only one, the next smallest does too. Volumes lose a range that
 * begins below `minCell`.
 */
export function shownThreshold(report: ThresholdReport, minCell: number): ThresholdReport {
  const places = largeBands(report.bands, minCell);
  const edges = places.flatMap((i) => report.bands.slice(Math.max(0, i - 1), i + 1).map(({from}) => from));
  return {
    ...report,
    bands: places.map((i) => ({...report.bands[i], volume: roughly(report.bands[i].volume, minCell)})),
    thresholds: largeSteps(report.thresholds, edges, minCell).map((threshold) => ({
      ...threshold,
      volume: roughly(threshold.volume, minCell),
    })),
    matrix: report.matrix && withoutSmall(report.matrix, minCell),
  };
}

/** Places of the bands that may be shown: a small one takes neighbours with it, until those left out are enough together. */
function largeBands(bands: readonly Band[], minCell: number): number[] {
  const shown: number[] = [];
  let hidden = 0;
  bands.forEach(({rate: {n}}, i) => {
    if (n < minCell || (hidden > 0 && hidden < minCell)) hidden += n;
    else {
      shown.push(i);
      hidden = 0;
    }
  });
  if (hidden > 0 && hidden < minCell) shown.pop();
  return shown;
}

/**
 * From the highest line down, those at least `minCell` from the line before and from the next edge.
 *
 * @param edges scores at which the bands that are shown begin, and the ones above them: they can be told from the bands
 */
function largeSteps(
  thresholds: readonly TestedThreshold[],
  edges: readonly number[],
  minCell: number,
): TestedThreshold[] {
  const fixed = new Set([thresholds[0], ...edges.map((from) => thresholds.find(({score}) => score >= from))]);
  const kept: TestedThreshold[] = [];
  for (const line of [...thresholds].reverse()) {
    const above = line.rate.n - (kept.at(-1)?.rate.n ?? 0);
    const edge = thresholds.findLast((other) => fixed.has(other) && other.score < line.score);
    const isFree = edge === undefined || edge.rate.n - line.rate.n >= minCell;
    if (fixed.has(line) || (above >= minCell && isFree)) kept.push(line);
  }
  return kept.reverse();
}

const roughly = <V extends {low: number | null}>(volume: V, minCell: number): V =>
  volume.low !== null && volume.low < minCell ? {...volume, low: null, high: null} : volume;

function withoutSmall(matrix: Matrix, minCell: number): Matrix {
  const sizes = matrix.cells.map(({rate}) => rate?.n ?? 0).sort((a, b) => a - b);
  const small = sizes.filter((n) => n > 0 && n < minCell).length;
  const most = small === 1 ? Math.max(minCell, ...sizes.filter((n) => n >= minCell).slice(0, 1)) : minCell - 1;
  return {
    ...matrix,
    cells: matrix.cells.map((cell) =>
      cell.rate && cell.rate.n > 0 && cell.rate.n <= most ? {...cell, rate: null} : cell,
    ),
  };
}
