import type {Cube} from "../rules/cube.ts";
import type {PatternCounts} from "../rules/patterns.ts";
import type {Rule} from "../rules/rules.ts";
import {countGrids, type GridReport} from "./countGrid.ts";
import type {Driver} from "./driver.ts";
import {type JointReport, jointOdds} from "./jointOdds.ts";
import {type Momentum, type MomentumCounts, momentumOf} from "./momentum.ts";

/** The Drivers page in depth, on the run's own observations: how often in what window, momentum, and what is a rule's own. */
export interface DriverDepth {
  grid: GridReport;
  momentum: Momentum;
  /** Null where fewer than two rules can be held against each other. */
  joint: JointReport | null;
}

interface DepthInput {
  counts: PatternCounts;
  momentum: MomentumCounts;
  cube: Cube;
  rules: readonly Rule[];
  /** Why a rule of the cube is not to be believed; null where it is. */
  excluded: readonly (string | null)[];
  drivers: readonly Driver[];
  /** Attributes and actions with a reason not to believe them. */
  flagged: ReadonlySet<string>;
  times: readonly number[];
  windowsDays: readonly number[];
  minSupport: number;
  oneRowPerLead: boolean;
}

/** How often and in what window, which way it goes, and what is each pattern's own. */
export function driverDepth(input: DepthInput): DriverDepth {
  const {counts, momentum, drivers} = input;
  const atEqualStage = new Map(drivers.map(({rule, adjusted}) => [rule.id, adjusted]));
  return {
    grid: countGrids(counts, input),
    momentum: momentumOf(momentum, input),
    joint: jointOdds({...input, atEqualStage}),
  };
}
