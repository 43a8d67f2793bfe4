import type {Interval} from "../findings.ts";
import {type Cube, scores} from "../rules/cube.ts";
import {byGroup, type Counts, type RuleBits, ruleBits} from "../rules/ruleBits.ts";
import {aucInterval} from "../statistics/metrics.ts";
import {maximise, type Peak} from "../statistics/newton.ts";
import {realValued} from "./calibrateCard.ts";

interface RealFit {
  /** Mean negative log-likelihood per observation, natural log. */
  logLoss: number;
  /** Observations taken as independent; see `widenedAuc`. */
  auc: Interval;
}

/** Log odds ratio past which a weight is on its way to infinity: the careful fit then says what can be said. */
const runaway = 15;

/**
 * Real-valued weights (maximum likelihood) on one set of rules after another, as a reader switches rules on and off: what
 * `realValued` gives, remembered by set and started from the last. Rows are grouped once.
 */
export class RealFits {
  readonly #cube: Cube;
  readonly #bits: RuleBits;
  readonly #counts: Counts;
  readonly #known = new Map<string, RealFit>();
  #last: Peak | undefined;

  constructor(cube: Cube) {
    this.#cube = cube;
    this.#bits = ruleBits(cube);
    this.#counts = {n: byGroup(this.#bits, cube.n), conversions: byGroup(this.#bits, cube.conversions)};
  }

  /** The fit on the rules at these positions, ascending. */
  on(positions: readonly number[]): RealFit {
    const key = positions.join();
    const known = this.#known.get(key);
    if (known) return known;
    const fit = this.#fit(positions);
    this.#known.set(key, fit);
    return fit;
  }

  #fit(positions: readonly number[]): RealFit {
    const options = {lambda: 0, isFirth: false, limit: runaway, maxIterations: 12, start: this.#last};
    const peak = maximise(this.#bits, this.#counts, positions, options);
    const isSound = peak.converged && peak.ranAway === null && Number.isFinite(peak.loss);
    if (!isSound) return realValued(this.#cube, positions);
    this.#last = peak;
    const {n, conversions} = this.#cube;
    return {
      logLoss: peak.loss / n.reduce((sum, v) => sum + v, 0),
      auc: aucInterval(scores(this.#cube, peak.weights), n, conversions),
    };
  }
}
