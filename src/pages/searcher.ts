import type {SearchAnswer, SearchQuestion} from "./search.worker.ts";

/** Searches points away from the page's thread. A new question, or `cancel`, drops the one that is under way. */
export class Searcher {
  #worker: Worker | null = null;

  /** `told` is called with each answer, the last of which is the costs, a proof or an error, unless another question comes first. */
  ask(question: SearchQuestion, told: (answer: SearchAnswer) => void): void {
    this.cancel();
    const worker = new Worker(new URL("./search.worker.js", import.meta.url), {type: "module"});
    this.#worker = worker;
    const pass = (answer: SearchAnswer) => {
      if (this.#worker !== worker) return;
      if (!("progress" in answer || "points" in answer)) this.cancel();
      told(answer);
    };
    worker.onmessage = ({data}: MessageEvent<SearchAnswer>) => pass(data);
    worker.onerror = ({message}) => pass({error: message || "the search could not be started in this browser"});
    worker.postMessage(question);
  }

  cancel(): void {
    this.#worker?.terminate();
    this.#worker = null;
  }
}
