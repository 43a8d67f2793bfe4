import type {Cube} from "../analysis/cube.ts";
import {explainLimits, type LabelledLimit, type LimitCost} from "../analysis/points/explain.ts";
import {type PointsOptions, suggestPoints} from "../analysis/points/search.ts";

/** What the page asks of the worker: the best points for a cube under limits, and what each limit costs. */
export interface SearchQuestion {
  cube: Cube;
  options: PointsOptions;
  limits: readonly LabelledLimit[];
}

/** Progress of the whole, 0–1, then the points as soon as they are found, then the costs; or an error. */
export type SearchAnswer = {progress: number} | {points: Int32Array} | {costs: LimitCost[]} | {error: string};

/** Share of the work that the search itself is, before limits are explained. */
const searching = 0.7;

const answer = (value: SearchAnswer): void => self.postMessage(value);

self.onmessage = ({data: {cube, options, limits}}: MessageEvent<SearchQuestion>) => {
  try {
    const upTo = (from: number, to: number) => (share: number) => answer({progress: from + (to - from) * share});
    const found = suggestPoints(cube, {...options, onProgress: upTo(0, searching)});
    answer({points: found.points});
    answer({costs: explainLimits(cube, {...options, onProgress: upTo(searching, 1)}, found, limits)});
  } catch (error) {
    answer({error: error instanceof Error ? error.message : String(error)});
  }
};
