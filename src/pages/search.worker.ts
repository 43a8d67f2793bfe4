import {explainLimits, type LabelledLimit, type LimitCost} from "../analysis/points/explain.ts";
import type {Limits} from "../analysis/points/problem.ts";
import {type Proof, proveBest} from "../analysis/points/prove.ts";
import {type PointsOptions, suggestPoints} from "../analysis/points/search.ts";
import type {Cube} from "../analysis/rules/cube.ts";

/** What the page asks of the worker: the best points for a cube under limits and what each limit costs, or whether a card is the best. */
export type SearchQuestion =
  | {cube: Cube; options: PointsOptions; explain: readonly LabelledLimit[]}
  | {cube: Cube; limits: Limits; prove: Int32Array; seconds: number};

/** Progress of the whole, 0–1, then the points as soon as they are found, then the costs; or a proof; or an error. */
export type SearchAnswer =
  | {progress: number}
  | {points: Int32Array}
  | {costs: LimitCost[]}
  | {proof: Proof}
  | {error: string};

/** Share of the work that the search itself is, before limits are explained. */
const searching = 0.7;

const answer = (value: SearchAnswer): void => self.postMessage(value);

self.onmessage = ({data}: MessageEvent<SearchQuestion>) => {
  try {
    if ("prove" in data) prove(data);
    else search(data);
  } catch (error) {
    answer({error: error instanceof Error ? error.message : String(error)});
  }
};

function search({cube, options, explain}: Extract<SearchQuestion, {explain: unknown}>): void {
  const upTo = (from: number, to: number) => (share: number) => answer({progress: from + (to - from) * share});
  const found = suggestPoints(cube, {...options, onProgress: upTo(0, searching)});
  answer({points: found.points});
  answer({costs: explainLimits(cube, {...options, onProgress: upTo(searching, 1)}, found, explain)});
}

function prove({cube, limits, prove: card, seconds}: Extract<SearchQuestion, {prove: unknown}>): void {
  const end = performance.now() + 1000 * seconds;
  const onProgress = (progress: number) => answer({progress});
  answer({proof: proveBest(cube, limits, card, {mayGoOn: () => performance.now() < end, onProgress})});
}
