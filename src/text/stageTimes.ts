import {count, percent, plural, rangeText} from "../analysis/figures.ts";
import type {Interval} from "../analysis/findings.ts";
import type {Dwell} from "../analysis/funnel/dwell.ts";
import type {Clock, Course, StageTime, StageTimes, TimeUnit} from "../analysis/funnel/stageTimes.ts";
import {list} from "./format.ts";

/** What the units are called in a choice. */
export const unitNames: Record<TimeUnit, string> = {hours: "Hours", days: "Days", "business days": "Business days"};

/** The clock that a unit is told by. */
export const clockOf = ({calendar, business}: Course, unit: TimeUnit): Clock =>
  unit === "business days" ? business : calendar;

/** "44 s", "25 min", "4.1 h", "216 h"; "9.1 days", "25 business days": short times stay readable in every unit. */
export function lengthText(days: number | null, unit: TimeUnit): string {
  if (days === null || !Number.isFinite(days)) return "not reached";
  const hours = 24 * days;
  if (hours < 1 / 60) return `${Math.round(3600 * hours)} s`;
  if (hours < 1) return `${Math.round(60 * hours)} min`;
  if (unit === "hours") return `${hours < 100 ? hours.toFixed(1) : count(hours)} h`;
  if (days < 1) return `${hours.toFixed(1)} h`;
  return `${days < 10 ? days.toFixed(1) : count(days)} ${unit}`;
}

/** "23 to 27 days". */
function spanText({low, high}: {low: number | null; high: number | null}, unit: TimeUnit): string {
  if (low === null) return "unknown";
  if (high === null) return `${lengthText(low, unit)} or more`;
  const [from, to] = [lengthText(low, unit), lengthText(high, unit)];
  const [, word] = to.split(/(?<=\d) /);
  return from === to ? from : `${from.endsWith(` ${word}`) ? from.slice(0, -word.length - 1) : from} to ${to}`;
}

/** "25 days (23 to 27)", or "not reached". */
export function medianText({median}: Pick<Dwell, "median">, unit: TimeUnit): string {
  const [value, span] = [lengthText(median.value, unit), spanText(median, unit)];
  if (median.value === null || span === value) return value;
  const word = value.slice(value.indexOf(" "));
  return `${value} (${span.endsWith(word) ? span.slice(0, -word.length) : span})`;
}

const shareText = (share: Interval): string => `${percent(share.value)} (${rangeText(share)})`;

/** Where the plain ratio and the share followed to the end differ as people read them. */
const differs = ({plain, eventual}: Course): boolean => eventual.advanced.value - plain.value >= 0.005;

/** What becomes of those who enter: the plain ratio beside the share followed to the end, and why they differ. */
export function fatesText({name, n, waiting, course}: StageTime, unit: TimeUnit): string {
  if (!course) return `${name}: ${noTimes(n)}, so that what becomes of those who enter cannot be told.`;
  const {plain, eventual} = course;
  const {advanced, lost, movedBack} = eventual;
  const back = movedBack.value > 0 ? ` and ${shareText(movedBack)} move back` : "";
  const rest =
    eventual.waiting >= 0.005
      ? ` The other ${percent(eventual.waiting)} are still there when the data end, after up to ${lengthText(course.followedDays, unit === "business days" ? "days" : unit)}.`
      : "";
  const followed = `${shareText(advanced)} move on${back ? "," : " and"} ${shareText(lost)} are lost${back}`;
  if (!differs(course)) {
    const why = waiting === 0 ? ": nobody is still there" : "";
    return `${name}: of ${plural(n, "lead")} that entered, ${followed}.${rest} Counting open leads as failures would say the same${why}.`;
  }
  return `${name}: counting the ${count(waiting)} of ${plural(n, "lead")} that are still there as failures says ${percent(plain.value)} move on; followed ${eventual.waiting >= 0.005 ? "as far as the data go" : "to the end"}, ${followed}.${rest}`;
}

/** How long those who move on take, and within what the answer lies whatever the waiting ones do. */
export function dwellText({name, n, course}: StageTime, unit: TimeUnit): string {
  if (!course) return `${name}: ${noTimes(n)}, so that how long leads stay cannot be told.`;
  const {median, latestMedian, p80, medianOfAdvanced, advanced} = clockOf(course, unit).dwell;
  if (advanced === 0) return `${name}: nobody has moved on yet.`;
  if (median.value === null)
    return `${name}: more leads still wait than have moved on, so that it cannot be told after how long half of those who move on will have.`;
  const range = median.low === null ? "" : ` (95 %: ${spanText(median, unit)})`;
  const eighty = p80 === null ? "; when 80 % will have cannot be told yet" : `, 80 % after ${lengthText(p80, unit)}`;
  const later =
    latestMedian !== null && latestMedian > 1.1 * median.value
      ? ` If all who still wait moved on after all, half would have done so after ${lengthText(latestMedian, unit)}: the truth lies between.`
      : "";
  const flatters =
    medianOfAdvanced !== null && median.value > 1.05 * medianOfAdvanced
      ? ` Leaving out those who still wait would say ${lengthText(medianOfAdvanced, unit)}, which flatters.`
      : "";
  return `${name}: half of those who move on have done so after ${lengthText(median.value, unit)}${range}${eighty}.${later}${flatters}`;
}

