import {type Adjustment, byStage} from "../analysis/drivers/adjust.ts";
import type {Driver, Ranked} from "../analysis/drivers/driver.ts";
import type {ComparedDriver, ShownView, ShownViews} from "../analysis/drivers/viewFigures.ts";
import {capital, count, percent, plural, rangeText} from "../analysis/figures.ts";
import type {Rate} from "../analysis/findings.ts";
import type {RunRecord} from "../analysis/run.ts";
import {multiplicity} from "./answers.ts";
import {intervalText, list} from "./format.ts";

type Design = ShownView["design"];

/** Designs in the words of the choosers. */
export const designNames: Record<Design, string> = {
  snapshot: "on fixed dates",
  entry: "on entering the stage",
  decision: "looking back from the decision",
  run: "as the project file says",
};

/** What each design means, said below the choosers. */
export const designText: Record<Design, string> = {
  snapshot: "Every undecided lead is seen on each of the dates, as it stood then. This is how a score is used.",
  entry: "Each lead is seen when it enters a stage, so that leads that have come equally far are compared.",
  decision:
    "A description, not for points: looking back from the decision the end of every window depends on how it came out. Use it to tell the story of won and lost leads, not to weigh what they did.",
  run: "The leads and the target that the project file names.",
};

/** "Qualified → next stage", "any stage → won". */
const stepText = ({stage, design, target}: Pick<ShownView, "stage" | "design" | "target">, run: RunRecord): string =>
  design === "run"
    ? ownStepText(run)
    : `${stage === null ? anyStage(run) : run.stages[stage].name} → ${target === "won" ? "won" : "a later stage or won"}`;

const anyStage = ({stages}: RunRecord): string => (stages.length ? "any stage" : "all leads");

/** The run's own step: "Offer sent or beyond → won". */
export function ownStepText({stage, stages, target, design}: RunRecord): string {
  const name = (id: string) => stages.find((one) => one.id === id)?.name ?? id;
  const from = stage === null ? "all leads" : design === "static" ? name(stage) : `${name(stage)} or beyond`;
  return `${from} → ${target === "won" ? "won" : name(target)}`;
}

/** A segment or period: "industry: retail", "Q2 2025". */
export function sliceText({field, value}: Pick<ShownViews["slices"][number], "field" | "value">): string {
  if (field === "period") return periodText(value ?? "");
  return value ?? "missing";
}

const periodText = (period: string): string => {
  const quarter = /^(\d{4})-Q(\d)$/.exec(period);
  return quarter ? `quarter ${quarter[2]} of ${quarter[1]}` : period;
};

/** The heading of a field's segments in the chooser. */
export const fieldText = (field: string): string => (field === "period" ? "When" : field);

interface Shown extends Ranked {
  view: ShownView;
  base: Rate;
  /** Null: the whole view. */
  slice: ShownViews["slices"][number] | null;
}

/** What is shown, of whom, and how much of it may be luck: read out whenever the choice changes. */
export function viewSummary({view, base, slice, ...looked}: Shown, run: RunRecord): string {
  const of = slice ? ` (${slice.field === "period" ? "" : `${slice.field} `}${sliceText(slice)})` : "";
  const within =
    view.design === "decision" || run.horizonDays === null ? "" : ` within ${plural(run.horizonDays, "day")}`;
  return `${capital(stepText(view, run))}, ${designNames[view.design]}${of}: ${count(base.conversions)} of ${plural(base.n, "observation")} ${view.target === "won" && view.design !== "run" ? "were won" : "converted"}${within} (${percent(base.value)}, ${rangeText(base)}). ${multiplicity(looked)}`;
}

