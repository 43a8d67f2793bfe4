import {sureOf, trusted} from "../drivers/believable.ts";
import type {Driver} from "../drivers/driver.ts";
import type {StepView, ViewDesign} from "../drivers/stepView.ts";
import type {Rate} from "../findings.ts";
import {anyActivity, type Condition, isBehaviour, isSilence} from "../rules/rules.ts";
import type {RunRecord} from "../run.ts";
import {type ActiveCount, type AmongActive, beyondActivity} from "./equallyActive.ts";
import type {StageFlow} from "./funnel.ts";

/** Something leads did or left undone, among those in a stage: how many of them moved on, with it and without. */
export interface JourneyAction {
  text: string;
  with: Rate;
  without: Rate;
  q: number;
}

/** What was seen of the step from a stage to the next. */
interface JourneyStep {
  design: ViewDesign;
  /** Observations of leads in the stage, and how many moved on within the outcome window. */
  base: Rate;
  leads: number;
  /** Not followed for the whole outcome window: left out. */
  censored: number;
  lookedAt: number;
  /** Goes with moving on, strongest first. */
  did: JourneyAction[];
  /** Whether anything goes with moving on at first sight, be it no more than having been active at all. */
  isActivityTelling: boolean;
  /** Goes with staying or being lost. */
  against: JourneyAction[];
}

/** One stage as the team should know it. */
export interface JourneyStage {
  stage: string;
  name: string;
  next: string;
  /** What a lead wants to know here, and what the team does: as the project file says. */
  wants: string | null;
  play: string | null;
  stock: number;
  entered: number;
  passThrough: Rate;
  basis: StageFlow["basis"];
  /** Days by which half of those who move on have. */
  median: {value: number | null; low: number | null; high: number | null} | null;
  /** Null where the step was not looked at. */
  step: JourneyStep | null;
  /** The leads' own actions were looked at, with enough of both outcomes, and none goes with moving on even at first sight. */
  isGap: boolean;
  /** Too few moved on, or too few stayed, for a gap to mean anything. */
  isTooFew: boolean;
}

/** What goes with moving on, stage by stage. */
export interface JourneyReport {
  stages: JourneyStage[];
  /** Actions that leads do themselves, not the team, and that may be believed: without any, no stage is a gap. */
  leadActions: number;
}

export interface JourneyInput {
  stages: RunRecord["stages"];
  flows: readonly StageFlow[];
  steps: readonly StepView[];
  /** What the steps' observations did, by how active the lead was. */
  active: readonly ActiveCount[];
  /** Actions that leads do themselves, not the team. */
  leadActions: readonly string[];
}

/** Patterns told of a stage, for and against. */
const mostTold = 3;

/** Observations that moved on, that did not, and that a pattern holds on, under which only luck and huge differences would show. */
const fewest = 50;

/** Designs from which a step is read: the first there is. The decision's window depends on the outcome, so it is not among them. */
const readFrom: readonly ViewDesign[] = ["snapshot", "entry"];

/**
 * The path stage by stage: what leads want to know, the team's play, and what those who moved on did and the others did not.
 * Told are only patterns beyond chance (q < 0.05, interval apart from 1), without a flag, the same way round among like leads,
 * about something that leads do or leave undone themselves, and that hold among equally active leads too (`beyondActivity`); of
 * near-copies the strongest.
 */
