import type {Rate} from "../findings.ts";
import type {Driver} from "./driver.ts";

/** How a view looks at leads; `decision` is description only, because its window's end depends on the outcome. */
const viewDesigns = ["snapshot", "entry", "decision"] as const;
export type ViewDesign = (typeof viewDesigns)[number];

/** What counts as converting in a view: a later stage (or the deal) reached, or the deal won. */
const viewTargets = ["next", "won"] as const;
export type ViewTarget = (typeof viewTargets)[number];

/** Which leads a view looks at: in one stage (null: any), of one value of an attribute or one period (null: all). */
interface ViewKey {
  design: ViewDesign;
  stage: string | null;
  target: ViewTarget;
  segment: {field: string; value: string} | null;
  period: string | null;
}

/** What goes with converting among the observations of one view, strongest first as in the main report. */
export interface StepView extends ViewKey {
  base: Rate;
  leads: number;
  /** Observations whose label is unknown because they are not followed for the whole outcome window. */
  censored: number;
  drivers: Driver[];
  tooFew: number;
  lookedAt: number;
  found: number;
  expectedFalse: number;
}