/** What is not in the view: unknown labels, leads not drawn, patterns too rare. */
export function leftOutText(
  {view, slice}: Pick<Shown, "view" | "slice">,
  {sample, heldBack}: ShownViews,
  run: RunRecord,
): string {
  return [
    `The step holds ${plural(view.leads, "lead")}.`,
    view.censored
      ? `${plural(view.censored, "further observation")} ${view.censored === 1 ? "is" : "are"} not followed long enough to know.`
      : "",
    view.tooFew && !slice
      ? `${plural(view.tooFew, "pattern")} on fewer than ${run.settings.minSupport} observations ${view.tooFew === 1 ? "is" : "are"} not ranked.`
      : "",
    slice
      ? `A pattern is shown for a group where it holds on at least ${run.settings.minSupport} of its observations and not on as many.`
      : "",
    slice && heldBack
      ? `In all, ${plural(heldBack, "count")} of patterns in groups ${heldBack === 1 ? "is" : "are"} not shown, so that nobody can work out a group of fewer than ${run.settings.minCell}.`
      : "",
    sample.leads < sample.of
      ? `All steps are counted on an even sample of ${count(sample.leads)} of ${count(sample.of)} leads.`
      : "",
  ]
    .filter(Boolean)
    .join(" ");
}

/** The fold with every pattern. */
export function listedText(listed: readonly Driver[]): string {
  const warned = listed.filter(({flags}) => flags.length > 0).length;
  return `All ${plural(listed.length, "pattern")} looked at${warned ? `, ${count(warned)} with a reason not to believe them` : ""}`;
}

/** A pattern that is not to be believed, in the list of all. */
export const warnedText = (text: string): string => `${text} (see the leak warnings)`;

/** "leads at the same stage", "leads with the same industry". */
export const alikeText = (by: string): string =>
  by === byStage
    ? "leads at the same stage"
    : by === "period"
      ? "leads of the same period"
      : `leads with the same ${by}`;

/** What is said, in few letters, beside a pattern that the first sight misleads about. */
export const verdictNote: Record<Adjustment["verdict"], string> = {
  stays: "",
  vanishes: "; vanishes",
  turns: "; turns round",
};

/** The thing held equal that changes a pattern most: where it turns, else where it vanishes, else the farthest. */
export function tellingAdjustment({adjustments, oddsRatio}: ComparedDriver): Adjustment | null {
  const weight = ({verdict}: Adjustment) => (verdict === "turns" ? 2 : verdict === "vanishes" ? 1 : 0);
  const moved = ({oddsRatio: {value}}: Adjustment) => Math.abs(Math.log(value) - Math.log(oddsRatio.value));
  return [...adjustments].sort((a, b) => weight(b) - weight(a) || moved(b) - moved(a))[0] ?? null;
}

const ratios = ({oddsRatio}: ComparedDriver, {oddsRatio: among, by}: Adjustment): string =>
  `odds ratio ${intervalText(oddsRatio, 2)} at first sight, ${intervalText(among, 2)} among ${alikeText(by)}`;

/** Which patterns turn round among like leads, which only vanish, and how sure that is. */
export function reversals(
  drivers: readonly ComparedDriver[],
  {pairs, turned: allTurned, vanished: allGone}: {pairs: number; turned: number; vanished: number},
): string {
  const having = (verdict: Adjustment["verdict"]) =>
    drivers.flatMap((driver) => {
      const among = driver.adjustments.find((one) => one.verdict === verdict);
      return among ? [{driver, among}] : [];
    });
  const turned = having("turns");
  const gone = having("vanishes").filter(({driver}) => !turned.some((one) => one.driver === driver));
  const looked = `${plural(pairs, "pair")} of a pattern and a thing held equal`;
  const first = turned.slice(0, 3).map(({driver, among}) => `${driver.text} (${ratios(driver, among)})`);
  const more = allTurned > first.length ? [`${count(allTurned - first.length)} more`] : [];
  const turns = turned.length
    ? `The first sight is the wrong way round for ${plural(allTurned, "pattern")}: ${list([...first, ...more])}. Both are beyond chance, so that comparing all leads misleads here: do not act on it.`
    : `No pattern turns round: in none of ${looked} do first sight and like leads point in opposite directions beyond chance.`;
  const luck = turned.length
    ? ` ${looked} were looked at; where nothing turns round, anything would be said to in at most one run of twenty.`
    : "";
  const vanishing = gone.length
    ? ` A weaker statement: ${plural(allGone, "pattern")} ${allGone === 1 ? "is" : "are"} sure at first sight and no longer sure to go that way among like leads, such as ${list(gone.slice(0, 2).map(({driver, among}) => `${driver.text} (among ${alikeText(among.by)})`))}: they may only say how far leads have come, or who they are.`
    : "";
  return turns + luck + vanishing;
}