export function journey({stages, flows, steps, active, leadActions}: JourneyInput): JourneyReport {
  const own = new Set(leadActions);
  const views = flows.map(({stage}) =>
    readFrom.map((design) => steps.find((one) => isStep(one, stage, design))).find(Boolean),
  );
  const seen = views.map((view) => (view ? candidatesOf(view, own) : null));
  const beyond = beyondActivity(views.flatMap((view, s) => amongActive(view, seen[s], active)));
  return {
    stages: flows.map((flow, s): JourneyStage => {
      const stated = stages.find(({id}) => id === flow.stage);
      const [view, candidates] = [views[s], seen[s]];
      const step = view && candidates ? stepOf(view, candidates, beyond) : null;
      const isTooFew = step !== null && Math.min(step.base.conversions, step.base.n - step.base.conversions) < fewest;
      return {
        stage: flow.stage,
        name: flow.name,
        next: flows[s + 1]?.name ?? "won",
        wants: stated?.wants ?? null,
        play: stated?.play ?? null,
        stock: flow.stock,
        entered: flow.entered,
        passThrough: flow.passThrough,
        basis: flow.basis,
        median: flow.dwell?.median ?? null,
        step,
        isGap: own.size > 0 && step !== null && !isTooFew && step.lookedAt > 0 && !step.isActivityTelling,
        isTooFew,
      };
    }),
    leadActions: own.size,
  };
}

const isStep = (view: StepView, stage: string, design: ViewDesign): boolean =>
  view.design === design &&
  view.stage === stage &&
  view.target === "next" &&
  view.segment === null &&
  view.period === null;

interface Candidates {
  lookedAt: number;
  /** Sure at first sight, strongest first. */
  more: Driver[];
  fewer: Driver[];
}

function candidatesOf({drivers}: StepView, own: ReadonlySet<string>): Candidates {
  const actions = drivers.filter(({rule: {when}}) => isOwn(when, own));
  const believed = trusted({drivers: actions}).filter(
    (one) => !growsWithTime(one.rule.when) && !one.reversed && one.q < 0.05 && sureOf(one) && one.with.n >= fewest,
  );
  return {
    lookedAt: actions.length,
    more: believed.filter(({rule, oddsRatio}) => oddsRatio.value > 1 && isBehaviour(rule.when)),
    fewer: believed.filter(({oddsRatio}) => oddsRatio.value < 1),
  };
}

function amongActive(
  view: StepView | undefined,
  seen: Candidates | null,
  active: readonly ActiveCount[],
): AmongActive[] {
  if (!view || !seen) return [];
  const counts = active.filter(({design, stage}) => design === view.design && stage === view.stage);
  return [...distinct(seen.more), ...distinct(seen.fewer)]
    .filter(({rule}) => isBehaviour(rule.when))
    .map((driver) => ({driver, counts}));
}

function stepOf(
  {design, base, leads, censored}: StepView,
  {lookedAt, more, fewer}: Candidates,
  beyond: ReadonlySet<Driver>,
): JourneyStep {
  const held = (some: readonly Driver[]) =>
    told(distinct(some).filter((one) => beyond.has(one) || isSilence(one.rule.when)));
  return {
    design,
    base,
    leads,
    censored,
    lookedAt,
    did: held(more),
    isActivityTelling: more.length > 0,
    against: held(fewer),
  };
}

/** At any time before: leads that stay long collect it. */
const growsWithTime = (when: Condition): boolean => isBehaviour(when) && when.within_days === undefined;

/** About something that leads do; of everything taken together only that they did nothing. */
const isOwn = (when: Condition, own: ReadonlySet<string>): boolean =>
  "activity" in when && (own.has(when.activity) || (when.activity === anyActivity && isSilence(when)));

/** The strongest of each activity and topic, and of silences: patterns of an activity as a whole only before its topics. */
function distinct(drivers: readonly Driver[]): Driver[] {
  const seen = new Set<string>();
  return drivers.filter(({rule: {when}}) => {
    if (!("activity" in when)) return false;
    const key = isSilence(when) ? "silence" : JSON.stringify([when.activity, when.topic ?? null]);
    const isNew = !seen.has(key) && !(isBehaviour(when) && when.topic === undefined && seen.has(when.activity));
    seen.add(key);
    if (isBehaviour(when)) seen.add(when.activity);
    return isNew;
  });
}

const told = (drivers: readonly Driver[]): JourneyAction[] =>
  drivers.slice(0, mostTold).map(({text, with: withIt, without, q}) => ({text, with: withIt, without, q}));
