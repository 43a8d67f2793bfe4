import type {Cube} from "../analysis/cube.ts";
import type {PointsOptions} from "../analysis/points/search.ts";
import type {SearchAnswer, SearchQuestion} from "./search.worker.ts";
import source from "./search.worker.ts?worker";

/** Searches points away from the page's thread. A new question, or `cancel`, drops the one that is under way. */
export class Searcher {
  #worker: Worker | null = null;

  constructor(readonly cube: Cube) {}

  /** `found` is called once, unless another question comes first. */
  ask(options: PointsOptions, found: (answer: SearchAnswer) => void): void {
    this.cancel();
    const address = URL.createObjectURL(new Blob([source], {type: "text/javascript"}));
    const worker = new Worker(address);
    this.#worker = worker;
    const end = (answer: SearchAnswer) => {
      if (this.#worker !== worker) return;
      this.cancel();
      found(answer);
    };
    worker.onmessage = ({data}: MessageEvent<SearchAnswer>) => end(data);
    worker.onerror = ({message}) => end({error: message || "the search could not be started in this browser"});
    worker.postMessage({cube: this.cube, options} satisfies SearchQuestion);
    URL.revokeObjectURL(address);
  }

  cancel(): void {
    this.#worker?.terminate();
    this.#worker = null;
  }
}