export const noTimes = (n: number): string => (n === 0 ? "no times" : "too few with times");

/** What the figures rest on: the definition of a stay, and of a business day where that is the unit. */
export function stayDefinition({calendar}: Pick<StageTimes, "calendar">, unit: TimeUnit): string {
  const stay =
    "A stay runs from a lead's first entry into the stage until it enters another stage, is decided, or the data end. Leads that are still there, silent ones too, count as still waiting for as long as they could be followed (Aalen–Johansen, with 95 % intervals). The plain ratio takes them for failures. At risk are those neither gone nor out of sight when 80 % had moved on.";
  if (unit !== "business days") return stay;
  const days = calendar.weekend.map((day) => weekdayNames[day] ?? day);
  const daysOf = ({from, to}: {from: string; to: string}) => (Date.parse(to) - Date.parse(from)) / 86_400_000 + 1;
  const holidays = calendar.holidays.reduce((sum, span) => sum + daysOf(span), 0);
  const off = [...days, ...(holidays > 0 ? [`${plural(holidays, "holiday")} of the project file`] : [])];
  return `${stay} Of it business days count alone: all 24 hours of every day${off.length > 0 ? ` but ${list(off)}` : ""}.${holidays > 0 ? "" : " The project file names no holidays."}`;
}

const weekdayNames: Record<string, string> = {
  mon: "Monday",
  tue: "Tuesday",
  wed: "Wednesday",
  thu: "Thursday",
  fri: "Friday",
  sat: "Saturday",
  sun: "Sunday",
};

/** How to read the pictures. */
export const stageTimesReading = {
  fates: {
    shows: "Of all leads that entered the stage, the shares that have moved on, were lost or moved back by then.",
    read: "At any time the lines add up to 100 %. Bands are 95 % intervals. Leads still there count as not yet decided, so the line of those who move on ends above the plain ratio, which counts them as failures.",
    act: "Where the lines run flat, waiting longer changes nothing: decide then, or try something else.",
  },
  dwell: {
    shows: "Among the leads that move on from the stage, the share that has not yet, by time since they entered.",
    read: "The curve falls as leads move on; dots mark when half and 80 % have. The band is the 95 % interval. Leads still there are counted as waiting, not left out.",
    act: "Agree on a time by which every lead has been called: the 80 % mark is a fair alarm.",
  },
  stock: {
    shows: "How many leads were in each stage at the end of each month, in the order of the path.",
    read: "Each stage has a scale of its own, from 0. The last bar is where the data end. A lead is counted in the stage that it entered last, until it is decided.",
    act: "A stage that fills up month by month takes in more than it hands on: give it hands, or let fewer in.",
  },
} as const;

/** Why there is nothing to show. */
export const stageTimesAbsent = {
  stages: "There are no stages to stay in.",
  times: "The stages have no times: how long leads stay, and how many were there when, cannot be told.",
} as const;

/** What is peculiar in the times of a stage: a column's name and its count. */
export const peculiarities = ({quality, dormant}: StageTime, dormantAfterDays: number) => [
  {name: "entered at an unknown time", n: quality.no_start},
  {name: "left at an unknown time", n: quality.no_end},
  {name: "left before entering", n: quality.backwards},
  {name: "left at the moment of entry", n: quality.at_once},
  {name: "came back later", n: quality.came_again},
  {name: `there, silent for over ${dormantAfterDays} days`, n: dormant},
];

export const peculiarityRemark =
  "Stays with an unknown start or end, or that end before they begin, are left out of times. A stay left at the moment of entry counts with a length of 0. Of leads that came back, the first stay counts. Silent leads count as still waiting.";

/** Which stages the stock leaves out, and why. `n` is null where a cell is too small to be published. */
export function stockLeftOut({stages, stock}: StageTimes): string[] {
  const of = (id: string) => stock?.stages.find(({stage}) => stage === id);
  const names = (isOut: (id: string) => boolean) => stages.filter(({stage}) => isOut(stage)).map(({name}) => name);
  const untimed = names((id) => !of(id));
  const few = names((id) => of(id) !== undefined && !isShown(of(id)?.n ?? []));
  return [
    untimed.length > 0 ? `Not shown for want of times: ${list(untimed)}.` : "",
    few.length > 0 ? `Not shown for too few leads: ${list(few)}.` : "",
  ].filter(Boolean);
}

/** Some month has enough leads to be published. */
export const isShown = (n: readonly (number | null)[]): boolean => n.some((leads) => leads !== null && leads > 0);
