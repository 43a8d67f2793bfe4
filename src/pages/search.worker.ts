import type {Cube} from "../analysis/cube.ts";
import {type PointsOptions, suggestPoints} from "../analysis/points/search.ts";

/** What the page asks of the worker: the best points for a cube under limits. */
export interface SearchQuestion {
  cube: Cube;
  options: PointsOptions;
}

export type SearchAnswer = {points: Int32Array} | {error: string};

self.onmessage = ({data}: MessageEvent<SearchQuestion>) => self.postMessage(answerTo(data));

function answerTo({cube, options}: SearchQuestion): SearchAnswer {
  try {
    return {points: suggestPoints(cube, options).points};
  } catch (error) {
    return {error: error instanceof Error ? error.message : String(error)};
  }
}
