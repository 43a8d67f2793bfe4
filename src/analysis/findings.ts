import type {Suggestion} from "./card/suggestion.ts";
import type {Changes} from "./changes/changes.ts";
import type {DecayReport} from "./decay/decay.ts";
import type {DriverDepth} from "./drivers/driverDepth.ts";
import type {DriverReport} from "./drivers/drivers.ts";
import type {StepView} from "./drivers/stepView.ts";
import type {BottleneckReport} from "./funnel/bottleneck.ts";
import type {FunnelReport} from "./funnel/funnel.ts";
import type {JourneyReport} from "./funnel/journey.ts";
import type {PathReport} from "./funnel/paths.ts";
import type {StageTimes} from "./funnel/stageTimes.ts";
import type {LeakFlag} from "./leaks/flag.ts";
import type {ProfileReport} from "./profile/profile.ts";
import type {LoadReport, ObservationReport, RunRecord} from "./run.ts";
import type {ThresholdReport} from "./threshold/thresholdReport.ts";
import type {ValidationReport} from "./validation/validationReport.ts";

/**
 * What a run found: the one shape that loaders write (schema `results` of the warehouse), pages draw and `hakari suggest`
 * prints. Rates and shares are 0–1, times are days unless a name says otherwise, instants are ISO 8601 in UTC. No finding
 * holds a lead.
 */
export interface Findings {
  run: RunRecord;
  load: LoadReport;
  observations: ObservationReport;
  drivers: DriverReport;
  /** Drivers of every step; none without times. */
  steps: StepView[];
  patternsMore: DriverDepth;
  leaks: LeakFlag[];
  funnel: FunnelReport;
  bottlenecks: BottleneckReport;
  journey: JourneyReport;
  paths: PathReport;
  stageTimes: StageTimes;
  profile: ProfileReport;
  suggestion: Suggestion;
  decay: DecayReport;
  /** Null where no card is suggested. */
  threshold: ThresholdReport | null;
  /** Null where no card could be tested. */
  validation: ValidationReport | null;
  /** Since the project's last other run; null on its first. */
  changes: Changes | null;
}

/** An estimate with its 95 % interval. */
export interface Interval {
  value: number;
  low: number;
  high: number;
}

/** A share of conversions with its n and Wilson interval. */
export interface Rate extends Interval {
  n: number;
  conversions: number;
}

/** Something a page would show but cannot, and why, and what would make it possible. */
export interface Absence {
  what: string;
  why: string;
}
