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
  const bands = largeBands(report.bands, minCell).map((band) => ({...band, volume: roughly(band.volume, minCell)}));
  return {
    ...report,
    bands,
    thresholds: largeSteps(report.thresholds, bands, minCell).map((threshold) => ({
      ...threshold,
      volume: roughly(threshold.volume, minCell),
    })),
    matrix: report.matrix && withoutSmall(report.matrix, minCell),
  };
}

function largeBands(bands: readonly Band[], minCell: number): Band[] {
  const isSmall = (i: number) => bands[i] !== undefined && bands[i].rate.n < minCell;
  const last = bands.length - 1;
  return bands.filter((_, i) => !(isSmall(i) || isSmall(i - 1) || (i === last - 1 && isSmall(last))));
}

/** From the highest line down, those at least `minCell` from the line before and from the next edge of a band. */
function largeSteps(
  thresholds: readonly TestedThreshold[],
  bands: readonly Band[],
  minCell: number,
): TestedThreshold[] {
  const everyone = thresholds[0];
  const edges = thresholds.filter((line) => line === everyone || bands.some(({from}) => from === line.score));
  const kept: TestedThreshold[] = [];
  for (const line of [...thresholds].reverse()) {
    const above = line.rate.n - (kept.at(-1)?.rate.n ?? 0);
    const edge = edges.findLast(({score}) => score < line.score);
    const isFree = edge === undefined || edge.rate.n - line.rate.n >= minCell;
    if (edges.includes(line) || (above >= minCell && isFree)) kept.push(line);
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
